/**
 * How well searches find what answers them: words alone, meaning alone, and their two fusions, on judged queries; and
 * the fit of the learned fusion. Pure: vectors of queries come in from outside.
 */
import type { Catalog } from '../catalog/item.ts';
import { NO_FILTERS } from '../search/facets.ts';
import { nearness, topItems } from '../search/meaning.ts';
import {
  byRelevance,
  type Candidates,
  candidatesOf,
  FEATURES,
  featuresOf,
  reciprocalRankFusion,
} from '../search/relevance.ts';
import {
  type SearchMeans,
  type SearchRequest,
  type SearchSort,
  searchItems,
} from '../search/search-items.ts';
import { Bootstrap, type Interval } from './intervals.ts';
import { ndcgAt, recallAt } from './metrics.ts';

export const SEARCH_METHODS = ['words', 'meaning', 'reciprocal rank', 'learned', 'as in the shop'] as const;
export type SearchMethod = (typeof SEARCH_METHODS)[number];

export const SEARCH_METRICS = ['recall@10', 'mrr', 'ndcg@10'] as const;
export type SearchMetric = (typeof SEARCH_METRICS)[number];

/** A query with what answers it, read and embedded. */
export interface PreparedQuery {
  /** As it was written, and what kind of query it is. */
  text: string;
  made: string;
  /** What words are searched with. */
  words: string;
  /** Unit vector of the whole text. */
  vector: Float32Array;
  /** What the shop searches with, once it read the query. */
  request: Pick<SearchRequest, 'words' | 'meaning' | 'accept' | 'tells' | 'lift' | 'tiers'>;
  /** Indices into `Catalog.items`. */
  relevant: ReadonlySet<number>;
}

export interface SearchReport {
  queries: number;
  methods: { method: SearchMethod; metrics: Record<SearchMetric, Interval> }[];
  /** Of the learned fusion over each other method, on the same queries. */
  lead: { over: SearchMethod; metrics: Record<SearchMetric, Interval> }[];
  /** Recall@10 by kind of query. */
  kinds: { made: string; queries: number; recall: Record<SearchMethod, number> }[];
}

/** Places that a list is judged by; reciprocal rank beyond them is next to nothing. */
const DEPTH = 100;

/** What the searches run on; nobody's taste takes part. */
export type SearchWorld = Omit<SearchMeans, 'liking'>;

/** One query's lists, best first, by every method. */
function searchLists(
  query: PreparedQuery,
  { index, table, vectors }: SearchWorld,
): Record<SearchMethod, number[]> {
  const near = nearness(query.vector, vectors);
  const found = index.search(query.words);
  const words = found.hits.map(({ item }) => item);
  const meaning = topItems(near.cosine, DEPTH);
  const world = { index, table, vectors };
  return {
    words: words.slice(0, DEPTH),
    meaning,
    'reciprocal rank': reciprocalRankFusion([words.slice(0, DEPTH), meaning]).map(({ item }) => item),
    learned: byRelevance(candidatesOf(found, near, () => true)).map(({ item }) => item),
    'as in the shop': asInTheShop(query.request, 'best', world),
  };
}

/** What the shop shows for a request, to somebody of whom it knows nothing. */
function asInTheShop(request: PreparedQuery['request'], sort: SearchSort, world: SearchWorld): number[] {
  const everyone = { filters: NO_FILTERS, sort, strength: 0 };
  return searchItems({ ...request, ...everyone }, { ...world, liking: () => 0 }).items.map(
    ({ item }) => item,
  );
}

/** A request in words, read, with what a sensible assistant would accept. */
export interface PreparedRequest {
  request: PreparedQuery['request'];
  sort: SearchSort;
  /** How the reading compares with the judgement: parts that were demanded and read, demanded and not, and neither. */
  parts: { right: number; missing: number; wrong: number };
  /** Indices into `Catalog.items`. */
  qualifies: ReadonlySet<number>;
}

export interface RequestReport {
  requests: number;
  /** Of the parts that were read and count, those that were demanded; of those demanded, those that were read. */
  precision: number;
  recall: number;
  /** Share of the requests whose first answer qualifies, or one of the first three. */
  first: Interval | null;
  'top 3': Interval | null;
  /** Qualifying items among the first ten, of ten or as many as there are. */
  'recall@10': Interval | null;
}

/** How well requests are understood and answered. @param seed of the bootstrap over requests */
export function requestQuality(
  requests: readonly PreparedRequest[],
  world: SearchWorld,
  seed: number,
): RequestReport {
  const lists = requests.map(({ request, sort }) => asInTheShop(request, sort, world));
  const bootstrap = new Bootstrap(
    requests.map((_, r) => r),
    seed,
  );
  const sum = (part: keyof PreparedRequest['parts']) =>
    requests.reduce((total, { parts }) => total + parts[part], 0);
  const within = (places: number) =>
    requests.map(({ qualifies }, r) =>
      lists[r].slice(0, places).some((item) => qualifies.has(item)) ? 1 : 0,
    );
  return {
    requests: requests.length,
    precision: sum('right') / Math.max(1, sum('right') + sum('wrong')),
    recall: sum('right') / Math.max(1, sum('right') + sum('missing')),
    first: bootstrap.mean(within(1)),
    'top 3': bootstrap.mean(within(3)),
    'recall@10': bootstrap.mean(
      requests.map(
        ({ qualifies }, r) =>
          lists[r].slice(0, 10).filter((item) => qualifies.has(item)).length /
          Math.max(1, Math.min(10, qualifies.size)),
      ),
    ),
  };
}

/** @param seed of the bootstrap over queries */
export function searchQuality(
  queries: readonly PreparedQuery[],
  world: SearchWorld,
  seed: number,
): SearchReport {
  const lists = queries.map((query) => searchLists(query, world));
  const values = (method: SearchMethod, metric: SearchMetric) =>
    queries.map(({ relevant }, q) => METRIC[metric](lists[q][method], relevant));
  const bootstrap = new Bootstrap(
    queries.map((_, q) => q),
    seed,
  );
  const table = (of: (metric: SearchMetric) => Interval | null) =>
    Object.fromEntries(SEARCH_METRICS.map((metric) => [metric, of(metric)])) as Record<
      SearchMetric,
      Interval
    >;
  const recall = Object.fromEntries(
    SEARCH_METHODS.map((method) => [method, values(method, 'recall@10')]),
  ) as Record<SearchMethod, number[]>;
  const kinds = [...new Set(queries.map(({ made }) => made))].sort().map((made) => {
    const rows = queries.flatMap((query, q) => (query.made === made ? [q] : []));
    const mean = (method: SearchMethod) =>
      rows.reduce((sum, q) => sum + recall[method][q], 0) / Math.max(1, rows.length);
    return {
      made,
      queries: rows.length,
      recall: Object.fromEntries(SEARCH_METHODS.map((method) => [method, mean(method)])) as Record<
        SearchMethod,
        number
      >,
    };
  });
  return {
    queries: queries.length,
    methods: SEARCH_METHODS.map((method) => ({
      method,
      metrics: table((metric) => bootstrap.mean(values(method, metric))),
    })),
    lead: SEARCH_METHODS.slice(0, 3).map((over) => ({
      over,
      metrics: table((metric) => bootstrap.difference(values('learned', metric), values(over, metric))),
    })),
    kinds,
  };
}

const METRIC: Record<SearchMetric, (list: number[], relevant: ReadonlySet<number>) => number> = {
  'recall@10': (list, relevant) => recallAt(list, relevant, 10),
  mrr: (list, relevant) => {
    const place = list.findIndex((item) => relevant.has(item));
    return place < 0 ? 0 : 1 / (place + 1);
  },
  'ndcg@10': (list, relevant) => ndcgAt(list, relevant, 10),
};

/** What a fit learns from: a query's candidates and which of them answer it. */
interface Example {
  /** candidates x features, row-major. */
  rows: Float64Array;
  relevant: Uint8Array;
}

/** Of the squared weights, against chance in a hundred queries. */
const L2 = 0.003;
const STEPS = 3000;
const RATE = 0.2;

/**
 * Weights of `FEATURES` by multi-positive listwise softmax (Cao et al. 2007, "ListNet", with binary judgements), plain
 * gradient descent: the loss is convex. Queries of which no candidate is an answer teach nothing.
 * @param meaning whether the vectors take part
 */
export function fitRelevance(
  queries: readonly PreparedQuery[],
  { index, vectors }: SearchWorld,
  meaning: boolean,
): number[] {
  const examples = queries.flatMap((query) => {
    const near = meaning ? nearness(query.vector, vectors) : null;
    return (
      exampleOf(
        candidatesOf(index.search(query.words), near, () => true),
        query.relevant,
      ) ?? []
    );
  });
  const weights = new Float64Array(FEATURES.length);
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(weights, (weight) => 2 * L2 * weight);
    for (const example of examples) addGradient(example, weights, 1 / examples.length, gradient);
    for (let f = 0; f < weights.length; f++) weights[f] -= RATE * gradient[f];
  }
  return Array.from(weights, (weight) => Math.round(weight * 1000) / 1000);
}

function exampleOf({ hits, near, others }: Candidates, relevant: ReadonlySet<number>): Example | null {
  const byItem = new Map(hits.map((hit) => [hit.item, hit]));
  const items = [...new Set([...byItem.keys(), ...others])];
  if (!items.some((item) => relevant.has(item))) return null;
  const best = hits.reduce((max, { score }) => Math.max(max, score), 0);
  const rows = new Float64Array(items.length * FEATURES.length);
  items.forEach((item, k) => {
    const row = rows.subarray(k * FEATURES.length, (k + 1) * FEATURES.length);
    featuresOf(item, byItem.get(item), best, near, row);
  });
  return { rows, relevant: Uint8Array.from(items, (item) => (relevant.has(item) ? 1 : 0)) };
}

/** Of the cross entropy between the answers, evenly, and the softmax of the scores. */
function addGradient(
  { rows, relevant }: Example,
  weights: Float64Array,
  share: number,
  gradient: Float64Array,
): void {
  const width = weights.length;
  const scores = Float64Array.from(relevant, (_, k) => {
    let score = 0;
    for (let f = 0; f < width; f++) score += weights[f] * rows[k * width + f];
    return score;
  });
  const top = scores.reduce((a, b) => Math.max(a, b));
  const odds = scores.map((score) => Math.exp(score - top));
  const total = odds.reduce((a, b) => a + b);
  const answers = relevant.reduce((a, b) => a + b, 0);
  for (let k = 0; k < odds.length; k++) {
    const error = odds[k] / total - relevant[k] / answers;
    for (let f = 0; f < width; f++) gradient[f] += share * error * rows[k * width + f];
  }
}

/** A report as text for a terminal. */
export function requestTable(report: RequestReport): string {
  const interval = (of: Interval | null) =>
    of === null ? 'none' : `${of.mean.toFixed(3)} [${of.low.toFixed(3)}, ${of.high.toFixed(3)}]`;
  return [
    `Requests: ${report.requests}, as in the shop.`,
    `  parts understood            precision ${report.precision.toFixed(3)}, recall ${report.recall.toFixed(3)}`,
    `  the first answer qualifies  ${interval(report.first)}`,
    `  one of three qualifies      ${interval(report['top 3'])}`,
    `  recall@10                   ${interval(report['recall@10'])}`,
  ].join('\n');
}

/** A report as text for a terminal. */
export function searchTable({ queries, methods, lead, kinds }: SearchReport, { items }: Catalog): string {
  const interval = ({ mean, low, high }: Interval) =>
    `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`.padEnd(24);
  const row = (name: string, metrics: Record<SearchMetric, Interval>) =>
    `  ${name.padEnd(28)}${SEARCH_METRICS.map((metric) => interval(metrics[metric])).join('')}`.trimEnd();
  const head = `  ${''.padEnd(28)}${SEARCH_METRICS.map((metric) => metric.padEnd(24)).join('')}`.trimEnd();
  return [
    `Search: ${queries} judged queries that chose nothing, ${items.length} items. In brackets: 95 % bootstrap intervals over queries.`,
    head,
    ...methods.map(({ method, metrics }) => row(method, metrics)),
    'Learned, ahead of the others on the same queries:',
    ...lead.map(({ over, metrics }) => row(`over ${over}`, metrics)),
    'recall@10 by kind of query:',
    ...kinds.map(
      ({ made, queries: n, recall }) =>
        `  ${`${made} (${n})`.padEnd(28)}${SEARCH_METHODS.map((method) => `${method} ${recall[method].toFixed(3)}`).join(', ')}`,
    ),
  ].join('\n');
}
