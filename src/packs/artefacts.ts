/**
 * The artefacts of a pack and how each becomes bytes. Large ones are rounded, at no measurable loss of ranking
 * (docs/training.md). Rounding twice changes nothing more, so a pack in memory that went through `asShipped`
 * holds the very numbers that every device will read.
 */
import type { Codec, Shape } from './codecs/codec.ts';
import { factorsCodec } from './codecs/factors.ts';
import { fusionCodec, fusionsCodec } from './codecs/fusion.ts';
import { modalCodec } from './codecs/modal.ts';
import { rowsCodec } from './codecs/rows.ts';
import { savedCodec } from './codecs/saved.ts';
import { popularityCodec, repeatsCodec } from './codecs/statistics.ts';
import { vectorsCodec } from './codecs/vectors.ts';
import type { Bits, Pack, PackManifest } from './pack.ts';

/** All of them, for the types: a pack may lack the optional ones. */
export type Artefacts = Required<Omit<Pack, 'manifest'>>;
export type ArtefactName = keyof Artefacts;

/** An artefact's file, and the codec of what is in it. */
interface Artefact<T> {
  file: string;
  codec: Codec<T>;
  /** A pack without it is whole. */
  optional?: true;
}

export const ARTEFACTS: { [Name in ArtefactName]: Artefact<Artefacts[Name]> } = {
  vectors: { file: 'vectors.bin', codec: vectorsCodec },
  itemItem: { file: 'item-item.bin', codec: rowsCodec },
  sequence: { file: 'sequence.bin', codec: rowsCodec },
  factors: { file: 'factors.bin', codec: factorsCodec },
  popularity: { file: 'popularity.bin', codec: popularityCodec },
  repeats: { file: 'repeats.bin', codec: repeatsCodec },
  together: { file: 'together.bin', codec: rowsCodec },
  fusion: { file: 'fusion.bin', codec: fusionCodec },
  fusions: { file: 'fusions.bin', codec: fusionsCodec, optional: true },
  attention: { file: 'attention.bin', codec: savedCodec, optional: true },
  segments: { file: 'segments.bin', codec: savedCodec, optional: true },
  images: { file: 'images.bin', codec: modalCodec, optional: true },
  sounds: { file: 'sounds.bin', codec: modalCodec, optional: true },
  joint: { file: 'joint.bin', codec: savedCodec, optional: true },
  attended: { file: 'attended.bin', codec: savedCodec, optional: true },
};

export const ARTEFACT_NAMES = Object.keys(ARTEFACTS) as ArtefactName[];

/** What a codec needs to know of a pack to write one of its artefacts. */
export function shapeOf(manifest: PackManifest, name: ArtefactName): Shape {
  const { items, encoder, bits } = manifest;
  return { items, dimensions: encoder.dimensions, bits: bits?.[name] ?? 8 };
}

/** `value` as it will be after saving and loading, rounded to 8 bits unless said otherwise. */
export function asShipped<Name extends ArtefactName>(
  name: Name,
  value: Artefacts[Name],
  shape: Omit<Shape, 'bits'> & { bits?: Bits },
): Artefacts[Name] {
  const { codec } = ARTEFACTS[name];
  return codec.decode(codec.encode(value, { bits: 8, ...shape }), shape);
}
