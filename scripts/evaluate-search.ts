/**
 * `npm run evaluate -- --protocol search`: how well the demo shop's search finds what answers the judged queries, by
 * words, by meaning and by both, and how it understands and answers the judged requests. `--fit` learns the weights anew from the queries that are for choosing, and prints them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Catalog } from '../src/catalog/item.ts';
import type { Encoder } from '../src/encoders/encoder.ts';
import { nodeEncoder } from '../src/encoders/node-encoder.ts';
import {
  fitRelevance,
  type PreparedQuery,
  type PreparedRequest,
  requestQuality,
  requestTable,
  type SearchWorld,
  searchQuality,
  searchTable,
} from '../src/evaluation/search-quality.ts';
import { FacetTable } from '../src/search/facets.ts';
import {
  forChoosing,
  type JudgedQuery,
  type JudgedRequest,
  judgeParts,
  meanStars,
  qualifyingItems,
} from '../src/search/judged/judged.ts';
import { buildKeywordIndex } from '../src/search/keyword.ts';
import { buildLexicon, type Lexicon } from '../src/search/lexicon.ts';
import { type RequestWorld, searchRequestOf } from '../src/search/search-request.ts';
import { understand } from '../src/search/understand.ts';
import { CallError, DataError, type Surroundings, wholeNumber } from './command-line.ts';
import { textVectors } from './text-vectors.ts';

const CATALOG = 'public/shop/catalog.json';
const JUDGED = new URL('../src/search/judged/', import.meta.url);

/** Whether a call of `evaluate` is about search: it has options of its own. */
export function asksForSearch(args: readonly string[]): boolean {
  const at = args.indexOf('--protocol');
  return args.includes('--protocol=search') || (at >= 0 && args[at + 1] === 'search');
}

/** @throws CallError, DataError, and the signal's reason */
export async function evaluateSearch(args: string[], { out, err, signal }: Surroundings): Promise<void> {
  const { fit, seed, json } = parsed(args);
  const catalog = await readCatalog();
  err.write('Reading texts and queries\n');
  const { vectors } = await textVectors(catalog, () => {}, signal);
  const stars = meanStars(catalog);
  const ratingOf = (item: number) => {
    const mean = stars.get(catalog.items[item].id);
    return mean === undefined ? null : { mean, count: 1 };
  };
  const firstSeen = new Float64Array(catalog.items.length);
  const table = new FacetTable(catalog, { rating: ratingOf, firstSeen });
  const world: SearchWorld = { index: await buildKeywordIndex(catalog, { signal }), table, vectors };
  const encoder = await nodeEncoder();
  const reader = new Reader(catalog, vectors, ratingOf, encoder);
  const queries: PreparedQuery[] = [];
  const requests: PreparedRequest[] = [];
  try {
    for (const judged of await readJudged<JudgedQuery>('queries')) queries.push(await reader.query(judged));
    for (const judged of await readJudged<JudgedRequest>('requests'))
      requests.push(await reader.request(judged));
  } finally {
    await encoder.dispose();
  }
  signal.throwIfAborted();
  if (fit) {
    const choosing = queries.filter((_, at) => forChoosing(at));
    const weights = (meaning: boolean) => fitRelevance(choosing, world, meaning).join(', ');
    out.write(`words: [${weights(false)}],\nboth: [${weights(true)}],\n`);
  }
  const reporting = queries.filter((_, at) => !forChoosing(at));
  const drawn = wholeNumber('seed', seed, 0) ?? 1;
  const report = {
    search: searchQuality(reporting, world, drawn),
    requests: requestQuality(requests, world, drawn),
  };
  out.write(`${searchTable(report.search, catalog)}\n${requestTable(report.requests)}\n`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
}

async function readJudged<T>(name: string): Promise<T[]> {
  return JSON.parse(await readFile(new URL(`${name}.json`, JUDGED), 'utf8'));
}

/** Reads queries and requests as the shop does. One at a time: a quantised encoder's vectors depend on the batch. */
class Reader {
  readonly #lexicon: Lexicon;
  readonly #world: RequestWorld;

  constructor(
    private readonly catalog: Catalog,
    vectors: Float32Array,
    ratings: RequestWorld['ratings'],
    private readonly encoder: Encoder,
  ) {
    const indexOf = new Map(catalog.items.map(({ id }, item) => [id, item]));
    this.#lexicon = buildLexicon(catalog);
    this.#world = { catalog, vectors, indexOf, ratings };
  }

  async query({ q, made, relevant }: JudgedQuery): Promise<PreparedQuery> {
    const { request, understood, vector } = await this.#read(q);
    return {
      text: q,
      made,
      words: understood.wanted || q,
      vector,
      request,
      relevant: this.#indices(relevant),
    };
  }

  async request(judged: JudgedRequest): Promise<PreparedRequest> {
    const { request, understood } = await this.#read(judged.ask, judged.beside);
    const { missing, wrong } = judgeParts(
      judged,
      understood.parts.map(({ id }) => id),
    );
    return {
      request,
      sort: understood.sort ?? 'best',
      parts: {
        right: judged.understand.length - missing.length,
        missing: missing.length,
        wrong: wrong.length,
      },
      qualifies: this.#indices(qualifyingItems(judged, this.catalog).map(({ id }) => id)),
    };
  }

  async #read(text: string, beside: string | null = null) {
    const understood = understand(text, this.#lexicon, { beside });
    const vector = await this.encoder.encode([text]);
    return { understood, vector, request: searchRequestOf(understood, text, vector, this.#world) };
  }

  #indices(ids: readonly string[]): Set<number> {
    return new Set(ids.flatMap((id) => this.#world.indexOf.get(id) ?? []));
  }
}

async function readCatalog(): Promise<Catalog> {
  try {
    return JSON.parse(await readFile(CATALOG, 'utf8'));
  } catch {
    throw new DataError(`There is no demo shop in ${CATALOG}: run npm run prepare-shop first.`);
  }
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { protocol: text, seed: text, json: text, fit: { type: 'boolean' } } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new CallError(
      `${(error as Error).message}\n\nUsage: npm run evaluate -- --protocol search [--fit] [--seed NUMBER] [--json FILE]`,
    );
  }
}
