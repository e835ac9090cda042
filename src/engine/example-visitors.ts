/**
 * Five ready-made visitors, so that a site owner sees on one page how shelves differ: short histories made by rule
 * from the catalog alone. Nothing here is recorded; becoming one of them is the engine's to do.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import type { NewEvent } from '../history/event.ts';
import type { Text } from '../messages/texts.ts';
import { DAY } from '../profile/build-profile.ts';
import { DEFAULT_PREFERENCES } from '../profile/preferences.ts';
import { Ranker } from './ranker.ts';
import type { ExampleVisitorShown, ExampleVisitorsPage, Shelf } from './recommender.ts';
import { homeShelves } from './shelves.ts';
import type { Shop } from './shop.ts';
import type { Say } from './speech.ts';
import type { EngineVoice } from './voice.ts';

/** One of the five, without the shelf. */
export interface ExampleVisitor {
  id: string;
  /** Whom the messages speak of; a regular is one of a department or kind, named by `group`. */
  who: 'camper' | 'baker' | 'pets' | 'presents' | 'regular' | 'stranger';
  group: string;
  /** Whether an item is of that kind. */
  fits: (item: Item) => boolean;
  /** Oldest first. */
  events: (NewEvent & { at: number })[];
}

/** Asked for by an id that none of the five has. */
export class UnknownExample extends Error {
  override name = 'UnknownExample';
  constructor(say: Say) {
    super(say('engine.unknown-example'));
  }
}

/** Things on a first shelf that the page shows. */
const SHOWN = 6;

/** A rule needs this many things to make a history of, and leave as many to be recommended. */
const FEWEST = 14;

interface Rule extends Pick<ExampleVisitor, 'id' | 'who' | 'group' | 'fits'> {
  /** What they buy again and again: the kind of it. */
  again?: string;
}

const tagged =
  (...tags: string[]) =>
  (item: Item) =>
    item.tags.some((tag) => tags.includes(tag));

/** For the demo shop, by its own departments, kinds and tags. */
const RULES: readonly Rule[] = [
  {
    id: 'camper',
    who: 'camper',
    group: '',
    fits: ({ department }) => department === 'Outdoors',
  },
  {
    id: 'baker',
    who: 'baker',
    group: '',
    again: 'Baking supplies',
    fits: (item) =>
      ['Bakeware', 'Baking supplies'].includes(item.kind) ||
      (['Kitchen', 'Pantry'].includes(item.department) && tagged('baking')(item)),
  },
  {
    id: 'pet-owner',
    who: 'pets',
    group: '',
    again: 'Treats and food',
    fits: ({ department }) => department === 'Pets',
  },
  {
    id: 'presents',
    who: 'presents',
    group: '',
    fits: ({ department, kind }) =>
      department === 'Celebrate' || ['Cards and paper', 'Chocolate and sweets'].includes(kind),
  },
];

const FIRST_TIMER: ExampleVisitor = {
  id: 'first-timer',
  who: 'stranger',
  group: '',
  fits: () => false,
  events: [],
};

/**
 * Four histories and a stranger, or fewer in a shop of few things. A rule that the catalog has too little for gives
 * way to the largest department (or kind, after departments) that isn't taken yet, and so do all rules in a shop
 * other than the demo.
 * @param now Epoch ms; histories end an hour before it.
 */
export function exampleVisitors(catalog: Catalog, now: number): ExampleVisitor[] {
  const rules = catalog.id === 'demo' ? RULES.filter((rule) => enough(catalog, rule.fits)) : [];
  const visitors = [...rules];
  for (const group of largestGroups(catalog)) {
    if (visitors.length === RULES.length) break;
    if (!visitors.some(({ fits }) => alike(catalog, fits, group.fits))) visitors.push(group);
  }
  return [...visitors.map((rule) => ({ ...rule, events: historyOf(rule, catalog, now) })), FIRST_TIMER];
}

function enough({ items }: Catalog, fits: Rule['fits']): boolean {
  return items.filter((item) => item.available && fits(item)).length >= FEWEST;
}

/** Whether one rule has most of what another has. */
function alike({ items }: Catalog, a: Rule['fits'], b: Rule['fits']): boolean {
  const both = items.filter((item) => a(item) && b(item)).length;
  return 2 * both > Math.min(items.filter(a).length, items.filter(b).length);
}

/** Departments, then kinds; the largest first. */
function largestGroups(catalog: Catalog): Rule[] {
  return [...groupsOf(catalog, 'department'), ...groupsOf(catalog, 'kind')];
}

function groupsOf(catalog: Catalog, level: 'department' | 'kind'): Rule[] {
  const counts = new Map<string, number>();
  for (const item of catalog.items) {
    if (item.available && item[level] !== '') counts.set(item[level], (counts.get(item[level]) ?? 0) + 1);
  }
  return (
    [...counts]
      // What most things are tells nobody apart.
      .filter(([, count]) => count >= FEWEST && 2 * count <= catalog.items.length)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([name]) => ({
        id: `of-${name}`,
        who: 'regular' as const,
        group: name,
        fits: (item) => item[level] === name,
      }))
  );
}

/** Hours at which visits begin, before now. Weeks apart first, then closer: an interest that goes on. */
const VISITS = [62 * 24, 34 * 24 + 3, 12 * 24 + 1, 5 * 24 + 2, 25, 1];

/** Looks a visit, where half of what fits is enough for as many: the other half is left to be recommended. */
const LOOKS = 3;

/** Looks on every visit, orders on the earlier ones, later a saved thing and one in the basket. */
function historyOf({ id, fits, again }: Rule, catalog: Catalog, now: number): ExampleVisitor['events'] {
  const fitting = spread(catalog.items.filter((item) => item.available && fits(item)));
  const staple = again === undefined ? undefined : fitting.find(({ kind }) => kind === again);
  const looks = Math.min(LOOKS, Math.floor(fitting.length / 2 / VISITS.length));
  const seen = fitting.filter((item) => item !== staple);
  return VISITS.flatMap((hours, visit) => {
    const start = now - hours * 3_600_000;
    const order = { orderId: `${id}-${visit}`, quantity: 1 };
    const met = seen.slice(visit * looks, (visit + 1) * looks).map(({ id: itemId }) => itemId);
    const events: NewEvent[] = met.map((itemId) => ({ type: 'view_item', itemId }));
    const itemId = met.at(-1);
    if (visit < 3) {
      events.push({ type: 'purchase', itemId, ...order });
      // About once in four weeks: due again by now.
      if (staple !== undefined) events.push({ type: 'purchase', itemId: staple.id, ...order });
    }
    if (visit === 3) events.push({ type: 'add_to_wishlist', itemId });
    if (visit === 4) events.push({ type: 'add_to_cart', itemId, quantity: 1 });
    return events.map((event, e) => ({ ...event, at: start + e * 90_000 }));
  });
}

/** Round robin over kinds, so that a history isn't all of the first kind in the alphabet. */
function spread(items: readonly Item[]): Item[] {
  const kinds = new Map<string, Item[]>();
  for (const item of items) kinds.set(item.kind, [...(kinds.get(item.kind) ?? []), item]);
  const rounds = Math.max(0, ...[...kinds.values()].map((all) => all.length));
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    [...kinds.values()].flatMap((all) => all[round] ?? []),
  );
}

/** Of a shop that has nothing to show. */
const NO_SHELF: Shelf = { id: 'for-you', title: '', entries: [] };

/** What an example visitor is called, who they are in a sentence, and what they are after. */
export function exampleWords(
  { who, group }: Pick<ExampleVisitor, 'who' | 'group'>,
  text: Text<'example'>,
): Pick<ExampleVisitorShown, 'name' | 'sentence' | 'after'> {
  return {
    name: text('example.name', { who, group }),
    sentence: text('example.sentence', { who, group }),
    after: who === 'stranger' ? null : text('example.after', { who, group }),
  };
}

/**
 * The five, each ranked as they would find the shop at this moment, with nothing set by hand.
 * @param voice with the words of their shelves; `text` with those of the five themselves
 */
export async function exampleVisitorsPage(
  shop: Shop,
  moment: { now: number; utcOffset: number },
  text: Text<'example'>,
  voice?: EngineVoice,
): Promise<ExampleVisitorsPage> {
  const { catalog } = shop;
  const untimed = { now: () => 0, took: () => {} };
  const ranker = new Ranker(shop, DEFAULT_PREFERENCES, async () => null, untimed);
  const shown = await Promise.all(
    exampleVisitors(catalog, moment.now).map(async (visitor) => {
      const events = visitor.events.map((event, e) => ({ ...event, id: `${e}`, shop: catalog.id }));
      const [first] = homeShelves(shop, await ranker.rank(events, moment), voice);
      return { visitor, shelf: first ?? NO_SHELF };
    }),
  );
  const ids = shown.map(({ shelf }) => new Set(shelf.entries.map(({ card }) => card.id)));
  return {
    visitors: shown.map(({ visitor, shelf }): ExampleVisitorShown => {
      const { id, fits, events } = visitor;
      const words = exampleWords(visitor, text);
      const items = shelf.entries.map(({ card }) => shop.item(shop.indexOf.get(card.id) as number));
      const share = (of: readonly Item[]) => of.filter(fits).length / Math.max(1, of.length);
      return {
        id,
        ...words,
        events: events.length,
        did: didIn(events, shop, moment.now, text),
        shelf: { ...shelf, entries: shelf.entries.slice(0, SHOWN) },
        share: words.after === null ? null : { shelf: share(items), catalog: share(catalog.items) },
        departments: countsOf(items.map(({ department }) => department)),
      };
    }),
    overlap: ids.map((a) => ids.map((b) => jaccard(a, b))),
  };
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((id) => b.has(id)).length;
  const either = a.size + b.size - both;
  return either === 0 ? 1 : both / either;
}

function countsOf(names: readonly string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** What is told of, the strongest first. */
const TOLD: readonly NewEvent['type'][] = ['purchase', 'add_to_cart', 'add_to_wishlist', 'view_item'];

/** Deeds first told by the strongest thing done with each item. */
function didIn(events: ExampleVisitor['events'], shop: Shop, now: number, text: Text<'example'>): string[] {
  const byItem = new Map<string, { type: NewEvent['type']; at: number; times: number }>();
  for (const { type, itemId = '', at } of events) {
    const known = byItem.get(itemId);
    if (known === undefined || TOLD.indexOf(type) < TOLD.indexOf(known.type)) {
      byItem.set(itemId, { type, at, times: 1 });
    } else if (type === known.type) {
      known.times++;
      known.at = at;
    }
  }
  return [...byItem]
    .sort((a, b) => TOLD.indexOf(a[1].type) - TOLD.indexOf(b[1].type) || b[1].at - a[1].at)
    .map(([id, { type, at, times }]) => {
      const { title } = shop.item(shop.indexOf.get(id) as number);
      const days = Math.round((now - at) / DAY);
      const ago = days < WEEKS_FROM ? 'days' : 'weeks';
      return text('example.did', { type, title, times, ago, days, weeks: Math.round(days / 7) });
    });
}

/** Days from which on weeks are counted. */
const WEEKS_FROM = 14;
