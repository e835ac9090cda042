/**
 * The diary of events as rows to draw: grouped by local day, filtered by what was done and by words. Pure;
 * `Diary.tsx` draws the rows.
 */
import type { KnownEvent } from '../../../engine/recommender.ts';
import type { EventType } from '../../../history/event.ts';

/** What a visitor would call it; one name may stand for several types of event. */
export const DOINGS = {
  Looked: ['view_item', 'select_item'],
  Searched: ['search'],
  Basket: ['add_to_cart', 'remove_from_cart'],
  Saved: ['add_to_wishlist'],
  Bought: ['purchase'],
  Rated: ['rate'],
  Steered: ['more_like_this', 'less_like_this'],
  Hidden: ['hide'],
  Shown: ['view_item_list', 'user_engagement'],
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

/**
 * @param doings empty: all of them
 * @param words every one must occur in the title or in what was done; case doesn't matter
 */
export function filterEvents(
  events: readonly KnownEvent[],
  doings: ReadonlySet<Doing>,
  words: string,
): KnownEvent[] {
  const types = new Set<EventType>([...doings].flatMap((doing) => [...DOINGS[doing]]));
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return events.filter(({ event, title, what }) => {
    if (types.size > 0 && !types.has(event.type)) return false;
    const text = `${title} ${what}`.toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** @param events newest first; the order is kept, and each day's heading comes before its events */
export function diaryRows(events: readonly KnownEvent[]): DiaryRow[] {
  const rows: DiaryRow[] = [];
  let heading: Extract<DiaryRow, { kind: 'day' }> | null = null;
  for (const known of events) {
    const day = dayOf(known.event.at);
    if (heading === null || heading.day.getTime() !== day.getTime()) {
      heading = { kind: 'day', key: `day ${day.getTime()}`, day, eventIds: [] };
      rows.push(heading);
    }
    heading.eventIds.push(known.event.id);
    rows.push({ kind: 'event', key: known.event.id, known });
  }
  return rows;
}

/** "Today", "Yesterday", "Friday 20 November", with the year where it isn't this one. */
export function dayName(day: Date, now: Date, language: string): string {
  const today = dayOf(now.getTime());
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (day.getTime() === today.getTime()) return 'Today';
  if (day.getTime() === yesterday.getTime()) return 'Yesterday';
  const year = day.getFullYear() === today.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year }).format(
    day,
  );
}
