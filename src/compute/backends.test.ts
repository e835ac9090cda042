import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTexts, type Text } from '../messages/texts.ts';
import {
  chooseBackend,
  difference,
  NoBackendError,
  onDeviceLost,
  startBackend,
  type Trial,
  whyChosen,
} from './backends.ts';

/** A clock that makes the backend under trial look as slow as told. */
function clockOf(cost: Record<string, number>): { now: () => number; trial: Trial } {
  let at = 0;
  return {
    now: () => at,
    trial: {
      expected: [1, 2],
      run: async () => {
        at += cost[tf.getBackend()];
        return Float32Array.of(1, 2);
      },
    },
  };
}

// TensorFlow.js recommends its native build on the console of Node; this project has no use for it.
beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe('chooseBackend', () => {
  it('takes what works, and does not time plain JavaScript where WASM does', async () => {
    const { backend, trials } = await chooseBackend({ now: () => performance.now() });
    expect(backend).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
    expect(trials.map((trial) => [trial.backend, trial.ok])).toEqual([
      ['webgpu', false],
      ['wasm', true],
    ]);
  });

  it('does what it is told to, or without what it is told to do without', async () => {
    expect((await chooseBackend({ ...clockOf({ cpu: 90, wasm: 1 }), preferred: 'cpu' })).backend).toBe('cpu');
    expect((await chooseBackend({ ...clockOf({ cpu: 90, wasm: 1 }), without: ['wasm'] })).backend).toBe(
      'cpu',
    );
  });

  it('refuses a backend that computes wrong, and says so', async () => {
    const { trial, now } = clockOf({ cpu: 1, wasm: 1 });
    const run = async () => {
      const right = await trial.run();
      if (tf.getBackend() === 'wasm') right[0] += 0.01;
      return right;
    };
    const { backend, trials } = await chooseBackend({ now, trial: { ...trial, run } });
    expect(backend).toBe('cpu');
    expect(trials.find((tried) => tried.backend === 'wasm')?.note).toContain('wrong');
  });

  it('survives a backend that throws, and gives up only when all fail', async () => {
    const { trial, now } = clockOf({});
    const run = () => Promise.reject(new Error('out of memory'));
    await expect(chooseBackend({ now, trial: { ...trial, run } })).rejects.toThrow(NoBackendError);
    await expect(chooseBackend({ now, trial: { ...trial, run } })).rejects.toThrow(/wasm: out of memory/);
  });

  it('starts the first that can be', async () => {
    expect(await startBackend(['webgpu', 'wasm'])).toBe('wasm');
    await expect(startBackend(['webgpu'])).rejects.toThrow(NoBackendError);
    // No GPU device here: nothing to lose.
    onDeviceLost(() => expect.unreachable());
  });
});

describe('whyChosen', () => {
  let text: Text<'measured'>;
  beforeAll(async () => {
    text = await openTexts('en', ['measured']);
  });

  const trial = (backend: 'webgpu' | 'wasm' | 'cpu', ms: number | null, note = '') => ({
    backend,
    ms,
    ok: ms !== null,
    note,
  });

  it('gives the times of those that work, and why others were refused', () => {
    expect(
      whyChosen(
        {
          backend: 'wasm',
          trials: [trial('webgpu', 940), trial('wasm', 6.25), trial('cpu', null, 'could not be started')],
        },
        text,
      ),
    ).toBe(
      'WebAssembly took 6.3 ms for the trial, WebGPU 940 ms. Plain JavaScript was refused: could not be started.',
    );
  });

  it('says where there was no choice, and where the clock could not make it', () => {
    expect(whyChosen({ backend: 'cpu', trials: [trial('cpu', 30)] }, text)).toMatch(
      /only one that gave right results/,
    );
    expect(whyChosen({ backend: 'webgpu', trials: [trial('webgpu', 3.9), trial('wasm', 1)] }, text)).toMatch(
      /both done within 4 ms/,
    );
  });
});

describe('difference', () => {
  it('is relative to the largest expected value', () => {
    expect(difference([1, 99], [1, 100])).toBeCloseTo(0.01);
    expect(difference([0, 0], [0, 0])).toBe(0);
  });
  it('is never small for what cannot be compared', () => {
    expect(difference([Number.NaN, 1], [1, 1])).toBeNaN();
    expect(difference([1], [1, 1])).toBeNaN();
  });
});
