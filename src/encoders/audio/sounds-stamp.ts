/**
 * The stamp of our descriptor of recordings, apart from it: pages need no more to know its vectors from others'.
 */
import type { EncoderStamp } from '../../packs/pack.ts';

export const SOUNDS: EncoderStamp = {
  id: 'inkling-sounds',
  // Another number whenever the vector of any clip changes: the golden test tells.
  revision: '1',
  dtype: 'fp32',
  pooling: 'none',
  dimensions: 81,
  modality: 'audio',
};
