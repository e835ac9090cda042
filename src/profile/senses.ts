/**
 * By which senses a visitor chooses: of each thing chosen, whether it reads, looks or sounds more like what they chose
 * before than other things of its department do. Where it does so often, that sense told their choices. A pure function
 * of their steps and the pack's vectors, so it goes with forgetting; what may be said of it is in `senses-said.ts`.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import type { Modality } from '../encoders/encoder.ts';
import type { Pack } from '../packs/pack.ts';
import type { Profile } from './profile.ts';

/** One modality's vectors of a catalog. */
export interface Sense {
  modality: Modality;
  /** n x dimensions, unit rows. */
  vectors: Float32Array;
  dimensions: number;
  /** Length n: 1 where the item has one; absent where all have. */
  present?: Uint8Array;
}

/** The modalities of a pack, text first; those it has no vectors of are left out. */
export function sensesOf(
  { vectors, images, sounds }: Pick<Pack, 'vectors' | 'images' | 'sounds'>,
  items: number,
): Sense[] {
  const dimensions = items === 0 ? 0 : Math.floor(vectors.length / items);
  const senses: Sense[] = dimensions === 0 ? [] : [{ modality: 'text', vectors, dimensions }];
  const more = { image: images, audio: sounds };
  for (const modality of ['image', 'audio'] as const) {
    const has = more[modality];
    if (has === undefined) continue;
    senses.push({ modality, vectors: has.vectors, dimensions: has.stamp.dimensions, present: has.present });
  }
  return senses;
}

/** One choice that could be compared with earlier ones. */
export interface Compared {
  item: number;
  /** As the catalog names it. */
  department: string;
  /**
   * Per sense: share of the department's things that are less like the earlier choices than this one is; NaN where
   * the item or all earlier ones lack the modality. 0.5 on average for who doesn't choose by it.
   */
  percentile: Float64Array;
}

/** Distinct things that are compared, the newest: more cost time and say little of today. */
const MOST_COMPARED = 30;

/** Earlier choices that a choice is compared with, the newest. */
const MOST_EARLIER = 10;

/** Things of a department that stand for all of it. */
const SAMPLE = 48;

/**
 * @param steps Oldest first.
 * @param whole Compares with every thing of a department and not with a sample: for what is said aloud.
 * @returns One a distinct thing, but the first of each department, oldest first.
 */
export function comparedChoices(
  steps: Profile['sequence'],
  catalog: Catalog,
  senses: readonly Sense[],
  whole = false,
): Compared[] {
  const first = [...new Set(steps.map(({ item }) => item))].slice(-MOST_COMPARED);
  const { all, sample } = departmentsOf(catalog);
  const offered = whole ? all : sample;
  const compared: Compared[] = [];
  const chosen = new Map<string, number[]>();
  for (const item of first) {
    const { department } = catalog.items[item];
    const earlier = chosen.get(department) ?? [];
    if (earlier.length > 0) {
      const others = (offered.get(department) ?? []).filter(
        (other) => other !== item && !earlier.includes(other),
      );
      const percentile = Float64Array.from(senses, (sense) => percentileOf(sense, item, earlier, others));
      compared.push({ item, department, percentile });
    }
    chosen.set(department, [...earlier, item]);
  }
  return compared;
}

function percentileOf(
  sense: Sense,
  item: number,
  earlier: readonly number[],
  others: readonly number[],
): number {
  const { present } = sense;
  const has = (one: number) => present === undefined || present[one] === 1;
  const known = earlier.filter(has).slice(-MOST_EARLIER);
  const rest = others.filter(has);
  if (sense.dimensions === 0 || !has(item) || known.length === 0 || rest.length === 0) return Number.NaN;
  const { vectors, dimensions } = sense;
  const sum = new Float32Array(dimensions);
  for (const one of known) {
    for (let k = 0; k < dimensions; k++) sum[k] += vectors[one * dimensions + k];
  }
  const near = (one: number) => {
    let product = 0;
    for (let k = 0, at = one * dimensions; k < dimensions; k++, at++) product += vectors[at] * sum[k];
    return product;
  };
  const its = near(item);
  let behind = 0;
  for (const other of rest) {
    const nearness = near(other);
    behind += nearness < its ? 1 : nearness === its ? 0.5 : 0;
  }
  return behind / rest.length;
}

type ByDepartment = ReadonlyMap<string, number[]>;

const departments = new WeakMap<readonly Item[], { all: ByDepartment; sample: ByDepartment }>();

/** Per department: its things, and a few evenly spread over it, the same ones always. */
function departmentsOf({ items }: Catalog): { all: ByDepartment; sample: ByDepartment } {
  let known = departments.get(items);
  if (known === undefined) {
    const all = new Map<string, number[]>();
    items.forEach(({ department }, item) => {
      const members = all.get(department);
      if (members === undefined) all.set(department, [item]);
      else members.push(item);
    });
    const some = (members: readonly number[]) => {
      const count = Math.min(SAMPLE, members.length);
      return Array.from({ length: count }, (_, i) => members[Math.floor((i * members.length) / count)]);
    };
    known = { all, sample: new Map([...all].map(([name, members]) => [name, some(members)])) };
    departments.set(items, known);
  }
  return known;
}
