/**
 * Training: catalog, orders and vectors to a whole pack. The base is trained twice: without everybody's last
 * order, so that fusion learns from what it can't have seen, and then on everything. The same code in Node
 * and in a worker.
 */
import type { Catalog } from '../catalog/item.ts';
import { startBackend } from '../compute/backends.ts';
import type { Result } from '../evaluation/evaluate.ts';
import { priorFusion } from '../fusion/prior.ts';
import { PLANS } from '../packs/compress.ts';
import type { EncoderStamp, ModalVectors, Pack } from '../packs/pack.ts';
import { type Choice, chooseWithinBudget, compressWithin, type Shipped } from './budget.ts';
import { chooseFusion, FEWEST_HELD_OUT } from './choose-fusion.ts';
import type { Brought } from './foreign/brought.ts';
import { fusionQuality } from './fusion-quality.ts';
import type { OrderLog } from './orders.ts';
import type { TrainSettings } from './settings.ts';
import { holdOutLastOrders } from './splits.ts';
import { type FitInput, type Fitted, fitModels, type TrainProgress, trainBase } from './train-base.ts';

export interface TrainInput {
  catalog: Catalog;
  /** May be empty. */
  log: OrderLog;
  /** Of `itemText`, in the order of the catalog: items x stamp.dimensions, unit rows. */
  vectors: Float32Array;
  stamp: EncoderStamp;
  /** Of the items' pictures and recordings, in the order of the catalog; absent where the shop has none. */
  images?: ModalVectors;
  sounds?: ModalVectors;
  /** The same seed and input give the same pack. */
  seed: number;
  /** Folder of TensorFlow.js's .wasm files, in a browser: see `BackendOptions`. */
  wasmPath?: string;
  /** How models and fusions are trained, where not as usual: what a search found for this shop. */
  settings?: TrainSettings;
  /** What another system trained: it takes the place of ours. */
  brought?: Brought;
  /** Most bytes of the pack's files but the text vectors; the pack that is best within it ships. */
  budget?: number;
  /** What `fitAhead` gave for the same orders, seed and settings. */
  ahead?: Fitted;
  onProgress?: (progress: TrainProgress) => void;
  /** Told how fusions and signals did on people kept aside, and which fusion ships; not where orders are few. */
  onValidated?: (validation: readonly Result[], chosen: string) => void;
  /** Told what a budget cost: what was tried, where orders were enough to measure it, and what ships. */
  onCompressed?: (tried: Choice | null, shipped: Shipped) => void;
  signal?: AbortSignal;
}

/** Shares of the time with 4,000 items and 350,000 order lines. */
const SHARES = { history: 0.2, fusion: 0.6 };

/** Of the fusion's share, where plans of compression are measured, too. */
const BUDGET_SHARE = 0.25;

/** Orders that are held out of the first base training: everybody's last, of people with two or more. */
const heldOut = (log: OrderLog) => holdOutLastOrders(log, 2);

/**
 * The first part of training, which needs no texts: to be run while they are read, and handed to `train`.
 * @throws The abort signal's reason.
 */
export function fitAhead(input: FitInput): Promise<Fitted> {
  const { history, targets } = heldOut(input.log);
  return fitModels({ ...input, log: targets.length < FEWEST_HELD_OUT ? input.log : history });
}

/**
 * Needs no orders at all: without any (or with too few), signals that rest on them stay silent and fusion
 * keeps its prior weights.
 * @throws The abort signal's reason; NoBackendError where no tensor backend works; BudgetTooSmallError.
 */
export async function train(input: TrainInput): Promise<Pack> {
  const { catalog, log, seed, settings, signal, budget } = input;
  const report = (phase: string, fraction: number) => input.onProgress?.({ phase, fraction });
  const base = (onLog: OrderLog, from: number, to: number, fitted?: Fitted) =>
    trainBase({
      ...input,
      log: onLog,
      fitted,
      onProgress: ({ phase, fraction }) => report(phase, from + (to - from) * fraction),
    });

  const withinBudget = async (pack: Pack, choice: Choice | null): Promise<Pack> => {
    if (budget === undefined) return pack;
    const shipped = await compressWithin(pack, budget, choice?.plan ?? PLANS[0]);
    input.onCompressed?.(choice, shipped);
    return shipped.pack;
  };

  const { history, targets } = heldOut(log);
  if (targets.length < FEWEST_HELD_OUT) {
    const pack = await base(log, 0, 1, input.ahead);
    return withinBudget({ ...pack, fusion: priorFusion(pack) }, null);
  }
  const pack = await base(history, 0, SHARES.history, input.ahead);
  await startBackend(['wasm', 'cpu'], input);
  const fusedAt = SHARES.history + SHARES.fusion;
  const learnedAt = budget === undefined ? fusedAt : fusedAt - BUDGET_SHARE * SHARES.fusion;
  const { fusions, chosen, validation, keptAside } = await chooseFusion(
    { catalog, history, heldOut: targets, pack, seed, settings },
    ['new', 'all'],
    {
      signal,
      onProgress: (done) =>
        report('Learning whom to trust when', SHARES.history + (learnedAt - SHARES.history) * done),
    },
  );
  input.onValidated?.(validation, chosen);
  const fusion = fusions[chosen].weights;
  const trained = {
    fusion,
    fusions: Object.fromEntries(Object.entries(fusions).map(([name, { weights }]) => [name, weights])),
  };
  const choice =
    budget === undefined
      ? null
      : await chooseWithinBudget(
          { ...pack, ...trained },
          budget,
          fusionQuality({ catalog, history, keptAside, fusion }, signal),
          {
            signal,
            onProgress: (done) => report('Making it small', learnedAt + (fusedAt - learnedAt) * done),
          },
        );
  const whole = await base(log, fusedAt, 1);
  const manifest = { ...whole.manifest, validation: tableOf(validation) };
  return withinBudget({ ...whole, ...trained, manifest }, choice);
}

/** ndcg@10 by model, `new` and `all`. */
function tableOf(results: readonly Result[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { model, scope, metrics } of results) {
    table[model] = { ...table[model], [`ndcg@10 ${scope}`]: metrics['ndcg@10'] };
  }
  return table;
}
