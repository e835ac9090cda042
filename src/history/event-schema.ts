/**
 * What counts as an event: checks for events that come from outside this tab (an imported file, another
 * version's records). Events made by our own page are typed and need none.
 */
import * as v from 'valibot';
import { EVENT_TYPES, type EventType, type HistoryEvent, LONGEST_REVIEW, type NewEvent } from './event.ts';

/** Characters. The page's texts are cut to it, so that whatever was recorded can be exported and imported. */
export const LONGEST_TEXT = 200;

/** Items of one `view_item_list`: more than a screen holds. */
export const LONGEST_LIST = 60;

/** A page left open over lunch is not a look of two hours. */
export const LONGEST_ENGAGEMENT = 10 * 60_000;

const ABOUT_FACETS: ReadonlySet<EventType> = new Set(['hide', 'more_like_this', 'less_like_this']);

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_TEXT));
/** Year 2000 to 2100: outside it a clock or a unit (s for ms) is wrong. */
const epochMs = v.pipe(v.number(), v.integer(), v.minValue(946_684_800_000), v.maxValue(4_102_444_800_000));

const eventSchema = v.pipe(
  v.strictObject({
    id: shortText,
    shop: shortText,
    type: v.picklist(EVENT_TYPES),
    at: epochMs,
    itemId: v.optional(shortText),
    query: v.optional(shortText),
    quantity: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))),
    rating: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(5))),
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_REVIEW))),
    orderId: v.optional(shortText),
    price: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e9))),
    shelf: v.optional(shortText),
    facet: v.optional(
      v.strictObject({ of: v.picklist(['department', 'kind', 'brand', 'attribute']), name: shortText }),
    ),
    team: v.optional(v.strictObject({ by: shortText, against: shortText })),
    itemIds: v.optional(v.pipe(v.array(shortText), v.minLength(1), v.maxLength(LONGEST_LIST))),
    engagementMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_ENGAGEMENT))),
  }),
  v.check(
    ({ type, query, itemId, itemIds, facet }) =>
      type === 'search'
        ? query !== undefined
        : type === 'view_item_list'
          ? itemIds !== undefined
          : itemId !== undefined || (facet !== undefined && ABOUT_FACETS.has(type)),
    'a search names its query, a list its items, every other event its item (or, where it is feedback, a facet)',
  ),
  v.check(
    ({ type, text, rating }) =>
      type === 'review' ? text !== undefined && rating !== undefined : text === undefined,
    'a review has a text and stars, and nothing else has a text',
  ),
);

/** The event, or a sentence that says what is wrong with it and where. */
export function checkEvent(value: unknown): HistoryEvent | string {
  const result = v.safeParse(eventSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}

/** The event with what people or catalogs wrote cut to size. */
export function withinLimits(event: NewEvent): NewEvent {
  const { query, shelf, itemIds, engagementMs, facet, text } = event;
  return {
    ...event,
    ...(facet && { facet: { ...facet, name: facet.name.slice(0, LONGEST_TEXT) } }),
    ...(itemIds && { itemIds: itemIds.slice(0, LONGEST_LIST) }),
    ...(engagementMs !== undefined && {
      engagementMs: Math.round(Math.min(Math.max(0, engagementMs), LONGEST_ENGAGEMENT)),
    }),
    ...(text !== undefined && { text: text.slice(0, LONGEST_REVIEW) }),
    ...(query && { query: query.slice(0, LONGEST_TEXT) }),
    ...(shelf && { shelf: shelf.slice(0, LONGEST_TEXT) }),
  };
}

/** History order: by time, ties by id, so that it depends on nothing but the events themselves. */
export function inHistoryOrder(a: HistoryEvent, b: HistoryEvent): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
