/** The shop's pages, made of what is ranked now. */

import { neverShown } from '../ranking/eligibility.ts';
import { hexOf, paletteOf } from '../search/colours.ts';
import { browse } from './browse.ts';
import type { Present } from './current-shop.ts';
import { pageBlurb } from './personal-copy.ts';
import type { Basket, BrowsePage, BrowseRequest, Card, HomePage, ItemPage } from './recommender.ts';
import { ownReview } from './review-summary.ts';
import { homeShelves, itemShelves, narrowingNotice } from './shelves.ts';
import type { EngineVoice } from './voice.ts';

/**
 * @param voice absent where its words can't be had: the page does without
 * @param speak of the visitor's interests; else the shop keeps to plain names
 */
export function homePage(
  { shop, ranked }: Pick<Present, 'shop' | 'ranked'>,
  voice: EngineVoice | undefined,
  speak: boolean,
): HomePage {
  return {
    shelves: homeShelves(shop, ranked, voice, speak),
    events: ranked.profile.events,
    personal: ranked.profile.touched.length > 0,
  };
}

/** With a word on how narrow it has become. */
export function homePageWithNotice(
  { shop, ranked }: Present,
  voice: EngineVoice | undefined,
  speak: boolean,
): HomePage {
  const narrowing = voice && narrowingNotice(shop, ranked, voice);
  return { ...homePage({ shop, ranked }, voice, speak), ...(narrowing && { narrowing }) };
}

export function itemPage(
  { shop, events, ranked, card }: Present,
  id: string,
  voice: EngineVoice | undefined,
  speak: boolean,
): ItemPage | null {
  const index = shop.indexOf.get(id);
  if (index === undefined) return null;
  const { profile } = ranked;
  const blurb = voice && speak && pageBlurb(index, shop, ranked, voice);
  const rating = events.findLast(
    ({ type, itemId }) => (type === 'rate' || type === 'review') && itemId === id,
  )?.rating;
  return {
    item: shop.item(index),
    card: card(index),
    reviews: shop.reviews(id),
    shelves: itemShelves(shop, ranked, index, voice?.text),
    ...coloursOf(shop, index),
    inBasket: profile.basket.find((line) => line.item === index)?.quantity ?? 0,
    hidden: profile.hidden.includes(index),
    rated: rating ?? null,
    ownReview: ownReview(events, id),
    ...(blurb && { blurb }),
  };
}

/** Colours that cover less of a picture are a detail. */
const A_COLOUR = 0.08;

function coloursOf({ pack }: Present['shop'], index: number): Pick<ItemPage, 'colours'> {
  const palettes = pack.images?.palettes;
  if (palettes === undefined) return {};
  const colours = paletteOf(palettes, index).filter(({ share }) => share >= A_COLOUR);
  return colours.length === 0 ? {} : { colours: colours.map(hexOf) };
}

/** Ids that the catalog doesn't have are left out. */
export function cardsOf({ shop, card }: Present, ids: readonly string[]): Card[] {
  return ids
    .map((id) => shop.indexOf.get(id))
    .filter((index) => index !== undefined)
    .map(card);
}

export function browsePage({ shop, ranked, card }: Present, request: BrowseRequest): BrowsePage {
  const department = request.department === null ? null : shop.department(request.department);
  const hidden = neverShown(shop.catalog, ranked.profile, department?.name);
  const { items, facets } = browse(
    shop,
    request,
    (allowed) => ranked.top(Number.POSITIVE_INFINITY, allowed),
    hidden,
  );
  return {
    department,
    total: items.length,
    entries: items.map((index) => ({ card: card(index), score: null, reason: null })),
    facets,
  };
}

export function basketPage({ ranked, card }: Present): Basket {
  const lines = ranked.profile.basket.map(({ item, quantity }) => ({ card: card(item), quantity }));
  return {
    lines,
    total: lines.reduce((sum, { card, quantity }) => sum + (card.price ?? 0) * quantity, 0),
    count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}
