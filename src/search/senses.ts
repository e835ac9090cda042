/**
 * Search in words among pictures and recordings: where a learned model described them, its other tower reads texts into
 * the same space, and "scarlet" is near to the picture of a thing that no text calls so. Pure; the vectors come as
 * arguments.
 */
import type { ModalVectors } from '../packs/pack.ts';
import { cosines, spread } from './looks.ts';
import type { Nearness } from './meaning.ts';

/** A request in words, as one kind of the shop's files answers it. */
export interface SenseAsked {
  /** Unit vector of the words, in the space of `of`. */
  words: Float32Array;
  of: ModalVectors;
}

/**
 * How near each item is by what its text says, its picture shows or its recording sounds like, whichever is nearest:
 * one of them is enough to be meant. Spaces differ in where their cosines lie, so each counts in its own deviations. An
 * item without a picture is as near as its text is.
 *
 * @param text null where texts have no say; an item is then no further away than the average
 */
export function nearestSense(text: Nearness | null, asked: readonly SenseAsked[]): Nearness | null {
  if (asked.length === 0) return text;
  const best = text === null ? new Float32Array(asked[0].of.present.length) : inDeviations(text);
  for (const { words, of } of asked) {
    const cosine = cosines(words, of.vectors, of.present);
    const own = inDeviations({ cosine, ...spread(cosine, of.present) });
    for (let item = 0; item < best.length; item++) {
      if (of.present[item] === 1 && own[item] > best[item]) best[item] = own[item];
    }
  }
  return { cosine: best, mean: 0, deviation: 1 };
}

function inDeviations({ cosine, mean, deviation }: Nearness): Float32Array {
  return cosine.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
}
