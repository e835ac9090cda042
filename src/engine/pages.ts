/** The shop's pages, made of what is ranked now. */

import { neverShown } from '../ranking/eligibility.ts';
import { browse } from './browse.ts';
import type { Present } from './current-shop.ts';
import type { Basket, BrowsePage, BrowseRequest, Card, HomePage, ItemPage } from './recommender.ts';
import { homeShelves, itemShelves, narrowingNotice } from './shelves.ts';

export function homePage({ shop, ranked }: Pick<Present, 'shop' | 'ranked'>): HomePage {
  return {
    shelves: homeShelves(shop, ranked),
    events: ranked.profile.events,
    personal: ranked.profile.touched.length > 0,
  };
}

/** With a word on how narrow it has become. */
export function homePageWithNotice({ shop, ranked }: Present): HomePage {
  const narrowing = narrowingNotice(shop, ranked);
  return { ...homePage({ shop, ranked }), ...(narrowing && { narrowing }) };
}

export function itemPage({ shop, events, ranked, card }: Present, id: string): ItemPage | null {
  const index = shop.indexOf.get(id);
  if (index === undefined) return null;
  const { profile } = ranked;
  const rating = events.findLast((event) => event.type === 'rate' && event.itemId === id)?.rating;
  return {
    item: shop.item(index),
    card: card(index),
    reviews: shop.reviews(id),
    shelves: itemShelves(shop, ranked, index),
    inBasket: profile.basket.find((line) => line.item === index)?.quantity ?? 0,
    hidden: profile.hidden.includes(index),
    rated: rating ?? null,
  };
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
