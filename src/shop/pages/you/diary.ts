/**
 * The diary of events as rows to draw: grouped by local day, filtered by what was done and by words. Pure;
 * `Diary.tsx` draws the rows.
 */
import type { KnownEvent } from '../../../engine/recommender.ts';
import { type EventType, GUESSES } from '../../../history/event.ts';
import type { Formats } from '../../../messages/formats.ts';
import type { Text } from '../../../messages/texts.ts';

/** What a visitor would call one thing; a doing may stand for several types of event. */
export const DOINGS = {
  looked: ['view_item'],
  searched: ['search'],
  basket: ['add_to_cart', 'remove_from_cart'],
  saved: ['add_to_wishlist'],
  bought: ['purchase'],
  rated: ['rate'],
  reviewed: ['review'],
  steered: ['more_like_this', 'less_like_this'],
  hidden: ['hide'],
  shown: ['view_item_list', 'select_item', 'user_engagement'],
} as const satisfies Record<string, readonly EventType[]>;

export type Doing = keyof typeof DOINGS;

export const ALL_DOINGS = Object.keys(DOINGS) as Doing[];

export type DiaryRow =
  | { kind: 'day'; key: string; day: Date; eventIds: string[] }
  | { kind: 'event'; key: string; known: KnownEvent };

/** Local midnight of the day that holds `at` (epoch ms). */
function dayOf(at: number): Date {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day;
}

/** What is looked for in the diary. */
export interface DiaryFilter {
  /** Empty: all of them. */
  doings: ReadonlySet<Doing>;
  /** Every one must occur in the title, in what was done or in what was written; case doesn't matter. */
  words: string;
  /** A department or a kind of thing; null: all of them. */
  category: Category | null;
}

export interface Category {
  of: 'department' | 'kind';
  name: string;
}

export interface Found {
  /** In the order they came in. */
  listed: KnownEvent[];
  /** Found as well, but notes of what was merely shown, which would drown the others: in view when asked for. */
  folded: KnownEvent[];
}

const MERELY_SHOWN: ReadonlySet<EventType> = new Set(DOINGS.shown);

export function findEvents(
  text: Text<'you' | 'shell'>,
  events: readonly KnownEvent[],
  { doings, words, category }: DiaryFilter,
): Found {
  const types = new Set<EventType>([...doings].flatMap((doing) => [...DOINGS[doing]]));
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found: Found = { listed: [], folded: [] };
  for (const known of events) {
    const { event, title, what } = known;
    if (types.size > 0 && !types.has(event.type)) continue;
    if (category !== null && known.category?.[category.of] !== category.name) continue;
    if (wanted.length > 0) {
      const shelf = event.shelf === undefined ? '' : shelfInWords(text, event.shelf);
      const said = `${title} ${what} ${shelf} ${event.text ?? ''}`.toLocaleLowerCase();
      if (!wanted.every((word) => said.includes(word))) continue;
    }
    const folds = types.size === 0 && MERELY_SHOWN.has(event.type);
    (folds ? found.folded : found.listed).push(known);
  }
  return found;
}

/** Categories that there are notes about, with how many, by name. */
export function categoriesOf(
  events: readonly KnownEvent[],
): Record<Category['of'], { name: string; count: number }[]> {
  const counts = { department: new Map<string, number>(), kind: new Map<string, number>() };
  for (const { category } of events) {
    for (const of of ['department', 'kind'] as const) {
      const name = category?.[of];
      if (name) counts[of].set(name, (counts[of].get(name) ?? 0) + 1);
    }
  }
  const sorted = (of: Category['of']) =>
    [...counts[of]].map(([name, count]) => ({ name, count })).sort((a, b) => a.name.localeCompare(b.name));
  return { department: sorted('department'), kind: sorted('kind') };
}

/**
 * @param listed newest first; the order is kept, and each day's heading comes before its events
 * @param folded belong to their days, but have no rows
 */
export function diaryRows({ listed, folded }: Found): DiaryRow[] {
  const days = new Map<number, string[]>();
  const idsOn = (at: number) => {
    const day = dayOf(at).getTime();
    const ids = days.get(day) ?? [];
    days.set(day, ids);
    return ids;
  };
  const rows: DiaryRow[] = [];
  let under: string[] | null = null;
  for (const known of listed) {
    const eventIds = idsOn(known.event.at);
    if (eventIds !== under) {
      under = eventIds;
      const day = dayOf(known.event.at);
      rows.push({ kind: 'day', key: `day ${day.getTime()}`, day, eventIds });
    }
    eventIds.push(known.event.id);
    rows.push({ kind: 'event', key: known.event.id, known });
  }
  for (const { event } of folded) idsOn(event.at).push(event.id);
  return rows;
}

/** Ids of the events from one to another, both with them, whichever comes first; none where either is missing. */
export function between(rows: readonly DiaryRow[], one: string, other: string): string[] {
  const ids = rows.flatMap((row) => (row.kind === 'event' ? [row.known.event.id] : []));
  const ends = [ids.indexOf(one), ids.indexOf(other)];
  if (ends.includes(-1)) return [];
  return ids.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/** How long a page was looked at. @param ms at least half a second says "a second" */
export function lookedFor(text: Text<'you'>, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 60
    ? text('diary.seconds', { count: seconds })
    : text('diary.minutes', { count: Math.round(seconds / 60) });
}

/** "Today", "Yesterday", "Friday 20 November", with the year where it isn't this one. */
export function dayName(text: Text<'you'>, formats: Formats, day: Date, now: Date): string {
  const today = dayOf(now.getTime());
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (day.getTime() === today.getTime()) return text('diary.today');
  if (day.getTime() === yesterday.getTime()) return text('diary.yesterday');
  const year = day.getFullYear() === today.getFullYear() ? undefined : 'numeric';
  return formats.date(day.getTime(), { weekday: 'long', day: 'numeric', month: 'long', year });
}

/** Shelves by the names they have in history, which are the same in every language. */
const SHELVES = {
  'For you': 'shelf.for-you',
  'Buy again': 'shelf.buy-again',
  'Recently viewed': 'shelf.recently-viewed',
  Trending: 'shelf.trending',
  'Something different': 'shelf.something-different',
  'Similar items': 'shelf.similar',
  'Bought together': 'shelf.bought-together',
  'One of your interests': 'diary.shelf.interest',
  [GUESSES]: 'diary.shelf.guesses',
  Search: 'search.short',
  Saved: 'saved',
  Ask: 'diary.shelf.ask',
  'Taste map': 'diary.shelf.map',
} as const;

/** A shelf as the page calls it; what isn't the shop's own name for one, such as a department, stays as it is. */
export function shelfInWords(text: Text<'you' | 'shell'>, shelf: string): string {
  const [, viewed] = /^Because you viewed (.+)$/.exec(shelf) ?? [];
  if (viewed !== undefined) return text('shelf.because', { viewed });
  return Object.hasOwn(SHELVES, shelf) ? text(SHELVES[shelf as keyof typeof SHELVES]) : shelf;
}
