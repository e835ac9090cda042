import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { UnreadableFileError } from '../../catalog/problem.ts';
import { isNpy, isZip, readNpy, readNpz } from './npy.ts';
import { npy } from './test-files.ts';

describe('readNpy', () => {
  it('reads what NumPy writes, byte by byte', () => {
    // numpy.save of numpy.array([[1, 2], [3, 4], [5, 6]], dtype='<f4'), version 1.0.
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";
    const bytes = new Uint8Array(128 + 24).fill(0x20);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
    bytes.set(new TextEncoder().encode(header), 10);
    bytes[127] = 0x0a;
    bytes.set(new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer), 128);
    expect(isNpy(bytes)).toBe(true);
    expect(readNpy(bytes, 'a.npy')).toEqual({ shape: [3, 2], values: Float64Array.of(1, 2, 3, 4, 5, 6) });
  });

  it.each([
    ['<f8', new Float64Array([0.1, -2])],
    ['<i4', new Int32Array([7, -7])],
    ['<i8', new BigInt64Array([7n, -7n])],
    ['|u1', new Uint8Array([7, 255])],
  ])('reads %s', (type, values) => {
    const { values: read } = readNpy(npy(type, [2], values), 'a.npy');
    expect([...read]).toEqual(Array.from(values as ArrayLike<number | bigint>, Number));
  });

  it('reads big-endian numbers, the order of Fortran and single numbers', () => {
    const big = new Uint8Array(8);
    new DataView(big.buffer).setFloat32(0, 1.5);
    new DataView(big.buffer).setFloat32(4, -3);
    expect([...readNpy(npy('>f4', [2], big), 'a').values]).toEqual([1.5, -3]);
    const columns = readNpy(npy('<f4', [2, 3], Float32Array.of(1, 4, 2, 5, 3, 6), { fortran: true }), 'a');
    expect([...columns.values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(readNpy(npy('<f8', [], Float64Array.of(0.01)), 'a')).toEqual({
      shape: [],
      values: Float64Array.of(0.01),
    });
  });

  it('reads the long head of version 2', () => {
    const { values } = readNpy(npy('<f4', [1], Float32Array.of(9), { version: 2 }), 'a');
    expect([...values]).toEqual([9]);
  });

  it('refuses what is no array of numbers, cut off, or claims more than is there', () => {
    const good = npy('<f4', [2, 2], Float32Array.of(1, 2, 3, 4));
    for (const bad of [
      new Uint8Array(0),
      new TextEncoder().encode('item_id,f0\n'),
      good.subarray(0, 9),
      good.subarray(0, -1),
      Uint8Array.of(...good, 0),
      npy('|O', [2], new Uint8Array(16)),
      npy('<U5', [2], new Uint8Array(40)),
      npy('<f4', [2 ** 26, 2 ** 26], new Uint8Array(16)),
    ]) {
      expect(() => readNpy(bad, 'a.npy')).toThrow(UnreadableFileError);
    }
  });
});

describe('readNpz', () => {
  const arrays = {
    'item_factors.npy': npy('<f4', [1, 2], Float32Array.of(1, 2)),
    'dtype.npy': npy('<U7', [], new Uint8Array(28)),
    'alpha.npy': npy('<f8', [], Float64Array.of(40)),
  };
  const wanted = (name: string) => name === 'item_factors' || name === 'alpha';

  it.each([0, 9] as const)('reads the arrays that are wanted, packed at level %i', (level) => {
    const bytes = zipSync(arrays, { level });
    expect(isZip(bytes)).toBe(true);
    const read = readNpz(bytes, 'model.npz', wanted);
    expect([...read.keys()].sort()).toEqual(['alpha', 'item_factors']);
    expect(read.get('alpha')?.values[0]).toBe(40);
  });

  it('refuses archives that are cut off', () => {
    const bytes = zipSync(arrays);
    expect(() => readNpz(bytes.subarray(0, bytes.length - 30), 'model.npz', wanted)).toThrow(
      UnreadableFileError,
    );
  });
});
