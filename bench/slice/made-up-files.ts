/** Files of a made-up shop for the import: the demo's own texts, repeated with a number, and seeded orders. */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DIST } from '../../scripts/build.mjs';
import type { Catalog } from '../../src/catalog/item.ts';
import { type Random, seeded } from '../../src/training/random.ts';

export interface MadeUpSize {
  items: number;
  lines: number;
  users: number;
}

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 10, 20);

/** @returns paths of the two files, written into `folder` */
export async function writeMadeUpFiles(
  folder: string,
  size: MadeUpSize,
): Promise<{ items: string; orders: string }> {
  const demo: Catalog = JSON.parse(await readFile(join(DIST, 'shop/catalog.json'), 'utf8'));
  const files = { items: join(folder, 'items.csv'), orders: join(folder, 'orders.csv') };
  await pipeline(Readable.from(itemLines(demo, size)), createWriteStream(files.items));
  await pipeline(Readable.from(orderLines(size, seeded(1))), createWriteStream(files.orders));
  return files;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const idOf = (item: number) => `item-${String(item).padStart(6, '0')}`;

function* itemLines({ items }: Catalog, size: MadeUpSize): Generator<string> {
  yield 'id,title,description,price,brand,department,subcategory\n';
  for (let item = 0; item < size.items; item++) {
    const { title, description, price, brand, department, kind } = items[item % items.length];
    const edition = Math.floor(item / items.length);
    // A text of its own for each, or the encoder's cache would answer.
    const named = edition === 0 ? title : `${title} no. ${edition + 1}`;
    const fields = [idOf(item), named, description, String(price ?? 10), brand, department, kind];
    yield `${fields.map(quoted).join(',')}\n`;
  }
}

/** Popularity falls off like 1 / rank; each user keeps to a tenth of the catalog for half of what they buy. */
function* orderLines({ items, lines, users }: MadeUpSize, random: Random): Generator<string> {
  yield 'user_id,order_id,timestamp,item_id,event,quantity\n';
  const popular = () => Math.floor(items ** random()) - 1;
  for (let line = 0; line < lines; line++) {
    const user = Math.floor(random() ** 2 * users);
    const own = Math.floor(((user % 10) + random()) * (items / 10));
    const day = Math.floor(random() * 365);
    const item = Math.max(0, random() < 0.5 ? own : popular());
    // Ten in the morning, and a second more for each order of the day: lines of one order share the moment.
    const at = new Date(FIRST_DAY + day * DAY + 36_000_000 + (user % 3600) * 1000).toISOString();
    yield `${user},${user}-${day},${at},${idOf(item)},purchase,1\n`;
  }
}
