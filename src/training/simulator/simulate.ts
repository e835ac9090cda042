/**
 * The order simulator: thirteen months of an invented shop's orders, so that the demo has something to learn
 * from. docs/simulator.md says what it assumes, and how that differs from the models it trains.
 */
import type { SeasonHints } from '../../catalog/demo.ts';
import type { Catalog } from '../../catalog/item.ts';
import { buildLog, type OrderEvent } from '../build-log.ts';
import type { OrderLog } from '../orders.ts';
import { type Random, seeded } from '../random.ts';
import { buildShoppers, drift, type Shopper } from './shopper.ts';
import { Visits } from './visit.ts';
import { buildWorld, inSeason, pick, Street } from './world.ts';

export interface SimulationOptions {
  /** Epoch ms, UTC: the end of the last simulated day. */
  until: number;
  shoppers: number;
  seed: number;
}

const DAY = 86_400_000;
/** Thirteen months: every season once, the present one twice. */
const DAYS = 396;
/** Visits on a weekday of the UK, Sunday first, against the mean: people shop on Sunday evening. */
const WEEKDAYS = [1.3, 1.05, 0.95, 0.9, 0.9, 0.85, 1.05];
/** Hours in which visits begin, by how often: lunch, and evenings. */
const HOURS = [7, 8, 9, 10, 11, 12, 12, 13, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22];

/** Orders, with the views, baskets and saved things around them. The same options give the same log. */
export function simulateOrders(
  catalog: Catalog,
  hints: SeasonHints,
  { until, shoppers: count, seed }: SimulationOptions,
): OrderLog {
  const random = seeded(seed);
  const world = buildWorld(catalog, hints, DAYS, random);
  const street = new Street(world, random);
  const shoppers = buildShoppers(world, count, DAYS, random);
  const visits = new Visits(world, street, random);
  const events: OrderEvent[] = [];

  for (let day = 0; day < DAYS; day++) {
    const midnight = until - (DAYS - day) * DAY;
    street.newDay(day);
    const bustle = WEEKDAYS[new Date(midnight).getUTCDay()] * (inSeason('christmas', midnight) ? 1.6 : 1);
    for (const shopper of shoppers) {
      if (day < shopper.from || day >= shopper.to) continue;
      // Everybody's month ends on another day.
      if ((day + shopper.number) % 30 === 0) drift(world, shopper, day, random);
      if (random() >= chanceOfVisit(shopper, day, bustle)) continue;
      const start = midnight + timeOfDay(random);
      const visit = visits.visit(shopper, day, start);
      for (const event of visit.events) events.push(event);
      for (const ware of visit.bought) {
        if (ware.quality > 0.55 && random() < 0.25) {
          shoppers[pick(shopper.friends, random)].tips.push(ware);
        }
      }
    }
  }
  return buildLog(events, count);
}

/** @param bustle How busy the day is for everybody, 1 on average. */
function chanceOfVisit(shopper: Shopper, day: number, bustle: number): number {
  let chance = shopper.rate * bustle;
  // An empty tin or a half-finished project brings people back.
  for (const runsOut of shopper.staples.values()) if (runsOut <= day) chance += 0.03;
  if (shopper.project !== null && shopper.project.next <= day) chance += 0.03;
  return chance;
}

/** Ms after midnight. A visit takes minutes, so it ends on its day. */
function timeOfDay(random: Random): number {
  return (pick(HOURS, random) * 60 + Math.floor(random() * 60)) * 60_000;
}
