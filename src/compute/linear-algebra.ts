/**
 * Dense linear algebra for training, on one thread and without a GPU: the inverse of a large symmetric
 * positive definite matrix, and the small exact solve that fold-in does on the device. No TensorFlow.js here.
 */

import type { BlockUpdate } from './linear-algebra-kernel.ts';
import { BLOCK, STRIP, scalarUpdate, simdUpdate } from './linear-algebra-kernel.ts';
import { type Control, Pace } from './pace.ts';

/** A matrix was not positive definite: its regularisation is too small, or it holds NaN. */
export class NotPositiveDefiniteError extends Error {
  override name = 'NotPositiveDefiniteError';
  constructor(row: number) {
    super(`The matrix is not positive definite at row ${row}: raise the regularisation, and check for NaN.`);
  }
}

/** A symmetric n x n matrix in memory that the inverse can work in. */
export interface SymmetricMatrix {
  n: number;
  /** Floats from one row to the next; at least n. */
  stride: number;
  /** Row-major; entry (i, j) is `values[i * stride + j]`. Fill the lower triangle, j <= i. */
  values: Float32Array;
  /** Whether the inverse will use SIMD. */
  simd: boolean;
}

/** Where the parts of a matrix's memory lie, in floats. */
interface Workspace extends SymmetricMatrix {
  update: BlockUpdate;
  memory: Float32Array;
  columns: number;
  strips: number;
  product: number;
  pivot: number;
}

/**
 * A zero matrix with room for its inverse: 4 n^2 + 512 n bytes, about 103 MB at n = 5,000.
 * @param simd False keeps to plain JavaScript (same bits, about a fifth of the speed).
 */
export function allocateSymmetric(n: number, simd = true): SymmetricMatrix {
  const stride = Math.max(1, Math.ceil(n / BLOCK)) * BLOCK;
  const columns = stride * stride;
  const strips = columns + stride * BLOCK;
  const product = strips + stride * BLOCK;
  const pivot = product + BLOCK * BLOCK;
  const floats = pivot + BLOCK * BLOCK;
  let memory: Float32Array | null = null;
  let update: BlockUpdate | null = null;
  if (simd) {
    try {
      const pages = Math.ceil((floats * 4) / 65536);
      const wasm = new WebAssembly.Memory({ initial: pages, maximum: pages });
      memory = new Float32Array(wasm.buffer, 0, floats);
      update = simdUpdate(wasm);
    } catch {
      // No WebAssembly, or not that much of its memory: the plain version below gives the same bits.
    }
  }
  if (memory === null || update === null) {
    memory = new Float32Array(floats);
    update = scalarUpdate(memory);
    simd = false;
  }
  const values = memory.subarray(0, columns);
  const matrix: Workspace = { n, stride, values, simd, update, memory, columns, strips, product, pivot };
  return matrix;
}

/**
 * Replaces a symmetric positive definite matrix by its inverse, both triangles filled. The sweep operator
 * (Goodnight 1979) in blocks: n^3 / 2 multiply-adds, nearly all of them in one kernel, and no second matrix.
 * float32 throughout except the 64 x 64 pivots.
 * @throws NotPositiveDefiniteError
 */
export async function invertSymmetric(matrix: SymmetricMatrix, control: Control = {}): Promise<void> {
  const { n, stride, memory, update, columns, strips, product, pivot } = matrix as Workspace;
  const blocks = stride / BLOCK;
  for (let i = n; i < stride; i++) memory[i * stride + i] = 1;
  const pace = new Pace((stride * stride * (stride + 2 * BLOCK)) / 2, control);
  const corner = new Float64Array(BLOCK * BLOCK);
  const square = BLOCK * BLOCK;

  for (let step = 0; step < blocks; step++) {
    const at = step * BLOCK;
    for (let i = 0; i < BLOCK; i++) {
      for (let j = 0; j <= i; j++) corner[i * BLOCK + j] = memory[(at + i) * stride + at + j];
    }
    invertSmall(corner, BLOCK, at);

    gatherColumns(memory, stride, at, columns);
    toStrips(memory, columns, stride, strips);
    // The kernel subtracts, so the pivot goes in negated and the product comes out as C P.
    for (let i = 0; i < BLOCK; i++) {
      for (let j = 0; j < BLOCK; j++) {
        memory[pivot + (j - (j % STRIP)) * BLOCK + i * STRIP + (j % STRIP)] = -corner[i * BLOCK + j];
      }
    }

    for (let block = 0; block < blocks; block++) {
      if (block === step) continue;
      const row = block * BLOCK;
      memory.fill(0, product, product + square);
      update(product, BLOCK, columns + row * BLOCK, pivot, BLOCK / STRIP);
      update(row * stride, stride, product, strips, (row + BLOCK) / STRIP);
      // W takes the place of the pivot's column; the kernel left that alone, its strip being zero.
      for (let i = 0; i < BLOCK; i++) {
        for (let k = 0; k < BLOCK; k++) {
          const value = memory[product + i * BLOCK + k];
          if (row > at) memory[(row + i) * stride + at + k] = value;
          else memory[(at + k) * stride + row + i] = value;
        }
      }
      if (pace.did(square * (row + 2 * BLOCK))) await pace.turn();
    }
    for (let i = 0; i < BLOCK; i++) {
      for (let j = 0; j <= i; j++) memory[(at + i) * stride + at + j] = -corner[i * BLOCK + j];
    }
  }
  await mirrorNegated(memory, stride, pace);
}

/** Columns at .. at + BLOCK of the symmetric matrix, as stride x BLOCK rows; zero where they meet the pivot. */
function gatherColumns(memory: Float32Array, stride: number, at: number, columns: number): void {
  for (let k = 0; k < BLOCK; k++) {
    const row = (at + k) * stride;
    for (let i = 0; i < at; i++) memory[columns + i * BLOCK + k] = memory[row + i];
  }
  memory.fill(0, columns + at * BLOCK, columns + (at + BLOCK) * BLOCK);
  for (let i = at + BLOCK; i < stride; i++) {
    memory.copyWithin(columns + i * BLOCK, i * stride + at, i * stride + at + BLOCK);
  }
}

/** The transpose of the gathered columns, cut into strips for the kernel. */
function toStrips(memory: Float32Array, columns: number, stride: number, strips: number): void {
  for (let i = 0; i < stride; i++) {
    let to = strips + (i - (i % STRIP)) * BLOCK + (i % STRIP);
    for (let k = 0; k < BLOCK; k++, to += STRIP) memory[to] = memory[columns + i * BLOCK + k];
  }
}

/** The sweeps leave minus the inverse in the lower triangle. Block by block, for the cache. */
async function mirrorNegated(memory: Float32Array, stride: number, pace: Pace): Promise<void> {
  for (let row = 0; row < stride; row += BLOCK) {
    for (let column = 0; column <= row; column += BLOCK) {
      for (let i = row; i < row + BLOCK; i++) {
        const last = Math.min(column + BLOCK - 1, i);
        for (let j = column; j <= last; j++) {
          const value = -memory[i * stride + j];
          memory[i * stride + j] = value;
          memory[j * stride + i] = value;
        }
      }
    }
    if (pace.did(BLOCK * row)) await pace.turn();
  }
}

/**
 * Rows of A B by the kernel of the inverse, in the memory that it no longer needs: n^2 x columns
 * multiply-adds, and no second matrix.
 * @param matrix A, both triangles filled, as `invertSymmetric` leaves it.
 * @param right B, n x columns, row-major.
 * @param columns At most A's stride.
 * @param each Called for every row from the first; `product` is good during the call only.
 */
export async function multiplyRows(
  matrix: SymmetricMatrix,
  right: Float32Array,
  columns: number,
  each: (row: number, product: Float32Array) => void,
  control: Control = {},
): Promise<void> {
  const { n, stride, memory, update, columns: sums, strips, pivot } = matrix as Workspace;
  if (columns > stride)
    throw new RangeError(`${columns} columns do not fit beside ${stride}: cut the matrix.`);
  const width = Math.ceil(columns / STRIP) * STRIP;
  const pace = new Pace(stride * stride * width, control);
  for (let row = 0; row < n; row += BLOCK) {
    memory.fill(0, sums, sums + BLOCK * width);
    for (let depth = 0; depth < n; depth += BLOCK) {
      let to = strips;
      for (let strip = 0; strip < width; strip += STRIP) {
        for (let k = depth; k < depth + BLOCK; k++) {
          const from = k * columns;
          for (let j = strip; j < strip + STRIP; j++) {
            memory[to++] = k < n && j < columns ? right[from + j] : 0;
          }
        }
      }
      // The kernel subtracts, so A goes in negated.
      for (let i = 0; i < BLOCK; i++) {
        const from = (row + i) * stride + depth;
        for (let k = 0; k < BLOCK; k++) memory[pivot + i * BLOCK + k] = -memory[from + k];
      }
      update(sums, width, pivot, strips, width / STRIP);
      if (pace.did(BLOCK * BLOCK * width)) await pace.turn();
    }
    for (let i = row; i < Math.min(row + BLOCK, n); i++) {
      const from = sums + (i - row) * width;
      each(i, memory.subarray(from, from + columns));
    }
  }
}

/** In-place inverse of a small SPD matrix given by its lower triangle; fills both triangles. */
function invertSmall(a: Float64Array, n: number, firstRow: number): void {
  factorise(a, n, firstRow);
  // Inverse of the triangle L, then A^-1 = L^-T L^-1.
  for (let j = 0; j < n; j++) {
    a[j * n + j] = 1 / a[j * n + j];
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= a[i * n + k] * a[k * n + j];
      a[i * n + j] = sum / a[i * n + i];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += a[k * n + i] * a[k * n + j];
      a[i * n + j] = sum;
      a[j * n + i] = sum;
    }
  }
}

/** In-place Cholesky factor L of A = L L^T in the lower triangle. */
function factorise(a: Float64Array, n: number, firstRow = 0): void {
  for (let j = 0; j < n; j++) {
    const rowJ = j * n;
    let diagonal = a[rowJ + j];
    for (let k = 0; k < j; k++) diagonal -= a[rowJ + k] * a[rowJ + k];
    if (!(diagonal > 0)) throw new NotPositiveDefiniteError(firstRow + j);
    diagonal = Math.sqrt(diagonal);
    a[rowJ + j] = diagonal;
    let i = j + 1;
    // Four rows at a time: four sums that don't wait for one another.
    for (; i + 3 < n; i += 4) {
      const row0 = i * n;
      const row1 = row0 + n;
      const row2 = row1 + n;
      const row3 = row2 + n;
      let s0 = a[row0 + j];
      let s1 = a[row1 + j];
      let s2 = a[row2 + j];
      let s3 = a[row3 + j];
      for (let k = 0; k < j; k++) {
        const x = a[rowJ + k];
        s0 -= a[row0 + k] * x;
        s1 -= a[row1 + k] * x;
        s2 -= a[row2 + k] * x;
        s3 -= a[row3 + k] * x;
      }
      a[row0 + j] = s0 / diagonal;
      a[row1 + j] = s1 / diagonal;
      a[row2 + j] = s2 / diagonal;
      a[row3 + j] = s3 / diagonal;
    }
    for (; i < n; i++) {
      const rowI = i * n;
      let sum = a[rowI + j];
      for (let k = 0; k < j; k++) sum -= a[rowI + k] * a[rowJ + k];
      a[rowI + j] = sum / diagonal;
    }
  }
}

/**
 * Solves A x = b for a small symmetric positive definite A by Cholesky. Overwrites `a` (n x n, row-major,
 * lower triangle read) with its factor and `b` (length n) with the solution.
 * @throws NotPositiveDefiniteError
 */
export function solveInPlace(a: Float64Array, b: Float64Array, n: number): void {
  factorise(a, n);
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= a[i * n + k] * b[k];
    b[i] = sum / a[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= a[k * n + i] * b[k];
    b[i] = sum / a[i * n + i];
  }
}
