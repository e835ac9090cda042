import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { readItems } from '../catalog/read-items.ts';
import { buildLog, type OrderEvent } from './build-log.ts';
import { type CleanOptions, clean } from './clean.ts';
import type { OrderLog } from './orders.ts';
import { readOrders } from './read-orders.ts';

const DAY = 86_400_000;

/** `counts[u]` purchases of user u, one a day, of items 0, 1, 2, 0, ... */
function logOf(counts: readonly number[]): OrderLog {
  const events = counts.flatMap((count, user) =>
    Array.from(
      { length: count },
      (_, i): OrderEvent => ({ user, item: i % 3, type: 'purchase', at: i * DAY }),
    ),
  );
  return buildLog(events, counts.length);
}

const rulesOf = (log: OrderLog, options?: CleanOptions) =>
  clean(log, options).cleaning.map(({ rule }) => rule);

describe('bulk accounts', () => {
  const usual = Array.from({ length: 200 }, (_, i) => 2 + (i % 7));
  const withTill = [...usual.slice(0, 50), 5_000, ...usual.slice(50)];

  it('are left out, and persons numbered anew', () => {
    const { log, cleaning } = clean(logOf(withTill));
    expect(log).toEqual(logOf(usual));
    expect(cleaning).toMatchObject([{ rule: 'bulk-accounts', lines: 5_000, users: 1 }]);
    expect(cleaning[0].what).toBe(
      '1 account has up to 5,000 lines where 5 are usual, and is left out with 5,000 lines.',
    );
    expect(cleaning[0].change).toContain('--keep-bulk');
  });

  it('stay where that is asked for', () => {
    expect(clean(logOf(withTill), { keepBulk: true }).log.users).toBe(201);
  });

  it('are none where many have as much, where it is little, or where few persons tell what is usual', () => {
    expect(rulesOf(logOf([...usual, 900]))).toEqual([]);
    expect(rulesOf(logOf([3, 4, 5_000]))).toEqual([]);
    expect(rulesOf(logOf(Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? 1_200 : 40))))).toEqual([]);
  });
});

describe('long histories', () => {
  it('keep their newest events', () => {
    const { log, cleaning } = clean(logOf([12, 3]), { maxEvents: 10 });
    expect(Array.from(log.at.subarray(0, 10))).toEqual(Array.from({ length: 10 }, (_, i) => (i + 2) * DAY));
    expect([log.users, log.item.length]).toEqual([2, 13]);
    expect(cleaning).toMatchObject([{ rule: 'long-histories', lines: 2, users: 1 }]);
  });

  it('end at ten thousand by themselves', () => {
    const { log, cleaning } = clean(logOf([50_000]));
    expect(log.item).toHaveLength(10_000);
    expect(cleaning[0].what).toContain('40,000 older ones are left out');
  });
});

describe('quantities', () => {
  const quantities = (values: number[]) =>
    buildLog(
      values.map((quantity, user) => ({ user, item: 0, type: 'purchase', at: DAY, quantity })),
      values.length,
    );
  const usual = Array.from({ length: 2_000 }, (_, i) => 1 + (i % 20));

  it('nobody orders are capped at ten times what hardly anybody does', () => {
    const { log, cleaning } = clean(quantities([...usual, 80_995, 150]));
    expect(log.quantity.slice(-2)).toEqual(Float32Array.of(200, 150));
    expect(cleaning).toMatchObject([
      {
        rule: 'quantities',
        what: '1 quantity is beyond belief (up to 80,995) and taken for 200.',
        lines: 1,
        users: 1,
      },
    ]);
  });

  it('have another limit where one is given', () => {
    expect(clean(quantities([5, 6, 7]), { maxQuantity: 6 }).log.quantity).toEqual(Float32Array.of(5, 6, 6));
  });
});

it('changes nothing about an ordinary shop, and what it gives is clean', () => {
  const small = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 150 });
  const large = fc.array(fc.integer({ min: 2_000, max: 12_000 }), { maxLength: 2 });
  fc.assert(
    fc.property(small, large, (ordinary, bulk) => {
      expect(clean(logOf(ordinary)).cleaning).toEqual([]);
      const once = clean(logOf([...ordinary, ...bulk]));
      expect(clean(once.log, { keepBulk: true }).cleaning).toEqual([]);
      expect(once.log.users).toBe(new Set(once.log.user).size);
    }),
    { numRuns: 20 },
  );
});

it('takes an empty log', () => {
  expect(clean(buildLog([], 0)).cleaning).toEqual([]);
});

describe('real orders', () => {
  const folder = process.env.INKLING_DATA ?? join(import.meta.dirname, '../../../shared/data/online-retail');
  const path = join(folder, 'events.csv.gz');
  const missing = !existsSync(path);

  it.skipIf(missing)(
    `Online Retail keeps its customers${missing ? ` (skipped: no ${path})` : ''}`,
    async () => {
      const { catalog } = await readItems(new File([readFileSync(join(folder, 'items.csv'))], 'items.csv'));
      const { log } = await readOrders(new File([readFileSync(path)], 'events.csv.gz'), catalog as Catalog);
      const cleaned = clean(log as OrderLog);
      expect(cleaned.log.users).toBe(4_335);
      expect(cleaned.cleaning).toMatchObject([{ rule: 'quantities', lines: 3 }]);
    },
  );
});
