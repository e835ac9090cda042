/**
 * What can be tuned, and within which ranges: one line a parameter. Ranges hold what the papers and our sweeps found
 * worth trying; a best value at an end of one says that it should be wider.
 */
import { WEIGHTS_DEFAULTS } from '../../fusion/train-weights.ts';
import { ALS_DEFAULTS } from '../../models/als.ts';
import { EASE_DEFAULTS } from '../../models/ease.ts';
import { KNN_DEFAULTS } from '../../models/item-knn.ts';
import { SEQUENCE_DEFAULTS } from '../../models/sequence-linear.ts';
import type { TrainSettings } from '../settings.ts';
import { choice, integer, linear, log, logInteger, type Scale, Space, type Value } from './space.ts';

/** Models first: fusions learn from what was found for them. */
export const TARGETS = [
  'ease',
  'sequence-linear',
  'als',
  'item-knn',
  'fusion-gated',
  'fusion-early',
] as const;
export type Target = (typeof TARGETS)[number];

type Options<Name extends Target> = Required<NonNullable<TrainSettings[Name]>>;
type Ranges<Name extends Target> = { [Option in keyof Options<Name>]?: Scale };

const RANGES: { [Name in Target]: Ranges<Name> } = {
  ease: {
    lambda: log(20, 2000),
    keep: logInteger(10, 100),
  },
  'sequence-linear': {
    lambda: log(20, 2000),
    keep: logInteger(10, 100),
    crowding: linear(0, 1),
    teachingHalfLife: log(30, 2000),
  },
  als: {
    rank: logInteger(16, 128),
    alpha: log(0.5, 40),
    regularisation: log(0.5, 100),
    iterations: integer(4, 15),
  },
  'item-knn': {
    likeness: choice('cosine', 'pearson', 'jaccard'),
    neighbours: logInteger(5, 200),
    shrinkage: linear(0, 100),
  },
  'fusion-gated': {
    hidden: logInteger(4, 64),
    learningRate: log(0.002, 0.05),
    l2: log(1e-6, 1e-2),
    batch: logInteger(32, 256),
    epochs: integer(5, 40),
  },
  'fusion-early': {
    hidden: logInteger(4, 64),
    deep: logInteger(4, 64),
    learningRate: log(0.002, 0.05),
    l2: log(1e-6, 1e-2),
    epochs: integer(5, 40),
  },
};

const USUAL: { [Name in Target]: Options<Name> } = {
  ease: EASE_DEFAULTS,
  'sequence-linear': SEQUENCE_DEFAULTS,
  als: ALS_DEFAULTS,
  'item-knn': { ...KNN_DEFAULTS, likeness: 'cosine' },
  'fusion-gated': WEIGHTS_DEFAULTS,
  'fusion-early': WEIGHTS_DEFAULTS,
};

export function spaceOf(target: Target): Space {
  const usual: Readonly<Record<string, Value>> = { ...USUAL[target] };
  return new Space(
    Object.entries(RANGES[target]).map(([name, scale]) => ({ name, scale, usual: usual[name] })),
  );
}

export type FusionTarget = Extract<Target, `fusion-${string}`>;
export type ModelTarget = Exclude<Target, FusionTarget>;

export function isFusion(target: Target): target is FusionTarget {
  return target.startsWith('fusion-');
}
