/**
 * The one hot loop of the dense inverse, twice: as WebAssembly SIMD, assembled here instruction by
 * instruction (a few hundred bytes, so no build step and nothing opaque in the repository), and as plain
 * JavaScript for devices without it. Both round to float32 after every operation in the same order, so they
 * agree to the last bit and a pack trained on one device equals a pack trained on another.
 */

/** Rows, columns and depth of the blocks that the inverse works in. */
export const BLOCK = 64;
/** Columns that one pass of the inner loop covers: two SIMD registers of four floats. */
export const STRIP = 8;
/** Rows that it covers: 4 x 2 accumulators fit, with operands, into the 16 registers of SSE and NEON. */
const TILE_ROWS = 4;
/** Steps of the inner loop written out one after another. */
const UNROLL = 4;

/**
 * `A -= W C` for one block row: A is BLOCK x (STRIP * strips) inside a larger row-major matrix, W is BLOCK x
 * BLOCK row-major, C is stored strip by strip, each BLOCK x STRIP row-major. All four arguments that name
 * places are indices of floats in the same memory.
 */
export type BlockUpdate = (a: number, stride: number, w: number, c: number, strips: number) => void;

/** Plain JavaScript version over `memory`. */
export function scalarUpdate(memory: Float32Array): BlockUpdate {
  const { fround } = Math;
  return (a, stride, w, c, strips) => {
    for (let strip = 0; strip < strips; strip++) {
      const cStrip = c + strip * BLOCK * STRIP;
      for (let row = 0; row < BLOCK; row++) {
        const wRow = w + row * BLOCK;
        // Four accumulators at a time: more do not fit the registers the JIT has.
        for (let half = 0; half < STRIP; half += 4) {
          const target = a + row * stride + strip * STRIP + half;
          let s0 = memory[target];
          let s1 = memory[target + 1];
          let s2 = memory[target + 2];
          let s3 = memory[target + 3];
          for (let k = 0, from = cStrip + half; k < BLOCK; k++, from += STRIP) {
            const x = memory[wRow + k];
            s0 = fround(s0 - fround(x * memory[from]));
            s1 = fround(s1 - fround(x * memory[from + 1]));
            s2 = fround(s2 - fround(x * memory[from + 2]));
            s3 = fround(s3 - fround(x * memory[from + 3]));
          }
          memory[target] = s0;
          memory[target + 1] = s1;
          memory[target + 2] = s2;
          memory[target + 3] = s3;
        }
      }
    }
  };
}

/**
 * SIMD version over `memory`, or null where WebAssembly SIMD is missing or the page's content security
 * policy forbids it.
 */
export function simdUpdate(memory: WebAssembly.Memory): BlockUpdate | null {
  try {
    const module = new WebAssembly.Module(assemble());
    const { exports } = new WebAssembly.Instance(module, { m: { m: memory } });
    const update = exports.u as BlockUpdate;
    return (a, stride, w, c, strips) => update(a * 4, stride * 4, w * 4, c * 4, strips);
  } catch {
    return null;
  }
}

/** Opcodes by their names in the WebAssembly specification. */
const op = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  brIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  v128Load: [0xfd, 0],
  v128Load32Splat: [0xfd, 9],
  v128Store: [0xfd, 11],
  f32x4Sub: [0xfd, 0xe5, 0x01],
  f32x4Mul: [0xfd, 0xe6, 0x01],
} as const;
const VOID = 0x40;
const I32 = 0x7f;
const V128 = 0x7b;

type Code = number | readonly number[] | readonly Code[];
const flat = (...code: Code[]): number[] =>
  code.flatMap((part) => (typeof part === 'number' ? [part] : flat(...part)));

/** LEB128: unsigned, and signed for constants. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
const sized = (content: number[]): number[] => [...unsigned(content.length), ...content];
const list = (parts: number[][]): number[] => [...unsigned(parts.length), ...parts.flat()];
const section = (id: number, content: number[]): number[] => [id, ...sized(content)];

function assemble(): Uint8Array<ArrayBuffer> {
  // Parameters, then locals, by index. Addresses and strides are in bytes here.
  let locals = 0;
  const local = () => locals++;
  const [a, stride, w, c, strips] = [local(), local(), local(), local(), local()];
  const parameters = locals;
  const [tiles, wTile, wAt, cAt, steps] = [local(), local(), local(), local(), local()];
  const rowAt = Array.from({ length: TILE_ROWS }, local);
  const integers = locals - parameters;
  const [left, right, x] = [local(), local(), local()];
  const sums = Array.from({ length: TILE_ROWS }, () => [local(), local()]);
  const vectors = locals - parameters - integers;

  const get = (name: number) => [op.localGet, ...unsigned(name)];
  const set = (name: number, ...value: Code[]) => [...flat(...value), op.localSet, ...unsigned(name)];
  const constant = (value: number) => [op.i32Const, ...signed(value)];
  const add = (first: Code, second: Code) => [first, second, op.i32Add];
  const place = (offset: number) => [0x02, ...unsigned(offset)];
  const load = (from: number, offset: number) => [get(from), op.v128Load, place(offset)];
  /** do { body } while (--counter) */
  const repeat = (counter: number, ...body: Code[]) => [
    [op.loop, VOID, ...flat(...body)],
    [get(counter), constant(1), op.i32Sub, op.localTee, unsigned(counter), op.brIf, 0, op.end],
  ];

  const innerStep = (step: number): Code[] => [
    set(left, load(cAt, step * STRIP * 4)),
    set(right, load(cAt, step * STRIP * 4 + 16)),
    sums.map(([near, far], row) => [
      set(x, get(wAt), op.v128Load32Splat, place((row * BLOCK + step) * 4)),
      set(near, get(near), get(x), get(left), op.f32x4Mul, op.f32x4Sub),
      set(far, get(far), get(x), get(right), op.f32x4Mul, op.f32x4Sub),
    ]),
  ];

  const code = flat(
    repeat(
      strips,
      set(wTile, get(w)),
      set(rowAt[0], get(a)),
      set(tiles, constant(BLOCK / TILE_ROWS)),
      repeat(
        tiles,
        rowAt.slice(1).map((at, row) => set(at, add(get(rowAt[row]), get(stride)))),
        sums.map(([near, far], row) => [set(near, load(rowAt[row], 0)), set(far, load(rowAt[row], 16))]),
        set(wAt, get(wTile)),
        set(cAt, get(c)),
        set(steps, constant(BLOCK / UNROLL)),
        repeat(
          steps,
          Array.from({ length: UNROLL }, (_, step) => innerStep(step)),
          set(wAt, add(get(wAt), constant(UNROLL * 4))),
          set(cAt, add(get(cAt), constant(UNROLL * STRIP * 4))),
        ),
        sums.map(([near, far], row) => [
          [get(rowAt[row]), get(near), op.v128Store, place(0)],
          [get(rowAt[row]), get(far), op.v128Store, place(16)],
        ]),
        set(wTile, add(get(wTile), constant(TILE_ROWS * BLOCK * 4))),
        set(rowAt[0], add(get(rowAt[TILE_ROWS - 1]), get(stride))),
      ),
      set(a, add(get(a), constant(STRIP * 4))),
      set(c, add(get(c), constant(BLOCK * STRIP * 4))),
    ),
    op.end,
  );

  const name = (text: string) => sized([...text].map((letter) => letter.charCodeAt(0)));
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list([[0x60, ...list(Array.from({ length: parameters }, () => [I32])), 0]])),
    ...section(2, list([[...name('m'), ...name('m'), 0x02, 0x00, 0x00]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...name('u'), 0x00, 0x00]])),
    ...section(
      10,
      list([
        sized([
          ...list([
            [...unsigned(integers), I32],
            [...unsigned(vectors), V128],
          ]),
          ...code,
        ]),
      ]),
    ),
  ]);
}
