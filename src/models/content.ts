/**
 * Content by vectors: how close an item's text (or picture, or recording) is to those of the visitor's own items, as an
 * encoder sees them. A centroid is the profile (Pazzani & Billsus 2007, "Content-Based Recommendation Systems", in The
 * Adaptive Web). Works for items nobody has touched yet. Nothing is embedded here.
 */
import type { Profile } from '../profile/profile.ts';
import { centroid, dotRows, likeness } from '../signals/vectors.ts';
import type { Model, Saved } from './model.ts';

/** Vectors of all items: n x dimensions, unit rows. */
export interface Vectors {
  vectors: Float32Array;
  dimensions: number;
  /** Length n: 1 where an item has a vector, for pictures and recordings; absent where all have. */
  present?: Uint8Array;
}

/** One of the visitor's own items, and how much it says. */
export interface Weighted {
  item: number;
  weight: number;
}

/** The visitor's items to compare with, of those that can be compared. */
type Choice = (visitor: Profile, present?: Uint8Array) => Weighted[];

const among = (touched: Profile['touched'], present: Uint8Array | undefined) =>
  present === undefined ? touched : touched.filter(({ item }) => present[item] === 1);

/** How many of the newest items make "recent", and how much each counts of the one after it. */
const RECENT_ITEMS = 5;
const RECENT_STEP = 0.75;

/** Items behind lasting taste; more move the centroid by less than its rounding. */
const LASTING_ITEMS = 100;

const newest: Choice = ({ touched }, present) =>
  among(touched, present)
    .slice(0, RECENT_ITEMS)
    .map(({ item }, place) => ({ item, weight: RECENT_STEP ** place }));

export const strongest: Choice = ({ touched }, present) =>
  [...among(touched, present)]
    .sort((a, b) => b.lasting - a.lasting || a.item - b.item)
    .slice(0, LASTING_ITEMS)
    .map(({ item, lasting }) => ({ item, weight: lasting }));

export const vectorsSaved = {
  save: ({ vectors, dimensions }: Vectors): Saved => ({
    settings: { dimensions },
    arrays: { vectors },
    columns: { vectors: dimensions },
  }),
  load: ({ settings, arrays }: Saved): Vectors => ({
    vectors: arrays.vectors as Float32Array,
    dimensions: settings.dimensions,
  }),
};

/**
 * Answers kept a matrix: those of both models below, and of an explanation that leaves out a few things in turn.
 * At 50,000 items they take 2 MB.
 */
const KEPT = 8;

const answers = new WeakMap<Float32Array, { query: Float64Array; row: Float32Array }[]>();

/**
 * `dotRows`, with the newest answers kept: something hidden, or an old thing left out for an explanation, leaves the
 * question as it was, and this is the dearest of all signals.
 */
function likenesses(
  vectors: Float32Array,
  query: Float64Array,
  out: Float32Array,
  present: Uint8Array | undefined,
): void {
  const known = answers.get(vectors) ?? [];
  const at = known.findIndex((one) => one.query.every((value, k) => value === query[k]));
  const [answer] = at < 0 ? [{ query, row: new Float32Array(out.length) }] : known.splice(at, 1);
  if (at < 0) dotRows(vectors, query, answer.row, present);
  out.set(answer.row);
  answers.set(vectors, [answer, ...known].slice(0, KEPT));
}

function contentModel(name: string, choose: Choice): Model<Vectors> {
  return {
    name,
    paper: 'Pazzani & Billsus 2007, Content-Based Recommendation Systems',
    fit: async ({ vectors, dimensions }) => ({ vectors, dimensions }),
    scores({ vectors, dimensions, present }, visitor, out) {
      if (dimensions === 0) return false;
      const query = centroid(vectors, dimensions, choose(visitor, present));
      if (query === null) return false;
      likenesses(vectors, query, out, present);
      return true;
    },
    because: ({ vectors, dimensions, present }, visitor, item) =>
      (present?.[item] === 0 ? [] : choose(visitor, present))
        .map((own) => ({
          item: own.item,
          amount: own.weight * likeness(vectors, dimensions, own.item, item, present),
        }))
        .sort((a, b) => b.amount - a.amount),
    ...vectorsSaved,
  };
}

/** Near to the newest few items. */
export const contentRecent = contentModel('content-recent', newest);

/** Near to what the visitor has chosen over time. */
export const contentLasting = contentModel('content-lasting', strongest);
