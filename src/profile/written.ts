/**
 * What the visitor wrote, out of their events: searches and reviews of their own. Texts are kept as they are; what
 * their words say about things is worked out in `ranking/written-words.ts`.
 */
import { wordsOf } from '../catalog/words.ts';
import type { PastEvent, Written } from './profile.ts';

/** Older texts have faded to nothing much (`WRITTEN_HALF_LIFE_TEXTS`): the twentieth counts for a hundredth. */
export const MOST_WRITTEN = 20;

/**
 * @param inOrder in history order
 * @param items size of the catalog
 * @returns newest first
 */
export function writtenIn(inOrder: readonly PastEvent[], items: number): Written[] {
  const found = new Map<string, Written>();
  for (let i = inOrder.length - 1; i >= 0; i--) {
    const { type, item, at, id, rating, query, text } = inOrder[i];
    if (type === 'search' && query !== undefined) {
      const key = `search ${wordsOf(query).join(' ')}`;
      const known = found.get(key);
      if (known !== undefined) known.ids.push(id);
      else if (found.size < MOST_WRITTEN)
        found.set(key, { of: 'search', text: query, item: -1, stars: 0, at, ids: [id] });
    } else if (type === 'review' && text !== undefined && item >= 0 && item < items) {
      const key = `review ${item}`;
      // An edited review is the newest one alone.
      if (!found.has(key) && found.size < MOST_WRITTEN)
        found.set(key, { of: 'review', text, item, stars: rating, at, ids: [id] });
    }
  }
  return [...found.values()];
}
