/** Do alike rows stand together on the plane, the same way each time, whatever the rows are? */
import { describe, expect, it } from 'vitest';
import { normal, type Random, seeded } from '../training/random.ts';
import { projectRows } from './projection.ts';
import { sunflower } from './sunflower.ts';

const D = 64;

/** Unit rows around `kinds` random centres; `spread` is the length of what is added to each. */
function clusters(n: number, kinds: number, spread: number, random: Random): Float32Array {
  const centres = Array.from({ length: kinds }, () => unit(random));
  const rows = new Float32Array(n * D);
  for (let i = 0; i < n; i++) {
    const own = unit(random);
    const row = centres[i % kinds].map((value, j) => value + spread * own[j]);
    const length = Math.hypot(...row);
    row.forEach((value, j) => {
      rows[i * D + j] = value / length;
    });
  }
  return rows;
}

/** Unit rows on `kinds` flat patches of three dimensions each. */
function patches(n: number, kinds: number, random: Random): Float32Array {
  const of = Array.from({ length: kinds }, () => ({
    centre: unit(random),
    axes: [unit(random), unit(random), unit(random)],
  }));
  const rows = new Float32Array(n * D);
  for (let i = 0; i < n; i++) {
    const { centre, axes } = of[i % kinds];
    const along = axes.map(() => 1.2 * (random() - 0.5));
    const row = centre.map((value, j) => value + axes.reduce((sum, axis, a) => sum + along[a] * axis[j], 0));
    const length = Math.hypot(...row);
    row.forEach((value, j) => {
      rows[i * D + j] = value / length;
    });
  }
  return rows;
}

function unit(random: Random): number[] {
  const row = Array.from({ length: D }, () => normal(random));
  const length = Math.hypot(...row);
  return row.map((value) => value / length);
}

/** The k rows nearest to each, itself left out. */
function neighbours(rows: Float32Array, d: number, k: number): number[][] {
  const n = rows.length / d;
  return Array.from({ length: n }, (_, i) => {
    const distance = Array.from({ length: n }, (_, m) => {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += (rows[i * d + j] - rows[m * d + j]) ** 2;
      return sum;
    });
    distance[i] = Number.POSITIVE_INFINITY;
    return [...distance.keys()].sort((a, b) => distance[a] - distance[b]).slice(0, k);
  });
}

/** Share of each row's ten nearest that are among the thirty nearest on the plane. */
function kept(rows: Float32Array, positions: Float32Array): number {
  const near = neighbours(rows, D, 10);
  const shown = neighbours(positions, 2, 30).map((ids) => new Set(ids));
  const shares = near.map((ids, i) => ids.filter((id) => shown[i].has(id)).length / ids.length);
  return shares.reduce((a, b) => a + b, 0) / shares.length;
}

const inUnitSquare = (positions: Float32Array) =>
  positions.every((value) => value >= -1e-6 && value <= 1 + 1e-6);

describe('a projection', () => {
  it('keeps neighbours together', async () => {
    // Patches of three dimensions, too many for the plane, so that not every neighbour can be kept.
    const rows = patches(600, 8, seeded(1));
    const share = kept(rows, await projectRows(rows, D, 1));
    console.info(`of the ten nearest, among the thirty nearest on the plane: ${share.toFixed(3)}`);
    // By chance it would be 0.05.
    expect(share).toBeGreaterThan(0.6);
  });

  it('is the same for the same rows and seed', async () => {
    const rows = clusters(200, 8, 0.8, seeded(2));
    const first = await projectRows(rows, D, 5);
    expect(await projectRows(rows.slice(), D, 5)).toEqual(first);
    expect(await projectRows(rows, D, 6)).not.toEqual(first);
  });

  it('is finite and inside the unit square for one row, two, few, equal ones and zeros', async () => {
    const some = clusters(40, 4, 0.8, seeded(3));
    const equal = new Float32Array(30 * D);
    for (let i = 0; i < 30; i++) equal.set(some.subarray(0, D), i * D);
    const sameAndOther = Float32Array.from([...equal, ...some.subarray(D, 2 * D)]);
    const cases = {
      none: new Float32Array(0),
      one: some.slice(0, D),
      two: some.slice(0, 2 * D),
      three: some.slice(0, 3 * D),
      four: some.slice(0, 4 * D),
      forty: some,
      equal,
      'equal but one': sameAndOther,
      zeros: new Float32Array(20 * D),
    };
    for (const [name, rows] of Object.entries(cases)) {
      const positions = await projectRows(rows, D, 1);
      expect(positions, name).toHaveLength((rows.length / D) * 2);
      expect(inUnitSquare(positions), name).toBe(true);
    }
  });

  it('lets equal rows stand beside each other, none hidden beneath another', async () => {
    const rows = clusters(60, 3, 0.8, seeded(4));
    for (let i = 1; i < 20; i++) rows.set(rows.subarray(0, D), i * D);
    const positions = await projectRows(rows, D, 1);
    const places = new Set(
      Array.from({ length: 60 }, (_, i) => `${positions[i * 2]} ${positions[i * 2 + 1]}`),
    );
    expect(places.size).toBe(60);
    const spread = Math.hypot(positions[0] - positions[38], positions[1] - positions[39]);
    expect(spread).toBeLessThan(0.4);
  });

  it('lies along x', async () => {
    const positions = await projectRows(clusters(120, 6, 0.8, seeded(6)), D, 1);
    const spread = (axis: number) => {
      const values = [...positions].filter((_, i) => i % 2 === axis);
      const mean = values.reduce((a, b) => a + b) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    };
    expect(spread(0)).toBeGreaterThan(spread(1));
  });

  it('tells how far it is, shows what it has, and stops when told to', async () => {
    const rows = clusters(300, 8, 0.8, seeded(7));
    const fractions: number[] = [];
    let layouts = 0;
    await projectRows(rows, D, 1, {
      onProgress: (fraction) => fractions.push(fraction),
      onLayout: (positions) => {
        layouts++;
        expect(inUnitSquare(positions)).toBe(true);
      },
    });
    expect(layouts).toBeGreaterThan(10);
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));

    const stop = new AbortController();
    const run = projectRows(rows, D, 1, {
      signal: stop.signal,
      onLayout: () => stop.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
  });

  it('settles rows beyond the landmarks among their like', async () => {
    const kinds = 7;
    const rows = clusters(700, kinds, 0.5, seeded(8));
    const positions = await projectRows(rows, D, 1, { landmarks: 250 });
    expect(inUnitSquare(positions)).toBe(true);
    const nearest = neighbours(positions, 2, 1);
    const right = nearest.filter(([other], i) => other % kinds === i % kinds);
    expect(right.length / 700).toBeGreaterThan(0.97);
  });
});

it('a sunflower is finite, inside the unit square, and has no two points at one place', () => {
  expect(sunflower(0)).toHaveLength(0);
  const positions = sunflower(500);
  expect(inUnitSquare(positions)).toBe(true);
  expect(
    new Set(Array.from({ length: 500 }, (_, i) => `${positions[i * 2]} ${positions[i * 2 + 1]}`)).size,
  ).toBe(500);
});
