/** The diary's rows: nothing lost, days by the local calendar, filters that only take away. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownEvent } from '../../../engine/recommender.ts';
import { EVENT_TYPES, type EventType } from '../../../history/event.ts';
import { ALL_DOINGS, DOINGS, dayName, diaryRows, filterEvents } from './diary.ts';

function known(
  at: number,
  type: EventType = 'view_item',
  title = 'Tarn tent',
  id = `${at} ${type}`,
): KnownEvent {
  return { event: { id, at, type, shop: 'demo', itemId: 'tent' }, title, what: 'Viewed' };
}

const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

describe('diaryRows', () => {
  it('puts each day’s heading before its events and splits at local midnight', () => {
    const rows = diaryRows([
      known(local(2026, 10, 22, 9), 'rate'),
      known(local(2026, 10, 22, 0, 0)),
      known(local(2026, 10, 21, 23, 59)),
    ]);
    expect(rows.map((row) => row.kind)).toEqual(['day', 'event', 'event', 'day', 'event']);
    expect(rows[0].kind === 'day' && rows[0].eventIds).toHaveLength(2);
  });

  it('keeps every event once, in order', () => {
    const times = fc.array(fc.integer({ min: 1.6e12, max: 1.8e12 }), { maxLength: 60 });
    fc.assert(
      fc.property(times, (ats) => {
        const events = ats.sort((a, b) => b - a).map((at, index) => known(at, 'view_item', 'x', `${index}`));
        const rows = diaryRows(events);
        const ids = rows.flatMap((row) => (row.kind === 'event' ? [row.known.event.id] : []));
        const underDays = rows.flatMap((row) => (row.kind === 'day' ? row.eventIds : []));
        expect(ids).toEqual(events.map(({ event }) => event.id));
        expect(underDays).toEqual(ids);
      }),
    );
  });
});

describe('filterEvents', () => {
  const events = EVENT_TYPES.map((type, index) =>
    known(index, type, index % 2 ? 'Tarn tent' : 'Slow teapot'),
  );

  it('shows all without a filter, and each doing its own types', () => {
    expect(filterEvents(events, new Set(), '')).toEqual(events);
    for (const doing of ALL_DOINGS) {
      const types = filterEvents(events, new Set([doing]), '').map(({ event }) => event.type);
      expect(new Set(types)).toEqual(new Set(DOINGS[doing]));
    }
  });

  it('knows every type of event under exactly one doing', () => {
    expect(ALL_DOINGS.flatMap((doing) => [...DOINGS[doing]]).sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('wants every word, in any order and case', () => {
    expect(filterEvents(events, new Set(), ' TEAPOT slow ')).toHaveLength(Math.ceil(events.length / 2));
    expect(filterEvents(events, new Set(), 'teapot tarn')).toEqual([]);
  });
});

describe('dayName', () => {
  const now = new Date(2026, 10, 22, 12);
  it('says days as a person would', () => {
    expect(dayName(new Date(2026, 10, 22), now, 'en-GB')).toBe('Today');
    expect(dayName(new Date(2026, 10, 21), now, 'en-GB')).toBe('Yesterday');
    expect(dayName(new Date(2026, 10, 20), now, 'en-GB')).toMatch(/^Friday,? 20 November$/);
    expect(dayName(new Date(2025, 10, 20), now, 'en-GB')).toMatch(/^Thursday,? 20 November 2025$/);
  });
});
