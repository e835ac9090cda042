/** What the numbers of a recording's vector are, in their order: apart from how they are computed. */

/**
 * The vector's parts: so many numbers, and each part's share of the squared length of a vector of typical numbers.
 * Shares were chosen on the validation half of the demo's albums (docs/images-and-audio.md).
 */
export const PARTS = {
  timbre: { length: 13, share: 2 },
  variation: { length: 2 * 13, share: 4 },
  brightness: { length: 5, share: 2 },
  contrast: { length: 6, share: 2 },
  tempo: { length: 3, share: 0.5 },
  rhythm: { length: 12 + 3, share: 2 },
  dynamics: { length: 5, share: 2 },
  tonality: { length: 6 + 2, share: 0.5 },
} as const;

export type Part = keyof typeof PARTS;

/**
 * Place in a vector of a quantity that rises with what people call fast, or bright. Of one vector alone it says
 * little, for vectors are brought to length 1; the order of many recordings by it is nearly theirs by the quantity
 * itself.
 */
export function placeOf(part: 'tempo' | 'brightness'): number {
  const names = Object.keys(PARTS) as Part[];
  return names.slice(0, names.indexOf(part)).reduce((sum, name) => sum + PARTS[name].length, 0);
}
