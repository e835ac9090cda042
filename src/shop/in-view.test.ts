import { describe, expect, it } from 'vitest';
import { type CardPlace, Dwell, InView } from './in-view.ts';

function shelfOf(shelf: string, ids: string[], explored: string[] = []): CardPlace[] {
  const noted = new Set<string>();
  return ids.map((itemId, index) => ({ shelf, itemId, index, explored: explored.includes(itemId), noted }));
}

describe('cards in view', () => {
  it('are noted from a second on, in the order of the shelf, one event a shelf', () => {
    const view = new InView();
    const [a, b, c] = shelfOf('For you', ['a', 'b', 'c']);
    const [d] = shelfOf('Trending', ['d']);
    view.enter(b, 0);
    view.enter(a, 500);
    view.enter(d, 0);
    view.enter(c, 1000);
    view.leave(c, 1999);
    expect(view.take(1600)).toEqual([
      { type: 'view_item_list', shelf: 'For you', itemIds: ['a', 'b'] },
      { type: 'view_item_list', shelf: 'Trending', itemIds: ['d'] },
    ]);
  });

  it('are noted once a visit, also when they come again', () => {
    const view = new InView();
    const [a] = shelfOf('For you', ['a']);
    view.enter(a, 0);
    view.leave(a, 1200);
    view.enter(a, 2000);
    expect(view.take(4000).length).toBe(1);
    view.leave(a, 5000);
    expect(view.take(6000)).toEqual([]);
  });

  it('count from their first moment, and not the sum of glances', () => {
    const view = new InView();
    const [a, b] = shelfOf('For you', ['a', 'b']);
    view.enter(a, 0);
    view.enter(a, 900);
    for (const from of [0, 1000, 2000]) {
      view.enter(b, from);
      view.leave(b, from + 900);
    }
    expect(view.take(1000)).toEqual([{ type: 'view_item_list', shelf: 'For you', itemIds: ['a'] }]);
  });

  it('that are guesses are noted under a name of their own', () => {
    const view = new InView();
    for (const card of shelfOf('For you', ['a', 'b'], ['b'])) view.enter(card, 0);
    expect(view.take(1000)).toEqual([
      { type: 'view_item_list', shelf: 'For you', itemIds: ['a'] },
      { type: 'view_item_list', shelf: 'Guesses', itemIds: ['b'] },
    ]);
  });
});

describe('dwell', () => {
  it('is the time in view, in stretches that are long enough', () => {
    const dwell = new Dwell();
    expect(dwell.stop('a', 5000)).toBeNull();
    dwell.start(0);
    dwell.start(4000);
    expect(dwell.stop('a', 7500.4)).toEqual({ type: 'user_engagement', itemId: 'a', engagementMs: 7500 });
    expect(dwell.stop('a', 9000)).toBeNull();
    dwell.start(10_000);
    expect(dwell.stop('a', 11_999)).toBeNull();
  });
});
