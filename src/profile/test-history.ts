/** Made-up visits for the tests of this room: a small shop with tags and attributes, and any history at all. */
import fc from 'fast-check';
import type { Catalog } from '../catalog/item.ts';
import { EVENT_TYPES, type EventType, type Facet } from '../history/event.ts';
import { TEST_NOW, testCatalog, testVectors } from '../signals/test-shop.ts';
import { buildProfile, DAY } from './build-profile.ts';
import type { PastEvent } from './profile.ts';
import { type Understanding, understand } from './understanding.ts';

const TAGS = ['walking', 'baking', 'reading', 'rainy-day', 'cosy', 'gift', 'kids', 'vegan', 'camping'];
const COLOURS = ['green', 'red', 'blue', 'natural'];

/** The test shop's items; each kind has an activity of its own, some tags are shared, some are sensitive. */
export function taggedCatalog(): Catalog {
  const catalog = testCatalog();
  const items = catalog.items.map((item, i) => ({
    ...item,
    price: i % 11 === 10 ? null : item.price,
    tags: [TAGS[Math.floor(i / 6) % 3], ...(i % 2 === 0 ? ['rainy-day'] : []), TAGS[3 + (i % 6)]],
    attributes: { colour: COLOURS[i % 4], cut: i % 2 === 0 ? 'women’s' : 'men’s', diet: 'vegan' },
  }));
  return { ...catalog, items };
}

export const catalog = taggedCatalog();
export const vectors = testVectors(catalog);
export const moment = { now: TEST_NOW, utcOffset: 60 };

export function understood(past: readonly PastEvent[], rows = vectors): Understanding {
  return understand(buildProfile(past, catalog, moment), past, catalog, rows);
}

let ids = 0;

/** One event, days before now. */
export function done(type: EventType, item: number, days = 0, more: Partial<PastEvent> = {}): PastEvent {
  return {
    id: `made-${ids++}`,
    type,
    item,
    at: Math.round(TEST_NOW - days * DAY),
    quantity: 1,
    order: '',
    rating: 0,
    ...more,
  };
}

const FACETS: Facet[] = [
  { of: 'department', name: 'Kitchen' },
  { of: 'kind', name: 'Outdoors kind 1' },
  { of: 'brand', name: 'Maker 2' },
  { of: 'attribute', name: 'colour: green' },
];

const aboutFacets: ReadonlySet<EventType> = new Set(['hide', 'more_like_this', 'less_like_this']);

/** Any event: of unknown items too, at coinciding times, in the future, and long ago. */
const anyEvent = fc
  .record({
    type: fc.constantFrom(...EVENT_TYPES),
    item: fc.oneof({ weight: 9, arbitrary: fc.nat(71) }, fc.constantFrom(-1, 72, 5_000)),
    at: fc.oneof(
      { weight: 4, arbitrary: fc.nat(200).map((steps) => TEST_NOW - steps * 7 * 60_000) },
      { weight: 4, arbitrary: fc.nat(60).map((steps) => TEST_NOW - steps * 31 * 3_600_000) },
      // A clock that was wrong, either way.
      fc.constantFrom(TEST_NOW + 400 * DAY, TEST_NOW + 1, 946_684_800_000),
    ),
    quantity: fc.integer({ min: 1, max: 3 }),
    order: fc.constantFrom('', 'a', 'b', 'c'),
    rating: fc.integer({ min: 1, max: 5 }),
    engaged: fc.constantFrom(0, 1, 900, 4_999, 30_000, 600_000),
    seen: fc.array(fc.integer({ min: -1, max: 80 }), { maxLength: 8 }),
    facet: fc.option(fc.constantFrom(...FACETS), { nil: undefined }),
    query: fc.constantFrom('gift for a cook', 'green tent', 'x'),
    text: fc.constantFrom('Warm and light, but the zip sticks.', 'I love it', '?'),
  })
  .map((one): Omit<PastEvent, 'id'> => {
    const { type, facet, engaged, seen, query, text, ...rest } = one;
    return {
      ...rest,
      type,
      item:
        type === 'search' || type === 'view_item_list' || (facet && aboutFacets.has(type)) ? -1 : rest.item,
      rating: type === 'rate' || type === 'review' ? rest.rating : 0,
      ...(type === 'user_engagement' && { engaged }),
      ...(type === 'view_item_list' && { seen }),
      ...(type === 'search' && { query }),
      ...(type === 'review' && { text }),
      ...(facet && aboutFacets.has(type) && { facet }),
    };
  });

/** Any history, empty ones and ones of a single event among them. */
export function anyHistory(maxLength = 120): fc.Arbitrary<PastEvent[]> {
  return fc
    .array(anyEvent, { maxLength, size: 'max' })
    .map((events) => events.map((event, index) => ({ ...event, id: `e${index}` })));
}
