/** Groups are a partition, the same for any order of equals, and found where they are plain. */
import { describe, expect, it } from 'vitest';
import { seeded } from '../training/random.ts';
import { centredRows, groupAlike } from './clusters.ts';
import { CLUSTERS } from './evidence.ts';
import { catalog, vectors } from './test-history.ts';

const D = vectors.length / catalog.items.length;
const group = (items: number[], weight = (_: number) => 1) =>
  groupAlike(
    items.map((item) => ({ item, weight: weight(item) })),
    catalog,
    centredRows(vectors, D, items),
    D,
  ).map((places) => places.map((place) => items[place]));

describe('centredRows', () => {
  it('takes the mean away and leaves unit rows', () => {
    const rows = centredRows(vectors, D, [3, 40]);
    for (const at of [0, D]) expect(Math.hypot(...rows.subarray(at, at + D))).toBeCloseTo(1, 5);
    const all = centredRows(Float32Array.of(1, 0, 1, 0), 2, [0, 1]);
    expect([...all]).toEqual([0, 0, 0, 0]);
  });
});

describe('groupAlike', () => {
  it('has nothing to group, or one thing', () => {
    expect(group([])).toEqual([]);
    expect(group([7])).toEqual([[7]]);
  });

  it('finds the kinds of a made-up shop', () => {
    const found = group([0, 1, 2, 30, 31, 32, 60, 61]);
    expect(found.map((its) => its.sort((a, b) => a - b)).sort((a, b) => a[0] - b[0])).toEqual([
      [0, 1, 2],
      [30, 31, 32],
      [60, 61],
    ]);
  });

  it('puts the strongest group first', () => {
    const [first] = group([60, 61, 0, 1, 2], (item) => (item >= 60 ? 5 : 1));
    expect(first).toEqual([60, 61]);
  });

  it('puts each of very many into one group, those beyond the leaders too', () => {
    const n = 300;
    const d = 24;
    const random = seeded(9);
    const rows = Float32Array.from({ length: n * d }, () => random() - 0.5);
    const many = {
      ...catalog,
      items: Array.from({ length: n }, (_, i) => ({ ...catalog.items[i % 72], id: `many-${i}` })),
    };
    const weighed = many.items.map((_, item) => ({ item, weight: n - item }));
    expect(n).toBeGreaterThan(CLUSTERS.leaders);
    const groups = groupAlike(weighed, many, centredRows(rows, d, [...many.items.keys()]), d);
    const places = groups.flat().sort((a, b) => a - b);
    expect(places).toEqual([...many.items.keys()]);
  });
});
