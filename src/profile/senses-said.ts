/**
 * What may be said of the senses that a visitor goes by: "You choose by looks; in Music, by sound." Said only where enough
 * choices were compared, one sense told them far more often than chance, and clearly better than the others did; the
 * thresholds stand in `evidence.ts`. Whoever doubts a statement can count its choices again.
 */
import type { Modality } from '../encoders/encoder.ts';
import { SENSES } from './evidence.ts';
import type { Compared, Sense } from './senses.ts';
import { isSensitiveFacet } from './sensitive.ts';

/** A sense that tells somebody's choices, in one department or everywhere. */
export interface SenseSaid {
  /** Null: everywhere but in the departments that have a statement of their own. */
  department: string | null;
  modality: Modality;
  /** Choices that it could be told of. */
  choices: number;
  /** Those that were nearer by it to earlier ones than most of their department. */
  nearer: number;
  /** The same of every sense that any of them could be told of. */
  tells: { modality: Modality; choices: number; nearer: number }[];
  /** What was chosen, oldest first. */
  items: number[];
}

/**
 * @param compared As `comparedChoices` gives them for the same senses.
 * @returns Departments first, those with most choices before others; then everywhere. Empty where nothing may be said.
 */
export function sensesSaid(compared: readonly Compared[], senses: readonly Sense[]): SenseSaid[] {
  if (senses.length < 2) return [];
  const byDepartment = new Map<string, Compared[]>();
  for (const one of compared) {
    const members = byDepartment.get(one.department);
    if (members === undefined) byDepartment.set(one.department, [one]);
    else members.push(one);
  }
  const modalities = senses.map(({ modality }) => modality);
  const everywhere = saidOf(null, compared, modalities, SENSES.everywhere);
  const own = [...byDepartment]
    .filter(([name]) => !isSensitiveFacet({ of: 'department', name }))
    .flatMap(([name, members]) => saidOf(name, members, modalities, SENSES.department) ?? [])
    // What holds everywhere needs no saying of each department.
    .filter(({ modality }) => modality !== everywhere?.modality)
    .sort((a, b) => b.choices - a.choices);
  return everywhere === null ? own : [...own, everywhere];
}

function saidOf(
  department: string | null,
  compared: readonly Compared[],
  modalities: readonly Modality[],
  least: number,
): SenseSaid | null {
  const means = modalities.map((_, m) => meanOf(compared, m));
  // What only one department can be told by is no habit everywhere: records alone have a sound.
  const reach = (m: number) =>
    new Set(compared.flatMap((one) => (Number.isNaN(one.percentile[m]) ? [] : one.department))).size;
  const order = [...modalities.keys()]
    .filter((m) => means[m].count >= least && (department !== null || reach(m) > 1))
    .sort((a, b) => means[b].mean - means[a].mean || a - b);
  const [first, second] = order;
  // A sense that leads is one among several that were compared.
  if (first === undefined || second === undefined) return null;
  const { mean, count } = means[first];
  // Of a uniform percentile the variance is a twelfth.
  const deviations = (mean - 0.5) * Math.sqrt(12 * count);
  if (deviations < SENSES.deviations || mean - means[second].mean < SENSES.lead) return null;
  const there = compared.filter(({ percentile }) => !Number.isNaN(percentile[first]));
  const nearerBy = (m: number) => compared.filter(({ percentile }) => percentile[m] > 0.5).length;
  const nearer = nearerBy(first);
  if (nearer < SENSES.nearer * count) return null;
  return {
    department,
    modality: modalities[first],
    choices: count,
    nearer,
    tells: modalities.flatMap((modality, m) =>
      means[m].count === 0 ? [] : [{ modality, choices: means[m].count, nearer: nearerBy(m) }],
    ),
    items: there.map(({ item }) => item),
  };
}

function meanOf(compared: readonly Compared[], m: number): { mean: number; count: number } {
  let sum = 0;
  let count = 0;
  for (const { percentile } of compared) {
    if (Number.isNaN(percentile[m])) continue;
    sum += percentile[m];
    count++;
  }
  return { mean: count === 0 ? 0 : sum / count, count };
}
