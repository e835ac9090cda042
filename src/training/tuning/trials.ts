/**
 * The file of trials: a first line that says what is searched for, and one more for each trial, in JSON. Lines in and
 * out; whoever holds the file adds to it.
 */
import * as v from 'valibot';
import type { Scope } from '../../evaluation/protocol.ts';
import type { TrainSettings } from '../settings.ts';
import { METHODS, type MethodName } from './search.ts';
import type { Settings } from './space.ts';
import { spaceOf, TARGETS, type Target } from './targets.ts';
import { TUNING_PROTOCOLS, type TuningProtocol } from './tuning-data.ts';

/** What has to be the same for trials to be of one search. */
export interface SearchStamp {
  /** Hash of the data. */
  data: string;
  protocol: TuningProtocol;
  scopes: readonly Scope[];
  method: MethodName;
  seed: number;
  targets: readonly Target[];
}

export interface Trial {
  target: Target;
  /** The first one of each target, with the usual settings, is 0. */
  trial: number;
  settings: Settings;
  /** Null where no model came about. */
  value: number | null;
  ndcg: Partial<Record<Scope, number>>;
  seconds: number;
  /** Why there is no value. */
  failed?: string;
  /** Settings of what a fusion fuses. */
  onto?: TrainSettings;
}

/** Trials of another search, or no trials at all. */
export class TrialsError extends Error {
  override name = 'TrialsError';
}

const FORMAT = 'inkling-tuning';

const STAMP = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  data: v.string(),
  protocol: v.picklist(TUNING_PROTOCOLS),
  scopes: v.array(v.picklist(['new', 'all'])),
  method: v.picklist(METHODS),
  seed: v.number(),
  targets: v.array(v.picklist(TARGETS)),
  /** Ranges as they were declared. */
  spaces: v.unknown(),
});

const number = v.pipe(v.number(), v.finite());

const TRIAL = v.object({
  target: v.picklist(TARGETS),
  trial: number,
  settings: v.record(v.string(), v.union([number, v.string()])),
  value: v.nullable(number),
  ndcg: v.object({ new: v.optional(number), all: v.optional(number) }),
  seconds: number,
  failed: v.optional(v.string()),
  // Compared as it stands, never read.
  onto: v.optional(v.custom<TrainSettings>((value) => typeof value === 'object')),
});

/** The first line of a file. */
export function stampLine(stamp: SearchStamp): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, ...stamp, spaces: spacesOf(stamp) })}\n`;
}

export function trialLine(trial: Trial): string {
  return `${JSON.stringify(trial)}\n`;
}

/** Two trials in which something other than their settings is meant by the same ones are of different searches. */
function spacesOf({ targets }: SearchStamp): unknown {
  return Object.fromEntries(targets.map((target) => [target, spaceOf(target).parameters]));
}

/** What is said of a difference, by its key. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  data: 'other files, or other orders in them',
  protocol: 'another --protocol',
  scopes: 'another --scope',
  method: 'another --method',
  seed: 'another --seed',
  targets: 'another --space',
  spaces: 'other ranges of parameters',
};

/**
 * The trials of a file. A last line that was not finished is none: the run that wrote it was ended.
 * @param stamp Of the search that wants to go on.
 * @returns The trials, and how much of the text they are.
 * @throws TrialsError
 */
export function readTrials(text: string, stamp: SearchStamp): { trials: Trial[]; length: number } {
  const length = text.lastIndexOf('\n') + 1;
  const [first, ...lines] = text.slice(0, length).split('\n').slice(0, -1);
  const written = v.safeParse(STAMP, jsonOf(first ?? ''));
  if (!written.success) {
    throw new TrialsError(
      'trials.jsonl does not begin as a file of trials does: name another folder, or remove it.',
    );
  }
  const wanted = JSON.parse(stampLine(stamp)) as Record<string, unknown>;
  const found = written.output as Record<string, unknown>;
  const different = Object.keys(DIFFERENCES).filter(
    (key) => JSON.stringify(found[key]) !== JSON.stringify(wanted[key]),
  );
  // Other targets have other spaces: one reason is enough.
  const reasons = different.filter((key) => key !== 'spaces' || !different.includes('targets'));
  if (reasons.length > 0) {
    throw new TrialsError(
      `The trials in this folder are of another search: ${reasons.map((key) => DIFFERENCES[key]).join(', ')}. ` +
        'Name another folder with --out, or remove this one.',
    );
  }
  const trials = lines.map((line, i) => {
    const trial = v.safeParse(TRIAL, jsonOf(line));
    if (trial.success) return trial.output;
    throw new TrialsError(`trials.jsonl, line ${i + 2} is no trial: remove that line and those after it.`);
  });
  return { trials, length };
}

/** Undefined where the text is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
