/**
 * A moment in words a person would use: "Sunday evening, late autumn, five days before Black Friday, on a phone". It
 * says what each kind of context is at present, whether or not it may be used.
 */
import { localTime, PARTS_OF_DAY, type PartOfDay, partOfDay } from './calendar.ts';
import { comingHolidays } from './holidays.ts';
import { hemisphereOf } from './place.ts';
import type { ContextKind } from './preferences.ts';
import type { Moment } from './profile.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The four seasons by calendar months, as weather services count them, each early, in its middle and late. */
const SEASONS = ['winter', 'spring', 'summer', 'autumn'];
const STAGES = ['early', 'mid', 'late'];

const HOURS: Record<PartOfDay, string> = {
  night: 'night',
  morning: 'morning',
  midday: 'around midday',
  afternoon: 'afternoon',
  evening: 'evening',
};

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const counted = (count: number, one: string) =>
  `${NUMBERS[count] ?? count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** From so many days on, weeks are counted. */
const WEEKS_FROM = 14;

function seasonWords(moment: Moment): string {
  const month = new Date(localTime(moment)).getUTCMonth();
  // December begins winter in the north, summer in the south.
  const since = (month + 1 + (hemisphereOf(moment.country) === 'south' ? 6 : 0)) % 12;
  const stage = STAGES[since % 3];
  const season = SEASONS[Math.floor(since / 3)];
  return stage === 'mid'
    ? `${stage}${season}`.replace(/^mid(spring|autumn)$/, 'mid-$1')
    : `${stage} ${season}`;
}

function holidayWords(moment: Moment): string {
  const next = comingHolidays(moment).find(({ nearness }) => nearness > 0);
  if (next === undefined) return 'none near';
  const { name, days } = next;
  if (days === 0) return `${name} today`;
  if (days === 1) return `the day before ${name}`;
  if (days < WEEKS_FROM) return `${counted(days, 'day')} before ${name}`;
  return `${counted(Math.round(days / 7), 'week')} before ${name}`;
}

function deviceWords({ device }: Moment): string {
  if (device === undefined) return 'not known';
  return device === 'phone' ? 'a phone' : 'a computer';
}

/** @param sessionEvents Things done in this visit, as `Profile.sessionEvents`. */
export function momentWords(moment: Moment, sessionEvents: number): Record<ContextKind, string> {
  const local = localTime(moment);
  return {
    hour: HOURS[PARTS_OF_DAY[partOfDay(local)]],
    weekday: WEEKDAYS[new Date(local).getUTCDay()],
    season: seasonWords(moment),
    holidays: holidayWords(moment),
    device: deviceWords(moment),
    session: sessionEvents === 0 ? 'just begun' : `${counted(sessionEvents, 'thing')} done so far`,
  };
}

/** One line of all that may be used; '' where nothing may. */
export function momentSentence(words: Record<ContextKind, string>, off: readonly ContextKind[]): string {
  const on = (kind: ContextKind) => !off.includes(kind);
  const when = [on('weekday') ? words.weekday : '', on('hour') ? words.hour : ''].filter(Boolean).join(' ');
  const parts = [
    when,
    on('season') ? words.season : '',
    on('holidays') && words.holidays !== 'none near' ? words.holidays : '',
    on('device') && words.device !== 'not known' ? `on ${words.device}` : '',
    on('session') ? (words.session === 'just begun' ? 'a visit just begun' : words.session) : '',
  ].filter(Boolean);
  const line = parts.join(', ');
  return line === '' ? '' : line[0].toUpperCase() + line.slice(1);
}
