/** Is the path what the visitor did, in order, and nothing besides? */
import { describe, expect, it } from 'vitest';
import type { KnownEvent, KnownInterest } from '../../../engine/recommender.ts';
import type { EventType } from '../../../history/event.ts';
import { openTexts } from '../../../messages/texts.ts';
import { pathOf, strengths, warmth } from './path.ts';

const WORDS: Partial<Record<EventType, string>> = {
  view_item: 'Viewed',
  select_item: 'Opened',
  add_to_wishlist: 'Saved',
};

/** Newest first, as the engine tells them; time counts down from the end. */
function known(...events: [EventType, string?][]): KnownEvent[] {
  return events
    .map(
      ([type, itemId], at): KnownEvent => ({
        event: { id: `e${at}`, shop: 'demo', at, type, itemId },
        title: itemId ?? '',
        what: WORDS[type] ?? type,
      }),
    )
    .reverse();
}

const text = await openTexts('en', ['map']);

const indexOf = new Map([
  ['a', 0],
  ['b', 1],
]);

describe('the path', () => {
  it('goes from oldest to newest, and back to where it was', () => {
    const steps = pathOf(text, known(['view_item', 'a'], ['view_item', 'b'], ['view_item', 'a']), indexOf);
    expect(steps).toEqual([
      { item: 0, at: 0, what: 'Viewed' },
      { item: 1, at: 1, what: 'Viewed' },
      { item: 0, at: 2, what: 'Viewed' },
    ]);
  });

  it('takes what was done on end with one item for one step', () => {
    const events = known(
      ['select_item', 'a'],
      ['view_item', 'a'],
      ['add_to_wishlist', 'a'],
      ['view_item', 'a'],
    );
    expect(pathOf(text, events, indexOf)).toEqual([{ item: 0, at: 3, what: 'Viewed, saved' }]);
    expect(pathOf(text, known(['select_item', 'b']), indexOf)[0].what).toBe('Opened');
  });

  it('leaves out what was only shown, hidden or searched for, and things no longer sold', () => {
    const events = known(
      ['search'],
      ['view_item_list'],
      ['hide', 'a'],
      ['view_item', 'gone'],
      ['user_engagement', 'a'],
    );
    expect(pathOf(text, events, indexOf)).toEqual([]);
  });

  it('fades with age, and never to nothing', () => {
    const faded = strengths(60);
    expect(faded[59]).toBe(1);
    expect([...faded]).toEqual([...faded].sort((a, b) => a - b));
    expect(faded[0]).toBeGreaterThan(0.05);
    expect(strengths(0)).toHaveLength(0);
  });
});

it('an interest warms its items, the strongest most, and none beyond the map', () => {
  const interest = (share: number, items: number[]) => ({ share, items }) as KnownInterest;
  expect(warmth([interest(0.5, [0, 1]), interest(0.25, [1, 2, 9])], 3)).toEqual(
    new Map([
      [0, 1],
      [1, 1],
      [2, 0.5],
    ]),
  );
  expect(warmth([], 3).size).toBe(0);
});
