import { expect, it } from 'vitest';
import type { HistoryEvent } from '../history/event.ts';
import { recentSearches } from './recent-searches.ts';

const searched = (id: string, query: string): HistoryEvent => ({
  id,
  type: 'search',
  query,
  at: 1,
  shop: 's',
});

it('names the newest distinct searches, each with every event it comes from', () => {
  const events = [
    searched('1', 'tent'),
    searched('2', 'lamp'),
    { id: '3', type: 'view_item', itemId: 'x', at: 1, shop: 's' } as HistoryEvent,
    searched('4', ' Tent '),
  ];
  expect(recentSearches(events)).toEqual([
    { query: 'Tent', eventIds: ['4', '1'] },
    { query: 'lamp', eventIds: ['2'] },
  ]);
  expect(recentSearches(events.slice(0, 2), 1)).toEqual([{ query: 'lamp', eventIds: ['2'] }]);
});
