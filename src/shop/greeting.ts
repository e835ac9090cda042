/**
 * What the shop says when the door opens: a line for each part of each day of the week, so that it is always true; and
 * for each weather, where the visitor said what theirs is.
 */
import type { MomentView } from '../engine/recommender.ts';

type Weather = Exclude<MomentView['weather'], ''>;

type PartOfDay = 'night' | 'morning' | 'afternoon' | 'evening';

/** Sunday first, as `Date.getDay` counts. */
const LINES: Record<PartOfDay, string>[] = [
  {
    night: 'Still up? Sunday can wait.',
    morning: 'Good morning. It’s Sunday, so there’s no hurry.',
    afternoon: 'Good afternoon. Sunday has a few good hours left.',
    evening: 'Good evening. Monday is still hours away.',
  },
  {
    night: 'A small-hours Monday. The kettle’s on.',
    morning: 'Good morning. Monday goes better with a plan, or a biscuit.',
    afternoon: 'Good afternoon. That’s the worst of Monday done.',
    evening: 'Good evening. You saw Monday off nicely.',
  },
  {
    night: 'Tuesday, and nobody else about.',
    morning: 'Good morning. Tuesday, the quiet one.',
    afternoon: 'Good afternoon. Tuesday is going about its business.',
    evening: 'Good evening. Nobody expects anything of a Tuesday night.',
  },
  {
    night: 'It’s the middle of the night and of the week.',
    morning: 'Good morning. Wednesday: uphill until lunch.',
    afternoon: 'Good afternoon. It’s downhill from here to the weekend.',
    evening: 'Good evening. Half the week, neatly folded.',
  },
  {
    night: 'Up late, or up early? It’s Thursday either way.',
    morning: 'Good morning. Thursday already.',
    afternoon: 'Good afternoon. Thursday is nearly Friday, if you squint.',
    evening: 'Good evening. One more day, then two off.',
  },
  {
    night: 'Friday has started without the others.',
    morning: 'Good morning. Friday, and not a moment too soon.',
    afternoon: 'Good afternoon. It’s Friday; nobody minds if you look.',
    evening: 'Good evening. The week is done, so have a wander.',
  },
  {
    night: 'It’s late, it’s Saturday, and the lamps are lit.',
    morning: 'Good morning. A whole Saturday, unopened.',
    afternoon: 'Good afternoon. It’s Saturday: take your time.',
    evening: 'Good evening. Saturday suits you.',
  },
];

const HELLO: Record<PartOfDay, string> = {
  night: '',
  morning: 'Good morning. ',
  afternoon: 'Good afternoon. ',
  evening: 'Good evening. ',
};

const OF_WEATHER: Record<Weather, string> = {
  rain: 'Rain, so we thought of puddles, and of staying in.',
  snow: 'Snow, so we thought of mittens and something hot.',
  cold: 'Cold, so we thought of wool and blankets.',
  mild: 'Mild, so we thought of gardens and the long way round.',
  hot: 'Hot, so we thought of shade and cold drinks.',
};

function partOf(hour: number): PartOfDay {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

/**
 * @param now in the visitor's own time zone
 * @param weather as the visitor gave it
 */
export function greetingAt(now: Date, weather: '' | Weather = ''): string {
  const part = partOf(now.getHours());
  return weather === '' ? LINES[now.getDay()][part] : `${HELLO[part]}${OF_WEATHER[weather]}`;
}
