import { describe, expect, it } from 'vitest';
import { CONTEXT, featuresOf } from '../fusion/context.ts';
import { DAY } from '../profile/build-profile.ts';
import type { ContextKind } from '../profile/preferences.ts';
import { testCatalog, testLog, testPack } from '../signals/test-shop.ts';
import { fusionExamples } from './fusion-training.ts';
import type { OrderLog } from './orders.ts';
import { holdOutLastOrders } from './splits.ts';

const catalog = testCatalog();
const pack = await testPack(catalog);

/** Whether any example hears anything of a kind of context. */
async function hears(log: OrderLog, kind: ContextKind): Promise<boolean> {
  const { history, targets } = holdOutLastOrders(log, 2);
  const examples = await fusionExamples(
    { catalog, history, heldOut: targets, pack, seed: 1 },
    { maxPersons: 30 },
  );
  return examples.some(({ context }) =>
    featuresOf(kind).some((feature) => context[CONTEXT.indexOf(feature)] !== 0),
  );
}

describe('examples for fusion', () => {
  const log = testLog();
  const days: OrderLog = { ...log, at: log.at.map((at) => Math.floor(at / DAY) * DAY) };
  /** The first half of the people came eleven months earlier, before Father’s Day. */
  const years: OrderLog = {
    ...log,
    at: log.at.map((at, event) => (log.user[event] < log.users / 2 ? at - 330 * DAY : at)),
  };

  it('hear the hour only from a log with a clock', async () => {
    expect(await hears(log, 'hour')).toBe(true);
    expect(await hears(days, 'hour')).toBe(false);
    expect(await hears(days, 'weekday')).toBe(true);
  });

  it('hear season and holidays only where they saw most of a year', async () => {
    expect([await hears(log, 'season'), await hears(log, 'holidays')]).toEqual([false, false]);
    expect([await hears(years, 'season'), await hears(years, 'holidays')]).toEqual([true, true]);
  });

  it('never hear of a device', async () => {
    expect(await hears(log, 'device')).toBe(false);
  });
});
