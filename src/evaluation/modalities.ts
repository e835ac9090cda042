/**
 * What pictures and recordings add, where the truth is known: fusions trained on texts and behaviour, with pictures, with
 * recordings and with both, and without texts, side by side on buyers whom none of them met; and the three levels of
 * joining modalities, each by itself. The shop is made up (training/simulator/senses.ts); its vectors come in from
 * outside, as encoders gave them. Pure but for the clock that the caller hands in.
 */
import { startBackend } from '../compute/backends.ts';
import { type Control, part } from '../compute/pace.ts';
import { contextOf } from '../fusion/context.ts';
import { fuserOf } from '../fusion/fusion.ts';
import { reciprocalPlaces } from '../fusion/places.ts';
import { priorFusion } from '../fusion/prior.ts';
import { barePack } from '../packs/bare-pack.ts';
import type { EncoderStamp, ModalVectors, Pack } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { momentAtHome } from '../profile/place.ts';
import { scoreSignals } from '../signals/index.ts';
import type { SignalPack } from '../signals/signal.ts';
import { chooseFusion } from '../training/choose-fusion.ts';
import { dailyPopularity } from '../training/daily-popularity.ts';
import {
  BUYERS,
  type BuyerKind,
  type SensesOrders,
  type SensesShop,
  sensesOrders,
  sensesShop,
} from '../training/simulator/senses.ts';
import { holdOutLastOrders } from '../training/splits.ts';
import { trainBase } from '../training/train-base.ts';
import { evaluate, type Result } from './evaluate.ts';
import { Bootstrap, type Interval } from './intervals.ts';
import { type Case, casesOf } from './protocol.ts';
import { fusionRanker, type Ranker, type Scene, signalRanker } from './rankers.ts';

export interface ModalityVectors {
  /** Of `itemText`: items x stamp.dimensions, unit rows. */
  texts: Float32Array;
  stamp: EncoderStamp;
  images: ModalVectors;
  sounds: ModalVectors;
}

export interface ModalityRun {
  shop: SensesShop;
  vectors: ModalityVectors;
  /** People whose orders teach; a part of them chooses the fusion. And people it is reported on, whom nothing met. */
  learners: number;
  tested: number;
  /** Epoch ms of the last order. */
  until: number;
  seed: number;
  /** A monotonic clock, ms. */
  now: () => number;
  /** What to learn from; all of `GIVEN` where absent. Texts alone and everything are always among it. */
  given?: readonly Given[];
}

/** What fusions were given beside behaviour. */
export const GIVEN = {
  text: ['texts'],
  'text, images': ['texts', 'images'],
  'text, sounds': ['texts', 'sounds'],
  'text, images, sounds': ['texts', 'images', 'sounds'],
  'images, sounds': ['images', 'sounds'],
} as const satisfies Record<string, readonly (keyof ModalityVectors)[]>;
export type Given = keyof typeof GIVEN;

/** With everything, and what it has to beat. */
const ALL: Given = 'text, images, sounds';
const LEAST: Given = 'text';

/** What each lacks of everything. */
const LACKS: Partial<Record<Given, string>> = {
  'images, sounds': 'text',
  'text, sounds': 'images',
  'text, images': 'sounds',
};

export interface ModalityReport {
  items: number;
  learners: number;
  /** Cases that had a target. */
  tested: number;
  /** The fusion that each would ship. `lead` over text and behaviour alone, absolute; `lift` the same in its share. */
  fusions: {
    given: Given;
    shipped: string;
    metrics: Record<string, number>;
    ndcg: Interval;
    lead: Interval;
    lift: number;
    by: Record<BuyerKind, number>;
  }[];
  /** Ways of joining everything: ndcg@10. */
  levels: { level: string; ndcg: Interval; by: Record<BuyerKind, number> }[];
  /** What the shipped fusion loses without a modality: ndcg@10 of everything less that without it. */
  losses: { without: string; of: BuyerKind | 'all'; loss: Interval }[];
  /** One ranking of `items` things, ms, medians. */
  cost: { items: number; text: number; all: number };
}

const METRICS = ['recall@10', 'recall@20', 'mrr', 'hit@10', 'coverage@10'] as const;

/** @throws The signal's reason; NoBackendError */
export async function runModalities(
  run: ModalityRun,
  onProgress: (progress: { phase: string; fraction: number }) => void = () => {},
  signal?: AbortSignal,
): Promise<ModalityReport> {
  await startBackend(['wasm', 'cpu']);
  const { shop, learners, tested, until, seed } = run;
  const learned = sensesOrders(shop, { buyers: learners, seed: seed + 1, until });
  const others = sensesOrders(shop, { buyers: tested, seed: seed + 2, until });
  const held = holdOutLastOrders(others.log, 2);
  const cases = casesOf(held.history, held.targets);
  const bootstrap = new Bootstrap(
    cases.map(({ user }) => user),
    seed,
  );
  const names = (Object.keys(GIVEN) as Given[]).filter(
    (name) => name === ALL || name === LEAST || (run.given?.includes(name) ?? true),
  );
  const done = new Map<Given, Tested>();
  for (const [place, given] of names.entries()) {
    const phase = `Learning from ${given}`;
    onProgress({ phase, fraction: place / names.length });
    const control = part(
      { signal, onProgress: (fraction) => onProgress({ phase, fraction }) },
      place / names.length,
      (place + 1) / names.length,
    );
    done.set(given, await testedWith(given, run, learned, cases, control));
  }
  const of = (given: Given) => done.get(given) as Tested;
  const [all, least] = [of(ALL), of(LEAST)];
  const kinds = new Kinds(cases, others.kinds);
  const interval = (each: Float64Array) => bootstrap.mean(each) as Interval;
  const gap = (a: Float64Array, b: Float64Array) => bootstrap.difference(a, b) as Interval;
  const base = interval(least.shipped.each).mean;
  return {
    items: shop.catalog.items.length,
    learners,
    tested: all.shipped.n,
    fusions: names.map((given) => {
      const { shipped } = of(given);
      const lead = gap(shipped.each, least.shipped.each);
      return {
        given,
        shipped: shipped.model,
        metrics: Object.fromEntries(METRICS.map((name) => [name, shipped.metrics[name]])),
        ndcg: interval(shipped.each),
        lead,
        lift: lead.mean / base,
        by: kinds.means(shipped.each),
      };
    }),
    levels: all.results
      .map(({ model, each }) => ({ level: model, ndcg: interval(each), by: kinds.means(each) }))
      .sort((a, b) => b.ndcg.mean - a.ndcg.mean),
    losses: names.flatMap((given) => {
      const without = LACKS[given];
      if (without === undefined) return [];
      const other = of(given).shipped.each;
      return (['all', ...BUYERS] as const).map((kind) => ({
        without,
        of: kind,
        loss: gap(kinds.only(all.shipped.each, kind), other),
      }));
    }),
    cost: costOf(run, all.pack, cases),
  };
}

interface Tested {
  pack: Omit<Pack, 'fusion'>;
  results: Result[];
  shipped: Result;
}

/** Base and fusions, learned from what is given, on people whom they never met. */
async function testedWith(
  given: Given,
  { shop: { catalog }, vectors, seed }: ModalityRun,
  learned: SensesOrders,
  cases: readonly Case[],
  control: Control,
): Promise<Tested> {
  const has = (what: keyof ModalityVectors) => (GIVEN[given] as readonly string[]).includes(what);
  const { history, targets } = holdOutLastOrders(learned.log, 2);
  const { signal } = control;
  const pack = await trainBase({
    catalog,
    log: history,
    // A shop whose texts say nothing has no text vectors, and no room for them.
    vectors: has('texts') ? vectors.texts : new Float32Array(0),
    stamp: has('texts') ? vectors.stamp : { ...vectors.stamp, dimensions: 0 },
    ...(has('images') && { images: vectors.images }),
    ...(has('sounds') && { sounds: vectors.sounds }),
    seed,
    signal,
  });
  const popularityAt = dailyPopularity(history, catalog.items.length);
  const { fusions, chosen } = await chooseFusion(
    { catalog, history, heldOut: targets, pack, seed },
    ['new'],
    part(control, 0.1, 0.8),
  );
  const results = await evaluate(
    {
      catalog,
      pack,
      rankers: [
        ...Object.entries(fusions).map(([name, { weights }]) => fusionRanker(name, weights)),
        ...levelRankers(pack),
      ],
      cases,
      scopes: ['new'],
      popularityAt,
    },
    part(control, 0.8, 1),
  );
  const shipped = results.find(({ model }) => model === chosen) as Result;
  return { pack, results, shipped };
}

/** Signals of one modality each. */
const NEARNESS = ['content-lasting', 'looks-lasting', 'sounds-lasting'] as const;

/** The three ways of joining modalities, by themselves: no behaviour of others, no popularity. */
function levelRankers({ joint, attended }: SignalPack): Ranker[] {
  if (joint === undefined || attended === undefined) return [];
  return [
    { ...signalRanker('joint'), name: 'feature level: joint' },
    {
      name: 'decision level: mean of places',
      byScope: false,
      scores: ({ signals }: Scene) => {
        const { names, n, active, matrix } = reciprocalPlaces(signals);
        const sum = new Float64Array(n);
        for (const name of NEARNESS) {
          const s = names.indexOf(name);
          if (s < 0 || !active[s]) continue;
          for (let item = 0; item < n; item++) sum[item] += matrix[s * n + item];
        }
        return sum;
      },
    },
    { ...signalRanker('attended'), name: 'model level: attended' },
    ...NEARNESS.map((name) => signalRanker(name)),
  ];
}

/** Cases by what their buyers go by. */
class Kinds {
  constructor(
    private readonly cases: readonly Case[],
    private readonly kinds: readonly BuyerKind[],
  ) {}

  only(each: Float64Array, kind: BuyerKind | 'all'): Float64Array {
    return each.map((value, i) =>
      kind === 'all' || this.kinds[this.cases[i].user] === kind ? value : Number.NaN,
    );
  }

  means(each: Float64Array): Record<BuyerKind, number> {
    const mean = (kind: BuyerKind) => {
      const values = this.only(each, kind).filter((value) => !Number.isNaN(value));
      return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    };
    return Object.fromEntries(BUYERS.map((kind) => [kind, mean(kind)])) as Record<BuyerKind, number>;
  }
}

/** The catalog that the cost is measured on, and rankings behind a median: each of another visitor, none prepared. */
const COST_ITEMS = 4000;
const COST_RUNS = 21;

/**
 * Signals and fusion of one visitor over a catalog of `COST_ITEMS`: what modalities add to it. Rows repeat those of the
 * shop; what others bought is absent on both sides.
 */
function costOf({ shop, vectors, seed, now }: ModalityRun, pack: SignalPack, cases: readonly Case[]) {
  const items = shop.catalog.items.length;
  const { catalog } = sensesShop({ items: COST_ITEMS, seed });
  const tiled = (rows: Float32Array) => {
    const width = rows.length / items;
    const out = new Float32Array(COST_ITEMS * width);
    for (let item = 0; item < COST_ITEMS; item++) {
      const from = (item % items) * width;
      out.set(rows.subarray(from, from + width), item * width);
    }
    return out;
  };
  const modal = (of: ModalVectors | undefined) =>
    of && {
      stamp: of.stamp,
      vectors: tiled(of.vectors),
      present: Uint8Array.from({ length: COST_ITEMS }, (_, item) => of.present[item % items]),
    };
  const text = { ...barePack(catalog), vectors: tiled(vectors.texts) };
  const { joint, attended } = pack;
  const all = {
    ...text,
    images: modal(pack.images),
    sounds: modal(pack.sounds),
    attended,
    joint: joint && { ...joint, arrays: { vectors: tiled(joint.arrays.vectors as Float32Array) } },
  };
  const median = (of: SignalPack) => {
    const fusion = priorFusion(of);
    const times = Array.from({ length: COST_RUNS }, (_, run) => {
      const one = cases[run % cases.length];
      const profile = buildProfile(one.past(), catalog, momentAtHome(one.at, catalog.currency));
      const start = now();
      const scores = scoreSignals({ catalog, pack: of, profile });
      fuserOf(fusion, contextOf(profile, { onlyNew: true }, scores), scores).all();
      return now() - start;
    });
    return times.sort((a, b) => a - b)[COST_RUNS >> 1];
  };
  // Twice, so that neither is measured while the code is still being compiled.
  median(text);
  median(all);
  return { items: COST_ITEMS, text: median(text), all: median(all) };
}

const three = (value: number) => value.toFixed(4).replace(/^0/, '').replace('-0', '-');
const signed = (value: number) => (value < 0 ? '' : '+') + three(value);
const within = ({ mean, low, high }: Interval) => `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
const groups = (by: Record<BuyerKind, number>) => BUYERS.map((kind) => three(by[kind]).padStart(8)).join('');

/** For a terminal. */
export function modalityTable({
  items,
  learners,
  tested,
  fusions,
  levels,
  losses,
  cost,
}: ModalityReport): string {
  const kinds = BUYERS.map((kind) =>
    kind.replace('music by sound', 'sound').replace('by ', '').padStart(8),
  ).join('');
  return [
    `${items} things, ${learners} people to learn from, ${tested} others tested. ndcg@10, new things.`,
    '',
    `${'behaviour and ...'.padEnd(34)}   all${kinds}   lead over text`,
    ...fusions.map(
      ({ given, ndcg, lead, lift, by }) =>
        `${given.padEnd(32)}${three(ndcg.mean).padStart(8)}${groups(by)}   ${within(lead)}, ${(100 * lift).toFixed(1)} %`,
    ),
    '',
    ...levels.map(({ level, ndcg, by }) => `${level.padEnd(32)}${three(ndcg.mean).padStart(8)}${groups(by)}`),
    '',
    ...losses.map(
      ({ without, of, loss }) => `without ${without.padEnd(8)}${of.padEnd(16)}${within(loss)} lost`,
    ),
    '',
    `A ranking of ${cost.items} things: ${cost.text.toFixed(1)} ms with texts, ${cost.all.toFixed(1)} ms with everything.`,
  ].join('\n');
}
