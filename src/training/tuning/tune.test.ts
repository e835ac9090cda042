import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TrainSettings } from '../settings.ts';
import type { Settings } from './space.ts';
import { spaceOf, type Target } from './targets.ts';
import type { Trial } from './trials.ts';
import { bestSettings, studiesOf, type TuneInput, tune } from './tune.ts';

/** What trials come to here: the closer lambda is to 100, the better; a fusion likes small gates. */
const measure = vi.hoisted(() => vi.fn());

vi.mock('./objective.ts', async (original) => ({
  ...(await original<typeof import('./objective.ts')>()),
  Objective: class {
    measure = measure;
  },
}));

const { UnfitSettingsError } = await import('./objective.ts');

function usualMeasure(target: Target, { lambda, hidden }: Settings, onto: TrainSettings) {
  if (Number(lambda) > 1500) throw new UnfitSettingsError('Too strong.');
  const better = target === 'fusion-gated' ? (onto.ease?.lambda ?? 0) / 1e6 - Number(hidden) / 100 : 0;
  const value = lambda === undefined ? 0.5 + better : 1 - Math.abs(Math.log10(Number(lambda) / 100)) / 2;
  return Promise.resolve({ value, ndcg: { all: value } });
}

afterEach(() => measure.mockReset());

/**
 * A run that keeps its trials; every trial takes two seconds of the clock.
 * @param stop Interrupts it when there are so many.
 */
function run(change: Partial<TuneInput> = {}, stop = Number.POSITIVE_INFINITY) {
  const interruption = new AbortController();
  measure.mockImplementation(usualMeasure);
  const kept: Trial[] = [...(change.earlier ?? [])];
  const fractions: number[] = [];
  let now = 0;
  const studies = tune({
    data: {} as TuneInput['data'],
    texts: null,
    targets: ['ease'],
    method: 'bayesian',
    trials: 10,
    seed: 1,
    earlier: [],
    keep: async (trial) => {
      // As a file would give it back.
      kept.push(JSON.parse(JSON.stringify(trial)));
      if (kept.length === stop) interruption.abort(new Error('enough'));
    },
    onProgress: ({ fraction }) => fractions.push(fraction),
    clock: () => {
      now += 2000;
      return now;
    },
    signal: interruption.signal,
    ...change,
  });
  return { studies, kept, fractions };
}

describe('a search for settings', () => {
  it('begins with the usual settings and finds better ones', async () => {
    const { studies, kept, fractions } = run();
    const [study] = await studies;
    expect(kept).toHaveLength(10);
    expect(kept.map(({ trial }) => trial)).toEqual([...kept.keys()]);
    expect(kept[0]).toMatchObject({ settings: spaceOf('ease').usual(), seconds: 2 });
    expect(study.best?.value).toBe(Math.max(...kept.map(({ value }) => value ?? 0)));
    expect(Number(study.best?.settings.lambda)).toBeGreaterThan(50);
    expect(Number(study.best?.settings.lambda)).toBeLessThan(200);
    expect(bestSettings([study])).toEqual({ ease: study.best?.settings });
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('ends the same however often it is interrupted, and does no trial twice', async () => {
    const whole = run();
    await whole.studies;
    let kept: Trial[] = [];
    for (const stop of [1, 4, 5, 10]) {
      const part = run({ earlier: kept }, stop);
      if (stop < 10) await expect(part.studies).rejects.toThrow('enough');
      else await part.studies;
      kept = part.kept;
      expect(kept).toHaveLength(stop);
    }
    expect(kept).toEqual(whole.kept);
    expect(measure).toHaveBeenCalledTimes(20);
  });

  it('goes on with more trials than were asked for at first', async () => {
    const first = run({ trials: 6 });
    await first.studies;
    const more = run({ trials: 8, earlier: first.kept });
    const [study] = await more.studies;
    expect(more.kept.slice(0, 6)).toEqual(first.kept);
    expect(study.trials).toHaveLength(8);
  });

  it('keeps trials that failed, and says why', async () => {
    const { studies, kept } = run({ method: 'grid', trials: 10 });
    const [study] = await studies;
    const failed = kept.filter(({ value }) => value === null);
    expect(failed.length).toBeGreaterThan(0);
    for (const trial of failed) {
      expect(trial.failed).toBe('Too strong.');
      expect(Number(trial.settings.lambda)).toBeGreaterThan(1500);
    }
    expect(study.best?.value).toBeGreaterThan(0.5);
    await expect(
      run({
        keep: () => {
          throw new Error('The disk is full.');
        },
      }).studies,
    ).rejects.toThrow('The disk is full.');
  });

  it('leaves usual settings alone where nothing beats them', async () => {
    const { studies } = run({ trials: 1 });
    expect(bestSettings(await studies)).toEqual({});
  });

  it('fuses the best models found, and begins anew where those change', async () => {
    const first = run({ targets: ['fusion-gated', 'ease'], trials: 3 });
    const [ease, fusion] = await first.studies;
    expect(ease.target).toBe('ease');
    expect(fusion.trials.map(({ onto }) => onto)).toEqual([1, 2, 3].map(() => bestSettings([ease])));
    const again = run({
      targets: ['fusion-gated', 'ease'],
      trials: 12,
      earlier: first.kept,
    });
    const [better, fusionAgain] = await again.studies;
    expect(better.best?.value).toBeGreaterThan(ease.best?.value ?? 1);
    expect(fusionAgain.trials).toHaveLength(12);
    expect(again.kept).toHaveLength(12 + 3 + 12);
    expect(studiesOf(again.kept)).toEqual([better, fusionAgain]);
  });
});
