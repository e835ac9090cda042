import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoShop, type SeasonHints } from '../../catalog/demo.ts';
import type { Catalog } from '../../catalog/item.ts';
import { EVENT_TYPES } from '../../history/event.ts';
import { countTogether } from '../../models/association-rules.ts';
import { PURCHASE } from '../interactions.ts';
import type { OrderLog } from '../orders.ts';
import { seeded } from '../random.ts';
import { countRepeats } from '../repeats.ts';
import { indexOrders } from '../splits.ts';
import { simulateOrders } from './simulate.ts';
import { buildWorld, type Hours, hoursAt } from './world.ts';

const SOURCES = new URL('../../catalog/demo/', import.meta.url);
const UNTIL = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

let catalog: Catalog;
let hints: SeasonHints;
let log: OrderLog;
beforeAll(() => {
  const files = readdirSync(SOURCES).filter((file) => file.endsWith('.json'));
  const sources = files.map((file) => JSON.parse(readFileSync(new URL(file, SOURCES), 'utf8')));
  ({ catalog, hints } = demoShop(sources));
  log = simulateOrders(catalog, hints, { until: UNTIL, shoppers: 3000, seed: 1 });
}, 60_000);

/** Purchases that `of` accepts. */
const purchases = (of: (event: number) => boolean) =>
  log.item.reduce((sum, _, event) => sum + Number(log.type[event] === PURCHASE && of(event)), 0);
const month = (event: number) => new Date(log.at[event]).getUTCMonth();

describe('simulateOrders', () => {
  it('is the same for the same seed, another for another', () => {
    const small = (seed: number) => simulateOrders(catalog, hints, { until: UNTIL, shoppers: 60, seed });
    expect(small(3)).toEqual(small(3));
    expect(small(3).item).not.toEqual(small(4).item);
  });

  it('fills thirteen months with a believable number of events', () => {
    expect(log.item.length).toBeGreaterThan(60_000);
    expect(log.item.length).toBeLessThan(170_000);
    expect(log.at.reduce((first, at) => Math.min(first, at))).toBeLessThan(UNTIL - 390 * DAY);
    expect(log.at.every((at) => at < UNTIL)).toBe(true);
    expect(log.at.reduce((last, at) => Math.max(last, at))).toBeGreaterThan(UNTIL - DAY);
    const types = new Set(Array.from(log.type, (type) => EVENT_TYPES[type]));
    expect(types).toEqual(new Set(['view_item', 'add_to_cart', 'add_to_wishlist', 'purchase']));
  });

  it('is sorted by user, then time', () => {
    const inOrder = log.user.every((user, event) => {
      if (event === 0 || user > log.user[event - 1]) return true;
      return user === log.user[event - 1] && log.at[event] >= log.at[event - 1];
    });
    expect(inOrder).toBe(true);
  });

  it('gives half of the shoppers the three orders that evaluation needs', () => {
    const orders = indexOrders(log);
    const each = new Int32Array(log.users);
    for (const user of orders.user) each[user]++;
    const enough = each.filter((count) => count >= 3).length;
    expect(enough).toBeGreaterThan(log.users / 2);
    expect(each.filter((count) => count === 0).length).toBeGreaterThan(0);
  });

  it('has seasons: summer things sell in July, Christmas things in December', () => {
    const seasonal = (season: string, when: number) =>
      purchases(
        (event) => hints.season[catalog.items[log.item[event]].id] === season && month(event) === when,
      );
    expect(seasonal('summer', 6)).toBeGreaterThan(2.5 * seasonal('summer', 1));
    expect(seasonal('christmas', 11)).toBeGreaterThan(2.5 * seasonal('christmas', 6));
  });

  it('has hours: what belongs to a morning or an evening sells then, next to what sells at any hour', () => {
    const { wares } = buildWorld(catalog, hints, 1, seeded(1));
    const sold = (hours: Hours | null, at: Hours) =>
      purchases((event) => wares[log.item[event]].hours === hours && hoursAt(log.at[event]) === at);
    const share = (hours: Hours, at: Hours) => sold(hours, at) / sold(null, at);
    expect(share('morning', 'morning')).toBeGreaterThan(1.5 * share('morning', 'evening'));
    expect(share('evening', 'evening')).toBeGreaterThan(1.5 * share('evening', 'morning'));
    for (const hours of ['morning', 'evening'] as const) {
      expect(wares.filter((ware) => ware.hours === hours).length).toBeGreaterThan(50);
    }
  });

  it('has repeats, of what gets used up far more than of what lasts', () => {
    const { rate, interval } = countRepeats(log, catalog.items.length);
    const mean = (used: boolean) => {
      const rates = [...rate].filter((_, item) => catalog.items[item].id in hints.lasts === used);
      return rates.reduce((sum, value) => sum + value, 0) / rates.length;
    };
    expect(mean(true)).toBeGreaterThan(2 * mean(false));
    // Known intervals follow how long a thing lasts.
    const ratios = [...interval]
      .map((days, item) => days / hints.lasts[catalog.items[item].id])
      .filter((ratio) => ratio > 0)
      .sort((a, b) => a - b);
    expect(ratios[ratios.length >> 1]).toBeGreaterThan(0.6);
    expect(ratios[ratios.length >> 1]).toBeLessThan(2);
  });

  it('has people buy across departments what one undertaking needs', async () => {
    const { offset, target } = await countTogether(log, catalog.items.length);
    let across = 0;
    for (let item = 0; item < catalog.items.length; item++) {
      for (let at = offset[item]; at < offset[item + 1]; at++) {
        across += Number(catalog.items[item].department !== catalog.items[target[at]].department);
      }
    }
    expect(across).toBeGreaterThan(100);
  });

  it('leaves some items that nobody has seen', () => {
    const seen = new Set(log.item);
    const unseen = catalog.items.length - seen.size;
    expect(unseen).toBeGreaterThan(0);
    expect(unseen).toBeLessThan(catalog.items.length / 20);
  });
});
