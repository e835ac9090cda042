/**
 * Training: catalog, orders and vectors to a whole pack. The base is trained twice: without everybody's last
 * order, so that fusion learns from what it can't have seen, and then on everything. The same code in Node
 * and in a worker.
 */
import type { Catalog } from '../catalog/item.ts';
import { startBackend } from '../compute/backends.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { lastOrderCases } from '../evaluation/last-order.ts';
import { priorFusion } from '../fusion/prior.ts';
import type { EncoderStamp, FusionWeights, Pack } from '../packs/pack.ts';
import { dailyPopularity } from './daily-popularity.ts';
import { MAX_PERSONS, trainFusion } from './fusion-training.ts';
import type { OrderLog } from './orders.ts';
import { seeded, shuffle } from './random.ts';
import { type HeldOut, holdOutLastOrders } from './splits.ts';
import { type TrainProgress, trainBase } from './train-base.ts';

export interface TrainInput {
  catalog: Catalog;
  /** May be empty. */
  log: OrderLog;
  /** Of `itemText`, in the order of the catalog: items x stamp.dimensions, unit rows. */
  vectors: Float32Array;
  stamp: EncoderStamp;
  /** The same seed and input give the same pack. */
  seed: number;
  /** Folder of TensorFlow.js's .wasm files, in a browser: see `BackendOptions`. */
  wasmPath?: string;
  onProgress?: (progress: TrainProgress) => void;
  signal?: AbortSignal;
}

/** Fewer held-out orders than this teach the gate noise; the prior weights stay. */
export const FEWEST_HELD_OUT = 60;

/** Persons kept from fusion training to measure it on, as a share, and at most. */
const VALIDATION_SHARE = 0.15;
const MOST_VALIDATION = 300;

/** Shares of the time with 4,000 items and 350,000 order lines. */
const SHARES = { history: 0.2, fusion: 0.5, check: 0.08 };

/**
 * Needs no orders at all: without any (or with too few), signals that rest on them stay silent and fusion
 * keeps its prior weights.
 * @throws The abort signal's reason; NoBackendError where no tensor backend works.
 */
export async function train(input: TrainInput): Promise<Pack> {
  const { catalog, log, seed, signal } = input;
  const report = (phase: string, fraction: number) => input.onProgress?.({ phase, fraction });
  const base = (onLog: OrderLog, from: number, to: number) =>
    trainBase({
      ...input,
      log: onLog,
      onProgress: ({ phase, fraction }) => report(phase, from + (to - from) * fraction),
    });

  const { history, targets } = holdOutLastOrders(log, 2);
  if (targets.length < FEWEST_HELD_OUT) {
    const pack = await base(log, 0, 1);
    return { ...pack, fusion: priorFusion() };
  }
  const pack = await base(history, 0, SHARES.history);
  const { learn, check } = splitPersons(targets, seed);
  const fusedAt = SHARES.history + SHARES.fusion;
  const checkedAt = fusedAt + SHARES.check;
  await startBackend(['wasm', 'cpu'], input);
  const { weights } = await trainFusion(
    { catalog, history, heldOut: learn, pack, seed },
    {},
    {
      signal,
      onProgress: (done) => report('Learning whom to trust when', SHARES.history + SHARES.fusion * done),
    },
  );
  const validation = await validate(input, pack, history, check, weights, (done) =>
    report('Checking on orders kept aside', fusedAt + SHARES.check * done),
  );
  const whole = await base(log, checkedAt, 1);
  return { ...whole, manifest: { ...whole.manifest, validation }, fusion: weights };
}

function splitPersons(targets: readonly HeldOut[], seed: number): { learn: HeldOut[]; check: HeldOut[] } {
  const persons = shuffle([...targets], seeded(seed));
  const spare = persons.length - MAX_PERSONS;
  const kept = Math.min(MOST_VALIDATION, Math.max(spare, Math.round(VALIDATION_SHARE * persons.length)));
  return { check: persons.slice(0, kept), learn: persons.slice(kept) };
}

/** ndcg@10 of fusion and of each signal alone, for new items and for all, on persons fusion never met. */
async function validate(
  { catalog, signal }: TrainInput,
  pack: Omit<Pack, 'fusion'>,
  history: OrderLog,
  check: readonly HeldOut[],
  fusion: FusionWeights,
  onProgress: (fraction: number) => void,
): Promise<Record<string, Record<string, number>>> {
  const results = await evaluate(
    {
      catalog,
      pack,
      fusions: { fusion },
      cases: lastOrderCases(history, check),
      scopes: ['new', 'all'],
      popularityAt: dailyPopularity(history, catalog.items.length),
    },
    { signal, onProgress },
  );
  const validation: Record<string, Record<string, number>> = {};
  for (const { model, scope, metrics } of results) {
    validation[model] = { ...validation[model], [`ndcg@10 ${scope}`]: metrics['ndcg@10'] };
  }
  return validation;
}
