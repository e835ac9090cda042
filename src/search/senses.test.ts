import { describe, expect, it } from 'vitest';
import type { ModalVectors } from '../packs/pack.ts';
import { nearness } from './meaning.ts';
import { nearestSense } from './senses.ts';

const stamp = { id: 'eyes', revision: '1', dtype: 'fp32', pooling: 'none', dimensions: 2 } as const;

/** Unit rows at these angles, in degrees; null where there is no picture. */
function pictures(angles: (number | null)[]): ModalVectors {
  const vectors = Float32Array.from(
    angles.flatMap((angle) =>
      angle === null ? [0, 0] : [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)],
    ),
  );
  return { stamp, vectors, present: Uint8Array.from(angles, (angle) => (angle === null ? 0 : 1)) };
}

const EAST = Float32Array.of(1, 0);
/** Of five items, by their texts: 3 is nearest, then 0. */
const TEXTS = nearness(EAST, Float32Array.of(0.8, 0.6, 0, 1, -1, 0, 1, 0, 0, -1));
const zs = (values: number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (value - mean) / deviation);
};

describe('nearestSense', () => {
  it('is the nearness of texts, the very same, where nothing else was asked', () => {
    expect(nearestSense(TEXTS, [])).toBe(TEXTS);
    expect(nearestSense(null, [])).toBeNull();
  });

  it('counts each item by what is nearest of it, in deviations of that space', () => {
    const near = nearestSense(TEXTS, [{ words: EAST, of: pictures([90, 0, 90, 180, 90]) }]);
    const texts = zs([0.8, 0, -1, 1, 0]);
    const seen = zs([0, 1, 0, -1, 0]);
    texts.forEach((z, item) => {
      expect(near?.cosine[item]).toBeCloseTo(Math.max(z, seen[item]), 5);
    });
    expect([near?.mean, near?.deviation]).toEqual([0, 1]);
  });

  it('leaves an item without a picture as near as its text is', () => {
    // The rows of zeros would be the middle of what is there, and nearer than what is opposite.
    const near = nearestSense(TEXTS, [{ words: EAST, of: pictures([180, null, null, 180, 0]) }]);
    const texts = zs([0.8, 0, -1, 1, 0]);
    expect(near?.cosine[1]).toBeCloseTo(texts[1], 5);
    expect(near?.cosine[2]).toBeCloseTo(texts[2], 5);
    expect(near?.cosine[4]).toBeCloseTo(zs([-1, -1, 1])[2], 5);
  });

  it('goes by pictures alone where texts have no say, and holds a missing one against nobody', () => {
    const near = nearestSense(null, [{ words: EAST, of: pictures([0, null, 180]) }]);
    expect([...(near?.cosine ?? [])]).toEqual([1, 0, 0]);
  });

  it('takes pictures that are all alike for no reason to prefer one', () => {
    const near = nearestSense(null, [{ words: EAST, of: pictures([0, 0, null]) }]);
    expect([...(near?.cosine ?? [])]).toEqual([0, 0, 0]);
  });
});
