import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoShop } from '../../catalog/demo.ts';
import type { Catalog } from '../../catalog/item.ts';
import { startBackend } from '../../compute/backends.ts';
import { contextOf, withoutContext } from '../../fusion/context.ts';
import { fuserOf } from '../../fusion/fusion.ts';
import { priorFusion } from '../../fusion/prior.ts';
import { trainWeights } from '../../fusion/train-weights.ts';
import type { FusionWeights, Popularity } from '../../packs/pack.ts';
import { buildProfile, DAY } from '../../profile/build-profile.ts';
import { momentAtHome } from '../../profile/place.ts';
import type { ContextKind } from '../../profile/preferences.ts';
import type { Moment } from '../../profile/profile.ts';
import { SIGNALS, scoreSignals } from '../../signals/index.ts';
import type { SignalPack } from '../../signals/signal.ts';
import { TEST_STAMP, testVectors } from '../../signals/test-shop.ts';
import { rememberedPopularity } from '../daily-popularity.ts';
import { fusionExamples } from '../fusion-training.ts';
import type { OrderLog } from '../orders.ts';
import { pastEvents, userOffsets } from '../past-events.ts';
import { seeded } from '../random.ts';
import { type HeldOut, holdOutLastOrders } from '../splits.ts';
import { trainBase } from '../train-base.ts';
import { simulateOrders } from './simulate.ts';
import { buildWorld, hoursAt, inSeason, type Ware } from './world.ts';

/**
 * The simulator puts a time-of-day and a seasonal effect into its orders (docs/simulator.md). A model trained on
 * some of its people is asked about others, at the moment of their next order and at a wrong one.
 */

const SOURCES = new URL('../../catalog/demo/', import.meta.url);
const UNTIL = Date.UTC(2026, 10, 20);
/** A part of the shop, so that training takes seconds. */
const DEPARTMENTS = ['Pantry', 'Kitchen', 'Home', 'Bath', 'Outdoors', 'Celebrate', 'Garden'];
const SEED = 5;
/** Choices that a mean is taken over. */
const ENOUGH = 200;

/** Minutes to put a clock forward by: half a day; and 26 weeks, which changes neither hour nor weekday. */
const HALF_A_DAY = 12 * 60;
const WEEK = 7 * 24 * 60;
const HALF_A_YEAR = 26 * WEEK;

let catalog: Catalog;
let wares: Ware[];
let history: OrderLog;
let strangers: HeldOut[];
let pack: SignalPack;
let fusion: FusionWeights;
let offsets: Uint32Array;
let popularityAt: (at: number) => Popularity;

beforeAll(async () => {
  const files = readdirSync(SOURCES).filter((file) => file.endsWith('.json'));
  const whole = demoShop(files.map((file) => JSON.parse(readFileSync(new URL(file, SOURCES), 'utf8'))));
  const items = whole.catalog.items.filter(({ department }) => DEPARTMENTS.includes(department));
  catalog = { ...whole.catalog, items };
  wares = buildWorld(catalog, whole.hints, 1, seeded(SEED)).wares;
  const log = simulateOrders(catalog, whole.hints, { until: UNTIL, shoppers: 2400, seed: SEED });
  const split = holdOutLastOrders(log, 2);
  history = split.history;
  offsets = userOffsets(history);
  popularityAt = rememberedPopularity(history, catalog.items.length);
  const learn = split.targets.filter(({ user }) => user % 2 === 0);
  strangers = split.targets.filter(({ user }) => user % 2 === 1).sort((a, b) => a.at - b.at);
  pack = await trainBase({
    catalog,
    log: history,
    vectors: testVectors(catalog),
    stamp: TEST_STAMP,
    seed: SEED,
  });
  await startBackend(['wasm', 'cpu']);
  const examples = await fusionExamples(
    { catalog, history, heldOut: learn, pack, seed: SEED },
    { maxPersons: 400 },
  );
  ({ weights: fusion } = await trainWeights(examples, priorFusion(), { seed: SEED }));
}, 120_000);

/** Scores of all items for a person who never taught the fusion, with their clock put forward by some minutes. */
function scoresOf({ user, at }: HeldOut, minutes: number, off: readonly ContextKind[] = []): Float64Array {
  const events = pastEvents(history, offsets[user], offsets[user + 1]);
  const moment = { ...momentAtHome(at, catalog.currency), utcOffset: minutes };
  const profile = buildProfile(events, catalog, moment);
  const heard = scoreSignals({ catalog, pack: { ...pack, popularity: popularityAt(at) }, profile });
  const signals = withoutContext(heard, off);
  return fuserOf(fusion, contextOf(profile, { onlyNew: true }, signals, off), signals).all();
}

/**
 * Mean share of the catalog that stands before what was bought: 0 is best, 0.5 chance.
 * @param minutes That each person's clock is put forward by.
 */
function placeOfChoices(affected: (ware: Ware, at: number) => boolean, minutes: number): number {
  let sum = 0;
  let count = 0;
  for (const person of strangers) {
    const known = new Set(history.item.subarray(offsets[person.user], offsets[person.user + 1]));
    const chosen = person.items.filter((item) => affected(wares[item], person.at) && !known.has(item));
    if (chosen.length === 0 || count > ENOUGH) continue;
    const scores = scoresOf(person, minutes);
    for (const item of chosen) {
      sum += scores.filter((score) => score > scores[item]).length / scores.length;
      count++;
    }
  }
  expect(count).toBeGreaterThan(100);
  return sum / count;
}

describe('the time of day', () => {
  const affected = ({ hours }: Ware, at: number) => hours !== null && hours === hoursAt(at);

  it('is found: what belongs to the hour stands a seventh further forward than it would half a day off', () => {
    const right = placeOfChoices(affected, 0);
    expect(right).toBeLessThan(0.86 * placeOfChoices(affected, HALF_A_DAY));
  });

  it('is gone when switched off, bit for bit', () => {
    for (const person of strangers.slice(0, 5)) {
      const noon = { ...person, at: Math.floor(person.at / DAY) * DAY + DAY / 2 };
      const usual = scoresOf(noon, 0, ['hour']);
      for (let hours = -12; hours < 12; hours++) {
        expect(scoresOf(noon, hours * 60, ['hour'])).toEqual(usual);
      }
      expect(scoresOf(noon, -4 * 60)).not.toEqual(scoresOf(noon, 8 * 60));
    }
  });
});

describe('the season', () => {
  const affected = ({ season }: Ware, at: number) => season !== null && inSeason(season, at);

  it('is found: what belongs to it stands a third further forward than it would half a year off', () => {
    const right = placeOfChoices(affected, 0);
    expect(right).toBeLessThan(0.67 * placeOfChoices(affected, HALF_A_YEAR));
  });

  it('is gone when switched off, holidays with it, bit for bit', () => {
    for (const person of strangers.slice(0, 5)) {
      const usual = scoresOf(person, 0, ['season', 'holidays']);
      for (let weeks = 0; weeks < 52; weeks += 4) {
        expect(scoresOf(person, weeks * WEEK, ['season', 'holidays'])).toEqual(usual);
      }
      expect(scoresOf(person, 0)).not.toEqual(scoresOf(person, HALF_A_YEAR));
    }
  });

  it('turns with the earth: summer on the other half of it scores as winter here', () => {
    const [person] = strangers;
    const moment = momentAtHome(person.at, catalog.currency);
    const season = SIGNALS.find(({ name }) => name === 'popularity-season');
    const rowAt = (other: Moment) => {
      const out = new Float32Array(catalog.items.length);
      season?.score({ catalog, pack, profile: buildProfile([], catalog, other) }, out);
      return out;
    };
    const there = rowAt({ ...moment, seasonsApart: true });
    const here = rowAt(moment);
    const half = rowAt({ ...moment, utcOffset: HALF_A_YEAR });
    const of = (season: string) => wares.flatMap((ware) => (ware.season === season ? [ware.index] : []));
    const mean = (row: Float32Array, items: number[]) =>
      items.reduce((sum, item) => sum + row[item], 0) / items.length;
    expect(mean(there, of('summer'))).toBeGreaterThan(mean(here, of('summer')));
    expect(mean(there, of('summer'))).toBeCloseTo(mean(half, of('summer')), 1);
    // Christmas is in December everywhere.
    expect(mean(there, of('christmas'))).toBeGreaterThan(0.9 * mean(here, of('christmas')));
    expect(mean(half, of('christmas'))).toBeLessThan(0.5 * mean(here, of('christmas')));
  });
});
