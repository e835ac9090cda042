/** What the visitor searched for lately: read from their history, so that erasing the events erases it. Pure. */
import type { HistoryEvent } from '../history/event.ts';
import type { RecentSearch } from './recommender.ts';

const MOST = 8;

/** Newest first, each query once however often it was asked, and however it was capitalised. */
export function recentSearches(events: readonly HistoryEvent[], most = MOST): RecentSearch[] {
  const found = new Map<string, RecentSearch>();
  for (let at = events.length - 1; at >= 0; at--) {
    const { id, type, query } = events[at];
    if (type !== 'search' || query === undefined) continue;
    const key = query.trim().toLowerCase().replace(/\s+/g, ' ');
    if (key === '') continue;
    const known = found.get(key);
    if (known !== undefined) known.eventIds.push(id);
    // Older events of the queries that are shown still belong to them.
    else if (found.size < most) found.set(key, { query: query.trim(), eventIds: [id] });
  }
  return [...found.values()];
}
