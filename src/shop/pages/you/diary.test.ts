/** The diary's rows: nothing lost, days by the local calendar, filters that only take away. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownEvent } from '../../../engine/recommender.ts';
import { EVENT_TYPES, type EventType } from '../../../history/event.ts';
import { formatsOf } from '../../../messages/formats.ts';
import { openTexts } from '../../../messages/texts.ts';
import {
  ALL_DOINGS,
  between,
  categoriesOf,
  type DiaryFilter,
  DOINGS,
  dayName,
  diaryRows,
  findEvents,
  lookedFor,
  shelfInWords,
} from './diary.ts';

function known(
  at: number,
  type: EventType = 'view_item',
  title = 'Tarn tent',
  id = `${at} ${type}`,
): KnownEvent {
  return { event: { id, at, type, shop: 'demo', itemId: 'tent' }, title, what: 'Viewed' };
}

const text = await openTexts('en', ['you', 'shell']);
const zh = await openTexts('zh-CN', ['you', 'shell']);

const everything: DiaryFilter = { doings: new Set(), words: '', category: null };
const rowsOf = (listed: KnownEvent[], folded: KnownEvent[] = []) => diaryRows({ listed, folded });

const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

describe('diaryRows', () => {
  it('puts each day’s heading before its events and splits at local midnight', () => {
    const rows = rowsOf([
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
        const rows = rowsOf(events);
        const ids = rows.flatMap((row) => (row.kind === 'event' ? [row.known.event.id] : []));
        const underDays = rows.flatMap((row) => (row.kind === 'day' ? row.eventIds : []));
        expect(ids).toEqual(events.map(({ event }) => event.id));
        expect(underDays).toEqual(ids);
      }),
    );
  });
});

describe('a day', () => {
  it('has what is folded away with it, so that forgetting it forgets all of it', () => {
    const rows = rowsOf(
      [known(local(2026, 10, 22, 9)), known(local(2026, 10, 21, 9))],
      [known(local(2026, 10, 22, 8), 'view_item_list'), known(local(2026, 10, 20, 8), 'view_item_list')],
    );
    expect(rows.flatMap((row) => (row.kind === 'day' ? [row.eventIds.length] : []))).toEqual([2, 1]);
  });
});

describe('findEvents', () => {
  const events = EVENT_TYPES.map((type, index) =>
    known(index, type, index % 2 ? 'Tarn tent' : 'Slow teapot'),
  );
  const merelyShown: readonly EventType[] = DOINGS.shown;
  const typesOf = (found: KnownEvent[]) => new Set(found.map(({ event }) => event.type));

  it('folds away what was merely shown, until it is asked for', () => {
    const { listed, folded } = findEvents(text, events, everything);
    expect(typesOf(folded)).toEqual(new Set(merelyShown));
    expect([...listed, ...folded].sort((a, b) => a.event.at - b.event.at)).toEqual(events);
  });

  it('lists just the types of what is asked for', () => {
    for (const doing of ALL_DOINGS) {
      const { listed, folded } = findEvents(text, events, { ...everything, doings: new Set([doing]) });
      expect(typesOf(listed)).toEqual(new Set(DOINGS[doing]));
      expect(folded).toEqual([]);
    }
  });

  it('knows every type of event under exactly one doing', () => {
    expect(ALL_DOINGS.flatMap((doing) => [...DOINGS[doing]]).sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('wants every word, in any order and case', () => {
    const of = (words: string) => {
      const { listed, folded } = findEvents(text, events, { ...everything, words });
      return listed.length + folded.length;
    };
    expect(of(' TEAPOT slow ')).toBe(Math.ceil(events.length / 2));
    expect(of('teapot tarn')).toBe(0);
  });

  it('finds a category, and counts what there is of each', () => {
    const tent = { ...known(1), category: { department: 'Outdoors', kind: 'Tents' } };
    const asked = { ...known(2, 'more_like_this', 'Tents'), category: { kind: 'Tents' } };
    const pot = { ...known(3), category: { department: 'Kitchen', kind: 'Teapots' } };
    const search = known(4, 'search');
    const all = [tent, asked, pot, search];
    const of = (category: DiaryFilter['category']) =>
      findEvents(text, all, { ...everything, category }).listed;
    expect(of({ of: 'kind', name: 'Tents' })).toEqual([tent, asked]);
    expect(of({ of: 'department', name: 'Outdoors' })).toEqual([tent]);
    expect(categoriesOf(all)).toEqual({
      department: [
        { name: 'Kitchen', count: 1 },
        { name: 'Outdoors', count: 1 },
      ],
      kind: [
        { name: 'Teapots', count: 1 },
        { name: 'Tents', count: 2 },
      ],
    });
  });
});

describe('between', () => {
  it('spans days, either way round, and is empty without both ends', () => {
    const rows = rowsOf([
      known(local(2026, 10, 22, 9), 'view_item', 'x', 'a'),
      known(local(2026, 10, 21, 9), 'view_item', 'x', 'b'),
      known(local(2026, 10, 21, 8), 'view_item', 'x', 'c'),
    ]);
    expect(between(rows, 'a', 'c')).toEqual(['a', 'b', 'c']);
    expect(between(rows, 'c', 'b')).toEqual(['b', 'c']);
    expect(between(rows, 'b', 'b')).toEqual(['b']);
    expect(between(rows, 'a', 'gone')).toEqual([]);
  });
});

it('says how long as a person would', () => {
  expect([200, 1400, 12_300, 59_600, 150_000].map((ms) => lookedFor(text, ms))).toEqual([
    'a second',
    'a second',
    '12 seconds',
    'a minute',
    '3 minutes',
  ]);
});

describe('dayName', () => {
  const now = new Date(2026, 10, 22, 12);
  const inEnglish = (day: Date) => dayName(text, formatsOf('en-GB'), day, now);
  it('says days as a person would', () => {
    expect(inEnglish(new Date(2026, 10, 22))).toBe('Today');
    expect(inEnglish(new Date(2026, 10, 21))).toBe('Yesterday');
    expect(inEnglish(new Date(2026, 10, 20))).toMatch(/^Friday,? 20 November$/);
    expect(inEnglish(new Date(2025, 10, 20))).toMatch(/^Thursday,? 20 November 2025$/);
    expect(dayName(zh, formatsOf('zh-CN'), new Date(2026, 10, 21), now)).toBe('昨天');
    expect(dayName(zh, formatsOf('zh-CN'), new Date(2026, 10, 20), now)).toMatch(/^11月20日\s?星期五$/);
  });
});

describe('shelfInWords', () => {
  it('says in English what history has', () => {
    const noted = ['For you', 'Because you viewed Tarn tent', 'Guesses', 'Search', 'Taste map', 'Outdoors'];
    expect(noted.map((shelf) => shelfInWords(text, shelf))).toEqual(noted);
  });

  it('translates the shop’s own names, and no others', () => {
    expect(shelfInWords(zh, 'Trending')).toBe('大家都在看');
    expect(shelfInWords(zh, 'Because you viewed Tarn tent')).toBe('因为你看过“Tarn tent”');
    expect(shelfInWords(zh, 'Outdoors')).toBe('Outdoors');
  });

  it('is what the diary is searched by', () => {
    const note = known(1);
    note.event.shelf = 'Trending';
    expect(findEvents(zh, [note], { ...everything, words: '都在看' }).listed).toEqual([note]);
  });
});
