/**
 * Content: how close an item's text is to what the visitor looked at, lately and over a long time. Works
 * for items nobody has bought yet. Vectors are the pack's; nothing is embedded here.
 */
import { contentLasting as lasting, contentRecent as recent, type Vectors } from '../models/content.ts';
import type { Model } from '../models/model.ts';
import type { Signal, SignalInput } from './signal.ts';

const textsOf = ({ catalog, pack: { vectors } }: SignalInput): Vectors => ({
  vectors,
  dimensions: vectors.length / catalog.items.length,
});

/** A model of `models/content.ts` over some vectors of the pack. */
export function contentSignal(
  name: string,
  meaning: string,
  model: Model<Vectors>,
  vectorsOf: (input: SignalInput) => Vectors,
): Signal {
  return {
    name,
    meaning,
    score: (input, out) => model.scores(vectorsOf(input), input.profile, out),
    because: (input, item) => model.because?.(vectorsOf(input), input.profile, item) ?? [],
  };
}

export const contentRecent = contentSignal(
  recent.name,
  'it is like what you looked at lately',
  recent,
  textsOf,
);

export const contentLasting = contentSignal(
  lasting.name,
  'it is like what you have chosen over time',
  lasting,
  textsOf,
);
