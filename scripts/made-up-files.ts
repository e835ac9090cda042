/**
 * A tiny shop's files, made up for tests of the command lines, in folders that go away afterwards; and vectors
 * of its texts without an encoder.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemText } from '../src/catalog/item.ts';
import { normal, seeded } from '../src/training/random.ts';
import type { Surroundings } from './command-line.ts';
import type { Encode } from './train.ts';

const DAY = 86_400_000;

/** The newest order is from this day. */
export const NEWEST = Date.UTC(2026, 2, 31);

export interface MadeUpShop {
  items: string;
  orders: string;
}

const COLOURS = ['Red', 'Blue', 'Green', 'White'];
const THINGS = ['mug', 'bowl', 'lamp', 'scarf', 'kettle', 'towel', 'basket', 'candle'];

/** Items are in pairs that are bought together; people come back every fortnight or so. */
export function madeUpShop(people: number, ordersEach: number): MadeUpShop {
  const items = COLOURS.flatMap((colour, c) =>
    THINGS.map((thing, t) => `${String(8 * c + t).padStart(3, '0')},${colour} ${thing},${2 + t}.50`),
  );
  const random = seeded(7);
  const lines: string[] = [];
  for (let person = 0; person < people; person++) {
    for (let order = 0; order < ordersEach; order++) {
      const at = NEWEST - Math.floor(14 * DAY * (ordersEach - 1 - order + random() / 2));
      const item = 2 * Math.floor(random() ** 2 * 16);
      for (const id of [item, item + 1]) {
        const time = new Date(at).toISOString();
        lines.push(`p${person},${String(id).padStart(3, '0')},${time},${person}-${order},1`);
      }
    }
  }
  return {
    items: `id,title,price\n${items.join('\n')}\n`,
    orders: `user,item,time,order,quantity\n${lines.join('\n')}\n`,
  };
}

/** Random directions of words, added up: texts that share words are alike. */
export const encodeByWords: Encode = async ({ items }) => {
  const dimensions = 16;
  const words = new Map<string, number[]>();
  const directionOf = (word: string) => {
    let known = words.get(word);
    if (known === undefined) {
      const random = seeded(words.size + 1);
      known = Array.from({ length: dimensions }, () => normal(random));
      words.set(word, known);
    }
    return known;
  };
  const vectors = new Float32Array(items.length * dimensions);
  items.forEach((item, i) => {
    const row = vectors.subarray(i * dimensions, (i + 1) * dimensions);
    for (const word of itemText(item).toLowerCase().split(' ')) {
      directionOf(word).forEach((value, k) => {
        row[k] += value;
      });
    }
    const norm = Math.hypot(...row);
    for (let k = 0; k < dimensions; k++) row[k] /= norm;
  });
  return {
    vectors,
    stamp: { id: 'words', revision: '1', dtype: 'fp32', pooling: 'none', dimensions },
  };
};

/** An empty folder for a test, and how to be rid of it. */
export async function testFolder(): Promise<{
  folder: string;
  write: (name: string, content: string | Uint8Array) => Promise<string>;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'inkling-'));
  return {
    folder,
    async write(name, content) {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Keeps what a command writes: results in `said`, progress and problems in `told`. */
export class Listener implements Surroundings {
  said = '';
  told = '';
  readonly now = NEWEST + DAY;
  readonly out = { write: (text: string | Uint8Array) => this.hear('said', text) };
  readonly err = { isTTY: false, write: (text: string | Uint8Array) => this.hear('told', text) };

  constructor(readonly signal = new AbortController().signal) {}

  private hear(where: 'said' | 'told', text: string | Uint8Array): boolean {
    this[where] += String(text);
    return true;
  }
}
