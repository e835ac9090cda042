/**
 * Sequence: what people choose soon after what the visitor chose lately; the order of things, where item-item
 * reads only that they belong together.
 */
import { sequenceLinear } from '../models/sequence-linear.ts';
import type { Signal } from './signal.ts';

export const sequence: Signal = {
  name: 'sequence',
  meaning: 'people choose it soon after what you chose',
  score: ({ pack, profile }, out) => sequenceLinear.scores(pack.sequence, profile, out),
  because: ({ pack, profile }, item) => sequenceLinear.because?.(pack.sequence, profile, item) ?? [],
};
