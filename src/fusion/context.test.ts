import { describe, expect, it } from 'vitest';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import { CONTEXT_KINDS, type ContextKind } from '../profile/preferences.ts';
import type { Moment, PastEvent } from '../profile/profile.ts';
import { scoreSignals } from '../signals/index.ts';
import { pastEvent, TEST_NOW, testCatalog, testPack } from '../signals/test-shop.ts';
import { CONTEXT, contextOf, featuresOf, withoutContext } from './context.ts';

const catalog = testCatalog();
const pack = await testPack(catalog);
const moment: Moment = { now: TEST_NOW, utcOffset: 0, country: 'GB', device: 'phone' };
const minutesAgo = (minutes: number) => TEST_NOW - minutes * 60_000;
const view = (item: number, minutes: number) =>
  pastEvent({ type: 'view_item', item, at: minutesAgo(minutes), id: `${item}-${minutes}` });

function contextAt(events: PastEvent[], changes: Partial<Moment> = {}, off: ContextKind[] = []) {
  const profile = buildProfile(events, catalog, { ...moment, ...changes });
  const scores = scoreSignals({ catalog, pack, profile });
  const context = contextOf(profile, { onlyNew: false }, scores, off);
  return Object.fromEntries(CONTEXT.map((name, c) => [name, context[c]]));
}

describe('context', () => {
  it('is near -1 to 1', () => {
    for (const value of Object.values(contextAt([view(1, 300), view(2, 3)]))) {
      expect(Math.abs(value)).toBeLessThanOrEqual(1.5);
    }
  });

  it('knows weekends, holidays and phones', () => {
    // 20 May 2026 is a Wednesday; the next day people buy for is Father's Day.
    expect(contextAt([])).toMatchObject({ weekend: 0, holiday: 0, phone: 1 });
    expect(contextAt([], { now: TEST_NOW + 3 * DAY, device: 'desktop' })).toMatchObject({
      weekend: 1,
      phone: 0,
    });
    expect(contextAt([], { now: Date.UTC(2026, 5, 21) }).holiday).toBe(1);
    // Ascension, but only in Germany.
    expect(contextAt([], { now: Date.UTC(2026, 4, 14), country: 'DE' }).holiday).toBe(1);
    expect(contextAt([], { now: Date.UTC(2026, 4, 14) }).holiday).toBe(0);
  });

  it('turns the year round on the other half of the earth, and leaves the hour alone', () => {
    const here = contextAt([]);
    const there = contextAt([], { seasonsApart: true });
    expect(there['season-sin']).toBeCloseTo(-here['season-sin'], 10);
    expect(there['season-cos']).toBeCloseTo(-here['season-cos'], 10);
    expect(there['hour-sin']).toBe(here['hour-sin']);
  });

  it('reads no hour from the season', () => {
    const at = (hour: number) => contextAt([], { now: Date.UTC(2026, 4, 20, hour) });
    expect(at(0)['season-sin']).toBe(at(23)['season-sin']);
  });

  it('follows the session: how long it has been, and whether things are compared', () => {
    expect(contextAt([view(1, 600)])).toMatchObject({ 'session-minutes': 0, 'session-returns': 0 });
    const comparing = contextAt([view(9, 600), view(1, 20), view(2, 12), view(1, 6), view(2, 1)]);
    expect(comparing['session-returns']).toBeCloseTo(0.5);
    expect(comparing['session-minutes']).toBeCloseTo(Math.log1p(20) / Math.log1p(60));
    expect(contextAt([view(1, 20), view(2, 12), view(3, 1)])['session-returns']).toBe(0);
  });

  it('is 0 where it was switched off, and unchanged elsewhere', () => {
    const events = [view(9, 6000), view(1, 20), view(2, 12), view(1, 6)];
    // A Sunday before Christmas.
    const busy = { now: Date.UTC(2026, 11, 6, 9) };
    const on = contextAt(events, busy);
    for (const kind of CONTEXT_KINDS) {
      const off = contextAt(events, busy, [kind]);
      for (const name of CONTEXT) {
        expect(off[name]).toBe(featuresOf(kind).includes(name) ? 0 : on[name]);
      }
    }
    expect(CONTEXT_KINDS.flatMap(featuresOf).every((name) => CONTEXT.includes(name))).toBe(true);
  });
});

describe('withoutContext', () => {
  const profile = buildProfile([view(1, 5)], catalog, moment);
  const signals = scoreSignals({ catalog, pack, profile });
  const speaking = (off: ContextKind[]) => {
    const { names, active } = withoutContext(signals, off);
    return names.filter((_, s) => active[s]);
  };

  it('silences what rests on a kind of context, and nothing else', () => {
    expect(speaking(['season'])).toEqual(speaking([]).filter((name) => name !== 'popularity-season'));
    expect(speaking(['hour'])).toEqual(speaking([]).filter((name) => name !== 'popularity-hour'));
    expect(speaking(['device', 'weekday', 'holidays', 'session'])).toEqual(speaking([]));
  });

  it('leaves the signals it was given as they were', () => {
    const before = structuredClone(signals);
    const { matrix, names, n } = withoutContext(signals, ['season']);
    const s = names.indexOf('popularity-season');
    expect(matrix.subarray(s * n, (s + 1) * n).every((value) => value === 0)).toBe(true);
    expect(signals).toEqual(before);
  });
});
