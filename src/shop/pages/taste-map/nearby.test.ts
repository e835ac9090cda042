import { expect, it } from 'vitest';
import type { MapRegion } from '../../../engine/recommender.ts';
import { besides } from './nearby.ts';

const region = (name: string, x: number, y: number): MapRegion => ({
  of: 'kind',
  name,
  department: 0,
  x,
  y,
  items: new Int32Array(0),
});

it('names the regions nearest to each, nearest first, and never itself', () => {
  const names = besides(
    [region('a', 0, 0), region('b', 0.1, 0), region('c', 0.5, 0), region('d', 1, 1)],
    2,
  ).map((list) => list.map(({ name }) => name));
  expect(names).toEqual([
    ['b', 'c'],
    ['a', 'c'],
    ['b', 'a'],
    ['c', 'b'],
  ]);
  expect(besides([region('a', 0, 0)], 3)).toEqual([[]]);
});
