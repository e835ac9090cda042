import { describe, expect, it } from 'vitest';
import { seeded } from '../training/random.ts';
import {
  allocateSymmetric,
  invertSymmetric,
  multiplyRows,
  NotPositiveDefiniteError,
  type SymmetricMatrix,
  solveInPlace,
} from './linear-algebra.ts';

/** X'X + 5 I of a sparse random X, in both triangles. */
function gram(n: number, seed: number): Float64Array {
  const random = seeded(seed);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) a[i * n + i] = 5;
  for (let user = 0; user < 2 * n; user++) {
    const row = Array.from({ length: n }, () => (random() < 0.1 ? random() : 0));
    const held = [...row.keys()].filter((item) => row[item] > 0);
    for (const i of held) for (const j of held) a[i * n + j] += row[i] * row[j];
  }
  return Float64Array.from(new Float32Array(a));
}

function filled(a: Float64Array, n: number, simd: boolean): SymmetricMatrix {
  const matrix = allocateSymmetric(n, simd);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) matrix.values[i * matrix.stride + j] = a[i * n + j];
  }
  return matrix;
}

function identityError(a: Float64Array, { values, stride }: SymmetricMatrix, n: number): number {
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * values[k * stride + j];
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

describe('invertSymmetric', () => {
  it.each([1, 2, 63, 64, 65, 130, 200])('inverts a matrix of %i rows', async (n) => {
    const a = gram(n, n);
    const matrix = filled(a, n, true);
    await invertSymmetric(matrix);
    expect(identityError(a, matrix, n)).toBeLessThan(1e-4);
  });

  it('gives the same bits with SIMD and in plain JavaScript', async () => {
    const a = gram(150, 7);
    const fast = filled(a, 150, true);
    const plain = filled(a, 150, false);
    expect([fast.simd, plain.simd]).toEqual([true, false]);
    await invertSymmetric(fast);
    await invertSymmetric(plain);
    expect(new Uint32Array(fast.values.slice().buffer)).toEqual(new Uint32Array(plain.values.slice().buffer));
  });

  it('refuses what is not positive definite, naming the row', async () => {
    const a = gram(100, 3);
    a[70 * 100 + 70] = -1;
    await expect(invertSymmetric(filled(a, 100, true))).rejects.toThrow(NotPositiveDefiniteError);
    await expect(invertSymmetric(filled(a, 100, true))).rejects.toThrow('row 70');
  });

  it('stops when aborted and reports progress that never falls', async () => {
    const controller = new AbortController();
    const fractions: number[] = [];
    const onProgress = (fraction: number) => {
      fractions.push(fraction);
      if (fractions.length === 2) controller.abort(new Error('enough'));
    };
    const n = 900;
    const matrix = allocateSymmetric(n);
    for (let i = 0; i < n; i++) matrix.values[i * matrix.stride + i] = i + 1;
    await expect(invertSymmetric(matrix, { onProgress, signal: controller.signal })).rejects.toThrow(
      'enough',
    );
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });
});

describe('multiplyRows', () => {
  it.each([
    [1, 1],
    [64, 64],
    [70, 70],
    [130, 9],
  ])('multiplies %i rows by %i columns, the same with SIMD and without', async (n, columns) => {
    const a = gram(n, n + 1);
    const random = seeded(n);
    const right = Float32Array.from({ length: n * columns }, () => random() - 0.5);
    const products = await Promise.all(
      [true, false].map(async (simd) => {
        const matrix = filled(a, n, simd);
        await invertSymmetric(matrix);
        const rows: Float32Array[] = [];
        await multiplyRows(matrix, right, columns, (row, product) => {
          expect(row).toBe(rows.length);
          rows.push(product.slice());
        });
        return { matrix, rows };
      }),
    );
    expect(products[0].rows).toEqual(products[1].rows);
    const { matrix, rows } = products[0];
    expect(rows.length).toBe(n);
    rows.forEach((row, i) => {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += matrix.values[i * matrix.stride + k] * right[k * columns + j];
        expect(row[j]).toBeCloseTo(sum, 5);
      }
    });
  });

  it('refuses more columns than there is room for', async () => {
    await expect(
      multiplyRows(allocateSymmetric(64), new Float32Array(64 * 65), 65, () => {}),
    ).rejects.toThrow(RangeError);
  });
});

describe('solveInPlace', () => {
  it.each([1, 3, 8, 21])('solves %i equations', (n) => {
    const a = gram(n, 40 + n);
    const wanted = Float64Array.from({ length: n }, (_, i) => i - 1.5);
    const b = Float64Array.from({ length: n }, (_, i) =>
      wanted.reduce((sum, x, j) => sum + a[i * n + j] * x, 0),
    );
    solveInPlace(a.slice(), b, n);
    b.forEach((x, i) => {
      expect(x).toBeCloseTo(wanted[i], 9);
    });
  });
});
