/**
 * Joint: nearness to what the visitor has chosen over time, where text, picture and recording speak together and orders
 * taught what of them matters. Silent in a pack without it.
 */
import { contentLasting } from '../models/content.ts';
import { contentSignal } from './content.ts';

export const joint = contentSignal(
  'joint',
  'its text, looks and sound together are like what you have chosen',
  contentLasting,
  ({ pack }) => ({
    vectors: (pack.joint?.arrays.vectors as Float32Array | undefined) ?? new Float32Array(0),
    dimensions: pack.joint?.settings.dimensions ?? 0,
  }),
);
