/**
 * The report of a training: what was read and cleaned, what was learned, what it is worth, as data. This is
 * what `report.json` holds; `training-page.ts` shows it. Counts and sentences; nothing is trained here.
 */
import type { Catalog } from '../catalog/item.ts';
import { counted, type ImportProblem } from '../catalog/problem.ts';
import type { Result } from '../evaluation/evaluate.ts';
import { Bootstrap, type Interval } from '../evaluation/intervals.ts';
import { ARTEFACTS } from '../packs/artefacts.ts';
import type { PackManifest } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { Choice, Shipped } from './budget.ts';
import { FEWEST_HELD_OUT } from './choose-fusion.ts';
import type { Cleaning } from './cleaning.ts';
import type { BroughtReport } from './foreign/brought.ts';
import { type OrderFacts, orderFacts } from './order-facts.ts';
import type { OrderLog } from './orders.ts';
import type { OrdersSummary } from './read-orders.ts';
import type { ShopRead } from './read-shop.ts';

/** How one signal, or a fusion of all, did on people kept aside. */
export interface LearnedRow {
  model: string;
  scope: 'all' | 'new';
  /** Persons. */
  n: number;
  metrics: Record<string, number>;
  /** Of ndcg@10: 95 %, bootstrap over persons. */
  interval: { low: number; high: number };
  /** How far the fusion that ships is ahead in ndcg@10, on the same persons, 95 %; absent in its own row. */
  lead?: Interval;
}

export interface TrainingReport {
  format: 'inkling-training-report';
  shop: string;
  /** ISO 8601. */
  made: string;
  seed: number;
  /** Names without folders. */
  files: { items: string; orders: string | null };
  catalog: {
    items: number;
    currency: string;
    departments: number;
    withoutPrice: number;
    withoutDescription: number;
  };
  orders: (OrderFacts & Pick<OrdersSummary, 'ratings'>) | null;
  cleaning: Cleaning[];
  /** Lines that are left out because something is wrong with them; the first hundred in full. */
  problems: { count: number; lines: number; first: ImportProblem[] };
  notes: string[];
  /** Null where orders are too few to keep any aside. */
  learned: { shipped: string; rows: LearnedRow[] } | null;
  pack: {
    bytes: number;
    /** All but the vectors of texts, whose size is the encoder's choice. */
    bytesWithoutVectors: number;
    files: Record<string, number>;
    encoder: string;
    dimensions: number;
  };
  /** What a budget cost; null where none was asked for. */
  compression: CompressionReport | null;
  /** What came from other systems; null where nothing did. */
  brought: BroughtReport | null;
  /** Of each phase, in the order they came. */
  seconds: Record<string, number>;
  /** Peak memory of the process; null where it isn't known. */
  peakMegabytes: number | null;
  /** What it means, for who owns the shop. */
  meaning: string[];
  warnings: string[];
}

export interface CompressionReport {
  /** Bytes of all files but the vectors. */
  budget: number;
  /** The plan that ships. */
  plan: string;
  /** Share of the geometric mean of NDCG@10, new and all, that it loses; null where nothing could be measured. */
  loss: number | null;
  /** From the largest; quality is null for what is too large or can only be worse. */
  tried: { plan: string; bytes: number; vectors: number; quality: number | null }[];
}

export interface TrainingRun {
  catalog: Catalog;
  log: OrderLog;
  read: ShopRead;
  files: TrainingReport['files'];
  manifest: PackManifest;
  /** Of the pack, by name. */
  packFiles: ReadonlyMap<string, Uint8Array>;
  validation: { results: readonly Result[]; shipped: string } | null;
  compression: { budget: number; tried: Choice | null; shipped: Shipped } | null;
  brought: BroughtReport | null;
  seconds: Record<string, number>;
  peakMegabytes: number | null;
  /** Epoch ms. */
  now: number;
}

export function trainingReport(run: TrainingRun): TrainingReport {
  const { catalog, log, read, manifest, packFiles, validation } = run;
  const { items: fromItems, orders: fromOrders } = read;
  const facts = orderFacts(log, catalog.items.length);
  const files = Object.fromEntries(
    Array.from(packFiles, ([file, bytes]) => [file, bytes.length] as const).sort(([, a], [, b]) => b - a),
  );
  const bytes = Object.values(files).reduce((sum, size) => sum + size, 0);
  const ratings = fromOrders?.summary?.ratings;
  const known = {
    shop: catalog.name,
    made: new Date(run.now).toISOString(),
    seed: manifest.seed,
    files: run.files,
    catalog: {
      items: catalog.items.length,
      currency: catalog.currency,
      departments: catalog.departments.length,
      withoutPrice: catalog.items.filter(({ price }) => price === null).length,
      withoutDescription: catalog.items.filter(({ line, description }) => line + description === '').length,
    },
    orders: facts && { ...facts, ...(ratings && { ratings }) },
    cleaning: fromOrders?.cleaning ?? [],
    problems: {
      count: fromItems.problemCount + (fromOrders?.problemCount ?? 0),
      lines: fromItems.skippable + (fromOrders?.skippable ?? 0),
      first: [...fromItems.problems, ...(fromOrders?.problems ?? [])].slice(0, 100),
    },
    notes: [...fromItems.notes, ...notesOf(read)],
    learned: validation && {
      shipped: validation.shipped,
      rows: learnedRows(validation.results, validation.shipped, manifest.seed),
    },
    pack: {
      bytes,
      bytesWithoutVectors: bytes - (files[ARTEFACTS.vectors.file] ?? 0),
      files,
      encoder: manifest.encoder.id,
      dimensions: manifest.encoder.dimensions,
    },
    compression: run.compression && compressionOf(run.compression),
    brought: run.brought,
    seconds: run.seconds,
    peakMegabytes: run.peakMegabytes,
  };
  return {
    format: 'inkling-training-report',
    ...known,
    meaning: meaningOf(known),
    warnings: warningsOf(known, run.now),
  };
}

function compressionOf({
  budget,
  tried,
  shipped,
}: NonNullable<TrainingRun['compression']>): CompressionReport {
  const rows = tried?.tried ?? [{ plan: shipped.plan.name, size: shipped.size, quality: null }];
  return {
    budget,
    plan: shipped.plan.name,
    loss: tried?.plan.name === shipped.plan.name ? tried.loss : null,
    tried: rows.map(({ plan, size, quality }) => ({
      plan,
      bytes: size.rest,
      vectors: size.vectors,
      quality,
    })),
  };
}

/** What cleaning did stands in its own list. */
function notesOf({ orders }: ShopRead): string[] {
  const cleaned = new Set(orders?.cleaning.map(({ what }) => what));
  return (orders?.notes ?? []).filter((note) => !cleaned.has(note));
}

function learnedRows(results: readonly Result[], shipped: string, seed: number): LearnedRow[] {
  // Every case is another person: its place stands for it.
  const cases = results[0]?.each.length ?? 0;
  const bootstrap = new Bootstrap(
    Uint32Array.from({ length: cases }, (_, i) => i),
    seed,
  );
  return results
    .map(({ model, scope, n, metrics, each }): LearnedRow => {
      const { low, high } = bootstrap.mean(each) ?? { low: 0, high: 0 };
      const best = results.find((result) => result.model === shipped && result.scope === scope);
      const lead = best && model !== shipped && bootstrap.difference(best.each, each);
      return { model, scope, n, metrics, interval: { low, high }, ...(lead && { lead }) };
    })
    .sort((a, b) => b.metrics['ndcg@10'] - a.metrics['ndcg@10']);
}

type Known = Omit<TrainingReport, 'format' | 'meaning' | 'warnings'>;

/** The row of the fusion that ships, or of one signal. */
function rowOf(
  { learned }: Pick<Known, 'learned'>,
  model: string,
  scope: 'all' | 'new',
): LearnedRow | undefined {
  return learned?.rows.find((row) => row.model === model && row.scope === scope);
}

/** The signal that best-seller shelves are made of. */
const BEST_SELLERS = 'popularity';

function meaningOf(known: Known): string[] {
  const { orders, learned, catalog } = known;
  const sentences: string[] = [];
  const shown = (scope: 'all' | 'new', what: string) => {
    const fused = learned && rowOf(known, learned.shipped, scope)?.metrics['hit@10'];
    const sellers = rowOf(known, BEST_SELLERS, scope)?.metrics['hit@10'];
    if (fused == null || sellers === undefined) return;
    sentences.push(
      `${what}, about ${outOf(fused)} first pages of ten things hold something they then buy; with best-sellers alone it is ${outOf(sellers)}.`,
    );
  };
  shown('all', 'For a returning customer');
  shown('new', 'If only things count that they have not bought before');
  if (orders === null) {
    sentences.push(
      'Without orders, the pack knows what things are from their texts. Each visitor’s own looks and purchases do the rest, on their device.',
    );
    return sentences;
  }
  sentences.push(
    `${percent(orders.returning)} of those who ordered came back for a second order. What is personal begins with them; for the others, what goes together and what sells now count.`,
  );
  if (orders.repeats > 0) {
    sentences.push(
      `${percent(orders.repeats)} of the things in orders had been bought by the same person before${orders.repeats > 0.1 ? ': the shelf “Buy again” earns its place' : ''}.`,
    );
  }
  sentences.push(
    `A fifth of the things that sell draw ${percent(orders.perItem.topFifth)} of all interest. ${
      orders.untouched === 0
        ? 'Everything in the catalog was wanted at least once.'
        : `${counted(orders.untouched, 'thing was', 'things were')} never ordered or looked at (of ${catalog.items.toLocaleString('en')}); they are placed by their texts.`
    }`,
  );
  return sentences;
}

/** Persons below which an interval is too wide to choose by. */
const FEW_PERSONS = 100;

/** Days without orders after which what sells "lately" is no longer true. */
const STALE_DAYS = 14;

/** Below this, a season can't be told from a fashion. */
const A_YEAR = 365;

function warningsOf(known: Known, now: number): string[] {
  const { orders, learned, catalog, problems, pack } = known;
  const warnings: string[] = [];
  const warn = (when: boolean, sentence: string) => {
    if (when) warnings.push(sentence);
  };
  const share = (count: number) => count / catalog.items;
  warn(
    problems.lines > 0,
    `${counted(problems.lines, 'line was', 'lines were')} left out because something is wrong with ${problems.lines === 1 ? 'it' : 'them'}; the first ones are listed below with what to mend.`,
  );
  warn(
    share(catalog.withoutDescription) > 0.5,
    `${percent(share(catalog.withoutDescription))} of the things have no description: likeness rests on titles alone. A sentence each makes new things findable.`,
  );
  warn(
    share(catalog.withoutPrice) > 0.2,
    `${percent(share(catalog.withoutPrice))} of the things have no price, so what a visitor likes to spend says little.`,
  );
  warn(
    pack.bytesWithoutVectors > 1e6,
    `Without the vectors of texts the pack has ${megabytes(pack.bytesWithoutVectors)}; a first visit loads all of it.`,
  );
  if (orders === null) {
    warnings.push('There were no orders to learn from: fusion keeps weights that were set by hand.');
    return warnings;
  }
  warn(
    learned === null,
    `Fewer than ${FEWEST_HELD_OUT} people ordered twice: too few to learn how signals should be weighed, so fusion keeps weights that were set by hand, and nothing could be kept aside to measure it.`,
  );
  warn(
    orders.purchases === 0,
    'No line is a purchase: what is learned is what people look at, not what they buy.',
  );
  warn(orders.users === 1, 'All orders are by one person: nothing can be learned about others from them.');
  const days = (orders.to - orders.from) / DAY;
  warn(
    days < A_YEAR,
    `The orders cover ${counted(Math.max(1, Math.round(days)), 'day', 'days')}: seasons can be told only from more than a year.`,
  );
  const stale = (now - orders.to) / DAY;
  warn(
    stale > STALE_DAYS,
    `The newest order is ${age(stale)} old. What sells lately is worth more than any model: run “npm run refresh” with newer orders, best every night.`,
  );
  if (learned !== null) warnings.push(...judgements(known, learned));
  return warnings;
}

/** What the figures of validation do not allow to claim. */
function judgements(known: Known, learned: NonNullable<Known['learned']>): string[] {
  const fused = rowOf(known, learned.shipped, 'all');
  const alone = learned.rows.find(({ model, scope }) => scope === 'all' && !model.startsWith('fusion'));
  if (fused === undefined || alone === undefined) return [];
  const sentences: string[] = [];
  if (fused.n < FEW_PERSONS) {
    sentences.push(
      `Only ${counted(fused.n, 'person', 'people')} could be kept aside, so the figures below are rough: look at their intervals.`,
    );
  }
  if (alone.lead === undefined || alone.lead.low <= 0) {
    sentences.push(
      `The fusion is not clearly ahead of the best single signal (${alone.model}): the difference may be chance. More orders would tell.`,
    );
  }
  return sentences;
}

/** "3 in 10", or "4 in 100" where that would be none. */
export function outOf(share: number): string {
  if (share > 0.95) return `${Math.round(100 * share)} in 100`;
  if (share >= 0.095) return `${Math.round(10 * share)} in 10`;
  return share < 0.005 ? 'fewer than 1 in 100' : `${Math.round(100 * share)} in 100`;
}

/** "40 days", "3 years". */
function age(days: number): string {
  return days < 730 ? counted(Math.round(days), 'day', 'days') : `${Math.floor(days / A_YEAR)} years`;
}

export function percent(share: number): string {
  const value = 100 * share;
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} %`;
}

export function megabytes(bytes: number): string {
  return bytes < 1e6
    ? `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`
    : `${(bytes / 1e6).toFixed(1)} MB`;
}
