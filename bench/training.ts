/**
 * Base training: how long it takes at the largest size that an import promises (5,000 items, 400,000 order
 * lines), and, given a shop's past orders, whether EASE and ALS alone find people's last orders. The latter
 * checks that they are right; `npm run evaluate` measures the product.
 * Usage: tsx bench/training.ts [folder with items.csv and events.csv.gz]
 */
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../src/catalog/item.ts';
import { readItems } from '../src/catalog/read-items.ts';
import { ndcgAt } from '../src/evaluation/metrics.ts';
import { topItems } from '../src/evaluation/rank.ts';
import { trainAls } from '../src/models/als.ts';
import { countTogether } from '../src/models/association-rules.ts';
import { trainEase } from '../src/models/ease.ts';
import { foldIn } from '../src/models/fold-in.ts';
import { countPopularity } from '../src/models/popularity.ts';
import type { Factors, ItemItem } from '../src/packs/pack.ts';
import { buildLog, type OrderEvent } from '../src/training/build-log.ts';
import { interactions } from '../src/training/interactions.ts';
import type { OrderLog } from '../src/training/orders.ts';
import { seeded } from '../src/training/random.ts';
import { readOrders } from '../src/training/read-orders.ts';
import { countRepeats } from '../src/training/repeats.ts';
import { type HeldOut, holdOutLastOrders } from '../src/training/splits.ts';

const LARGEST = { items: 5000, lines: 400_000, users: 6000 };

const [folder] = process.argv.slice(2);
console.log(`Made-up orders: ${LARGEST.items} items, ${LARGEST.lines} lines`);
await trainAll(madeUpLog(), LARGEST.items);
if (folder === undefined) console.log('No folder of real orders given: skipped the check of quality.');
else await checkQuality(folder);

async function trainAll(log: OrderLog, items: number): Promise<{ ease: ItemItem; als: Factors }> {
  const matrix = await timed('interactions', () => interactions(log, items));
  const ease = await timed('EASE', () => trainEase(matrix));
  const als = await timed('ALS', () => trainAls(matrix, { seed: 1 }));
  await timed('popularity', () => countPopularity(log, items));
  await timed('repeats', () => countRepeats(log, items));
  await timed('together', () => countTogether(log, items));
  const megabytes = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  console.log(`  most memory of the process so far: ${megabytes} MB`);
  return { ease, als };
}

/** NDCG@10 on last orders; base models saw neither them nor the orders before them. */
async function checkQuality(from: string): Promise<void> {
  const { catalog } = await readItems(await openAsBlob(join(from, 'items.csv')));
  if (catalog === null) throw new Error(`${from}/items.csv has no usable items.`);
  const { log } = await readOrders(await openAsBlob(join(from, 'events.csv.gz')), catalog);
  if (log === null) throw new Error(`${from}/events.csv.gz has no usable orders.`);
  const test = holdOutLastOrders(log, 3);
  const inner = holdOutLastOrders(test.history, 2);
  console.log(`Real orders: ${catalog.items.length} items, ${log.item.length} lines`);
  const { ease, als } = await trainAll(inner.history, catalog.items.length);
  report('EASE', test.history, test.targets, catalog, (items, interests) => {
    const scores = new Float64Array(catalog.items.length);
    items.forEach((item, k) => {
      for (let at = ease.offset[item]; at < ease.offset[item + 1]; at++) {
        scores[ease.target[at]] += interests[k] * ease.weight[at];
      }
    });
    return scores;
  });
  report('ALS', test.history, test.targets, catalog, (items, interests) => {
    const person = foldIn(als, items, interests);
    return Float64Array.from(catalog.items, (_, item) =>
      person.reduce((sum, x, k) => sum + x * als.items[item * als.rank + k], 0),
    );
  });
}

function report(
  name: string,
  history: OrderLog,
  targets: readonly HeldOut[],
  catalog: Catalog,
  score: (items: Uint32Array, interests: Float32Array) => Float64Array,
): void {
  const past = interactions(history, catalog.items.length);
  const sums = { new: 0, all: 0 };
  const users = { new: 0, all: 0 };
  for (const { user, items } of targets) {
    const seen = past.column.subarray(past.offset[user], past.offset[user + 1]);
    const scores = score(seen, past.value.subarray(past.offset[user], past.offset[user + 1]));
    const masks = { new: new Set(seen), all: new Set<number>() };
    for (const scope of ['new', 'all'] as const) {
      const wanted = new Set(items.filter((item) => !masks[scope].has(item)));
      if (wanted.size === 0) continue;
      sums[scope] += ndcgAt(topItems(scores, masks[scope], 10), wanted, 10);
      users[scope]++;
    }
  }
  const mean = (scope: 'new' | 'all') => (sums[scope] / users[scope]).toFixed(4);
  console.log(
    `  ${name}: ndcg@10 new ${mean('new')} (${users.new} users), all ${mean('all')} (${users.all})`,
  );
}

/** Popularity falls off like 1 / rank; each user keeps to a tenth of the catalog for half of what they buy. */
function madeUpLog(): OrderLog {
  const random = seeded(1);
  const events: OrderEvent[] = [];
  const drawn = () => Math.floor(LARGEST.items ** random()) - 1;
  for (let line = 0; line < LARGEST.lines; line++) {
    const user = Math.floor(random() ** 2 * LARGEST.users);
    const own = (user % 10) * (LARGEST.items / 10) + Math.floor((random() * LARGEST.items) / 10);
    const day = Math.floor(random() * 365);
    const item = random() < 0.5 ? own : drawn();
    events.push({ user, item, type: 'purchase', at: day * 86_400_000, order: user * 365 + day });
  }
  return buildLog(events, LARGEST.users);
}

async function timed<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  console.log(
    `  ${what}: ${seconds(performance.now() - start)} s, of them computing ${seconds((user + system) / 1000)} s`,
  );
  return result;
}
