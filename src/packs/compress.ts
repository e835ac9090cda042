/**
 * Compression: a pack with fewer weights in a row and fewer bits in a number. Which plan is worth what is
 * measured elsewhere (training/budget.ts); here are the plans and what they do.
 */
import { ARTEFACT_NAMES, type ArtefactName, type Artefacts, asShipped, shapeOf } from './artefacts.ts';
import type { Bits, ItemItem, Pack } from './pack.ts';
import { savePack } from './save-pack.ts';

/** Artefacts made of rows that can be cut. */
type RowsName = 'itemItem' | 'sequence' | 'together';

export interface Plan {
  name: string;
  /** At most this many weights a row: the largest. */
  keep: Record<RowsName, number>;
  /** 8 where one isn't named. */
  bits: Partial<Record<ArtefactName, Bits>>;
  /** Artefacts left out. */
  without: readonly ('fusions' | 'attention' | 'segments')[];
}

/**
 * Four bits cost nothing measurable where rounding is by row or column (docs/training.md). Rules for "bought
 * together" stay at eight: their order is shown to people, and four bits leave seven places.
 */
const FOUR_BITS: Plan['bits'] = {
  vectors: 4,
  itemItem: 4,
  sequence: 4,
  factors: 4,
  attention: 4,
  segments: 4,
};

/** Where a pack has them, they are rounded as text vectors are. */
const SENSES = ['images', 'sounds', 'joint'] as const;

/** From the largest to the smallest. */
export const PLANS: readonly Plan[] = [
  { name: 'whole', keep: { itemItem: 50, sequence: 50, together: 20 }, bits: {}, without: [] },
  { name: 'four bits', keep: { itemItem: 50, sequence: 50, together: 12 }, bits: FOUR_BITS, without: [] },
  { name: 'thirty a row', keep: { itemItem: 30, sequence: 30, together: 12 }, bits: FOUR_BITS, without: [] },
  {
    name: 'one fusion',
    keep: { itemItem: 30, sequence: 30, together: 12 },
    bits: FOUR_BITS,
    without: ['fusions'],
  },
  {
    name: 'twenty a row',
    keep: { itemItem: 20, sequence: 20, together: 8 },
    bits: FOUR_BITS,
    without: ['fusions'],
  },
  {
    name: 'twelve a row',
    keep: { itemItem: 12, sequence: 12, together: 6 },
    bits: FOUR_BITS,
    without: ['fusions'],
  },
  {
    name: 'without attention',
    keep: { itemItem: 12, sequence: 12, together: 6 },
    bits: FOUR_BITS,
    without: ['fusions', 'attention'],
  },
  {
    name: 'six a row',
    keep: { itemItem: 6, sequence: 6, together: 4 },
    bits: FOUR_BITS,
    without: ['fusions', 'attention', 'segments'],
  },
];

/** `pack` under a plan; all numbers are as a device will read them. The given pack stays as it is. */
export function compress(pack: Pack, plan: Plan): Pack {
  const kept: Pack = {
    ...pack,
    itemItem: largestOf(pack.itemItem, plan.keep.itemItem),
    sequence: largestOf(pack.sequence, plan.keep.sequence),
    together: largestOf(pack.together, plan.keep.together),
    manifest: { ...pack.manifest, bits: bitsOf(plan, pack) },
  };
  for (const name of plan.without) delete kept[name];
  return Object.fromEntries([
    ['manifest', kept.manifest],
    ...ARTEFACT_NAMES.flatMap((name) => (kept[name] === undefined ? [] : [[name, shipped(kept, name)]])),
  ]) as Pack;
}

function bitsOf({ bits }: Plan, pack: Pack): Record<string, Bits> {
  const all = { ...bits } as Record<string, Bits>;
  if (bits.vectors === undefined) return all;
  for (const name of SENSES) if (pack[name] !== undefined) all[name] = bits.vectors;
  return all;
}

function shipped<Name extends ArtefactName>(pack: Pack, name: Name): Artefacts[Name] {
  return asShipped(name, pack[name] as Artefacts[Name], shapeOf(pack.manifest, name));
}

/** Rows cut to their `keep` largest absolute weights; ties go to the one that stands first. */
export function largestOf({ offset, target, weight }: ItemItem, keep: number): ItemItem {
  const items = offset.length - 1;
  const kept: ItemItem = {
    offset: new Uint32Array(items + 1),
    target: new Uint32Array(target.length),
    weight: new Float32Array(weight.length),
  };
  let filled = 0;
  for (let row = 0; row < items; row++) {
    const places = Array.from({ length: offset[row + 1] - offset[row] }, (_, k) => offset[row] + k);
    places.sort((a, b) => Math.abs(weight[b]) - Math.abs(weight[a]) || a - b);
    for (const place of places.slice(0, keep)) {
      kept.target[filled] = target[place];
      kept.weight[filled++] = weight[place];
    }
    kept.offset[row + 1] = filled;
  }
  return { offset: kept.offset, target: kept.target.slice(0, filled), weight: kept.weight.slice(0, filled) };
}

/** Bytes of a pack's files as they are served, uncompressed by the host. */
export interface PackSize {
  /** Vectors of texts, pictures and recordings, which a shop may load after everything else. */
  vectors: number;
  /** All others, the manifest among them. */
  rest: number;
  /** File name to bytes. */
  files: Record<string, number>;
}

/** @throws InsecureContextError */
export async function sizeOf(pack: Pack): Promise<PackSize> {
  const files = await savePack(pack);
  const sizes = Object.fromEntries([...files].map(([file, bytes]) => [file, bytes.length]));
  const total = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
  const vectors = ['vectors', 'images', 'sounds'].reduce((sum, name) => sum + (sizes[`${name}.bin`] ?? 0), 0);
  return { vectors, rest: total - vectors, files: sizes };
}
