/**
 * Content: how close an item's text is to what the visitor looked at, lately and over a long time. Works
 * for items nobody has bought yet. Vectors are the pack's; nothing is embedded here.
 */
import type { Catalog } from '../catalog/item.ts';
import { contentLasting as lasting, contentRecent as recent, type Vectors } from '../models/content.ts';
import { type WordWeights, weighWords, contentWords as words } from '../models/content-words.ts';
import type { Model } from '../models/model.ts';
import type { Signal, SignalInput } from './signal.ts';

const vectorsOf = ({ catalog, pack: { vectors } }: SignalInput): Vectors => ({
  vectors,
  dimensions: vectors.length / catalog.items.length,
});

function contentSignal(model: Model<Vectors>, meaning: string): Signal {
  return {
    name: model.name,
    meaning,
    score: (input, out) => model.scores(vectorsOf(input), input.profile, out),
    because: (input, item) => model.because?.(vectorsOf(input), input.profile, item) ?? [],
  };
}

export const contentRecent = contentSignal(recent, 'it is like what you looked at lately');

export const contentLasting = contentSignal(lasting, 'it is like what you have chosen over time');

/** Words of a catalog, weighed once: they don't change while it is open. */
const weighed = new WeakMap<Catalog, WordWeights>();

function wordsOf({ catalog }: SignalInput): WordWeights {
  let known = weighed.get(catalog);
  if (known === undefined) {
    known = weighWords(catalog);
    weighed.set(catalog, known);
  }
  return known;
}

export const contentWords: Signal = {
  name: words.name,
  meaning: 'its description has words in common with what you chose',
  score: (input, out) => words.scores(wordsOf(input), input.profile, out),
  because: (input, item) => words.because?.(wordsOf(input), input.profile, item) ?? [],
};
