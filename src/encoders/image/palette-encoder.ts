/** Palettes as an encoder of pictures, so that they are computed once a file and kept as vectors are. */
import type { Encoder, Raster } from '../encoder.ts';
import { paletteOf } from './palette.ts';
import { rowByRow } from './rows.ts';
import { PALETTE } from './stamps.ts';

export const paletteEncoder: Encoder<Raster> = rowByRow(PALETTE, paletteOf);
