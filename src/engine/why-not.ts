/**
 * "Why not this?": what keeps an item off the first shelf, or what the shelf's last thing has over it, signal by
 * signal. Reads the same scores as the shelf itself.
 */
import type { HistoryEvent } from '../history/event.ts';
import type { Text, Voice } from '../messages/texts.ts';
import { hasFacet } from '../profile/facets.ts';
import { facetValues } from '../ranking/claims.ts';
import type { Comparison } from '../ranking/comparison.ts';
import type { Fact } from '../ranking/fact.ts';
import type { Ranked } from './ranker.ts';
import type { Bar, WhyNot } from './recommender.ts';
import { homeShelves } from './shelves.ts';
import type { Shop } from './shop.ts';

/** Differences named in a sentence, at most. */
const NAMED = 2;

/** A second difference is worth naming if it is at least this share of the first. */
const WORTH_SAYING = 0.25;

/** Events that make a thing known to the visitor; without them it is new again. */
const MEETING: readonly HistoryEvent['type'][] = [
  'view_item',
  'select_item',
  'user_engagement',
  'add_to_cart',
  'more_like_this',
  'rate',
  'review',
];

/** @param item index of the item that was asked about */
export function whyNot(
  shop: Shop,
  ranked: Ranked,
  events: readonly HistoryEvent[],
  item: number,
  { text }: Voice<'reasons'>,
): WhyNot {
  const { id, title } = shop.item(item);
  const order = ranked.order();
  const place = order.indexOf(item) + 1;
  const bars = barsOf(shop, ranked, events, item, text);
  const shelf = homeShelves(shop, ranked).find((one) => one.id === 'for-you')?.entries ?? [];
  const indexOf = (id: string) => shop.indexOf.get(id) as number;
  // Guesses stand there whatever their scores.
  const ranks = new Set(shelf.filter(({ explored }) => !explored).map(({ card }) => indexOf(card.id)));
  const last = order.findLast((other) => ranks.has(other));
  const comparison = last === undefined || last === item ? null : ranked.compare(item, last, text);
  const against =
    last === undefined || comparison === null
      ? null
      : { itemId: shop.item(last).id, title: shop.item(last).title, score: ranked.score(last) };
  const found = {
    itemId: id,
    title,
    score: ranked.score(item),
    place: place === 0 ? null : place,
    of: order.length,
    bars,
    against,
    gaps: comparison?.gaps ?? [],
  };
  const shown = shelf.some(({ card }) => card.id === id);
  const said = sayings(found, comparison, shown, text);
  return { ...found, sentences: said.map(({ text }) => text), facts: said.map(({ fact }) => fact) };
}

/** What forbids the item a place there, each with the events that, forgotten, lift it. */
function barsOf(
  shop: Shop,
  ranked: Ranked,
  events: readonly HistoryEvent[],
  index: number,
  words: Text<'reasons'>,
): Bar[] {
  const { profile } = ranked;
  const item = shop.item(index);
  const about = (...types: HistoryEvent['type'][]) =>
    events
      .filter((event) => event.itemId === item.id && event.facet === undefined && types.includes(event.type))
      .map((event) => event.id);
  const bars: Bar[] = [];
  const bar = (reason: Bar['reason'], text: string, eventIds: string[] = []) =>
    bars.push({ reason, text, eventIds });
  if (!item.available) bar('unavailable', words('held.unavailable'));
  if (profile.hidden.includes(index)) bar('hidden', words('held.hidden'), about('hide'));
  for (const facet of profile.hiddenFacets) {
    if (!hasFacet(item, facet)) continue;
    const ids = events
      .filter(
        ({ type, facet: of }) =>
          type === 'hide' && of !== undefined && of.of === facet.of && of.name === facet.name,
      )
      .map((event) => event.id);
    bar('facet', words('held.facet', facetValues(facet)), ids);
  }
  if (profile.disliked.includes(index)) bar('disliked', words('held.disliked'), about('rate', 'review'));
  if (profile.basket.some((line) => line.item === index))
    bar('basket', words('held.basket'), about('add_to_cart', 'remove_from_cart'));
  if (profile.bought.some((bought) => bought.item === index))
    bar('bought', words('held.bought'), about('purchase'));
  if (profile.saved.includes(index)) bar('met', words('held.saved'), about('add_to_wishlist'));
  const met = about(...MEETING);
  if (profile.touched.some((touched) => touched.item === index) && met.length > 0)
    bar('met', words('held.met'), met);
  return bars;
}

interface Saying {
  text: string;
  fact: Fact;
}

function sayings(
  found: Omit<WhyNot, 'sentences' | 'facts'>,
  comparison: Comparison | null,
  shown: boolean,
  words: Text<'reasons'>,
): Saying[] {
  const { place, of, bars, against, score } = found;
  if (bars.length > 0) return bars.map(({ text, reason }) => ({ text, fact: { about: 'bar', reason } }));
  if (shown) return [{ text: words('held.shown'), fact: { about: 'shown' } }];
  if (place === null || against === null || comparison === null) {
    return [{ text: words('held.no-shelf'), fact: { about: 'no-shelf' } }];
  }
  const { itemId: againstId, title } = against;
  const said: Saying[] = [
    {
      text: words('held.standing', { place, of }),
      fact: { about: 'standing', place, of },
    },
  ];
  const behind = worthNaming(comparison.behind);
  const ahead = worthNaming(comparison.ahead);
  const signals = (gaps: typeof behind) => gaps.map(({ signal }) => signal);
  if (score > against.score) {
    said.push({
      text: words('held.variety', { title }),
      fact: { about: 'variety', againstId },
    });
    return said;
  }
  if (behind.length > 0) {
    const [{ clause: first }, next] = behind;
    said.push({
      text:
        next === undefined
          ? words('held.behind.one', { title, first })
          : words('held.behind.two', { title, first, second: next.clause }),
      fact: { about: 'behind', againstId, signals: signals(behind) },
    });
  }
  if (ahead.length > 0) {
    const [first] = ahead;
    said.push({
      text: words('held.ahead', { first: first.clause }),
      fact: { about: 'ahead', againstId, signals: [first.signal] },
    });
  }
  return said;
}

/** The largest, and the next where it isn't dwarfed by it. */
function worthNaming(gaps: Comparison['behind']): Comparison['behind'] {
  const largest = Math.abs(gaps[0]?.amount ?? 0);
  return gaps.filter(({ amount }) => Math.abs(amount) >= WORTH_SAYING * largest).slice(0, NAMED);
}
