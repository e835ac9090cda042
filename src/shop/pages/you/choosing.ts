/**
 * How the visitor turns the shop's reasons up and down: their names, their values in words, and what a change
 * does to a shelf. Pure; `Choosing.tsx` draws it.
 */
import {
  DEFAULT_PREFERENCES,
  type Preferences,
  SIGNAL_GROUPS,
  type SignalGroup,
} from '../../../profile/preferences.ts';

/** The part of the preferences that is set with sliders. */
export type Steering = Pick<Preferences, 'novelty' | 'volumes' | 'adapt'>;

export const REASONS: Record<SignalGroup, { name: string; note: string }> = {
  content: { name: 'What it is like', note: 'Near in words and kind to what you looked at.' },
  together: { name: 'What goes together', note: 'What others had with it, or went on to next.' },
  tastes: { name: 'Tastes like yours', note: 'What people who order as you do like.' },
  popularity: { name: 'What is popular', note: 'What many buy, and what is new.' },
  own: { name: 'Your own habits', note: 'What you come back to, and what is due again.' },
  affinity: {
    name: 'Your price, makers and departments',
    note: 'What it costs, who makes it, where it stands.',
  },
};

/** In quarters, so that every stop has a name. */
export const VOLUME_STEP = 0.25;

const VOLUMES = [
  'off',
  'a quarter',
  'half',
  'three quarters',
  'as learned',
  'a quarter more',
  'half as much again',
  'three quarters more',
  'twice',
];

/** @param volume 0 to 2; 1 is as learned */
export function volumeInWords(volume: number): string {
  return VOLUMES[Math.round(volume / VOLUME_STEP)];
}

/** @param novelty 0 to 1 */
export function noveltyInWords(novelty: number): string {
  if (novelty === 0) return 'only sure things';
  if (novelty <= 0.35) return 'mostly sure things';
  if (novelty <= 0.65) return 'some of each';
  if (novelty < 1) return 'plenty of new ground';
  return 'mostly new ground';
}

export function steeringOf({ novelty, volumes, adapt }: Preferences): Steering {
  return { novelty, volumes, adapt };
}

export const USUAL: Steering = steeringOf(DEFAULT_PREFERENCES);

export function sameSteering(a: Steering, b: Steering): boolean {
  return (
    a.novelty === b.novelty &&
    a.adapt === b.adapt &&
    SIGNAL_GROUPS.every((group) => a.volumes[group] === b.volumes[group])
  );
}

interface Named {
  id: string;
  title: string;
}

/** What a shelf gains, loses and keeps in another place. */
export interface ShelfChange {
  came: Named[];
  left: Named[];
  moved: number;
}

export function shelfChange(before: readonly Named[], after: readonly Named[]): ShelfChange {
  const was = new Map(before.map(({ id }, place) => [id, place]));
  const is = new Map(after.map(({ id }, place) => [id, place]));
  return {
    came: after.filter(({ id }) => !was.has(id)),
    left: before.filter(({ id }) => !is.has(id)),
    moved: after.filter(({ id }, place) => was.has(id) && was.get(id) !== place).length,
  };
}

/** Longer lists are cut to this many names. */
const NAMED = 2;

/** "Fell walker boots and Drizzle jacket come in; Tarn tent goes." */
export function changeInWords({ came, left, moved }: ShelfChange): string {
  if (came.length === 0 && left.length === 0) {
    return moved === 0 ? 'This changes nothing on the shelf.' : 'The same things, in another order.';
  }
  const comes = came.length === 0 ? '' : `${names(came)} ${came.length === 1 ? 'comes' : 'come'} in`;
  const goes = left.length === 0 ? '' : `${names(left)} ${left.length === 1 ? 'goes' : 'go'}`;
  return `${[comes, goes].filter(Boolean).join('; ')}.`;
}

function names(things: readonly Named[]): string {
  const titles = things.map(({ title }) => title);
  if (titles.length <= NAMED) return titles.join(' and ');
  // One left over is as short by its name as by "1 more".
  return titles.length === NAMED + 1
    ? `${titles[0]}, ${titles[1]} and ${titles[2]}`
    : `${titles[0]}, ${titles[1]} and ${titles.length - NAMED} more`;
}
