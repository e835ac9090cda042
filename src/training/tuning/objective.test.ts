import { describe, expect, it, vi } from 'vitest';
import { casesOf } from '../../evaluation/protocol.ts';
import { ease, trainEase } from '../../models/ease.ts';
import { buildProfile } from '../../profile/build-profile.ts';
import { TEST_STAMP, testCatalog, testLog, testVectors } from '../../signals/test-shop.ts';
import { fusionExamples } from '../fusion-training.ts';
import { interactions } from '../interactions.ts';
import type { OrderLog } from '../orders.ts';
import { cutLog, holdOutLastOrders } from '../splits.ts';
import { Objective, UnfitSettingsError } from './objective.ts';
import { spaceOf, type Target } from './targets.ts';
import { hashOf, TUNING_PROTOCOLS, type TuningProtocol, tuningData } from './tuning-data.ts';

vi.mock('../fusion-training.ts', async (original) => {
  const real = await original<typeof import('../fusion-training.ts')>();
  return { ...real, fusionExamples: vi.fn(real.fusionExamples) };
});

const catalog = testCatalog();
const whole = testLog();
/** Purchases alone: with views, the last thing bought is never new. */
const log = cutLog(whole, (event) => whole.order[event] >= 0);
const items = catalog.items.length;
const texts = { vectors: testVectors(catalog), stamp: TEST_STAMP };

/** Of each event: whether `evaluate` reports on it. */
function isTested(log: OrderLog, protocol: TuningProtocol): (event: number) => boolean {
  if (protocol === 'leave-one-out') return (event) => log.user[event + 1] !== log.user[event];
  const last = new Map<number, number>();
  log.order.forEach((order, event) => {
    if (order >= 0) last.set(log.user[event], order);
  });
  return (event) => log.order[event] >= 0 && log.order[event] === last.get(log.user[event]);
}

/** The log with other items in what everybody did last. */
function withOtherEnds(protocol: TuningProtocol): OrderLog {
  const tested = isTested(log, protocol);
  return { ...log, item: log.item.map((item, event) => (tested(event) ? (item + 31) % items : item)) };
}

describe('what a search may know', () => {
  it.each(TUNING_PROTOCOLS)('is the same whatever people did last (%s)', async (protocol) => {
    const other = withOtherEnds(protocol);
    expect(other.item).not.toEqual(log.item);
    const [before, after] = [tuningData(catalog, log, protocol), tuningData(catalog, other, protocol)];
    expect(after).toEqual(before);
    expect(await hashOf(after)).toBe(await hashOf(before));
    const values = await Promise.all(
      [before, after].map((data) =>
        new Objective(data, null, 1).measure('ease', spaceOf('ease').usual(), {}),
      ),
    );
    expect(values[1]).toEqual(values[0]);
    expect(values[0].value).toBeGreaterThan(0);
  });

  it('is not the same where what they did next to last changes', async () => {
    const { history } = holdOutLastOrders(log, 3);
    const tested = isTested(history, 'last-order');
    const next = (event: number) => history.order[event] >= 0 && tested(event);
    const orders = new Set(history.order.filter((_, event) => next(event)));
    const other = {
      ...log,
      item: log.item.map((item, event) => (orders.has(log.order[event]) ? (item + 31) % items : item)),
    };
    const [before, after] = [log, other].map((log) => tuningData(catalog, log, 'last-order'));
    expect(after.history).toEqual(before.history);
    expect(after.foreseen).not.toEqual(before.foreseen);
    expect(await hashOf(after)).not.toBe(await hashOf(before));
  });

  it('has the scopes of its protocol, or one of them', () => {
    expect(tuningData(catalog, log, 'last-order').scopes).toEqual(['new', 'all']);
    expect(tuningData(catalog, log, 'last-order', 'all').scopes).toEqual(['all']);
    expect(() => tuningData(catalog, log, 'leave-one-out', 'all')).toThrow(/no scope "all"/);
  });
});

describe('a trial', () => {
  const data = tuningData(catalog, log, 'last-order');
  const objective = new Objective(data, texts, 1);
  const measure = (target: Target, change = {}, onto = {}) =>
    objective.measure(target, { ...spaceOf(target).usual(), ...change }, onto);

  it('measures NDCG@10 as its definition has it', async () => {
    const { value, ndcg } = await measure('ease');
    const rows = await trainEase(interactions(data.history, items));
    const sums = { new: 0, all: 0 };
    const people = { new: 0, all: 0 };
    for (const { user, items: taken, at } of data.foreseen) {
      const past = casesOf(data.history, [{ user, items: taken, at, viewed: [] }])[0].past();
      const profile = buildProfile(past, catalog, { now: at, utcOffset: 0 });
      const scores = new Float32Array(items);
      ease.scores(rows, profile, scores);
      const ranked = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
      const had = new Set(past.map(({ item }) => item));
      for (const scope of ['new', 'all'] as const) {
        const counts = (item: number) => scope === 'all' || !had.has(item);
        const wanted = taken.filter(counts);
        if (wanted.length === 0) continue;
        const first = ranked.filter(counts).slice(0, 10);
        const discount = (place: number) => 1 / Math.log2(place + 2);
        const gain = first.reduce((sum, item, i) => sum + (wanted.includes(item) ? discount(i) : 0), 0);
        const ideal = wanted.slice(0, 10).reduce((sum, _, i) => sum + discount(i), 0);
        sums[scope] += gain / ideal;
        people[scope]++;
      }
    }
    expect(ndcg.new).toBeCloseTo(sums.new / people.new, 12);
    expect(ndcg.all).toBeCloseTo(sums.all / people.all, 12);
    expect(value).toBeCloseTo(((ndcg.new ?? 0) + (ndcg.all ?? 0)) / 2, 12);
  });

  it.each([
    ['ease', { lambda: 2000 }],
    ['sequence-linear', { lambda: 20 }],
    ['als', { rank: 16, regularisation: 0.5 }],
    ['item-knn', { likeness: 'jaccard', neighbours: 5 }],
  ] as const)('of %s changes with its settings, and not by itself', async (target, change) => {
    const first = await measure(target);
    expect(await measure(target)).toEqual(first);
    expect(first.value).toBeGreaterThan(0.05);
    expect((await measure(target, change)).value).not.toBe(first.value);
  });

  it('of a fusion makes its examples once for all settings, and anew for other models', async () => {
    const short = { epochs: 4 };
    const first = await measure('fusion-gated', short);
    expect(await measure('fusion-gated', short)).toEqual(first);
    const smaller = await measure('fusion-gated', { ...short, hidden: 4 });
    const early = await measure('fusion-early', short, { 'fusion-gated': short });
    expect(fusionExamples).toHaveBeenCalledTimes(1);
    const other = await measure('fusion-gated', short, { ease: { lambda: 20 } });
    expect(fusionExamples).toHaveBeenCalledTimes(2);
    const values = [first, smaller, early, other].map(({ value }) => value);
    expect(new Set(values).size).toBe(4);
    for (const value of values) expect(value).toBeGreaterThan(0.05);
    const withoutTexts = new Objective(data, null, 1);
    await expect(withoutTexts.measure('fusion-gated', short, {})).rejects.toThrow(/texts/);
  });

  it('fails by name where a model can’t be had', async () => {
    await expect(measure('ease', { lambda: Number.NaN })).rejects.toThrow(UnfitSettingsError);
  });
});
