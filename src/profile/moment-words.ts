/**
 * A moment in words a person would use: "Sunday evening, late autumn, five days before Black Friday, on a phone". It
 * says what each kind of context is at present, whether or not it may be used.
 */
import { formatsOf } from '../messages/formats.ts';
import type { Voice } from '../messages/texts.ts';
import { localTime, PARTS_OF_DAY, partOfDay } from './calendar.ts';
import { comingHolidays } from './holidays.ts';
import { hemisphereOf } from './place.ts';
import type { ContextKind } from './preferences.ts';
import type { Moment } from './profile.ts';

/** The four seasons by calendar months, as weather services count them, each early, in its middle and late. */
const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const;
const STAGES = ['early', 'mid', 'late'] as const;

/** From so many days on, weeks are counted. */
const WEEKS_FROM = 14;

function seasonWords(moment: Moment, { text }: Voice<'known'>): string {
  const month = new Date(localTime(moment)).getUTCMonth();
  // December begins winter in the north, summer in the south.
  const since = (month + 1 + (hemisphereOf(moment.country) === 'south' ? 6 : 0)) % 12;
  return text('moment.season', { season: SEASONS[Math.floor(since / 3)], stage: STAGES[since % 3] });
}

function holidayWords(moment: Moment, { text }: Voice<'known'>): string {
  const next = comingHolidays(moment).find(({ nearness }) => nearness > 0);
  if (next === undefined) return text('moment.holiday.none');
  const { name, days } = next;
  const holiday = text('moment.holiday', { holiday: name });
  if (days === 0) return text('moment.holiday.today', { holiday });
  if (days === 1) return text('moment.holiday.tomorrow', { holiday });
  return days < WEEKS_FROM
    ? text('moment.holiday.days', { count: days, holiday })
    : text('moment.holiday.weeks', { count: Math.round(days / 7), holiday });
}

/** @param sessionEvents Things done in this visit, as `Profile.sessionEvents`. */
export function momentWords(
  moment: Moment,
  sessionEvents: number,
  voice: Voice<'known'>,
): Record<ContextKind, string> {
  const { language, text } = voice;
  const local = localTime(moment);
  return {
    hour: text('moment.hour', { part: PARTS_OF_DAY[partOfDay(local)] }),
    weekday: formatsOf(language).weekday(new Date(local).getUTCDay()),
    season: seasonWords(moment, voice),
    holidays: holidayWords(moment, voice),
    device: text('moment.device', { device: moment.device ?? 'unknown' }),
    session: text('moment.session', { count: sessionEvents }),
  };
}

/** One line of all that may be used; '' where nothing may. Parameters as of `momentWords`. */
export function momentSentence(
  moment: Moment,
  sessionEvents: number,
  off: readonly ContextKind[],
  voice: Voice<'known'>,
): string {
  const { language, text } = voice;
  const words = momentWords(moment, sessionEvents, voice);
  const on = (kind: ContextKind) => !off.includes(kind);
  const both = on('weekday') && on('hour');
  const parts = [
    both ? text('moment.day-and-hour', { day: words.weekday, hour: words.hour }) : '',
    !both && on('weekday') ? words.weekday : '',
    !both && on('hour') ? words.hour : '',
    on('season') ? words.season : '',
    on('holidays') && words.holidays !== text('moment.holiday.none') ? words.holidays : '',
    on('device') && moment.device !== undefined ? text('moment.on', { device: moment.device }) : '',
    on('session') ? text('moment.visit', { count: sessionEvents }) : '',
  ].filter(Boolean);
  const line = parts.join(text('moment.separator'));
  return line === '' ? '' : line[0].toLocaleUpperCase(language) + line.slice(1);
}
