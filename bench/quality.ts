/**
 * Recommendation quality on a shop's past orders, by the last-order protocol: every signal alone, and the
 * fusion. Usage: tsx bench/quality.ts <folder with items.csv and events.csv.gz> [seed]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import type { Catalog, Item } from '../src/catalog/item.ts';
import { startBackend } from '../src/compute/backends.ts';
import { evaluate, pairedInterval, type Result } from '../src/evaluation/evaluate.ts';
import { lastOrderCases } from '../src/evaluation/last-order.ts';
import { priorFusion } from '../src/fusion/prior.ts';
import { EVENT_TYPES } from '../src/history/event.ts';
import { dailyPopularity } from '../src/training/daily-popularity.ts';
import { trainFusion } from '../src/training/fusion-training.ts';
import type { OrderLog } from '../src/training/orders.ts';
import { holdOutLastOrders } from '../src/training/splits.ts';
import { trainBase } from '../src/training/train-base.ts';

/** Words hashed into this many dimensions stand in for the encoder, which has its own benchmark. */
const DIMENSIONS = 256;

const [folder, seedText = '1'] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: tsx bench/quality.ts <folder with items.csv and events.csv.gz> [seed]');
  process.exit(2);
}
const seed = Number(seedText);

const catalog = readCatalog(join(folder, 'items.csv'));
const log = readLog(join(folder, 'events.csv.gz'), catalog);
const n = catalog.items.length;
console.log(`${n} items, ${log.item.length} events, ${log.users} users`);

// Test targets are the last orders of users with three or more; fusion learns from the orders before them.
const test = holdOutLastOrders(log, 3);
const inner = holdOutLastOrders(test.history, 2);
const vectors = hashedWords(catalog);
const stamp = {
  id: 'hashed-words',
  revision: '1',
  dtype: 'fp32',
  pooling: 'none',
  dimensions: DIMENSIONS,
} as const;
const pack = await timed('base', () => trainBase({ catalog, log: inner.history, vectors, stamp, seed }));
await startBackend(['wasm', 'cpu']);
const { weights, validationLoss } = await timed('fusion', () =>
  trainFusion({ catalog, history: inner.history, heldOut: inner.targets, pack, seed }),
);
console.log(`validation loss ${validationLoss.toFixed(4)}`);
const results = await timed('evaluation', () =>
  evaluate({
    catalog,
    pack,
    fusions: { 'fusion-prior': priorFusion(), 'fusion-gated': weights },
    cases: lastOrderCases(test.history, test.targets),
    scopes: ['new', 'all'],
    popularityAt: dailyPopularity(test.history, n),
  }),
);
for (const scope of ['new', 'all'] as const) report(results.filter((result) => result.scope === scope));

function report(rows: Result[]): void {
  const fusion = rows.find(({ model }) => model === 'fusion-gated');
  console.log(
    `\n${rows[0].scope}: ${rows[0].users} users; last, the lead of fusion-gated in ndcg@10, 95 % interval`,
  );
  console.log(['model'.padEnd(20), ...Object.keys(rows[0].metrics)].join('  '));
  for (const { model, metrics, each } of rows.sort((a, b) => b.metrics['ndcg@10'] - a.metrics['ndcg@10'])) {
    const figures = Object.entries(metrics).map(([name, value]) => value.toFixed(3).padStart(name.length));
    const lead = fusion === undefined ? null : pairedInterval(fusion.each, each, { seed });
    const interval =
      lead === null ? '' : `${lead.mean.toFixed(3)} [${lead.low.toFixed(3)}, ${lead.high.toFixed(3)}]`;
    console.log([model.padEnd(20), ...figures, interval].join('  '));
  }
}

/** Wall time, and the processor's own: on a busy machine only the second one can be compared. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  console.log(`${what}: ${seconds(performance.now() - start)}, processor ${seconds((user + system) / 1000)}`);
  return result;
}

function rowsOf<Column extends string>(text: string): Record<Column, string>[] {
  return Papa.parse<Record<Column, string>>(text, { header: true, skipEmptyLines: true }).data;
}

function readCatalog(file: string): Catalog {
  const items = rowsOf<'item_id' | 'title' | 'price'>(readFileSync(file, 'utf8')).map(
    ({ item_id, title, price }): Item => ({
      id: item_id,
      title,
      line: '',
      description: '',
      price: Number(price),
      brand: '',
      department: 'Everything',
      kind: '',
      attributes: {},
      tags: [],
      image: null,
      tint: '',
      available: true,
    }),
  );
  items.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { id: 'bench', name: 'Bench', currency: 'GBP', items, departments: [], reviews: [] };
}

type LogColumn = 'user_id' | 'item_id' | 'event' | 'quantity' | 'timestamp' | 'order_id';

function readLog(file: string, { items }: Catalog): OrderLog {
  const indexOf = new Map(items.map(({ id }, index) => [id, index]));
  const users = new Map<string, number>();
  const rows = rowsOf<LogColumn>(gunzipSync(readFileSync(file)).toString()).flatMap((row, line) => {
    const item = indexOf.get(row.item_id);
    if (item === undefined) return [];
    if (!users.has(row.user_id)) users.set(row.user_id, users.size);
    const user = users.get(row.user_id) ?? 0;
    return [{ ...row, user, item, at: Date.parse(row.timestamp), line }];
  });
  rows.sort((a, b) => a.user - b.user || a.at - b.at || a.line - b.line);
  return {
    users: users.size,
    user: Int32Array.from(rows, ({ user }) => user),
    item: Int32Array.from(rows, ({ item }) => item),
    type: Uint8Array.from(rows, ({ event }) => EVENT_TYPES.indexOf(event as (typeof EVENT_TYPES)[number])),
    at: Float64Array.from(rows, ({ at }) => at),
    quantity: Float32Array.from(rows, ({ quantity }) => Number(quantity)),
    order: Int32Array.from(rows, ({ order_id }) => Number(order_id)),
  };
}

/** Unit rows: each word adds to one dimension, by its FNV-1a hash, weighted by rarity. */
function hashedWords({ items }: Catalog): Float32Array {
  const words = items.map(({ title }) => title.toLowerCase().match(/[a-z]+/g) ?? []);
  const documents = new Map<string, number>();
  for (const list of words)
    for (const word of new Set(list)) documents.set(word, (documents.get(word) ?? 0) + 1);
  const rows = new Float32Array(items.length * DIMENSIONS);
  words.forEach((list, i) => {
    const row = rows.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);
    for (const word of list) {
      let hash = 0x811c9dc5;
      for (let c = 0; c < word.length; c++) hash = Math.imul(hash ^ word.charCodeAt(c), 0x01000193) >>> 0;
      row[hash % DIMENSIONS] += Math.log(items.length / (documents.get(word) ?? 1));
    }
    const norm = Math.hypot(...row) || 1;
    for (let k = 0; k < row.length; k++) row[k] /= norm;
  });
  return rows;
}
