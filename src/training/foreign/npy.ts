/**
 * NumPy's files: one array (.npy) and several in a ZIP archive (.npz), by numpy.lib.format of NumPy's
 * documentation. Numbers only; whatever needs Python to be read is refused.
 */
import { unzipSync } from 'fflate';
import { UnreadableFileError } from '../../catalog/problem.ts';

export interface NumberArray {
  /** Empty for a single number. */
  shape: number[];
  /** Row-major. */
  values: Float64Array;
}

/** What one array may take once it is unpacked: 100,000 items x 512 dimensions x 8 bytes are 400 MB. */
const MOST_BYTES = 512 * 2 ** 20;

const MAGIC = '\x93NUMPY';

/** By NumPy's type names without the byte order. */
const READERS: Record<
  string,
  { size: number; read: (view: DataView, at: number, little: boolean) => number }
> = {
  f4: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  i1: { size: 1, read: (view, at) => view.getInt8(at) },
  i2: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  i4: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  i8: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
  u2: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  u4: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  u8: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
};

export function isNpy(head: Uint8Array): boolean {
  return startsWith(head, MAGIC);
}

export function isZip(head: Uint8Array): boolean {
  return startsWith(head, 'PK\x03\x04');
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return Array.from(signature).every((character, at) => bytes[at] === character.charCodeAt(0));
}

/** @throws UnreadableFileError */
export function readNpy(bytes: Uint8Array, file: string): NumberArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isNpy(bytes) || bytes.length < 12) throw refused(file, 'It is not a NumPy array.');
  const wide = view.getUint8(6) > 1;
  const start = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const head = new TextDecoder().decode(bytes.subarray(start, start + length));
  const type = /'descr'\s*:\s*'([<>|=])([a-z]\d+)'/.exec(head);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(head);
  const sizes = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(head);
  const reader = type === null ? undefined : READERS[type[2]];
  if (reader === undefined || order === null || sizes === null) {
    throw refused(file, 'Its array is not of plain numbers.', 'Save it as float32: array.astype("float32").');
  }
  const shape = (sizes[1].match(/\d+/g) ?? []).map(Number);
  const count = shape.reduce((product, size) => product * size, 1);
  const data = start + length;
  if (!Number.isSafeInteger(count) || bytes.length - data !== count * reader.size) {
    throw refused(file, 'It ends too early or too late for the shape it names.');
  }
  const little = type?.[1] !== '>';
  const raw = Float64Array.from({ length: count }, (_, at) =>
    reader.read(view, data + at * reader.size, little),
  );
  return { shape, values: order[1] === 'True' ? rowMajor(raw, shape) : raw };
}

/** From the order of Fortran, first index fastest, to that of C. */
function rowMajor(values: Float64Array, shape: number[]): Float64Array {
  if (shape.length !== 2) return values;
  const [rows, columns] = shape;
  return Float64Array.from(values, (_, at) => values[(at % columns) * rows + Math.floor(at / columns)]);
}

/**
 * The arrays of an archive that `wanted` names and that are plain numbers; others are left out.
 * @throws UnreadableFileError
 */
export function readNpz(
  bytes: Uint8Array,
  file: string,
  wanted: (name: string) => boolean,
): Map<string, NumberArray> {
  const nameOf = (entry: string) => entry.replace(/\.npy$/, '');
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith('.npy') || !wanted(nameOf(name))) return false;
        if (originalSize > MOST_BYTES) throw new RangeError(`${name} is larger than can be read`);
        return true;
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(file, `The archive is damaged, cut off or too large (${reason}).`);
  }
  return new Map(
    Object.entries(entries).map(([entry, content]) => [nameOf(entry), readNpy(content, `${file}: ${entry}`)]),
  );
}

function refused(file: string, message: string, fix = 'Save it again with numpy.save or numpy.savez.') {
  return new UnreadableFileError({ file, line: null, field: null, message, fix });
}
