/**
 * Exploration: which category gets a place for trying out, by Thompson sampling over what this visitor opened and
 * passed over (Thompson 1933; Chapelle & Li 2011, "An Empirical Evaluation of Thompson Sampling"). Unlike a fixed
 * share of random things (epsilon-greedy) it stops guessing at what was shown often and never opened, and goes on
 * where it knows little. Seeded: one day, one history, one guess.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Profile } from '../profile/profile.ts';
import { type Random, seeded } from '../training/random.ts';
import type { Level } from './categories.ts';

/** Openings or passings of a category that count, at most: tastes change, so no verdict becomes certain. */
const MOST_EVIDENCE = 20;

/** A draw for each category of a level: how likely, as far as is known, the visitor opens a thing of it. 0 to 1. */
export type Guesses = (level: Level, category: string) => number;

/** @param seed The same seed and profile guess the same; the shop takes the number of the day. */
export function thompson(
  { items }: Pick<Catalog, 'items'>,
  { touched, passed }: Pick<Profile, 'touched' | 'passed'>,
  seed: number,
): Guesses {
  const evidence = (level: Level, category: string): { opened: number; left: number } => {
    const within = (item: number) => items[item][level] === category;
    let opened = 0;
    let left = 0;
    for (const { item } of touched) if (within(item)) opened++;
    for (const { item, times } of passed) if (within(item)) left += times;
    return { opened: Math.min(MOST_EVIDENCE, opened), left: Math.min(MOST_EVIDENCE, Math.round(left)) };
  };
  return (level, category) => {
    const { opened, left } = evidence(level, category);
    // Each category has numbers of its own: what is learned of one never changes another's draw.
    return beta(1 + opened, 1 + left, seeded(seed ^ hashOf(category)));
  };
}

/**
 * A number from Beta(a, b): the a-th smallest of a + b - 1 uniform ones, which needs nothing that engines round
 * differently.
 * @param a whole, 1 or more; so is `b`
 */
export function beta(a: number, b: number, random: Random): number {
  const draws = Float64Array.from({ length: a + b - 1 }, random).sort();
  return draws[a - 1];
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/**
 * How many of the next `places` are guesses: the share of them, where a fraction is settled by the seed, so that
 * over many days the share is kept exactly.
 * @param turn Which of several such questions of one slate it is.
 */
export function guessesIn(places: number, share: number, seed: number, turn: number): number {
  return Math.min(places, Math.floor(share * places + seeded(seed + 7919 * turn)()));
}
