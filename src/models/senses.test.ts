/** Joint and attended: what they learn from orders that go by looks in one department and by sound in another. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildProfile } from '../profile/build-profile.ts';
import { comparedChoices, type Sense, sensesOf } from '../profile/senses.ts';
import { pastEvent, TEST_NOW, testCatalog, testSenses, testVectors } from '../signals/test-shop.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { interactions } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';
import { seeded } from '../training/random.ts';
import { trainAls } from './als.ts';
import {
  type Attended,
  attendedBecause,
  attendedSaved,
  attendedScores,
  attentionOf,
  trainAttended,
  weightsAmong,
} from './attended.ts';
import { trainJoint } from './joint.ts';

const catalog = testCatalog();
const senses = sensesOf({ vectors: testVectors(catalog), ...testSenses(catalog) }, catalog.items.length);
const DAY = 86_400_000;

/** Kitchen (24 to 47) by looks, Books (48 to 71) by sound; never by what a thing is. */
function log(users: number): OrderLog {
  const random = seeded(5);
  const events: OrderEvent[] = [];
  for (let user = 0; user < users; user++) {
    const [look, sound] = [Math.floor(random() * 4), Math.floor(random() * 3)];
    const kitchen = Array.from({ length: 24 }, (_, i) => 24 + i).filter((item) => item % 4 === look);
    const books = Array.from({ length: 24 }, (_, i) => 48 + i).filter((item) => item % 3 === sound);
    for (let order = 0; order < 6; order++) {
      const at = TEST_NOW - (60 - 8 * order) * DAY - user * 1000;
      for (const from of [kitchen, books]) {
        if (from.length === 0) continue;
        const [item] = from.splice(Math.floor(random() * from.length), 1);
        events.push({ user, item, type: 'purchase', at, order: user * 10 + order });
      }
    }
  }
  return buildLog(events, users);
}

const visitor = (items: readonly number[]) =>
  buildProfile(
    items.map((item, i) =>
      pastEvent({ type: 'purchase', item, at: TEST_NOW - (items.length - i) * DAY, order: `${i}` }),
    ),
    catalog,
    { now: TEST_NOW, utcOffset: 0 },
  );

const orders = log(150);
const named = (modality: string) => senses.findIndex((sense) => sense.modality === modality);

describe('attention over modalities', () => {
  let learned: Attended;
  beforeAll(async () => {
    learned = (await trainAttended(senses, catalog, orders, { seed: 2 })) as Attended;
  });

  it('goes to what told the choices of each department', () => {
    const { sequence } = visitor([24, 28, 32, 48, 51, 54]);
    const attention = attentionOf(
      learned,
      comparedChoices(sequence, catalog, senses),
      catalog,
      senses.length,
    );
    const all = () => true;
    const [kitchen, books] = [weightsAmong(attention('Kitchen'), all), weightsAmong(attention('Books'), all)];
    expect(kitchen[named('image')]).toBeGreaterThan(kitchen[named('text')]);
    expect(books[named('audio')]).toBeGreaterThan(Math.max(books[named('text')], books[named('image')]));
    for (const weights of [kitchen, books]) expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('gives a missing modality no weight, and the others all of it', () => {
    const weights = weightsAmong(Float64Array.of(1, 2, 3), (m) => m !== 1);
    expect(weights[1]).toBe(0);
    expect(weights[0] + weights[2]).toBeCloseTo(1, 12);
    expect([...weightsAmong(Float64Array.of(1, 2), () => false)]).toEqual([0, 0]);
  });

  it('ranks what looks or sounds alike before what reads alike', () => {
    const out = new Float32Array(catalog.items.length);
    const profile = visitor([24, 28, 32, 36]);
    expect(attendedScores(learned, senses, catalog, profile, out)).toBe(true);
    expect(out.every(Number.isFinite)).toBe(true);
    const fresh = [...out.keys()].filter(
      (item) => item >= 24 && item < 48 && senses[1].present?.[item] === 1,
    );
    const mean = (look: number) => {
      const values = fresh.filter((item) => item % 4 === look).map((item) => out[item]);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    for (const other of [1, 2, 3]) expect(mean(0)).toBeGreaterThan(mean(other));
    const because = attendedBecause(learned, senses, catalog, profile, 40);
    expect(because.map(({ item }) => item).sort()).toEqual([24, 28, 32, 36]);
  });

  it('is the same again, and after saving', async () => {
    const again = await trainAttended(senses, catalog, orders, { seed: 2 });
    expect(again).toEqual(learned);
    expect(attendedSaved.load(attendedSaved.save(learned))).toEqual(learned);
  });

  it('has nothing to say of a stranger, and nothing to learn without second orders', async () => {
    expect(attendedScores(learned, senses, catalog, visitor([]), new Float32Array(72))).toBe(false);
    const once = buildLog([{ user: 0, item: 3, type: 'purchase', at: TEST_NOW, order: 1 }], 1);
    expect(await trainAttended(senses, catalog, once, { seed: 1 })).toBeNull();
  });
});

describe('the joint space', () => {
  it('puts near what the same people take, also what nobody took yet', async () => {
    // Nobody in the log ever takes from Outdoors: its things are placed by their pictures alone.
    const factors = await trainAls(interactions(orders, 72), { rank: 8, regularisation: 1, seed: 1 });
    const buyers = new Float32Array(72);
    for (const item of orders.item) buyers[item]++;
    const joint = await trainJoint(senses, factors, buyers);
    expect(joint?.dimensions).toBe(8);
    const near = (a: number, b: number) => {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += (joint?.vectors[a * 8 + k] ?? 0) * (joint?.vectors[b * 8 + k] ?? 0);
      return sum;
    };
    for (let item = 0; item < 72; item++) expect(near(item, item)).toBeCloseTo(1, 5);
    let alike = 0;
    let unlike = 0;
    const present = senses[1].present as Uint8Array;
    for (let a = 0; a < 24; a++) {
      for (let b = 24; b < 48; b++) {
        if (present[a] === 0 || present[b] === 0) continue;
        if (a % 4 === b % 4) alike += near(a, b) / 3;
        else unlike += near(a, b) / 9;
      }
    }
    expect(alike).toBeGreaterThan(unlike);
  });

  it('needs somebody’s orders', async () => {
    const none = { rank: 0, items: new Float32Array(0), alpha: 1, regularisation: 1 };
    expect(await trainJoint(senses, none, new Float32Array(72))).toBeNull();
  });
});

describe('compared choices', () => {
  it('are told by what they were chosen by, and by chance otherwise', () => {
    const { sequence } = visitor([24, 28, 32, 36, 40, 44]);
    const compared = comparedChoices(sequence, catalog, senses);
    expect(compared).toHaveLength(5);
    const mean = (m: number) => {
      const values = compared.map(({ percentile }) => percentile[m]).filter((value) => !Number.isNaN(value));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(mean(named('image'))).toBeGreaterThan(0.8);
    expect(mean(named('text'))).toBeLessThan(0.75);
    expect(Number.isNaN(mean(named('audio')))).toBe(true);
  });

  it('compare within a department, and pass by what is missing', () => {
    const compared = comparedChoices(visitor([0, 24, 48, 4, 6, 52]).sequence, catalog, senses);
    expect(compared.map(({ item }) => item)).toEqual([4, 6, 52]);
    const [four, six, book] = compared;
    // 6 has no picture; 4 and 48 have.
    expect(four.percentile[1]).not.toBeNaN();
    expect(six.percentile[1]).toBeNaN();
    expect(book.percentile[2]).not.toBeNaN();
  });

  it('count, of the sample, what is further from the earlier ones', () => {
    const [sense] = senses as [Sense];
    const [one] = comparedChoices(visitor([25, 30]).sequence, catalog, senses);
    const near = (item: number) => {
      let sum = 0;
      for (let k = 0; k < 16; k++) sum += sense.vectors[item * 16 + k] * sense.vectors[25 * 16 + k];
      return sum;
    };
    // A department of 24 is its own sample.
    const others = Array.from({ length: 24 }, (_, i) => 24 + i).filter((item) => item !== 25 && item !== 30);
    const behind = others.filter((item) => near(item) < near(30)).length;
    expect(one.percentile[0]).toBeCloseTo(behind / others.length, 10);
  });
});
