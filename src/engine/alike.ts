/**
 * What looks or sounds like a thing: its nearest neighbours by the vectors of one modality, each with a reason where
 * one is true of its numbers. Vectors say that two are alike, palettes and blocks of the descriptor in what.
 */
import { placeOf } from '../encoders/audio/parts.ts';
import { SOUNDS } from '../encoders/audio/sounds-stamp.ts';
import { BLOCKS, type Block } from '../encoders/image/describe.ts';
import { LOOKS } from '../encoders/image/stamps.ts';
import { stampKey } from '../encoders/registry.ts';
import type { Text } from '../messages/texts.ts';
import type { ModalVectors } from '../packs/pack.ts';
import { hueOf, sharedColour, toneOf } from '../search/colours.ts';
import { cosines, spread } from '../search/looks.ts';
import { topItems } from '../search/meaning.ts';

export interface Alike {
  item: number;
  cosine: number;
}

/** So many deviations above the mean cosine, which is one thing in six: in a small shop, not everything is alike. */
const STANDS_OUT = 1;

/**
 * Nearest first, ties to the lower index (which is the lower id): at most `most`, and only what stands out from all
 * that has such a vector. Empty where the item itself has none.
 */
export function nearestAlike(
  { vectors, present, stamp }: ModalVectors,
  item: number,
  allowed: (item: number) => boolean,
  most: number,
): Alike[] {
  if (present[item] === 0) return [];
  const d = stamp.dimensions;
  const cosine = cosines(vectors.subarray(item * d, (item + 1) * d), vectors, present);
  const { mean, deviation } = spread(cosine, present);
  const bar = mean + STANDS_OUT * deviation;
  return topItems(
    cosine,
    most,
    (other) => other !== item && present[other] === 1 && cosine[other] >= bar && allowed(other),
  ).map((other) => ({ item: other, cosine: cosine[other] }));
}

/** In what two pictures are alike, where that can be said; null where only the whole is. */
export function looksReason(
  images: ModalVectors,
  one: number,
  other: number,
  text: Text<'reasons'>,
): string | null {
  const { palettes } = images;
  const colour = palettes === undefined ? null : sharedColour(palettes, one, other);
  const shape = blockCosine(images, one, other, 'shape') >= SAME_SHAPE;
  if (colour === null) return shape ? text('reason.alike.shape') : null;
  const words = { tone: toneOf(colour) ?? 'other', hue: hueOf(colour) };
  return text(shape ? 'reason.alike.colour-and-shape' : 'reason.alike.colour', words);
}

/** Of two shapes that most people would call the same; between things of the demo one pair in thirty is so near. */
const SAME_SHAPE = 0.95;

/** Cosine of two items in one block of the built-in descriptor; of another encoder's vectors nothing can be said. */
function blockCosine(
  { stamp, vectors }: ModalVectors,
  one: number,
  other: number,
  name: Block['name'],
): number {
  if (stampKey(stamp) !== stampKey(LOOKS)) return 0;
  const at = BLOCKS.findIndex((block) => block.name === name);
  const from = BLOCKS.slice(0, at).reduce((sum, { size }) => sum + size, 0);
  const d = stamp.dimensions;
  let [dot, mine, theirs] = [0, 0, 0];
  for (let k = from; k < from + BLOCKS[at].size; k++) {
    const [x, y] = [vectors[one * d + k], vectors[other * d + k]];
    dot += x * y;
    mine += x * x;
    theirs += y * y;
  }
  return mine === 0 || theirs === 0 ? 0 : dot / Math.sqrt(mine * theirs);
}

/**
 * So far from either end of the shop's recordings, put in order of a quantity, both must stand, and so near each other,
 * for the same word to be true of them: in the demo, of 720 such pairs 17 then differ by more than 1 to 1.4 in
 * brightness, and 16 by more than 1 to 1.25 in tempo.
 */
const AT_AN_END = 0.3;
const BESIDE_EACH_OTHER = 0.12;

/** Of fewer, first and last thirds are nobody's idea of slow and fast. */
const FEWEST_TO_RANK = 12;

/** In what two recordings are alike, where that can be said. */
export function soundsReason(
  { stamp, vectors, present }: ModalVectors,
  one: number,
  other: number,
  text: Text<'reasons'>,
): string | null {
  const count = present.reduce((sum, is) => sum + is, 0);
  if (stampKey(stamp) !== stampKey(SOUNDS) || count < FEWEST_TO_RANK) return null;
  const standing = (item: number, place: number) => {
    const mine = vectors[item * stamp.dimensions + place];
    let below = 0;
    for (let i = 0; i < present.length; i++)
      if (present[i] === 1 && vectors[i * stamp.dimensions + place] < mine) below++;
    return below / (count - 1);
  };
  const shared = (part: 'tempo' | 'brightness'): 'low' | 'high' | null => {
    const [mine, theirs] = [standing(one, placeOf(part)), standing(other, placeOf(part))];
    if (Math.abs(mine - theirs) > BESIDE_EACH_OTHER) return null;
    if (Math.max(mine, theirs) <= AT_AN_END) return 'low';
    return Math.min(mine, theirs) >= 1 - AT_AN_END ? 'high' : null;
  };
  const [pace, light] = [shared('tempo'), shared('brightness')];
  if (pace === null && light === null) return null;
  return text('reason.alike.sound', {
    pace: pace ?? 'other',
    both: pace !== null && light !== null ? 'yes' : 'other',
    light: light ?? 'other',
  });
}
