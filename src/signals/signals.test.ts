import { describe, expect, it } from 'vitest';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import type { PastEvent } from '../profile/profile.ts';
import { SIGNALS, scoreSignals } from './index.ts';
import { pastEvent, TEST_NOW, testCatalog, testPack } from './test-shop.ts';
import { centroid, dotRows } from './vectors.ts';

const catalog = testCatalog();
const n = catalog.items.length;
const pack = await testPack(catalog);
const moment = { now: TEST_NOW, utcOffset: 0 };
const inputOf = (events: PastEvent[]) => ({ catalog, pack, profile: buildProfile(events, catalog, moment) });

function raw(name: string, events: PastEvent[]): Float32Array {
  const out = new Float32Array(n);
  SIGNALS.find((signal) => signal.name === name)?.score(inputOf(events), out);
  return out;
}

const best = (scores: ArrayLike<number>) => Array.from(scores).indexOf(Math.max(...Array.from(scores)));

describe('signals', () => {
  it('have unique names and a meaning', () => {
    expect(new Set(SIGNALS.map(({ name }) => name)).size).toBe(SIGNALS.length);
    for (const { meaning } of SIGNALS) expect(meaning).toMatch(/^[a-z].*[^.]$/);
  });

  it('leave personal matters out for a stranger', () => {
    const { names, active, matrix } = scoreSignals(inputOf([]));
    const speaking = names.filter((_, s) => active[s]);
    expect(speaking.every((name) => name.startsWith('popularity') || name === 'newness')).toBe(true);
    expect(speaking).toContain('popularity');
    names.forEach((_, s) => {
      if (!active[s]) expect(matrix.subarray(s * n, (s + 1) * n).every((value) => value === 0)).toBe(true);
    });
  });

  it('are standardised by asinh of the z-score, in the order of the raw scores', () => {
    const events = [2, 3, 9].map((item) => pastEvent({ type: 'view_item', item }));
    const { names, matrix, mean, deviation, active } = scoreSignals(inputOf(events));
    names.forEach((name, s) => {
      if (!active[s]) return;
      const scores = raw(name, events);
      for (let i = 0; i < n; i++) {
        expect(matrix[s * n + i]).toBeCloseTo(Math.asinh((scores[i] - mean[s]) / deviation[s]), 4);
      }
    });
  });

  it('content finds the kind that was looked at', () => {
    const scores = raw('content-recent', [pastEvent({ type: 'view_item', item: 30 })]);
    expect(best(scores)).toBe(30);
    const nearest = Array.from(scores.keys())
      .sort((a, b) => scores[b] - scores[a])
      .slice(0, 6);
    expect(nearest.map((item) => catalog.items[item].kind)).toEqual(Array(6).fill(catalog.items[30].kind));
  });

  it('recent content follows the newest items, lasting content the strongest', () => {
    const old = Array.from({ length: 6 }, (_, i) =>
      pastEvent({ type: 'purchase', item: i, at: TEST_NOW - 90 * DAY }),
    );
    const now = Array.from({ length: 5 }, (_, i) => pastEvent({ type: 'view_item', item: 50 + i }));
    expect(catalog.items[best(raw('content-recent', [...old, ...now]))].department).toBe('Books');
    expect(catalog.items[best(raw('content-lasting', [...old, ...now]))].department).toBe('Outdoors');
  });

  it.each(['item-item', 'item-item-recent', 'factors'])(
    '%s stays with what the same people choose',
    (name) => {
      const scores = raw(name, [
        pastEvent({ type: 'purchase', item: 24 }),
        pastEvent({ type: 'purchase', item: 25 }),
      ]);
      const nearest = Array.from(scores.keys())
        .sort((a, b) => scores[b] - scores[a])
        .slice(0, 8);
      const kitchen = nearest.filter((item) => catalog.items[item].department === 'Kitchen');
      expect(kitchen.length).toBeGreaterThanOrEqual(7);
    },
  );

  it('causes of item-item add up to its score', () => {
    const events = [1, 4, 7, 26].map((item) => pastEvent({ type: 'purchase', item }));
    const signal = SIGNALS.find(({ name }) => name === 'item-item');
    const scores = raw('item-item', events);
    for (let item = 0; item < n; item++) {
      const sum =
        signal?.because?.(inputOf(events), item).reduce((total, { amount }) => total + amount, 0) ?? 0;
      expect(sum).toBeCloseTo(scores[item], 5);
    }
  });

  it('repeat-due peaks at the own interval', () => {
    const weekly = (daysAgo: number) =>
      [0, 7, 14].map((back) =>
        pastEvent({ type: 'purchase', item: 5, at: TEST_NOW - (daysAgo + back) * DAY, order: `o${back}` }),
      );
    const due = (daysAgo: number) => raw('repeat-due', weekly(daysAgo))[5];
    expect(due(7)).toBeCloseTo(1, 6);
    expect(due(7)).toBeGreaterThan(due(2));
    expect(due(7)).toBeGreaterThan(due(30));
  });

  it('price-fit prefers the prices that were chosen', () => {
    const cheap = catalog.items
      .flatMap(({ price }, i) => (price !== null && price < 8 ? [i] : []))
      .slice(0, 3);
    const scores = raw(
      'price-fit',
      cheap.map((item) => pastEvent({ type: 'purchase', item })),
    );
    expect(catalog.items[best(scores)].price).toBeLessThan(10);
  });

  it('newness gives items without a first sale the mean', () => {
    const firstSeen = pack.popularity.firstSeen.slice();
    firstSeen[3] = 0;
    const out = new Float32Array(n);
    const changed = { ...pack, popularity: { ...pack.popularity, firstSeen } };
    SIGNALS.find(({ name }) => name === 'newness')?.score({ ...inputOf([]), pack: changed }, out);
    const others = Array.from(out).filter((_, i) => firstSeen[i] !== 0);
    expect(out[3]).toBeCloseTo(others.reduce((sum, value) => sum + value, 0) / others.length, 4);
  });
});

describe('vectors', () => {
  it('multiplies every row, whatever the dimension', () => {
    for (const d of [1, 3, 4, 7]) {
      const rows = Float32Array.from({ length: 5 * d }, (_, i) => Math.sin(i));
      const query = Array.from({ length: d }, (_, k) => Math.cos(k));
      const out = new Float32Array(5);
      dotRows(rows, query, out);
      for (let i = 0; i < 5; i++) {
        let sum = 0;
        for (let k = 0; k < d; k++) sum += rows[i * d + k] * query[k];
        expect(out[i]).toBeCloseTo(sum, 5);
      }
    }
  });

  it('has no centroid where rows cancel out', () => {
    const rows = Float32Array.from([1, 0, -1, 0]);
    expect(
      centroid(rows, 2, [
        { item: 0, weight: 1 },
        { item: 1, weight: 1 },
      ]),
    ).toBeNull();
  });
});
