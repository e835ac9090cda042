/**
 * Departments for a feed that names none: items of like meaning together, each group called after the words
 * that tell its titles from all others. Pure and seeded.
 */
import { seeded } from '../training/random.ts';
import { centred, clusterRows, dot, normalise } from './clusters.ts';
import { deriveDepartments, REST, UNSORTED } from './departments.ts';
import type { Catalog } from './item.ts';

const SEED = 20260;

/** A department smaller than this share of a fair one joins "More". */
const SMALLEST_SHARE = 0.2;

/** How much the titles' words weigh against meaning; 1 is as much. Chosen by eye among 0.4, 0.7 and 1 on Online Retail. */
const WORDS = 0.7;

/** Words by which items are gathered into a department; its name is made of the first two. */
const GATHERING = 6;

/** Words that titles use only in the singular, or only in the plural, are seldom the names of things. */
const ONE_FORM = 0.5;

/** Share of a cluster's titles that must have its first word, and each further one where those before are not. */
const FIRST_SHARE = 0.08;
const FURTHER_SHARE = 0.04;

/** Strength of the prior of word frequencies, in titles. */
const PRIOR = 10;

/** Cosine of the mean meanings of two words' titles, less the feed's mean, from which they may share a name. */
const AKIN = 0.25;

/** Cosine to a department's centre from which an item without one of its words belongs there. */
const NEAR = 0.06;

/**
 * Words that say how an item looks, how many there are or how large it is, but not what it is. Shops sell
 * things, so a department called "Red & small" helps nobody.
 */
const UNTELLING = new Set(
  `the a an and or of in on at to for with without by from your you my me our it its is are this that all no not
  set sets pack packs box of pair pairs piece pieces assorted assort mixed design designs style styles type large
  small big medium mini giant tiny long short tall wide high low new old extra super classic traditional vintage
  retro antique modern french english british danish scandinavian
  red blue green pink white black brown grey gray yellow orange purple ivory cream gold golden silver turquoise
  beige rose bronze copper natural clear dark light pastel colour color coloured colours multi multicolour
  metal wood wooden glass plastic cotton ceramic porcelain enamel zinc tin paper felt fabric wicker
  paisley gingham tartan floral spotted font point cover
  round square oval rectangular star spot spots spotty stripe stripes striped polkadot retrospot dot dots check
  tier colourway drawer drawers asst pce pcs one two three four five six eight ten twelve dozen
  size inch love hot single double happy little lovely sweet great best good fine per day`.split(/\s+/),
);

/** Whether a catalog's feed named no departments. */
export function needsDepartments(catalog: Catalog): boolean {
  return catalog.items.every(({ department }) => department === UNSORTED);
}

/**
 * The catalog with departments made from its items' text vectors and named from their titles; a catalog that
 * has departments, or too few items to make some, stays what it is.
 * @param vectors items x d unit rows, row-major, in the order of `catalog.items`
 */
export function nameDepartments(catalog: Catalog, vectors: Float32Array): Catalog {
  const n = catalog.items.length;
  const wanted = departmentCount(n);
  if (!needsDepartments(catalog) || wanted < 2 || vectors.length === 0) return catalog;
  const d = vectors.length / n;
  const titles = catalog.items.map(({ title }) => title);
  const words = titles.map(tellingWords);
  const forms = countForms(titles);
  const features = withWords(vectors, d, words);
  const cluster = clusterRows(features, d, wanted, SEED);
  const smallest = Math.max(3, (SMALLEST_SHARE * n) / wanted);
  const chosen = chooseWords(words, forms, cluster, smallest, kinship(centred(vectors, n, d), d, words));
  if (chosen.length < 2) return catalog;

  const names = chosen.map((its) => nameOf(its.slice(0, 2).map((word) => writtenForm(forms, word))));
  const place = gather(features, d, words, chosen);
  const items = catalog.items.map((item, i) => ({ ...item, department: names[place[i]] ?? REST }));
  return { ...catalog, items, departments: deriveDepartments(items) };
}

/** 8 departments for 250 items, 16 from 2,500 on; fewer where they would hold less than 12 items each. */
function departmentCount(items: number): number {
  const bySize = Math.round(8 + 2.5 * Math.log2(Math.max(1, items) / 250));
  return Math.min(Math.max(8, Math.min(16, bySize)), Math.floor(items / 12));
}

/**
 * Vectors of meaning with the words of the titles mixed in, so that items are together not only because they
 * are alike but because one word names them. Words get fixed random directions (random indexing; Kanerva,
 * Kristoferson & Holst 2000), rare words more of them.
 */
function withWords(vectors: Float32Array, d: number, words: readonly ReadonlySet<string>[]): Float32Array {
  const uses = new Map<string, number>();
  for (const all of words) for (const word of all) uses.set(word, (uses.get(word) ?? 0) + 1);
  const random = seeded(SEED);
  const directions = new Map<string, Float32Array>();
  for (const [word, count] of uses) {
    if (count < 3) continue;
    const weight = Math.log(words.length / count) / Math.sqrt(d);
    directions.set(
      word,
      Float32Array.from({ length: d }, () => (random() < 0.5 ? -weight : weight)),
    );
  }
  const mixed = vectors.slice();
  const sum = new Float32Array(d);
  words.forEach((all, row) => {
    sum.fill(0);
    for (const word of all) {
      const direction = directions.get(word);
      if (direction !== undefined) for (let j = 0; j < d; j++) sum[j] += direction[j];
    }
    let square = 0;
    for (let j = 0; j < d; j++) square += sum[j] * sum[j];
    if (square === 0) return;
    const scale = WORDS / Math.sqrt(square);
    for (let j = 0; j < d; j++) mixed[row * d + j] += scale * sum[j];
  });
  return mixed;
}

/** Whether two words stand for like things: the mean meaning of the titles with one is near that of the other's. */
function kinship(
  rows: Float32Array,
  d: number,
  words: readonly ReadonlySet<string>[],
): (a: string, b: string) => boolean {
  const rowsOf = new Map<string, number[]>();
  words.forEach((all, row) => {
    for (const word of all) {
      const its = rowsOf.get(word);
      if (its === undefined) rowsOf.set(word, [row]);
      else its.push(row);
    }
  });
  const means = new Map<string, Float32Array>();
  const meanOf = (word: string): Float32Array => {
    let mean = means.get(word);
    if (mean === undefined) {
      mean = new Float32Array(d);
      for (const row of rowsOf.get(word) ?? []) for (let j = 0; j < d; j++) mean[j] += rows[row * d + j];
      normalise(mean, 0, d);
      means.set(word, mean);
    }
    return mean;
  };
  return (a, b) => dot(meanOf(a), 0, meanOf(b), 0, d) >= AKIN;
}

/**
 * Up to `GATHERING` words for each cluster of titles, the most telling first, no word twice; clusters without a
 * telling word, or smaller than `smallest`, are left out.
 */
function chooseWords(
  words: readonly ReadonlySet<string>[],
  forms: Forms,
  cluster: ArrayLike<number>,
  smallest: number,
  akin: (a: string, b: string) => boolean,
): string[][] {
  const inAll = new Map<string, number>();
  const members = new Map<number, { rows: number[]; uses: Map<string, number> }>();
  words.forEach((all, row) => {
    let its = members.get(cluster[row]);
    if (its === undefined) {
      its = { rows: [], uses: new Map() };
      members.set(cluster[row], its);
    }
    its.rows.push(row);
    for (const word of all) {
      inAll.set(word, (inAll.get(word) ?? 0) + 1);
      its.uses.set(word, (its.uses.get(word) ?? 0) + 1);
    }
  });
  const large = [...members.values()].filter(({ rows }) => rows.length >= smallest);

  /** The word, not taken yet, that best tells the titles without `those` from the other clusters. */
  const best = (of: (typeof large)[number], taken: ReadonlySet<string>, those: readonly string[]) => {
    const uses = new Map<string, number>();
    for (const row of of.rows) {
      if (those.some((word) => words[row].has(word))) continue;
      for (const word of words[row]) if (!taken.has(word)) uses.set(word, (uses.get(word) ?? 0) + 1);
    }
    let found: { word: string; weight: number } | null = null;
    for (const [word, count] of uses) {
      const share = count / of.rows.length;
      if (share < (those.length === 0 ? FIRST_SHARE : FURTHER_SHARE)) continue;
      const weight = share * logOdds(of, word) * ((forms.get(word)?.size ?? 1) > 1 ? 1 : ONE_FORM);
      if (weight <= 0 || (found !== null && weight < found.weight)) continue;
      if (those.length > 0 && (word.startsWith(those[0]) || !akin(those[0], word))) continue;
      const better =
        found === null || weight > found.weight || (weight === found.weight && word < found.word);
      if (better) found = { word, weight };
    }
    return found;
  };
  /** Of a word inside a cluster against outside, the whole feed being the prior (Monroe, Colaresi & Quinn 2008). */
  const logOdds = ({ rows, uses }: (typeof large)[number], word: string): number => {
    const all = inAll.get(word) ?? 0;
    const inside = uses.get(word) ?? 0;
    const prior = (PRIOR * all) / words.length;
    return (
      Math.log((inside + prior) / (rows.length + PRIOR)) -
      Math.log((all - inside + prior) / (words.length - rows.length + PRIOR))
    );
  };

  // The clusters with the clearest words choose first, all their first words before any second.
  const order = large
    .map((of) => ({ of, clear: best(of, new Set(), [])?.weight ?? 0, its: [] as string[] }))
    .sort((a, b) => b.clear - a.clear || a.of.rows[0] - b.of.rows[0]);
  const taken = new Set<string>();
  for (let turn = 0; turn < GATHERING; turn++) {
    for (const { of, its } of order) {
      const next = its.length < turn ? null : best(of, taken, its);
      if (next === null) continue;
      taken.add(next.word);
      its.push(next.word);
    }
  }
  return order.map(({ its }) => its).filter((its) => its.length > 0);
}

/**
 * Puts every item where its name says: into the department one of whose words its title has, of several the
 * nearest; else into the nearest, if it is near enough.
 * @returns index into `chosen`, or -1
 */
function gather(
  features: Float32Array,
  d: number,
  words: readonly ReadonlySet<string>[],
  chosen: readonly (readonly string[])[],
): Int32Array {
  const n = words.length;
  const rows = centred(features, n, d);
  const named = words.map((all) =>
    chosen.flatMap((pair, of) => (pair.some((word) => all.has(word)) ? [of] : [])),
  );
  const centres = new Float32Array(chosen.length * d);
  named.forEach((its, row) => {
    for (const of of its) for (let j = 0; j < d; j++) centres[of * d + j] += rows[row * d + j];
  });
  for (let of = 0; of < chosen.length; of++) normalise(centres, of * d, d);

  const place = new Int32Array(n);
  for (let row = 0; row < n; row++) {
    const free = named[row].length === 0;
    let near = free ? NEAR : Number.NEGATIVE_INFINITY;
    place[row] = -1;
    for (const of of free ? chosen.keys() : named[row]) {
      const similarity = dot(rows, row * d, centres, of * d, d);
      if (similarity <= near) continue;
      near = similarity;
      place[row] = of;
    }
  }
  return place;
}

function nameOf(words: readonly string[]): string {
  const name = words.join(' & ');
  return name[0].toUpperCase() + name.slice(1);
}

const WORD = /\p{L}[\p{L}'’]+/gu;

/** Distinct words of a title that may tell what the item is, in one form for singular and plural. */
function tellingWords(title: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of title.toLowerCase().matchAll(WORD)) {
    const form = singular(word);
    if (form.length >= 3 && !UNTELLING.has(word) && !UNTELLING.has(form)) found.add(form);
  }
  return found;
}

function singular(word: string): string {
  if (word.length <= 3 || !word.endsWith('s') || /(ss|us|is|as)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(x|ch|sh|ss)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Of every word, in its one form, how often it is written how. */
type Forms = ReadonlyMap<string, ReadonlyMap<string, number>>;

function countForms(titles: readonly string[]): Forms {
  const forms = new Map<string, Map<string, number>>();
  for (const title of titles) {
    for (const [word] of title.toLowerCase().matchAll(WORD)) {
      const form = singular(word);
      const counts = forms.get(form) ?? new Map<string, number>();
      forms.set(form, counts.set(word, (counts.get(word) ?? 0) + 1));
    }
  }
  return forms;
}

/** How a word is written in a department's name: in the plural if any title uses that. */
function writtenForm(forms: Forms, form: string): string {
  return [...(forms.get(form)?.keys() ?? [])].find((word) => word !== form) ?? form;
}
