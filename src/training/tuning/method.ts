/**
 * What a method of search is given and gives: a function of the trials so far and of the seed. It keeps nothing to
 * itself, so that a search that is told the trials of a file goes on as if it had never ended.
 */
import { type Random, seeded, shuffle } from '../random.ts';
import type { Point, Space } from './space.ts';

/** A trial as methods see it. */
export interface Told {
  /** Snapped. */
  point: Point;
  value: number;
}

/** What a method decides by. */
export interface Situation {
  space: Space;
  /** In the order of trials. */
  told: readonly Told[];
  /** Trials that there will be in all. */
  trials: number;
  /** Of the whole search. */
  seed: number;
  /** A stream of its own for each trial. */
  random: Random;
  /** Whether a snapped point was not tried yet. */
  isNew(point: Point): boolean;
}

/** @returns A snapped point that is new; null where the method has none. */
export type Method = (situation: Situation) => Point | null;

/** Draws until a point is new, which is soon but in spaces that are nearly used up. */
export function firstNew({ space, isNew }: Situation, draw: () => Point): Point | null {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const point = space.snap(draw());
    if (isNew(point)) return point;
  }
  return null;
}

export function anywhere({ space, random }: Situation): Point {
  return space.parameters.map(() => random());
}

/**
 * A Latin hypercube (McKay, Beckman & Conover 1979): of `count` points one in each of as many slices of every side.
 * The same for all trials of a search.
 */
export function latinHypercube({ space, seed }: Situation, count: number): Point[] {
  const random = seeded(seed);
  const sides = space.parameters.map(() => {
    const places = Array.from({ length: count }, (_, slice) => (slice + random()) / count);
    return shuffle(places, random);
  });
  return Array.from({ length: count }, (_, i) => sides.map((places) => places[i]));
}
