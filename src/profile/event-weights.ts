/**
 * How much each kind of event says about what a visitor wants, and how fast that fades. The one table behind
 * every profile, of visitors and of the population alike.
 */
import type { EventType } from '../history/event.ts';
import type { PastEvent, Written } from './profile.ts';

/**
 * Interest shown by one event; a purchase is 1. The order (buying over basket over wish over look) is what
 * studies of implicit feedback agree on; the steps are round numbers, not tuned. 0: says nothing about the
 * item by itself. Ratings are weighed by their stars, see `eventWeight`.
 */
export const EVENT_WEIGHT: Record<EventType, number> = {
  purchase: 1,
  add_to_cart: 0.6,
  add_to_wishlist: 0.5,
  view_item: 0.25,
  // Opening an item from a shelf is followed by its view, which is the look.
  select_item: 0,
  rate: 0,
  search: 0,
  // Taking back is handled by the basket, not by liking the item less.
  remove_from_cart: 0,
  // Feedback speaks for itself, louder than any interest: see `ranking/say.ts`.
  hide: 0,
  more_like_this: 0.5,
  less_like_this: 0,
  // What is shown is the shop's doing; passing it over often is weighed by `Profile.passed`.
  view_item_list: 0,
  // By how long: see `eventWeight`.
  user_engagement: 0,
  // By its stars, like `rate`; its text by `WRITTEN_WEIGHT`.
  review: 0,
};

/**
 * Interest shown by words that a visitor writes, in things that these words describe; shares of `MOST` in
 * `ranking/written-words.ts`. A search says what is wanted now; a review, what was liked in one thing or wasn't.
 */
export const WRITTEN_WEIGHT: Record<Written['of'], number> = { search: 0.6, review: 0.3 };

/** Days after which what was written counts half: a search is an errand, done within weeks. */
export const WRITTEN_HALF_LIFE_DAYS = 14;

/** Newer texts after which one counts half: errands follow upon each other. */
export const WRITTEN_HALF_LIFE_TEXTS = 3;

/** A page read for this long counts as a second look; less in proportion. */
const WHOLE_LOOK_MS = 60_000;

/** Days after which having passed something over counts half: tastes change, and shelves must not run empty. */
export const PASSED_HALF_LIFE_DAYS = 7;

/**
 * Types that are no step of a shopper's: what was shown and opened, and what was said about it. They neither age what came
 * before nor count as events; fusion never met any in the orders that it learned from.
 */
export const BACKGROUND: ReadonlySet<EventType> = new Set([
  'select_item',
  'view_item_list',
  'user_engagement',
  'more_like_this',
  'less_like_this',
  'hide',
]);

/** Four or five stars: a person who says so is surer than one who looks, and may not have bought it here. */
const LIKED_WEIGHT = 0.5;

/** At most this many stars count as "not for me": the item leaves the profile and the slates. */
export const DISLIKED_STARS = 2;

/** Days after which an event counts half. From a prototype on two public data sets (docs/quality.md). */
export const HALF_LIFE_DAYS = 60;

/** Newer events after which an event counts half; from the same sweep. */
export const HALF_LIFE_EVENTS = 10;

/** Half-life of lasting taste. A year: long enough to keep last winter's coat for this winter. */
export const LASTING_HALF_LIFE_DAYS = 365;

/** Interest shown by an event before it fades, 0 to 1. */
export function eventWeight(event: PastEvent): number {
  if (event.type === 'rate' || event.type === 'review') return event.rating >= 4 ? LIKED_WEIGHT : 0;
  if (event.type === 'user_engagement')
    return EVENT_WEIGHT.view_item * Math.min(1, (event.engaged ?? 0) / WHOLE_LOOK_MS);
  return EVENT_WEIGHT[event.type];
}
