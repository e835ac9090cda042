/**
 * Search as one types: how long the index takes and how long it holds up its thread, how long each key of real queries
 * takes by words, and how much more meaning takes. Catalogs are the demo's, repeated with words of their own.
 * Usage: tsx bench/search.ts [items ...]
 */
import { readFile } from 'node:fs/promises';
import type { Catalog, Item } from '../src/catalog/item.ts';
import { nodeEncoder } from '../src/encoders/node-encoder.ts';
import { FacetTable, NO_FILTERS } from '../src/search/facets.ts';
import type { JudgedQuery } from '../src/search/judged/judged.ts';
import { buildKeywordIndex } from '../src/search/keyword.ts';
import { marksIn } from '../src/search/marks.ts';
import { type SearchMeans, searchItems } from '../src/search/search-items.ts';
import { type Random, seeded } from '../src/training/random.ts';
import { tail } from './slice/statistics.ts';

const SIZES = process.argv.slice(2).map(Number);
const QUERIES = 100;
const SHOWN = 60;

/** Of a text's words, so many are another in every copy; of the made-up words the frequent ones are few (Zipf). */
const VARIED = 0.15;
const VOCABULARY = 40_000;

const read = async (path: string) =>
  JSON.parse(await readFile(new URL(`../${path}`, import.meta.url), 'utf8'));
const demo: Catalog = await read('public/shop/catalog.json');
const judged: JudgedQuery[] = await read('src/search/judged/queries.json');
const queries = judged.slice(0, QUERIES).map(({ q }) => q);

for (const size of SIZES.length > 0 ? SIZES : [demo.items.length, 4000, 50_000]) await measure(size);
await measureEncoder();

async function measure(size: number): Promise<void> {
  const catalog = { ...demo, items: madeUpItems(size, seeded(1)) };
  console.log(`${size} items`);
  const blocked = watchTurns();
  const building = clock();
  const index = await buildKeywordIndex(catalog);
  const { ms, cpu } = building();
  console.log(
    `  index: ${ms.toFixed(0)} ms, ${cpu.toFixed(0)} of them computing; its thread held up for ${blocked().toFixed(0)} at most`,
  );
  const tableFrom = performance.now();
  const ratingOf = (item: number) => (item % 3 === 0 ? { mean: 4, count: item % 7 } : null);
  const table = new FacetTable(catalog, { rating: ratingOf, firstSeen: new Float64Array(size) });
  console.log(`  facets: ${(performance.now() - tableFrom).toFixed(0)} ms, once`);
  console.log(
    `  ${index.vocabulary.size} words, ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB of heap`,
  );

  const random = seeded(2);
  const d = 512;
  const vectors = Float32Array.from({ length: size * d }, () => random() - 0.5);
  const vector = vectors.slice(0, d);
  const means: SearchMeans = { index, table, vectors, liking: (item) => item % 5 };
  const key = (words: string, meaning: Float32Array | null) => {
    const took = clock();
    const accept = (item: number) => item !== 3;
    const filters = NO_FILTERS;
    const found = searchItems(
      {
        words,
        meaning,
        accept,
        tells: false,
        lift: null,
        filters,
        sort: 'best',
        tiers: false,
        strength: 0.5,
      },
      means,
    );
    for (const { item } of found.items.slice(0, SHOWN)) {
      marksIn(catalog.items[item].title, found.slots);
      marksIn(catalog.items[item].line, found.slots);
    }
    return took();
  };
  // Once for the engine to compile it.
  for (const query of queries.slice(0, 20)) key(query, vector);
  const typing = size > 10_000 ? queries.slice(0, QUERIES / 4) : queries;
  const keys = typing.flatMap((query) =>
    Array.from(query, (_, at) => query.slice(0, at + 1)).map((typed) => ({ typed, ...key(typed, null) })),
  );
  report('each key by words', keys);
  const slowest = [...keys].sort((a, b) => b.cpu - a.cpu).slice(0, 3);
  console.log(`    slowest: ${slowest.map(({ typed, cpu }) => `“${typed}” ${cpu.toFixed(0)}`).join(', ')}`);
  report(
    'whole query with meaning',
    queries.map((query) => key(query, vector)),
  );
}

async function measureEncoder(): Promise<void> {
  const encoder = await nodeEncoder();
  await encoder.encode([queries[0]]);
  const times: Took[] = [];
  for (const query of queries) {
    const took = clock();
    await encoder.encode([query]);
    times.push(took());
  }
  await encoder.dispose();
  report('encoding a query, warm, in Node', times);
}

interface Took {
  /** By the clock. */
  ms: number;
  /** Spent computing: the honest one where other work shares the machine. */
  cpu: number;
}

function clock(): () => Took {
  const from = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { ms: performance.now() - from, cpu: (user + system) / 1000 };
  };
}

function report(what: string, times: readonly Took[]): void {
  const line = (name: string, values: number[]) => {
    const { p50, p95, max } = tail(values);
    return `${name}: median ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, most ${max.toFixed(0)}`;
  };
  const ms = line(
    'ms',
    times.map((one) => one.ms),
  );
  const cpu = line(
    'ms of computing',
    times.map((one) => one.cpu),
  );
  console.log(`  ${what} (${times.length}): ${ms}; ${cpu}`);
}

/** @returns what tells the longest time between two turns of the event loop since */
function watchTurns(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function madeUpItems(size: number, random: Random): Item[] {
  const words = madeUpWords(random);
  const word = () => words[Math.floor(VOCABULARY * random() ** 3)];
  const varied = (text: string) =>
    text.replace(/[A-Za-z]{3,}/g, (known) => (random() < VARIED ? word() : known));
  return Array.from({ length: size }, (_, at): Item => {
    const item = demo.items[at % demo.items.length];
    if (at < demo.items.length) return item;
    const copy = Math.floor(at / demo.items.length);
    return {
      ...item,
      id: `${item.id}-${copy}`,
      title: varied(item.title),
      line: varied(item.line),
      description: varied(item.description),
    };
  });
}

function madeUpWords(random: Random): string[] {
  const letters = ['bcdfghklmnprstvw', 'aeiou'];
  return Array.from({ length: VOCABULARY }, () =>
    Array.from({ length: 4 + Math.floor(random() * 6) }, (_, at) => {
      const some = letters[at % 2];
      return some[Math.floor(random() * some.length)];
    }).join(''),
  );
}
