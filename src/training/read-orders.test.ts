import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { readItems } from '../catalog/read-items.ts';
import { EVENT_TYPES } from '../history/event.ts';
import { parseOrderTime } from './order-times.ts';
import { type OrdersRead, type ReadOrdersOptions, readOrders } from './read-orders.ts';

/** Items a, b, c (indices 0, 1, 2). */
async function shop(): Promise<Catalog> {
  const { catalog } = await readItems(new File(['id,title\na,Mug\nb,Cup\nc,Jug\n'], 'items.csv'));
  return catalog as Catalog;
}

async function read(text: string | Buffer, options?: ReadOrdersOptions): Promise<OrdersRead> {
  return readOrders(new File([text as BlobPart], 'orders.csv'), await shop(), options);
}

/** The rows of a log, to compare: user, item, type, ISO time, quantity, order. */
function rowsOf({ log }: OrdersRead) {
  if (log === null) return null;
  return Array.from(log.item, (item, i) => [
    log.user[i],
    item,
    EVENT_TYPES[log.type[i]],
    new Date(log.at[i]).toISOString(),
    log.quantity[i],
    log.order[i],
  ]);
}

/** Just user and item of each row. */
function whoWhat(read: OrdersRead) {
  return rowsOf(read)?.map(([user, item]) => [user, item]);
}

describe('orders', () => {
  it('are sorted by user, time and place in the file, whatever the columns are called', async () => {
    const read1 = await read(`InvoiceNo,StockCode,Quantity,InvoiceDate,CustomerID
536365,b,6,2010-12-01 08:26,17850
536366,a,2,2010-12-01 08:00,13047
536365,a,1,2010-12-01 08:26,17850
536367,c,3,2010-12-02 09:00,13047`);
    expect(read1.problems).toEqual([]);
    expect(rowsOf(read1)).toEqual([
      [0, 1, 'purchase', '2010-12-01T08:26:00.000Z', 6, 0],
      [0, 0, 'purchase', '2010-12-01T08:26:00.000Z', 1, 0],
      [1, 0, 'purchase', '2010-12-01T08:00:00.000Z', 2, 1],
      [1, 2, 'purchase', '2010-12-02T09:00:00.000Z', 3, 2],
    ]);
    expect(read1.summary).toEqual({
      events: 4,
      users: 2,
      purchases: 4,
      from: Date.UTC(2010, 11, 1, 8),
      to: Date.UTC(2010, 11, 2, 9),
    });
  });

  it('map every shop software its events, and leave out those that say nothing of taste', async () => {
    const events = [
      'view',
      'Add to Cart',
      'addtocart',
      'wishlist',
      'transaction',
      'remove_from_cart',
      'refund',
    ];
    const lines = events.map(
      (event, i) => `{"visitorid":7,"event":"${event}","itemid":"a","timestamp":${1433221332117 + i}}`,
    );
    const result = await read(lines.join('\n'));
    expect(rowsOf(result)?.map(([, , type]) => type)).toEqual([
      'view_item',
      'add_to_cart',
      'add_to_cart',
      'add_to_wishlist',
      'purchase',
    ]);
    expect(result.notes.join()).toContain('2 lines say nothing about taste');
    expect(result.problemCount).toBe(0);
  });

  it('without an order column come together within half an hour, or in a day where there is no clock', async () => {
    const clocked = await read(`user,item,time
1,a,2026-01-01 10:00
1,b,2026-01-01 10:29
1,c,2026-01-01 10:58
1,a,2026-01-01 11:28
2,a,2026-01-01 11:28`);
    expect(clocked.log?.order).toEqual(Int32Array.of(0, 0, 0, 1, 2));
    const dated = await read('user,item,date\n1,a,2026-01-01\n1,b,2026-01-01\n1,c,2026-01-02\n');
    expect(dated.log?.order).toEqual(Int32Array.of(0, 0, 1));
  });

  it('give every order without a user one of its own, and leave out lines with neither', async () => {
    const result = await read(`customer,order,item,time
,9,a,2026-01-01
,9,b,2026-01-01
9,8,a,2026-01-01
,,c,2026-01-01
,7,c,2026-01-01`);
    expect(whoWhat(result)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 2],
    ]);
    expect(result.notes.join()).toContain('1 line names neither a user nor an order');
  });

  it('find items by SKU and in another case', async () => {
    const result = await read('user,sku,time\n1,X-9,2026-01-01\n1,B,2026-01-01\n', {
      otherIds: new Map([['X-9', 'c']]),
    });
    expect(whoWhat(result)).toEqual([
      [0, 2],
      [0, 1],
    ]);
  });

  it('read the same gzipped, with semicolons and in UTF-16', async () => {
    const text = 'user;item;time\n1;a;2026-01-01\n2;b;2026-01-02\n';
    const expected = rowsOf(await read(text));
    expect(expected).toHaveLength(2);
    expect(rowsOf(await read(gzipSync(text)))).toEqual(expected);
    expect(rowsOf(await read(Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(expected);
  });
});

describe('lines that are left out or changed', () => {
  it('returns and cancelled invoices, counted', async () => {
    const result = await read(`invoice,user,item,quantity,time
1,7,a,-2,2026-01-01
2,7,b,0,2026-01-01
C3,7,c,1,2026-01-01
4,7,c,1,2026-01-01
5,7,b,1,2026-01-01`);
    expect(whoWhat(result)).toEqual([
      [0, 2],
      [0, 1],
    ]);
    expect(result.notes.join()).toContain('3 lines are returns');
    expect(result.skippable).toBe(0);
  });

  it('not the orders of a shop that numbers all of them with a C', async () => {
    const result = await read('invoice,user,item,time\nC1,7,a,2026-01-01\nC2,7,b,2026-01-02\n');
    expect(result.log?.item).toHaveLength(2);
  });

  it('doubled lines count once, though others lie between', async () => {
    const result = await read(`order,user,item,quantity,time
1,7,a,1,2026-01-01
1,7,b,1,2026-01-01
1,7,a,2,2026-01-01
1,7,a,1,2026-01-01
2,7,a,1,2026-01-01`);
    expect(rowsOf(result)?.map(([, item, , , quantity, order]) => [item, quantity, order])).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [0, 2, 0],
      [0, 1, 1],
    ]);
    expect(result.notes.join()).toContain('1 doubled line was');
  });

  it('none, where doubled lines are two pieces', async () => {
    const text = 'order,user,item,time\n1,7,a,2026-01-01\n1,7,a,2026-01-01\n';
    const result = await read(text, { keepDoubled: true });
    expect([result.log?.item.length, result.cleaning]).toEqual([2, []]);
  });

  it('with a return, the purchase it sends back, if that is asked for', async () => {
    const text = `invoice,user,item,quantity,time
1,7,a,1,2026-01-01
2,7,a,2,2026-01-02
3,7,b,1,2026-01-02
4,8,a,1,2026-01-02
5,9,c,1,2026-01-02
C6,7,a,-2,2026-01-03
C7,8,b,1,2026-01-03
8,7,a,1,2026-01-04`;
    const left = await read(text);
    expect(whoWhat(left)).toHaveLength(6);
    const undone = await read(text, { undoReturns: true });
    expect(rowsOf(undone)?.map(([user, item, , at]) => [user, item, String(at).slice(0, 10)])).toEqual([
      [0, 0, '2026-01-01'],
      [0, 1, '2026-01-02'],
      [0, 0, '2026-01-04'],
      [1, 0, '2026-01-02'],
      [2, 2, '2026-01-02'],
    ]);
    expect(undone.cleaning).toMatchObject([{ rule: 'returns', lines: 2, users: null }]);
    expect(undone.notes.join()).toContain('2 lines are returns');
    expect(undone.notes.join()).toContain('with the 1 purchase that is sent back');
  });

  it('times that are still to come', async () => {
    const text = 'user,item,time\n1,a,2026-01-01 12:00\n1,b,2026-01-02 11:00\n1,c,2026-01-02 13:00\n';
    const result = await read(text, { now: Date.UTC(2026, 0, 1, 12) });
    expect(result.log?.item).toEqual(Int32Array.of(0, 1));
    expect(result.problems).toEqual([
      expect.objectContaining({
        line: 4,
        field: 'time',
        message: 'The time 2026-01-02T13:00:00.000Z lies in the future.',
      }),
    ]);
  });

  it('unknown items, with the first few named', async () => {
    const result = await read(
      `user,item,time\n1,a,2026-01-01\n1,zz,2026-01-01\n2,zz,2026-01-01\n2,"y",2026-01-01\n`,
    );
    expect(result.problems).toEqual([
      expect.objectContaining({
        line: 3,
        field: 'item',
        message: '3 lines name 2 items that the items file doesn\'t have: "zz", "y".',
      }),
    ]);
    expect([result.problemCount, result.skippable, result.log?.item.length]).toEqual([1, 3, 1]);
  });

  it('broken lines name line, field and remedy', async () => {
    const result = await read(`user,item,event,quantity,time
1,a,view,1,2026-01-01
1,a,sneeze,1,2026-01-01
1,,view,1,2026-01-01
1,a,view,lots,2026-01-01
1,a,view,1,yesterday
1,a,view,1
1,a,view,1,`);
    expect(result.problems.map(({ line, field }) => [line, field])).toEqual([
      [3, 'event'],
      [4, 'item'],
      [5, 'quantity'],
      [6, 'time'],
      [7, 'time'],
      [8, 'time'],
    ]);
    expect([result.problemCount, result.skippable, result.log?.item.length]).toEqual([6, 6, 1]);
    for (const { fix } of result.problems) expect(fix).not.toBe('');
  });
});

describe('ratings', () => {
  /** User, item, rating of each event; null where there is none. */
  const ratingsOf = ({ log }: OrdersRead) =>
    log && Array.from(log.item, (item, i) => [log.user[i], item, log.rating?.[i] ?? null]);

  it('are read with the events they stand at, and make them purchases', async () => {
    const result = await read(`user,item,event,stars,time
1,a,view,,2026-01-01
1,a,purchase,4,2026-01-02
2,b,rate,4.5,2026-01-02
2,c,review,,2026-01-03`);
    expect(rowsOf(result)?.map(([user, item, type]) => [user, item, type])).toEqual([
      [0, 0, 'view_item'],
      [0, 0, 'purchase'],
      [1, 1, 'purchase'],
      [1, 2, 'purchase'],
    ]);
    expect(result.log?.rating).toEqual(Float32Array.of(Number.NaN, 4, 4.5, Number.NaN));
    expect(result.summary?.ratings).toEqual({ events: 2, lowest: 4, highest: 4.5 });
  });

  it('are absent where nobody rates', async () => {
    const result = await read('user,item,rating,time\n1,a,,2026-01-01\n');
    expect(result.log && 'rating' in result.log).toBe(false);
    expect(result.summary?.ratings).toBeUndefined();
  });

  it('given later belong to the purchase; the newest counts', async () => {
    const result = await read(`user,item,event,rating,time
1,a,purchase,,2026-01-01
1,a,rate,3,2026-01-05
1,a,rate,5,2026-01-06
1,a,purchase,,2026-02-01
1,b,rate,2,2026-01-06`);
    expect(ratingsOf(result)).toEqual([
      [0, 0, 5],
      [0, 1, 2],
      [0, 0, Number.NaN],
    ]);
    expect(result.cleaning).toMatchObject([{ rule: 'later-ratings', lines: 2, users: 1 }]);
  });

  it("come from MovieLens' files, with and without a line of names", async () => {
    const named = await read('userId,movieId,rating,timestamp\n1,a,4,1000000000\n1,c,3.5,1000000060\n');
    expect(ratingsOf(named)).toEqual([
      [0, 0, 4],
      [0, 2, 3.5],
    ]);
    const { catalog } = await readItems(new File(['movieId,title\n00242,A\n242,B\n302,C\n'], 'u.csv'));
    const bare = new File(
      ['196\t242\t3\t881250949\n186\t302\t3\t891717742\n196\t00242\t1\t881250949\n'],
      'u.data',
    );
    const result = await readOrders(bare, catalog as Catalog);
    // Items 00242, 242 and 302: the zeros in front are part of the name.
    expect(ratingsOf(result)).toEqual([
      [0, 1, 3],
      [0, 0, 1],
      [1, 2, 3],
    ]);
    expect(result.problems).toEqual([]);
    expect(result.notes.join()).toContain('no line of column names');
  });

  it('off the scale are named, with line and remedy', async () => {
    const result = await read(`user,item,rating,time
1,a,-1,2026-01-01
1,b,999,2026-01-01
1,c,NaN,2026-01-01
1,a,good,2026-01-01
1,c,4,2026-01-01`);
    expect(result.problems.map(({ line, field, message }) => [line, field, message])).toEqual([
      [2, 'rating', 'The rating "-1" is negative.'],
      [3, 'rating', 'The rating "999" is above 100.'],
      [4, 'rating', 'The rating "NaN" is not a number.'],
      [5, 'rating', 'The rating "good" is not a number.'],
    ]);
    expect([result.skippable, ratingsOf(result)]).toEqual([4, [[0, 2, 4]]]);
  });

  it.each([
    ['a single one above all others is off the scale', [...Array(40).keys()].map((i) => 1 + (i % 5)), 55, 1],
    ['a scale of ten points is one', [...Array(40).keys()].map((i) => 1 + (i % 10)), 10, 0],
    ['a hundred points, too', [...Array(40).keys()].map((i) => 2.5 * i), 100, 0],
    ['few ratings are not judged', [1, 2, 3, 4, 5], 55, 0],
  ])('%s', async (_, usual, last, problems) => {
    const lines = [...usual, last].map((rating, i) => `${i},a,${rating},2026-01-01`);
    const result = await read(`user,item,rating,time\n${lines.join('\n')}\n`);
    expect(result.problemCount).toBe(problems);
    expect(result.log?.item).toHaveLength(lines.length - problems);
    if (problems > 0)
      expect(result.problems[0]).toMatchObject({ line: 42, message: expect.stringContaining('above 5') });
  });
});

it('takes times of different zones for the moments they are', async () => {
  const result = await read(`user,item,time
1,a,2026-03-31T16:05:00+02:00
1,b,2026-03-31T14:04:00Z
1,c,2026-03-31T09:06:00-05:00`);
  expect(rowsOf(result)?.map(([, item, , at]) => [item, at])).toEqual([
    [1, '2026-03-31T14:04:00.000Z'],
    [0, '2026-03-31T14:05:00.000Z'],
    [2, '2026-03-31T14:06:00.000Z'],
  ]);
});

describe('files without usable orders', () => {
  it.each([
    ['user,item,time\n', 'only a line of column names', null],
    ['user,time\n1,2026-01-01\n', 'which item', 'item'],
    ['user,item\n1,a\n', 'when', 'time'],
    ['item,time\na,2026-01-01\n', 'who ordered', 'user'],
    ['user,item,time\n1,zz,2026-01-01\n', 'No order is left', null],
    ['GIF89a', 'GIF', null],
  ])('say so: %j', async (text, message, field) => {
    const { log, summary, problems } = await read(text);
    expect([log, summary]).toEqual([null, null]);
    expect(problems[0]).toMatchObject({ line: null, field });
    expect(problems[0].message).toContain(message);
  });
});

describe('times', () => {
  const moment = Date.UTC(2026, 2, 31, 14, 5);

  it.each([
    '2026-03-31T14:05:00Z',
    '2026-03-31 14:05',
    '2026-03-31 14:05:00 UTC',
    '2026-03-31T16:05:00.000+02:00',
    '2026/03/31 2:05 PM',
    '31 Mar 2026 14:05',
    'Tue, 31 Mar 2026 14:05:00 GMT',
    'March 31, 2026 2:05 pm',
    '31-mar-2026 14:05',
    `${moment}`,
    `${moment / 1000}`,
    `${moment * 1000}`,
    '1774965900.0',
  ])('%s', (text) => {
    expect(parseOrderTime(text)).toEqual({ dayFirst: moment, monthFirst: moment, clock: true });
  });

  it('knows dates without a clock', () => {
    const day = Date.UTC(2026, 2, 31);
    for (const text of ['2026-03-31', '20260331', '31 March 2026', '2026.03.31']) {
      expect(parseOrderTime(text)).toEqual({ dayFirst: day, monthFirst: day, clock: false });
    }
  });

  it.each([
    '',
    'soon',
    '2026-02-30',
    '2026-13-01',
    '1/2',
    '31/31/2026',
    '1850-01-01',
    '2026-01-01 25:00',
    '99999999999999999',
  ])('refuses %j', (text) => {
    expect(parseOrderTime(text)).toBeNull();
  });

  it('takes day and month in the order that fits the whole file', async () => {
    const days = await read('user,item,time\n1,a,03/04/2026 10:00\n1,b,25/04/2026 10:00\n');
    expect(rowsOf(days)?.[0][3]).toBe('2026-04-03T10:00:00.000Z');
    const months = await read('user,item,time\n1,a,03/04/2026 10:00\n1,b,04/25/2026 10:00\n');
    expect(rowsOf(months)?.[0][3]).toBe('2026-03-04T10:00:00.000Z');
    expect(months.notes.join()).toContain('month first');
  });

  it('decides by the file being in order where both fit, and for the day where that fits too', async () => {
    const sorted = await read('user,item,time\n1,a,1/11/2026\n1,b,2/10/2026\n1,c,3/9/2026\n');
    expect(rowsOf(sorted)?.[0][3]).toBe('2026-01-11T00:00:00.000Z');
    const alone = await read('user,item,time\n1,a,03/04/2026\n');
    expect(rowsOf(alone)?.[0][3]).toBe('2026-04-03T00:00:00.000Z');
  });

  it('reports the lines that are the other way round', async () => {
    const result = await read('user,item,time\n1,a,25/04/2026\n1,b,26/04/2026\n1,c,04/27/2026\n');
    expect(result.problems).toEqual([expect.objectContaining({ line: 4, field: 'time' })]);
    expect(result.log?.item).toHaveLength(2);
  });
});

it('gives a sound log or names what is wrong, whatever the lines', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      '1',
      '-1',
      '2026-01-01',
      '03/04/2026',
      '1433221332',
      'view',
      'C7',
      '',
      '"',
      '1e9',
      '__proto__',
    ),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
      .map((codes) => String.fromCharCode(...codes)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell, cell, cell, cell), { maxLength: 12 }),
      async (rows) => {
        const text = rows.map((row) => row.join(',')).join('\n');
        const { log, summary, problemCount } = await read(`user,item,event,quantity,time,order\n${text}`);
        if (log === null) {
          expect(problemCount).toBeGreaterThan(0);
          return;
        }
        expect(summary?.events).toBe(log.item.length);
        for (let i = 0; i < log.item.length; i++) {
          expect(log.item[i]).toBeLessThan(3);
          expect(log.quantity[i]).toBeGreaterThan(0);
          expect(log.user[i]).toBeLessThan(log.users);
          expect(Number.isFinite(log.at[i])).toBe(true);
          if (i === 0) continue;
          const later = log.user[i] === log.user[i - 1] && log.at[i] >= log.at[i - 1];
          expect(later || log.user[i] > log.user[i - 1]).toBe(true);
        }
      },
    ),
    { numRuns: 150 },
  );
});

describe('real orders', () => {
  const folder = process.env.INKLING_DATA ?? join(import.meta.dirname, '../../../shared/data/online-retail');
  const path = join(folder, 'events.csv.gz');
  const missing = !existsSync(path);

  it.skipIf(missing)(`Online Retail reads whole${missing ? ` (skipped: no ${path})` : ''}`, async () => {
    const { catalog } = await readItems(new File([readFileSync(join(folder, 'items.csv'))], 'items.csv'));
    const used = process.cpuUsage();
    const result = await readOrders(new File([readFileSync(path)], 'events.csv.gz'), catalog as Catalog);
    const { user, system } = process.cpuUsage(used);
    expect([result.problemCount, result.skippable]).toEqual([0, 0]);
    expect(result.summary).toMatchObject({ events: 344_699, users: 4_335, purchases: 344_699 });
    expect(result.notes).toEqual([]);
    // Processor time, in microseconds: other work on the machine doesn't count.
    expect(user + system).toBeLessThan(10e6);
  });
});
