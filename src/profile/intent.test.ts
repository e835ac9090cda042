/** Each purpose is found where its signs are, and not without them. */
import { describe, expect, it } from 'vitest';
import { SAY } from './evidence.ts';
import type { PastEvent } from './profile.ts';
import { done, understood } from './test-history.ts';

const MINUTE = 1 / 1440;
const intentOf = (past: PastEvent[]) => understood(past).intent;

/** Looks one after another, the last a minute ago. */
const looks = (...items: number[]) =>
  items.map((item, i) => done('view_item', item, (items.length - i) * MINUTE));

describe('intent', () => {
  it('is nothing for nobody, for one look, and for a visit that is over', () => {
    expect(intentOf([])).toMatchObject({ purpose: null, confidence: 0, items: [] });
    expect(intentOf(looks(1)).confidence).toBeLessThan(SAY.intent);
    const old = [0, 1, 2, 0].map((item, i) => done('view_item', item, 2 - i * MINUTE));
    expect(intentOf(old)).toMatchObject({ purpose: null, confidence: 0 });
  });

  it('is browsing where every look is elsewhere', () => {
    const { purpose, confidence, kind } = intentOf(looks(0, 8, 26, 50));
    expect({ purpose, kind }).toEqual({ purpose: 'browsing', kind: '' });
    expect(confidence).toBeGreaterThanOrEqual(SAY.intent);
  });

  it('is comparing where things of one kind are looked at in turn', () => {
    const { purpose, confidence, kind, items } = intentOf(looks(0, 1, 0, 2, 1));
    expect({ purpose, kind, items }).toEqual({
      purpose: 'comparing',
      kind: 'Outdoors kind 0',
      items: [0, 1, 2],
    });
    expect(confidence).toBeGreaterThanOrEqual(SAY.intent);
    // The card and the page's own view are one look at one thing.
    expect(intentOf([done('select_item', 0, 2 * MINUTE), done('view_item', 0, MINUTE)]).purpose).toBeNull();
  });

  it('is buying once something is in the basket, and no more when it is out or bought', () => {
    const added = [done('view_item', 0, 3 * MINUTE), done('add_to_cart', 0, 2 * MINUTE)];
    expect(intentOf(added)).toMatchObject({ purpose: 'buying', items: [0] });
    expect(intentOf(added).confidence).toBeGreaterThanOrEqual(SAY.intent);
    expect(intentOf([...added, done('remove_from_cart', 0, MINUTE)]).votes.buying).toBe(0);
    expect(intentOf([...added, done('purchase', 0, MINUTE, { order: 'x' })]).votes.buying).toBe(0);
  });

  it('is replenishing when something due is looked at', () => {
    const bought = [60, 40, 20].map((days, i) => done('purchase', 30, days, { order: `o${i}` }));
    const due = intentOf([...bought, ...looks(30)]);
    expect(due).toMatchObject({ purpose: 'replenishing', items: [30] });
    expect(due.confidence).toBeGreaterThanOrEqual(SAY.intent);
    const early = [24, 14, 4].map((days, i) => done('purchase', 30, days, { order: `o${i}` }));
    expect(intentOf([...early, ...looks(30)]).votes.replenishing).toBe(0);
  });

  it('is a gift where one is searched for, never for odd looks alone', () => {
    const asked = intentOf([
      done('search', -1, 5 * MINUTE, { query: 'Birthday present for a cook' }),
      ...looks(30),
    ]);
    expect(asked.purpose).toBe('gift');
    expect(asked.confidence).toBeGreaterThanOrEqual(SAY.intent);
    const known = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((item) => done('view_item', item, 30));
    const odd = intentOf([...known, ...looks(60, 62, 64)]);
    expect(odd.votes.gift).toBeGreaterThan(0);
    expect(odd.purpose === 'gift' && odd.confidence >= SAY.intent).toBe(false);
    // "presentation" is no present.
    expect(intentOf([done('search', -1, MINUTE, { query: 'presentation folder' })]).votes.gift).toBe(0);
  });
});
