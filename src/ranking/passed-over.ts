/**
 * Repeat suppression: what stood in view again and again without being opened makes room for a while (impression
 * discounting: Lee, Lakshmanan, Tiwari & Shah 2014, KDD). An amount beside the signals' that only lowers, is bounded,
 * and fades, since `Passed.times` does: a thing is never shut out by it, and comes back by itself.
 */
import type { Profile } from '../profile/profile.ts';
import type { Extra } from './say.ts';

/** Lists that a thing may stand in before it sinks: people overlook things, and come back to them. */
const FREE = 2;

/** Further lists after which it sinks by half of the most. */
const HALF = 4;

/** The most it can sink, in units of `unitOf`: half as far as if the visitor had asked for less of it. */
const MOST = 0.5;

/**
 * How far a thing sinks that was passed over this often: `MOST * x / (x + HALF)` with x = `times - FREE`.
 * @param times as in `Passed`, faded
 * @returns 0 to `MOST`
 */
export function sinking(times: number): number {
  const beyond = Math.max(0, times - FREE);
  return (MOST * beyond) / (beyond + HALF);
}

/**
 * @param items size of the catalog
 * @param unit of the scores that it is added to, see `unitOf`; asked for only where something sinks
 * @returns null where nothing was passed over often enough
 */
export function passedOver(
  { passed }: Pick<Profile, 'passed'>,
  items: number,
  unit: () => number,
): Extra | null {
  const sunk = passed.filter(({ times }) => times > FREE);
  if (sunk.length === 0) return null;
  const amount = new Float64Array(items);
  const size = unit();
  for (const { item, times } of sunk) amount[item] = -size * sinking(times);
  return { name: 'passed-over', meaning: 'How often you passed it by', amount };
}
