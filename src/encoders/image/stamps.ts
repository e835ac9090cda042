/**
 * The stamps of the built-in descriptors. A revision is raised with every change of a formula or a weight: vectors
 * stored by an older one are then computed anew, and never compared with new ones.
 */
import { type EncoderStamp, PALETTE_COLOURS } from '../../packs/pack.ts';

/** `describeRaster`: 50 numbers of colour, 48 of layout, 64 of edges, 15 of texture, 28 of shape, 48 of the whole. */
export const LOOKS: EncoderStamp = {
  id: 'inkling-looks',
  revision: '2',
  dtype: 'fp32',
  pooling: 'none',
  dimensions: 253,
  modality: 'image',
};

/** `paletteOf`: not unit vectors, but colours (L, a, b, share). */
export const PALETTE: EncoderStamp = {
  id: 'inkling-palette',
  revision: '1',
  dtype: 'fp32',
  pooling: 'none',
  dimensions: PALETTE_COLOURS * 4,
  modality: 'image',
};
