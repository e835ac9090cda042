/** Reviews on an item's page: what they say of which aspects, and the visitor's own among them. Pure. */
import type { HistoryEvent } from '../history/event.ts';
import { aspectsOfItem } from '../reviews/aspects.ts';
import { type Care, caresOf } from '../reviews/cares.ts';
import type { Present } from './current-shop.ts';
import type { AspectCare, OwnReview, ReviewAspect, ReviewSummary } from './face/reviews.ts';
import type { Shop } from './shop.ts';

/**
 * What an item's reviews say, what matters to the visitor first. Of others' reviews alone: their own they know.
 * The first call for a catalog reads its reviews, about 0.1 ms each; later ones take under 5 ms.
 */
export function reviewSummary(
  { shop, ranked }: Pick<Present, 'shop' | 'ranked'>,
  item: number,
): ReviewSummary {
  const { catalog } = shop;
  const its = shop.item(item);
  const found = aspectsOfItem(catalog, its, shop.reviews(its.id));
  if (found.length === 0) return { aspects: [] };
  const careFor = caresOf(ranked.profile, catalog, item);
  const aspects = found.map(({ aspect, yes, no, sentences }): ReviewAspect => {
    const care = careFor(aspect);
    return { aspect, yes, no, sentences, matters: care && named(care, shop) };
  });
  // The sort is stable: within both halves, what is spoken of most stays first.
  aspects.sort((a, b) => Number(b.matters !== null) - Number(a.matters !== null));
  return { aspects };
}

function named(care: Care, shop: Shop): AspectCare {
  if (care.because !== 'review') return care;
  const { id, title } = shop.item(care.item);
  return { because: 'review', itemId: id, title };
}

/** The newest review of an item that the visitor wrote; null where there is none. */
export function ownReview(events: readonly HistoryEvent[], itemId: string): OwnReview | null {
  const own = events.filter((event) => event.type === 'review' && event.itemId === itemId);
  const newest = own.at(-1);
  if (newest === undefined) return null;
  const { text = '', rating = 0, at } = newest;
  return { eventIds: own.map(({ id }) => id), text, stars: rating, at };
}
