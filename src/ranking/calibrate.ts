/**
 * Calibration: a list whose mix of categories mirrors what a visitor is interested in, small interests too (Steck
 * 2018, "Calibrated Recommendations", RecSys). Shares in, a gain for each next item out.
 */
import type { Profile } from '../profile/profile.ts';
import type { Level } from './categories.ts';

/** Weight of the wanted mix inside the list's, so that a category still absent is no infinite lack; Steck's value. */
const SMOOTHING = 0.01;

/**
 * The visitor's own mix, mixed with an even one.
 * @param names All categories of the catalog, as items name them.
 * @param even 0: the visitor's own mix; 1: all categories alike. A visitor without a mix gets the even one.
 * @returns Shares that sum to 1.
 */
export function wantedMix(
  { interests }: Pick<Profile, 'interests'>,
  level: Level,
  names: readonly string[],
  even: number,
): Map<string, number> {
  const own = new Map<string, number>();
  let total = 0;
  for (const { of, name, share } of interests) {
    if (of !== level) continue;
    own.set(name, share);
    total += share;
  }
  const evenly = total === 0 ? 1 : even;
  return new Map(
    names.map((name) => [
      name,
      evenly / names.length + (total === 0 ? 0 : ((1 - evenly) * (own.get(name) ?? 0)) / total),
    ]),
  );
}

/** How much nearer a list comes to a wanted mix by one more item. */
export class Calibration {
  private readonly counts = new Map<string, number>();
  private length = 0;

  constructor(private readonly wanted: ReadonlyMap<string, number>) {}

  /**
   * Fall of the Kullback-Leibler divergence of the list's mix from the wanted one if an item of this category came
   * next, up to a term that is the same for all categories. Nats, at least 0.
   */
  gain(category: string): number {
    const wanted = this.wanted.get(category) ?? 0;
    if (wanted === 0) return 0;
    const count = this.counts.get(category) ?? 0;
    const given = (many: number) => SMOOTHING * wanted + ((1 - SMOOTHING) * many) / (this.length + 1);
    return wanted * Math.log(given(count + 1) / given(count));
  }

  add(category: string): void {
    this.counts.set(category, (this.counts.get(category) ?? 0) + 1);
    this.length++;
  }
}
