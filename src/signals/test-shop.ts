/**
 * A small shop for tests: 72 items in three departments, 90 shoppers with tastes and habits, and a pack
 * really trained on them.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import { EVENT_TYPES } from '../history/event.ts';
import type { EncoderStamp, ModalVectors } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { PastEvent } from '../profile/profile.ts';
import type { OrderLog } from '../training/orders.ts';
import { seeded } from '../training/random.ts';
import { trainBase } from '../training/train-base.ts';
import type { SignalPack } from './signal.ts';

/** Epoch ms of the shop's last day. */
export const TEST_NOW = Date.UTC(2026, 4, 20, 12);
export const TEST_DIMENSIONS = 16;
export const TEST_STAMP: EncoderStamp = {
  id: 'test',
  revision: '1',
  dtype: 'fp32',
  pooling: 'none',
  dimensions: TEST_DIMENSIONS,
};

const DEPARTMENTS = ['Outdoors', 'Kitchen', 'Books'];
const KINDS = 4;
const PER_KIND = 6;

/** Items 0 to 23 are Outdoors, 24 to 47 Kitchen, 48 to 71 Books; six of a kind stand together. */
export function testCatalog(): Catalog {
  const items: Item[] = [];
  for (let i = 0; i < DEPARTMENTS.length * KINDS * PER_KIND; i++) {
    const department = DEPARTMENTS[Math.floor(i / (KINDS * PER_KIND))];
    const kind = Math.floor(i / PER_KIND) % KINDS;
    items.push({
      id: `item-${String(i).padStart(3, '0')}`,
      title: `${department} thing ${i}`,
      line: '',
      description: '',
      price: 5 + 10 * kind + (i % PER_KIND),
      brand: `Maker ${i % 5}`,
      department,
      kind: `${department} kind ${kind}`,
      attributes: {},
      tags: [],
      image: null,
      tint: 'sage',
      available: i !== 71,
    });
  }
  const departments = DEPARTMENTS.map((name) => ({
    name,
    slug: name.toLowerCase(),
    blurb: '',
    kinds: Array.from({ length: KINDS }, (_, kind) => `${name} kind ${kind}`),
    count: KINDS * PER_KIND,
  }));
  return { id: 'test', name: 'Test', currency: 'GBP', items, departments, reviews: [] };
}

/** Unit rows, close within a kind, less so within a department. */
export function testVectors(catalog: Catalog): Float32Array {
  const random = seeded(7);
  const centres = new Map<string, number[]>();
  const centre = (name: string) => {
    const known = centres.get(name) ?? Array.from({ length: TEST_DIMENSIONS }, () => random() - 0.5);
    centres.set(name, known);
    return known;
  };
  const rows = new Float32Array(catalog.items.length * TEST_DIMENSIONS);
  catalog.items.forEach(({ department, kind }, i) => {
    const row = rows.subarray(i * TEST_DIMENSIONS, (i + 1) * TEST_DIMENSIONS);
    const [a, b] = [centre(department), centre(kind)];
    for (let k = 0; k < row.length; k++) row[k] = a[k] + b[k] + 0.3 * (random() - 0.5);
    const norm = Math.hypot(...row);
    for (let k = 0; k < row.length; k++) row[k] /= norm;
  });
  return rows;
}

/** Shoppers keep to one department and come back every three weeks or so; some items they buy each time. */
export function testLog(shoppers = 90): OrderLog {
  const random = seeded(11);
  const rows: { user: number; item: number; type: number; at: number; order: number }[] = [];
  let order = 0;
  const purchase = EVENT_TYPES.indexOf('purchase');
  const view = EVENT_TYPES.indexOf('view_item');
  for (let user = 0; user < shoppers; user++) {
    const first = Math.floor(random() * 3) * 24;
    const favourite = first + Math.floor(random() * 6);
    let at = TEST_NOW - 200 * DAY + random() * 60 * DAY;
    while (at < TEST_NOW - DAY) {
      const items = new Set([first + Math.floor(random() ** 2 * 24), first + Math.floor(random() ** 2 * 24)]);
      if (random() < 0.7) items.add(favourite);
      for (const item of items) rows.push({ user, item, type: view, at: at - 60_000, order: -1 });
      for (const item of items) rows.push({ user, item, type: purchase, at, order });
      order++;
      at += (14 + random() * 21) * DAY;
    }
  }
  rows.sort((a, b) => a.user - b.user || a.at - b.at);
  return {
    users: shoppers,
    user: Int32Array.from(rows, (row) => row.user),
    item: Int32Array.from(rows, (row) => row.item),
    type: Uint8Array.from(rows, (row) => row.type),
    at: Float64Array.from(rows, (row) => row.at),
    quantity: new Float32Array(rows.length).fill(1),
    order: Int32Array.from(rows, (row) => row.order),
  };
}

/** Trained anew on each call; a test file calls it once. */
export async function testPack(catalog = testCatalog()): Promise<SignalPack> {
  return trainBase({ catalog, log: testLog(), vectors: testVectors(catalog), stamp: TEST_STAMP, seed: 3 });
}

/** One event, an hour ago unless said otherwise. */
export function pastEvent(event: Partial<PastEvent> & Pick<PastEvent, 'type' | 'item'>): PastEvent {
  return {
    id: `e-${event.item}-${event.type}`,
    at: TEST_NOW - 3_600_000,
    quantity: 1,
    order: '',
    rating: 0,
    ...event,
  };
}

/**
 * Pictures of most items, by `item % 4` in two shades (so that looks are no matter of kind), and recordings of most books, by
 * `item % 3`.
 */
export function testSenses(catalog: Catalog): { images: ModalVectors; sounds: ModalVectors } {
  const random = seeded(13);
  const modal = (
    modality: 'image' | 'audio',
    groups: number,
    dimensions: number,
    has: (item: number) => boolean,
  ): ModalVectors => {
    // Groups, and two shades of each.
    const centres = Array.from({ length: 3 * groups }, () =>
      Array.from({ length: dimensions }, () => random() - 0.5),
    );
    const vectors = new Float32Array(catalog.items.length * dimensions);
    const present = Uint8Array.from(catalog.items, (_, item) => Number(has(item)));
    catalog.items.forEach((_, item) => {
      if (present[item] === 0) return;
      const row = vectors.subarray(item * dimensions, (item + 1) * dimensions);
      const group = item % groups;
      const shade = groups + 2 * group + (Math.floor(item / groups) % 2);
      for (let k = 0; k < dimensions; k++) {
        row[k] = centres[group][k] + 0.9 * centres[shade][k] + 0.1 * (random() - 0.5);
      }
      const norm = Math.hypot(...row);
      for (let k = 0; k < dimensions; k++) row[k] /= norm;
    });
    return { stamp: { ...TEST_STAMP, id: `test-${modality}`, dimensions, modality }, vectors, present };
  };
  return {
    images: modal('image', 4, 12, (item) => item % 7 !== 6),
    sounds: modal('audio', 3, 8, (item) => item >= 48 && item % 8 !== 7),
  };
}
