import { afterAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../compute/backends.ts';
import { describeRaster } from './describe.ts';
import { describeOnTensors } from './image-tensors.ts';
import { MADE_PICTURES } from './made-pictures.ts';
import { LOOKS } from './stamps.ts';

describe('describeOnTensors', () => {
  afterAll(() => startBackend(['cpu']));

  it.each(['cpu', 'wasm'] as const)('equals the plain reference on the %s backend', async (backend) => {
    await startBackend([backend]);
    // Plain JavaScript is slow: it shows that the operations are right, WASM that all pictures are.
    const pictures = backend === 'cpu' ? MADE_PICTURES.slice(0, 2) : MADE_PICTURES;
    const together = await describeOnTensors(pictures);
    expect(together).toHaveLength(pictures.length * LOOKS.dimensions);
    pictures.forEach((raster, i) => {
      const alone = describeRaster(raster);
      const row = together.subarray(i * LOOKS.dimensions, (i + 1) * LOOKS.dimensions);
      const off = alone.map((value, k) => Math.abs(value - row[k]));
      expect(Math.max(...off), `picture ${i}, number ${off.indexOf(Math.max(...off))}`).toBeLessThan(1e-3);
    });
  });

  it('gives a picture the same row whatever it shares its batch with', async () => {
    await startBackend(['wasm']);
    const [first] = MADE_PICTURES;
    const alone = await describeOnTensors([first]);
    const together = await describeOnTensors([MADE_PICTURES[2], first]);
    for (const [k, value] of alone.entries()) expect(together[LOOKS.dimensions + k]).toBeCloseTo(value, 5);
  });
});
