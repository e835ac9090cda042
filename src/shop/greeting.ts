/**
 * What the shop says when the door opens: a line for each part of each day of the week, so that it is always true; and
 * for each weather, where the visitor said what theirs is.
 */
import type { MomentView } from '../engine/recommender.ts';
import type { Text } from '../messages/texts.ts';

type Weather = Exclude<MomentView['weather'], ''>;

type PartOfDay = 'night' | 'morning' | 'afternoon' | 'evening';

/** As `Date.getDay` counts. */
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

function partOf(hour: number): PartOfDay {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

/**
 * @param now in the visitor's own time zone
 * @param weather as the visitor gave it
 */
export function greetingAt(text: Text<'home'>, now: Date, weather: '' | Weather = ''): string {
  const part = partOf(now.getHours());
  return weather === ''
    ? text(`greeting.${DAYS[now.getDay()]}.${part}`)
    : text(`greeting.${weather}`, { part });
}
