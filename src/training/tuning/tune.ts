/**
 * A search for better settings: one study after the other, each of them a search of its own over one model's or
 * fusion's parameters. Trials are handed out as they are made; nothing is written here.
 */
import { type Control, part } from '../../compute/pace.ts';
import type { TrainSettings } from '../settings.ts';
import type { Texts } from './fusion-bench.ts';
import { type Measured, Objective, UnfitSettingsError } from './objective.ts';
import { type MethodName, Search } from './search.ts';
import type { Settings } from './space.ts';
import { isFusion, spaceOf, TARGETS, type Target } from './targets.ts';
import type { Trial } from './trials.ts';
import type { TuningData } from './tuning-data.ts';

export interface TuneInput {
  data: TuningData;
  /** Null where only models are tuned. */
  texts: Texts | null;
  targets: readonly Target[];
  method: MethodName;
  /** Of each target, the usual settings and earlier trials among them. */
  trials: number;
  seed: number;
  /** Trials of the same search that were made before. */
  earlier: readonly Trial[];
  /** Takes a trial before the next one begins. */
  keep(trial: Trial): Promise<void>;
  onProgress?: (progress: { target: Target; trial: number; fraction: number }) => void;
  /** Milliseconds of a clock that only goes forward. */
  clock(): number;
  signal?: AbortSignal;
}

/** What a search found for one target. */
export interface Study {
  target: Target;
  /** The first one has the usual settings. */
  trials: Trial[];
  /** Null where all trials failed. */
  best: Trial | null;
}

/**
 * Models first, in the order of `TARGETS`, and then fusions of the best models found.
 * @throws NothingToTestError, or the abort signal's reason
 */
export async function tune(input: TuneInput): Promise<Study[]> {
  const { trials, method, seed, signal } = input;
  const objective = new Objective(input.data, input.texts, seed);
  const all = [...input.earlier];
  let made = 0;
  let ahead = Math.max(0, input.targets.length * trials - all.length);
  for (const target of TARGETS.filter((target) => input.targets.includes(target))) {
    const onto = ontoOf(target, studiesOf(all));
    const known = all.filter((trial) => belongs(trial, target, onto));
    const space = spaceOf(target);
    const search = new Search(space, method, { seed, trials });
    for (const { settings, value } of known) search.tell(space.pointOf(settings), value ?? Number.NaN);
    for (let number = known.length; number < trials; number++) {
      signal?.throwIfAborted();
      const point = number === 0 ? space.pointOf(space.usual()) : search.ask();
      if (point === null) break;
      ahead = Math.max(ahead, made + 1);
      const onProgress = (fraction: number) => input.onProgress?.({ target, trial: number, fraction });
      const within = part({ onProgress }, made / ahead, (made + 1) / ahead);
      within.onProgress?.(0);
      const settings = number === 0 ? space.usual() : space.at(point);
      const trial = await run(input, objective, { target, trial: number, settings, onto }, within);
      await input.keep(trial);
      search.tell(space.pointOf(settings), trial.value ?? Number.NaN);
      all.push(trial);
      made++;
    }
  }
  return studiesOf(all);
}

async function run(
  { clock, signal }: TuneInput,
  objective: Objective,
  what: Pick<Trial, 'target' | 'trial' | 'settings' | 'onto'>,
  { onProgress }: Control,
): Promise<Trial> {
  const { target, settings, onto } = what;
  const start = clock();
  let measured: Measured | null = null;
  let failed: string | undefined;
  try {
    measured = await objective.measure(target, settings, onto ?? {}, { onProgress, signal });
  } catch (error) {
    if (!(error instanceof UnfitSettingsError)) throw error;
    failed = error.message;
  }
  return {
    target,
    trial: what.trial,
    settings,
    value: measured?.value ?? null,
    ndcg: measured?.ndcg ?? {},
    seconds: Math.round((clock() - start) / 10) / 100,
    ...(failed !== undefined && { failed }),
    ...(onto !== undefined && { onto }),
  };
}

/**
 * What came of the trials so far, whether or not a search has come to its end. Trials of a fusion of other models than
 * are now the best don't count.
 */
export function studiesOf(trials: readonly Trial[]): Study[] {
  const studies: Study[] = [];
  for (const target of TARGETS) {
    const onto = ontoOf(target, studies);
    const own = trials.filter((trial) => belongs(trial, target, onto));
    if (own.length > 0) studies.push({ target, trials: own, best: bestOf(own) });
  }
  return studies;
}

/** What a fusion fuses. */
function ontoOf(target: Target, studies: readonly Study[]): TrainSettings | undefined {
  if (!isFusion(target)) return undefined;
  return bestSettings(studies.filter((study) => study.target !== target && study.target !== 'item-knn'));
}

function belongs(trial: Trial, target: Target, onto: TrainSettings | undefined): boolean {
  return trial.target === target && JSON.stringify(trial.onto) === JSON.stringify(onto);
}

/** The first of the best. */
function bestOf(trials: readonly Trial[]): Trial | null {
  return trials.reduce<Trial | null>(
    (best, trial) =>
      trial.value !== null && trial.value > (best?.value ?? Number.NEGATIVE_INFINITY) ? trial : best,
    null,
  );
}

/** For `train`: the best settings of each target, but where the usual ones were the best. */
export function bestSettings(studies: readonly Study[]): TrainSettings {
  const settings: Partial<Record<Target, Settings>> = {};
  for (const { target, best } of studies) {
    if (best !== null && best.trial > 0) settings[target] = best.settings;
  }
  return settings as TrainSettings;
}
