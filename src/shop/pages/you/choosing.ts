/**
 * How the visitor turns the shop's reasons up and down: their values in words, and what a change does to a
 * shelf. Pure; `Choosing.tsx` draws it.
 */
import type { Formats } from '../../../messages/formats.ts';
import type { Text } from '../../../messages/texts.ts';
import { DEFAULT_PREFERENCES, type Preferences, SIGNAL_GROUPS } from '../../../profile/preferences.ts';

/** The part of the preferences that is set with sliders. */
export type Steering = Pick<Preferences, 'novelty' | 'volumes' | 'adapt'>;

/** In quarters, so that every stop has a name. */
export const VOLUME_STEP = 0.25;

const QUARTERS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

/** @param volume 0 to 2; 1 is as learned */
export function volumeInWords(text: Text<'you'>, volume: number): string {
  return text(`choosing.volume.${QUARTERS[Math.round(volume / VOLUME_STEP)]}`);
}

/** @param novelty 0 to 1 */
export function noveltyInWords(text: Text<'you'>, novelty: number): string {
  if (novelty === 0) return text('choosing.novelty.1');
  if (novelty <= 0.35) return text('choosing.novelty.2');
  if (novelty <= 0.65) return text('choosing.novelty.3');
  if (novelty < 1) return text('choosing.novelty.4');
  return text('choosing.novelty.5');
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
export function changeInWords(
  text: Text<'you'>,
  formats: Formats,
  { came, left, moved }: ShelfChange,
): string {
  const [come, go] = [came.length, left.length];
  if (come === 0 && go === 0) return text(moved === 0 ? 'preview.unchanged' : 'preview.reordered');
  const names = (things: readonly Named[]) => formats.list(named(text, things));
  if (go === 0) return text('preview.comes', { come, came: names(came) });
  if (come === 0) return text('preview.goes', { go, left: names(left) });
  return text('preview.changed', { come, came: names(came), go, left: names(left) });
}

function named(text: Text<'you'>, things: readonly Named[]): string[] {
  const titles = things.map(({ title }) => title);
  // One left over is as short by its name as by "1 more".
  if (titles.length <= NAMED + 1) return titles;
  return [...titles.slice(0, NAMED), text('preview.more', { count: titles.length - NAMED })];
}
