/**
 * Which backend runs tensors on this device: WebGPU, WASM or plain JavaScript. Chosen by a short trial that
 * is timed and checked against exact results, never by what a browser claims to have: a software WebGPU
 * adapter is five hundred times slower than WASM, and a broken driver is worse.
 */

import * as tf from '@tensorflow/tfjs-core';
import type { Text } from '../messages/texts.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** How one backend did in the trial. */
export interface BackendTrial {
  backend: BackendName;
  /** Median of the timed runs, ms; null where it never ran. */
  ms: number | null;
  /** Ran, and agreed with the exact result. */
  ok: boolean;
  /** What went wrong, or what was found, in words. */
  note: string;
}

export interface ChosenBackend {
  backend: BackendName;
  trials: BackendTrial[];
}

/** What a backend is tried on: the work it will do here. */
export interface Trial {
  /** Runs on TensorFlow.js's current backend. */
  run(): Promise<Float32Array>;
  /** The exact result. */
  expected: ArrayLike<number>;
}

export interface BackendOptions {
  /** A monotonic clock, ms. */
  now: () => number;
  /** The work to try, beside a small matrix product. */
  trial?: Trial;
  /** Try only this one, if it works at all: a person's choice, or what an earlier visit found. */
  preferred?: BackendName;
  /** Don't try these: what failed at work after it had passed a trial. */
  without?: readonly BackendName[];
  /**
   * Folder of TensorFlow.js's .wasm files, same-origin, with a closing slash. Leave it out in Node, which
   * finds them in node_modules.
   */
  wasmPath?: string;
}

/** No backend gave right results, not even plain JavaScript: the device or its browser is broken. */
export class NoBackendError extends Error {
  override name = 'NoBackendError';
  /** What each one's trial came to. */
  readonly notes: string;
  constructor(trials: readonly BackendTrial[]) {
    const notes = trials.map(({ backend, note }) => `${backend}: ${note}`).join('; ');
    super(`No tensor backend works here (${notes}). Restart the browser, or try another one.`);
    this.notes = notes;
  }
}

/** Largest difference from the exact result that passes, relative to its largest value. */
const TOLERANCE = 1e-3;

/** Timed runs after one that compiles; the median counts. */
const RUNS = 3;

/** A backend that takes longer than this, ms, to start and run once is not worth waiting for. */
const PATIENCE = 8000;

/**
 * Below this many ms the order of preference decides, not the clock: GPU over WASM over JavaScript. The two
 * differ by timer noise there, and the GPU leaves the processor to the page.
 */
const FAST_ENOUGH = 4;

const PREFERENCE: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/**
 * Registers, tries and sets a backend. Loads only the code of those it tries.
 * @throws NoBackendError
 */
export async function chooseBackend(options: BackendOptions): Promise<ChosenBackend> {
  const { preferred, without = [] } = options;
  const trials: BackendTrial[] = [];
  const usable = PREFERENCE.filter((name) => !without.includes(name));
  if (preferred !== undefined && usable.includes(preferred)) {
    trials.push(await tryBackend(preferred, options));
    if (trials[0].ok) return settle(preferred, trials);
  }
  for (const backend of usable) {
    if (backend === preferred) continue;
    // Plain JavaScript is the slowest and always there: no need to time it where another works.
    if (backend === 'cpu' && trials.some((trial) => trial.ok)) continue;
    trials.push(await tryBackend(backend, options));
  }
  const working = trials.filter((trial) => trial.ok);
  if (working.length === 0) throw new NoBackendError(trials);
  const cost = ({ ms }: BackendTrial) => Math.max(FAST_ENOUGH, ms ?? Number.POSITIVE_INFINITY);
  const best = working.reduce((a, b) => (cost(b) < cost(a) ? b : a));
  return settle(best.backend, trials);
}

/** Why the one that ranks was chosen, in a sentence or two that the trials bear. */
export function whyChosen({ backend, trials }: ChosenBackend, text: Text<'measured'>): string {
  const named = (name: BackendName) => text('measured.backend', { backend: name });
  const mine = trials.find((trial) => trial.ok && trial.backend === backend)?.ms ?? 0;
  const others = trials.filter((trial) => trial.ok && trial.backend !== backend);
  const chosen = others.map(({ backend: name, ms }) => {
    const names = { backend: named(backend), other: named(name) };
    return Math.max(mine, ms ?? 0) <= FAST_ENOUGH
      ? text('measured.backend.both', { ...names, limit: FAST_ENOUGH })
      : text('measured.backend.faster', { ...names, ms: round(mine), otherMs: round(ms ?? 0) });
  });
  if (chosen.length === 0) chosen.push(text('measured.backend.only', { backend: named(backend) }));
  const refused = trials
    .filter(({ ok }) => !ok)
    .map(({ backend: name, note }) => text('measured.backend.refused', { backend: named(name), note }));
  return [...chosen, ...refused].join(' ');
}

function round(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : Math.round(ms).toString();
}

/** What TensorFlow.js holds at the moment; null before a backend was started. */
export function tensorMemory(): { tensors: number; bytes: number } | null {
  if (settled === null) return null;
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}

async function settle(backend: BackendName, trials: BackendTrial[]): Promise<ChosenBackend> {
  settled = backend;
  await tf.setBackend(backend);
  return { backend, trials };
}

/**
 * Starts the first of these that can be, without a trial: for work that is checked elsewhere, or too small
 * to tell backends apart.
 * @throws NoBackendError
 */
export async function startBackend(
  names: readonly BackendName[],
  options: Pick<BackendOptions, 'wasmPath'> = {},
): Promise<BackendName> {
  const trials: BackendTrial[] = [];
  for (const backend of names) {
    const missing = await start(backend, options);
    if (missing === null) {
      settled = backend;
      return backend;
    }
    trials.push({ backend, ms: null, ok: false, note: missing });
  }
  throw new NoBackendError(trials);
}

/**
 * For a report: every backend, tried one after the other; the current one is set again at the end. No other
 * tensor work may run meanwhile, for TensorFlow.js has one backend at a time.
 */
export async function measureBackends(options: BackendOptions): Promise<BackendTrial[]> {
  const current = tf.getBackend();
  const trials: BackendTrial[] = [];
  for (const backend of PREFERENCE) trials.push(await tryBackend(backend, options));
  await tf.setBackend(current);
  return trials;
}

/** What the caller settled on: a trial that comes back late must not leave its own backend current. */
let settled: BackendName | null = null;

async function tryBackend(backend: BackendName, options: BackendOptions): Promise<BackendTrial> {
  const failed = (note: string): BackendTrial => ({ backend, ms: null, ok: false, note });
  let late = false;
  const attempt = async (): Promise<BackendTrial> => {
    const missing = await start(backend, options);
    if (late && settled !== null) await tf.setBackend(settled);
    return missing === null && !late ? timed(backend, options) : failed(missing ?? 'came too late');
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<BackendTrial>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve(failed(`gave no result within ${PATIENCE / 1000} s`));
    }, PATIENCE);
  });
  try {
    return await Promise.race([attempt(), patience]);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Makes a backend current. @returns Why it can't be, or null. */
async function start(
  backend: BackendName,
  { wasmPath }: Pick<BackendOptions, 'wasmPath'>,
): Promise<string | null> {
  if (backend === 'webgpu') {
    const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
    if (gpu === undefined) return 'this browser has no WebGPU';
    if ((await gpu.requestAdapter()) === null) return 'WebGPU found no graphics adapter';
    await import('@tensorflow/tfjs-backend-webgpu');
  } else if (backend === 'wasm') {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    // One thread: the threaded build starts its workers from blob: addresses, which a strict CSP forbids.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (wasmPath !== undefined && tf.engine().registry.wasm === undefined) wasm.setWasmPaths(wasmPath);
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
  }
  return (await tf.setBackend(backend)) ? null : 'could not be started';
}

/** Checks first, then times: the first run also compiles. */
async function timed(
  backend: BackendName,
  { now, trial = productTrial() }: BackendOptions,
): Promise<BackendTrial> {
  const first = now();
  const off = difference(await trial.run(), trial.expected);
  const compile = now() - first;
  if (!(off <= TOLERANCE)) {
    return { backend, ms: null, ok: false, note: `its results are wrong (off by ${off.toPrecision(2)})` };
  }
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const from = now();
    await trial.run();
    times.push(now() - from);
  }
  const ms = times.sort((a, b) => a - b)[RUNS >> 1];
  return { backend, ms, ok: true, note: `first run ${Math.round(compile)} ms, off by ${off.toPrecision(2)}` };
}

/** Largest difference, relative to the largest expected value. NaN if any result is. */
export function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.NaN;
  let largest = 0;
  let scale = 1e-12;
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs(actual[i] - expected[i]);
    if (Number.isNaN(off)) return Number.NaN;
    largest = Math.max(largest, off);
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return largest / scale;
}

/** A small product of matrices with known entries, for callers without work of their own. */
function productTrial(): Trial {
  const [rows, inner] = [64, 48];
  const a = Float32Array.from({ length: rows * inner }, (_, i) => ((i * 7) % 11) - 5);
  const b = Float32Array.from({ length: inner }, (_, i) => ((i * 5) % 13) - 6);
  const expected = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += a[row * inner + k] * b[k];
    return sum;
  });
  return {
    expected,
    async run() {
      const product = tf.tidy(() => tf.matMul(tf.tensor2d(a, [rows, inner]), tf.tensor2d(b, [inner, 1])));
      const values = (await product.data()) as Float32Array;
      product.dispose();
      return values;
    },
  };
}

/**
 * Calls back once when the GPU device behind the current backend is lost (driver reset, sleep). TensorFlow.js
 * doesn't notice, and results of that backend would never come: choose again, `without` it. Nothing else is
 * lost, as no tensor outlives a request.
 */
export function onDeviceLost(callback: (message: string) => void): void {
  const { device } = tf.backend() as { device?: GPUDevice };
  void device?.lost.then(({ message }) => callback(message));
}
