/**
 * Searches: which settings to try next, from those tried so far. Ask and tell, so that a search neither runs trials
 * nor waits for them. Larger values are better.
 */
import { seeded } from '../random.ts';
import { bayesian } from './bayesian.ts';
import { evolutionary } from './evolutionary.ts';
import { grid } from './grid.ts';
import { anywhere, firstNew, type Method, type Told } from './method.ts';
import type { Point, Space } from './space.ts';

export const METHODS = ['grid', 'random', 'bayesian', 'evolutionary'] as const;
export type MethodName = (typeof METHODS)[number];

/** Independent and uniform over the space: better than a grid where few parameters matter (Bergstra & Bengio 2012). */
const random: Method = (situation) => firstNew(situation, () => anywhere(situation));

const BY_NAME: Record<MethodName, Method> = { grid, random, bayesian, evolutionary };

export class Search {
  private readonly told: Told[] = [];
  private readonly known = new Set<string>();
  private readonly method: Method;

  /** @param trials How many there will be in all; a search may end with fewer, or go on with more another time. */
  constructor(
    private readonly space: Space,
    method: MethodName,
    private readonly options: { seed: number; trials: number },
  ) {
    this.method = BY_NAME[method];
  }

  /** The next point to try, never one that was told; null where nothing is left. */
  ask(): Point | null {
    const { space, told, known } = this;
    if (known.size >= space.size) return null;
    const { seed, trials } = this.options;
    // Odd numbers apart, streams of neighbouring trials and seeds have nothing in common.
    const random = seeded(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(told.length + 1, 0x85ebca6b));
    const isNew = (point: Point) => !known.has(keyOf(point));
    return this.method({ space, told, trials, seed, random, isNew });
  }

  /** @param value NaN for a trial that failed: as bad as the worst so far. */
  tell(point: Point, value: number): void {
    const snapped = this.space.snap(point);
    this.known.add(keyOf(snapped));
    const worst = this.told.reduce((least, { value }) => Math.min(least, value), 0);
    this.told.push({ point: snapped, value: Number.isNaN(value) ? worst : value });
  }
}

const keyOf = (point: Point) => point.join(' ');
