/**
 * What is searched for by how it looks: near a picture that the visitor shows, near a colour, or both, with or without
 * words. Pure; works on what the pack holds of pictures, and what has no picture is neither near nor far.
 */
import type { ModalVectors } from '../packs/pack.ts';
import { HAS_SHADE, oklabOf, shareNear } from './colours.ts';

export interface LooksAsked {
  /** Unit vector of the visitor's picture, made by the encoder that `ModalVectors.stamp` names; null without one. */
  picture: Float32Array | null;
  /** Six hexadecimal digits; null without one. */
  shade: string | null;
}

/** How items answer to looks. */
export interface Looks {
  /** By item, in log-odds beside relevance; 0 where it has no picture. */
  lift: Float32Array;
  /** A colour is a condition: what doesn't have it isn't shown, whatever the words. */
  accept: (item: number) => boolean;
  /** What is shown where nothing but looks was asked for. */
  seen: (item: number) => boolean;
}

/**
 * Worth of a deviation of the catalog's cosines, in log-odds. Beside words a little more than a deviation of meaning
 * (`RELEVANCE_WEIGHTS`). Alone so much that taste (`MOST_LIFT` either way) rearranges what is about as like and never
 * the very thing: in the demo, its copy is a median 0.75 deviations ahead of the next.
 */
const PICTURE = { alone: 6, besideWords: 2 };

/** Worth of a picture that is all of the colour, against one that has none of it. */
const SHADE = 6;

/**
 * @param alone whether words say nothing of what is wanted
 * @returns null where neither is asked for, or the colours of things aren't known
 */
export function looksOf(
  { picture, shade }: LooksAsked,
  images: ModalVectors | undefined,
  alone: boolean,
): Looks | null {
  if (images === undefined) return null;
  const { present, palettes } = images;
  const n = present.length;
  const lift = new Float32Array(n);
  const near = shade === null || palettes === undefined ? null : new Float32Array(n);
  if (picture === null && near === null) return null;
  if (picture !== null) {
    const weight = alone ? PICTURE.alone : PICTURE.besideWords;
    standardised(picture, images).forEach((deviations, i) => {
      lift[i] += weight * deviations;
    });
  }
  if (near !== null && shade !== null && palettes !== undefined) {
    const wanted = oklabOf(shade);
    for (let i = 0; i < n; i++) {
      if (present[i] === 0) continue;
      near[i] = shareNear(wanted, palettes, i);
      lift[i] += SHADE * near[i];
    }
  }
  return {
    lift,
    accept: (item) => near === null || near[item] >= HAS_SHADE,
    seen: (item) => present[item] === 1,
  };
}

/** Cosines in deviations from their mean; 0 where there is no picture. */
function standardised(query: Float32Array, { vectors, present }: ModalVectors): Float32Array {
  const cosine = cosines(query, vectors, present);
  const { mean, deviation } = spread(cosine, present);
  return cosine.map((value, i) => (present[i] === 1 && deviation > 0 ? (value - mean) / deviation : 0));
}

/**
 * Cosine of one vector with every item's; 0 where there is none.
 * @param vectors n x d unit rows, row-major
 */
export function cosines(query: Float32Array, vectors: Float32Array, present: Uint8Array): Float32Array {
  const d = query.length;
  const found = new Float32Array(present.length);
  for (let item = 0; item < present.length; item++) {
    if (present[item] === 0) continue;
    let sum = 0;
    for (let j = 0, at = item * d; j < d; j++, at++) sum += query[j] * vectors[at];
    found[item] = sum;
  }
  return found;
}

/** Of what is present. */
export function spread(values: Float32Array, present: Uint8Array): { mean: number; deviation: number } {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    if (present[i] === 0) continue;
    count++;
    sum += values[i];
    squares += values[i] * values[i];
  }
  const mean = count === 0 ? 0 : sum / count;
  return { mean, deviation: count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
