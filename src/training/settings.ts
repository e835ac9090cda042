/**
 * Settings of training that an owner may have otherwise than usual: what `npm run tune` found, or what somebody wrote
 * by hand. The type, and reading it from a file.
 */
import * as v from 'valibot';
import type { WeightsOptions } from '../fusion/train-weights.ts';
import type { AlsOptions } from '../models/als.ts';
import type { EaseOptions } from '../models/ease.ts';
import type { KnnOptions, LIKENESS } from '../models/item-knn.ts';
import type { SequenceOptions } from '../models/sequence-linear.ts';

/** By the names of models and fusions; whatever is absent is as usual. */
export interface TrainSettings {
  ease?: Partial<EaseOptions>;
  'sequence-linear'?: Partial<SequenceOptions>;
  als?: Partial<Omit<AlsOptions, 'seed'>>;
  /** Of comparisons only: packs hold no such model, and training passes it over. */
  'item-knn'?: Partial<KnnOptions & { likeness: keyof typeof LIKENESS }>;
  'fusion-gated'?: FusionSettings;
  'fusion-early'?: FusionSettings;
}

export type FusionSettings = Partial<
  Pick<WeightsOptions, 'hidden' | 'deep' | 'epochs' | 'batch' | 'learningRate' | 'l2' | 'averaging'>
>;

/** The file holds something else than settings. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

const FORMAT = 'inkling-settings';

const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0, 'must be above 0'));
const share = v.pipe(finite, v.minValue(0, 'must be 0 or more'), v.maxValue(1, 'must be 1 or less'));
const whole = v.pipe(finite, v.integer('must be a whole number'), v.minValue(1, 'must be 1 or more'));
const optional = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(schema);

const fusion = v.strictObject({
  hidden: optional(whole),
  deep: optional(whole),
  epochs: optional(whole),
  batch: optional(whole),
  learningRate: optional(positive),
  l2: optional(v.pipe(finite, v.minValue(0, 'must be 0 or more'))),
  averaging: optional(v.pipe(share, v.ltValue(1, 'must be below 1'))),
});

const SETTINGS = v.strictObject({
  ease: optional(
    v.strictObject({ lambda: optional(positive), keep: optional(whole), maxItems: optional(whole) }),
  ),
  'sequence-linear': optional(
    v.strictObject({
      lambda: optional(positive),
      keep: optional(whole),
      maxItems: optional(whole),
      crowding: optional(share),
      teachingHalfLife: optional(positive),
    }),
  ),
  als: optional(
    v.strictObject({
      rank: optional(whole),
      iterations: optional(whole),
      alpha: optional(positive),
      regularisation: optional(positive),
    }),
  ),
  'item-knn': optional(
    v.strictObject({
      neighbours: optional(whole),
      shrinkage: optional(v.pipe(finite, v.minValue(0, 'must be 0 or more'))),
      likeness: optional(v.picklist(['cosine', 'pearson', 'jaccard'])),
    }),
  ),
  'fusion-gated': optional(fusion),
  'fusion-early': optional(fusion),
}) satisfies v.GenericSchema<TrainSettings>;

const FILE = v.object({ format: v.literal(FORMAT), version: v.literal(1), settings: SETTINGS });

/** @throws SettingsError naming the first thing that is wrong */
export function parseSettings(text: string): TrainSettings {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new SettingsError(`The settings are no JSON: ${(error as Error).message}.`);
  }
  const parsed = v.safeParse(FILE, content);
  if (parsed.success) return parsed.output.settings;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? 'the file';
  throw new SettingsError(
    `Settings, ${where}: ${issue.message}. Take best.json as npm run tune wrote it, or mend that entry.`,
  );
}

/**
 * A file of settings.
 * @param about Whatever else people should find in it.
 */
export function settingsFile(settings: TrainSettings, about: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, settings, ...about }, null, 2)}\n`;
}
