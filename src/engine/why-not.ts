/**
 * "Why not this?": what keeps an item off the first shelf, or what the shelf's last thing has over it, signal by
 * signal. Reads the same scores as the shelf itself.
 */
import type { HistoryEvent } from '../history/event.ts';
import { hasFacet } from '../profile/facets.ts';
import { ofFacet } from '../ranking/claims.ts';
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
];

/** @param item index of the item that was asked about */
export function whyNot(shop: Shop, ranked: Ranked, events: readonly HistoryEvent[], item: number): WhyNot {
  const { id, title } = shop.item(item);
  const order = ranked.order();
  const place = order.indexOf(item) + 1;
  const bars = barsOf(shop, ranked, events, item);
  const shelf = homeShelves(shop, ranked).find((one) => one.id === 'for-you')?.entries ?? [];
  const indexOf = (id: string) => shop.indexOf.get(id) as number;
  // Guesses stand there whatever their scores.
  const ranks = new Set(shelf.filter(({ explored }) => !explored).map(({ card }) => indexOf(card.id)));
  const last = order.findLast((other) => ranks.has(other));
  const comparison = last === undefined || last === item ? null : ranked.compare(item, last);
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
  const said = sayings(found, comparison, shown);
  return { ...found, sentences: said.map(({ text }) => text), facts: said.map(({ fact }) => fact) };
}

/** What forbids the item a place there, each with the events that, forgotten, lift it. */
function barsOf(shop: Shop, ranked: Ranked, events: readonly HistoryEvent[], index: number): Bar[] {
  const { profile } = ranked;
  const item = shop.item(index);
  const about = (...types: HistoryEvent['type'][]) =>
    events
      .filter((event) => event.itemId === item.id && event.facet === undefined && types.includes(event.type))
      .map((event) => event.id);
  const bars: Bar[] = [];
  const bar = (reason: Bar['reason'], text: string, eventIds: string[] = []) =>
    bars.push({ reason, text, eventIds });
  if (!item.available) bar('unavailable', 'It is sold out at the moment.');
  if (profile.hidden.includes(index)) bar('hidden', 'You asked not to be shown it.', about('hide'));
  for (const facet of profile.hiddenFacets) {
    if (!hasFacet(item, facet)) continue;
    const ids = events
      .filter(
        ({ type, facet: of }) =>
          type === 'hide' && of !== undefined && of.of === facet.of && of.name === facet.name,
      )
      .map((event) => event.id);
    bar('facet', `You asked not to be shown anything ${ofFacet(facet)}.`, ids);
  }
  if (profile.disliked.includes(index)) bar('disliked', 'You gave it two stars or fewer.', about('rate'));
  if (profile.basket.some((line) => line.item === index))
    bar('basket', 'It is in your basket.', about('add_to_cart', 'remove_from_cart'));
  if (profile.bought.some((bought) => bought.item === index))
    bar('bought', 'You have bought it: such things stand under “Buy again”.', about('purchase'));
  if (profile.saved.includes(index)) bar('met', 'You have saved it.', about('add_to_wishlist'));
  const met = about(...MEETING);
  if (profile.touched.some((touched) => touched.item === index) && met.length > 0)
    bar('met', 'You know it already, and the first shelf is for what is new to you.', met);
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
): Saying[] {
  const { place, of, bars, against, score } = found;
  if (bars.length > 0) return bars.map(({ text, reason }) => ({ text, fact: { about: 'bar', reason } }));
  if (shown) return [{ text: 'It does stand on your first shelf.', fact: { about: 'shown' } }];
  if (place === null || against === null || comparison === null) {
    const text = 'The first shelf is still empty: look at a thing or two, and it fills.';
    return [{ text, fact: { about: 'no-shelf' } }];
  }
  const { itemId: againstId, title } = against;
  const said: Saying[] = [
    {
      text: `It stands in place ${place.toLocaleString('en')} of ${of.toLocaleString('en')} for you.`,
      fact: { about: 'standing', place, of },
    },
  ];
  const behind = worthNaming(comparison.behind);
  const ahead = worthNaming(comparison.ahead);
  const signals = (gaps: typeof behind) => gaps.map(({ signal }) => signal);
  if (score > against.score) {
    said.push({
      text: `By its score it comes before ${title}, but a shelf is not filled by score alone: it makes room for variety.`,
      fact: { about: 'variety', againstId },
    });
    return said;
  }
  if (behind.length > 0) {
    said.push({
      text: `Compared with ${title}, which still made it onto the shelf, ${list(behind)}.`,
      fact: { about: 'behind', againstId, signals: signals(behind) },
    });
  }
  if (ahead.length > 0) {
    const [first] = ahead;
    said.push({
      text: `In its favour, ${first.clause}, but that is not enough.`,
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

function list(gaps: Comparison['behind']): string {
  return gaps.map(({ clause }) => clause).join(', and ');
}
