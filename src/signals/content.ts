/**
 * Content: how close an item's text is to what the visitor looked at, lately and over a long time. Works
 * for items nobody has bought yet. Vectors are the pack's; nothing is embedded here.
 */
import { contentLasting as lasting, contentRecent as recent, type Vectors } from '../models/content.ts';
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
