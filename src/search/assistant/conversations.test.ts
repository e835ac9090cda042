/** Conversations written out: what is said, what it is taken for, what is known then, and what is shown. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../../catalog/item.ts';
import { formatsOf } from '../../messages/formats.ts';
import { openTexts } from '../../messages/texts.ts';
import { answer } from './answer.ts';
import { turnText, type Voice } from './phrasing.ts';
import { demoCatalog, worldOf } from './test-world.ts';
import type { Act, SayKey, Turn } from './turn.ts';
import type { World } from './world.ts';

let world: World;
let voice: Voice;

beforeAll(async () => {
  world = await worldOf(demoCatalog());
  const text = await openTexts('en', ['ask', 'part']);
  voice = { message: text as unknown as Voice['message'], formats: formatsOf('en-GB'), currency: 'GBP' };
});

/** What must hold after a line. */
interface Expected {
  act?: Act['act'];
  /** Chips that are there, by id. */
  has?: string[];
  hasNot?: string[];
  /** Every thing shown. */
  all?: (item: Item, before: Item[]) => boolean;
  /** How many are shown. */
  shown?: number;
  says?: SayKey[];
  saysNot?: SayKey[];
  /** Whether a question comes with it, and about what where that matters. */
  asks?: boolean | string;
  events?: string[];
  text?: RegExp;
  also?: (turn: Turn, before: Turn | undefined) => void;
}

type Line = [said: string | Act, expected: Expected];

const itemsOf = (ids: readonly string[]) => ids.map((id) => world.items[world.indexOf(id) as number]);

function check(lines: readonly Line[]): Turn[] {
  const turns: Turn[] = [];
  for (const [said, expected] of lines) {
    const before = turns.at(-1);
    const turn = answer(turns, said, world);
    turns.push(turn);
    const note = `after “${typeof said === 'string' ? said : said.act}”: ${turnText(turn, voice)}`;
    const chips = turn.chips.map(({ part }) => part.id);
    const says = turn.say.map(({ key }) => key);
    if (expected.act) expect(turn.act.act, note).toBe(expected.act);
    if (expected.has) expect(chips, note).toEqual(expect.arrayContaining(expected.has));
    for (const id of expected.hasNot ?? []) expect(chips, note).not.toContain(id);
    if (expected.says) expect(says, note).toEqual(expect.arrayContaining(expected.says));
    for (const key of expected.saysNot ?? []) expect(says, note).not.toContain(key);
    if (expected.shown !== undefined) expect(turn.items, note).toHaveLength(expected.shown);
    if (expected.all) {
      expect(turn.items.length, note).toBeGreaterThan(0);
      const seen = itemsOf(before?.state.view ?? []);
      for (const item of itemsOf(turn.items))
        expect(expected.all(item, seen), `${note} ${item.title}`).toBe(true);
    }
    if (typeof expected.asks === 'boolean') expect(turn.question !== null, note).toBe(expected.asks);
    if (typeof expected.asks === 'string')
      expect(turn.question?.of === 'item' ? 'item' : turn.question?.about, note).toBe(expected.asks);
    if (expected.events)
      expect(
        turn.events.map(({ type }) => type),
        note,
      ).toEqual(expected.events);
    if (expected.text) expect(turnText(turn, voice)).toMatch(expected.text);
    expected.also?.(turn, before);
    // Whatever is said is a sentence with an end.
    expect(turnText(turn, voice)).toMatch(/[.?!:]$/);
  }
  return turns;
}

const price = (item: Item) => item.price ?? Number.NaN;
const kind = (name: string) => (item: Item) => item.kind === name;
const tents = kind('Tents and shelters');
const TENTS = 'kind=Tents and shelters';

const CONVERSATIONS: Record<string, Line[]> = {
  // Small talk
  'a greeting, then a wish': [
    ['hello', { act: 'hello', says: ['hello'], shown: 0 }],
    ['tents', { act: 'wish', has: [TENTS], all: tents }],
  ],
  'help says what one can say': [['what can you do?', { says: ['help'], text: /cheaper/ }]],
  'thanks changes nothing': [
    ['lamps', { has: ['kind=Lamps'] }],
    ['thanks', { act: 'thanks', has: ['kind=Lamps'], shown: 0, events: [] }],
    ['more', { act: 'more', all: kind('Lamps') }],
  ],
  'starting over forgets the wish': [
    ['tents under 200', { has: [TENTS, 'price<=200'] }],
    ['start over', { act: 'start-over', hasNot: [TENTS, 'price<=200'] }],
    ['lamps', { has: ['kind=Lamps'], hasNot: ['price<=200'] }],
  ],

  // Wishes
  'a request with conditions': [
    [
      'something warm for camping, not a tent, under 60',
      {
        has: ['price<=60', `not ${TENTS}`],
        all: (item) => price(item) <= 60 && !tents(item),
        events: ['search'],
      },
    ],
  ],
  'as many as are wanted': [
    ['tents', { all: tents }],
    ['three suggestions', { has: ['count=3'], shown: 3, all: tents }],
  ],
  'a range of prices': [
    ['lamps between 20 and 60', { all: (item) => price(item) >= 20 && price(item) <= 60 }],
  ],
  'a whole sentence': [
    [
      'I am looking for a lamp for under 80 pounds please',
      { has: ['kind=Lamps', 'price<=80'], all: kind('Lamps') },
    ],
  ],
  'a present is not asked about what it is': [
    ['a present for my dad who gardens', { shown: 4, act: 'wish' }],
  ],
  'what nothing has is said': [
    ['zyxxyz under 20', { says: ['unknown'], all: (item) => price(item) <= 20, text: /zyxxyz/ }],
  ],
  'nothing to go by is asked about': [['something nice', { says: ['anything'], asks: true }]],

  // Refining
  'cheaper is cheaper than the middle of what was shown': [
    ['tents', { all: tents }],
    [
      'cheaper',
      {
        act: 'cheaper',
        all: (item, before) =>
          tents(item) && before.filter((one) => price(one) > price(item)).length >= before.length / 2,
      },
    ],
  ],
  'cheaper twice': [
    ['lamps', {}],
    ['cheaper', { act: 'cheaper' }],
    [
      'cheaper',
      {
        all: (item, before) => kind('Lamps')(item) && price(item) < Math.max(...before.map(price)),
        also: ({ chips }) =>
          expect(chips.filter(({ part }) => part.constraint.of === 'compared')).toHaveLength(1),
      },
    ],
  ],
  'nicer costs more': [
    ['tents', {}],
    ['nicer', { act: 'dearer', all: (item, before) => price(item) > Math.min(...before.map(price)) }],
  ],
  'cheaper than a certain one': [
    ['lamps', {}],
    ['cheaper than the first', { all: (item, before) => price(item) < price(before[0]) }],
  ],
  'cheaper and something else': [
    ['lamps', {}],
    ['something cheaper, rated 4 stars', { act: 'cheaper', has: ['rating>=4'], all: kind('Lamps') }],
  ],
  'a price takes the place of “cheaper”': [
    ['lamps', {}],
    ['cheaper', {}],
    [
      'under 100 then',
      {
        has: ['price<=100'],
        also: ({ chips }) => expect(chips.some(({ part }) => part.constraint.of === 'compared')).toBe(false),
      },
    ],
  ],
  'a bigger budget takes the place of the smaller': [
    ['lamps under 30', { has: ['price<=30'] }],
    [
      'a bit bigger budget: up to 80',
      { has: ['price<=80', 'kind=Lamps'], hasNot: ['price<=30'], all: kind('Lamps') },
    ],
  ],
  'a colour, then another': [
    ['scarves', {}],
    ['in green', { has: ['colour=green'] }],
    ['in red', { has: ['colour=red'], hasNot: ['colour=green'] }],
  ],
  'what is refused': [
    ['jumpers', {}],
    [
      'not wool',
      { has: ['not material=wool'], all: ({ attributes }) => !/\bwool\b/.test(attributes.material ?? '') },
    ],
  ],
  'a new thing is a new wish': [
    ['lamps under 50', { has: ['kind=Lamps', 'price<=50'] }],
    ["I'm looking for a tent", { has: [TENTS], hasNot: ['kind=Lamps', 'price<=50'], all: tents }],
  ],
  'another kind, the same budget': [
    ['lamps under 50', {}],
    [
      'how about candles',
      { has: ['kind=Candles', 'price<=50'], hasNot: ['kind=Lamps'], all: (item) => price(item) <= 50 },
    ],
  ],
  'a chip taken back': [
    ['lamps under 50', {}],
    [
      { act: 'change', add: [], drop: ['price<=50'] },
      { has: ['kind=Lamps'], hasNot: ['price<=50'], all: kind('Lamps'), events: [] },
    ],
  ],
  'what was taken back can be said again': [
    ['lamps under 50', {}],
    [{ act: 'change', add: [], drop: ['price<=50'] }, { hasNot: ['price<=50'] }],
    ['under 50', { has: ['price<=50'] }],
  ],

  // Things in view
  'more shows others': [
    ['lamps', {}],
    [
      'more',
      { act: 'more', all: (item, before) => kind('Lamps')(item) && !before.some(({ id }) => id === item.id) },
    ],
  ],
  'until there are no more': [
    ['tents', {}],
    ['more', {}],
    ['more', {}],
    ['more', { says: ['no-more'], shown: 0 }],
  ],
  'more like one of them': [
    ['lamps', {}],
    [
      'more like the second',
      {
        act: 'like',
        says: ['like'],
        all: (item, before) => item.id !== before[1].id,
        also: ({ chips }, before) =>
          expect(chips.map(({ part }) => part.id)).toContain(`like=${before?.state.view[1]}`),
      },
    ],
  ],
  'like one, but cheaper than it': [
    ['tents', {}],
    ['more like the first under 150', { all: (item) => price(item) <= 150 }],
  ],
  'why, of the one that was named first': [
    ['lamps under 60', { says: ['lead'] }],
    ['why that one?', { act: 'why', says: ['why-asked'], shown: 1, text: /Lamps.*£60/ }],
  ],
  'why, with the visitor’s own history': [
    ['camp lantern', {}],
    ['why the first?', { says: ['why-own'], text: /You looked at camping things lately/ }],
  ],
  'what goes with it': [
    ['tents', {}],
    [
      'what goes with the first?',
      { act: 'goes-with', says: ['goes-with'], all: (item) => !tents(item), hasNot: [TENTS] },
    ],
  ],
  'what goes with it, cheaper': [
    ['tents', {}],
    ['what goes with it?', { says: ['goes-with'] }],
    ['under 30', { has: ['price<=30'], all: (item) => price(item) <= 30 && !tents(item) }],
  ],
  'nothing goes with a novel here, and that is said': [
    ['novels', { all: kind('Novels') }],
    ['what goes with the first?', { says: ['goes-with-none'], shown: 0 }],
  ],
  'one of them by its place': [
    ['lamps', {}],
    [
      'the second',
      { act: 'tell', shown: 1, also: ({ items }, before) => expect(items).toEqual([before?.state.view[1]]) },
    ],
    ['how much is it?', { act: 'tell', text: /£/ }],
  ],
  'the cheaper one': [
    ['lamps', {}],
    ['the cheapest one', { shown: 1, all: (item, before) => price(item) === Math.min(...before.map(price)) }],
  ],
  'one of them by what it has': [
    ['tents', {}],
    [
      'the most expensive one',
      { shown: 1, all: (item, before) => price(item) === Math.max(...before.map(price)) },
    ],
  ],
  'a place that isn’t there': [
    ['tents', { shown: 4 }],
    ['the fifth', { says: ['no-such-place'], shown: 0 }],
  ],
  'speaking of things before there are any': [
    ['compare the first two', { says: ['none-in-view'] }],
    ['why that one?', { says: ['none-in-view'] }],
    ['save it', { says: ['none-in-view'], events: [] }],
  ],
  'which one is asked where it isn’t clear': [
    ['lamps', {}],
    ['more', {}],
    ['save it', { asks: 'item', says: ['which'], events: [] }],
    [
      'the second',
      {
        act: 'save',
        events: ['add_to_wishlist'],
        also: ({ events }, before) => expect(events[0].itemId).toBe(before?.state.view[1]),
      },
    ],
  ],
  'what the list doesn’t say is not made up': [
    ['novels', {}],
    ['is the first waterproof?', { says: ['not-said'], text: /waterproof/ }],
  ],
  'what it is made of': [
    ['tents', {}],
    [
      'what is the first made of?',
      {
        says: ['tell-field'],
        also: (turn, before) => {
          const [first] = itemsOf(before?.state.view ?? []);
          expect(turnText(turn, voice)).toContain(first.attributes.material);
        },
      },
    ],
  ],
  'reviews, with what they speak of': [
    ['tents', {}],
    ['what do people say about the first?', { says: ['tell-rating', 'tell-aspects'], text: /zip/ }],
  ],
  'opening one': [
    ['lamps', {}],
    ['open the first', { act: 'open', also: ({ open }, before) => expect(open).toBe(before?.state.view[0]) }],
  ],

  // Feedback
  'saving and the basket': [
    ['lamps', {}],
    ['save the second', { events: ['add_to_wishlist'], says: ['saved'] }],
    [
      'put it in the basket',
      {
        events: ['add_to_cart'],
        also: ({ events }, before) => {
          const [item] = itemsOf([before?.state.focus ?? '']);
          expect(events[0]).toMatchObject({ itemId: item.id, quantity: 1, price: item.price });
        },
      },
    ],
  ],
  'what is turned down is gone': [
    ['lamps', {}],
    [
      'not the second',
      {
        events: ['less_like_this'],
        shown: 4,
        also: ({ items, events }) => expect(items).not.toContain(events[0].itemId),
      },
    ],
    ['more', { also: ({ items, state }) => expect(items).not.toContain(state.declined[0]) }],
  ],
  'never again': [
    ['lamps', {}],
    ['never show me the first again', { events: ['hide'], says: ['hidden'] }],
  ],
  'taking feedback back': [
    ['lamps', {}],
    ['not the first', { events: ['less_like_this'] }],
    [
      'undo',
      { says: ['undone'], also: ({ undo, state }) => expect([undo, state.declined]).toEqual([1, []]) },
    ],
    ['undo', { says: ['nothing-to-undo'], also: ({ undo }) => expect(undo).toBeNull() }],
  ],

  // Comparing
  'two of them': [
    ['tents', {}],
    [
      'compare the first two',
      {
        act: 'compare',
        says: ['compare'],
        also: ({ table }, before) => expect(table?.itemIds).toEqual(before?.state.view.slice(0, 2)),
      },
    ],
    [
      'the cheaper one',
      {
        shown: 1,
        all: (item, before) => before.length === 2 && price(item) === Math.min(...before.map(price)),
      },
    ],
  ],
  'two that are apart': [
    ['lamps', {}],
    [
      'compare 1 and 3',
      {
        also: ({ table }, before) =>
          expect(table?.itemIds).toEqual([before?.state.view[0], before?.state.view[2]]),
      },
    ],
  ],
  'all of them is three': [
    ['lamps', {}],
    ['compare them', { also: ({ table }) => expect(table?.itemIds).toHaveLength(3) }],
  ],
  'comparing, then a choice': [
    ['lamps', {}],
    ['compare 2 and 4', {}],
    [
      'you choose',
      {
        act: 'choose',
        says: ['choose'],
        shown: 1,
        all: (item, before) => before.some(({ id }) => id === item.id),
      },
    ],
  ],

  // Asking back
  'an answer in words': [
    ['something for the kitchen', { asks: true }],
    ['under 20', { has: ['price<=20'], all: (item) => price(item) <= 20 }],
  ],
  'either is fine': [
    ['something nice', { asks: true }],
    ['either', { act: 'either', says: ['as-you-like'] }],
  ],
  'not more than two questions in a row': [
    ['something nice', { asks: true }],
    ['I don’t mind', { asks: true }],
    ['whatever', { asks: false }],
    ['doesn’t matter', { asks: false, act: 'either' }],
  ],
  'a question is not asked twice': [
    ['something nice', { asks: true }],
    [
      'either',
      {
        also: ({ question }, before) => {
          const asked = before?.question;
          if (question && question.of !== 'item' && asked && asked.of !== 'item')
            expect(question.about).not.toBe(asked.about);
        },
      },
    ],
  ],

  // Nothing, and contradictions
  'nothing found says what to loosen': [
    ['tents under 5', { says: ['nothing', 'loosen'], has: ['price<=5'] }],
    ['yes', { act: 'change', hasNot: ['price<=5'], has: [TENTS], all: tents }],
  ],
  'at odds: says so, and offers the nearest': [
    [
      'lamps under 10 and over 50',
      { says: ['conflict', 'conflict-nearest'], text: /£10.*£50/, all: kind('Lamps') },
    ],
  ],
  'words of no language it reads': [
    ['שלום תיק אדום', { shown: 0, says: ['nothing-at-all'] }],
    ['tents', { all: tents }],
  ],
  'code is only words': [
    ["'; DROP TABLE items; --", { act: 'wish' }],
    ['<img src=x onerror=alert(1)>', { act: 'wish' }],
    ['tents', { all: tents }],
  ],
  'five thousand characters': [['warm '.repeat(1000), { act: 'wish' }]],
  'only pictures': [['🏕️🔥', { act: 'nothing', says: ['not-understood'], events: [] }]],
  'in Mandarin, as far as it goes': [
    ['你好', { act: 'hello' }],
    ['lamps', {}],
    ['便宜一点', { act: 'cheaper', all: kind('Lamps') }],
    ['比较前两个', { act: 'compare' }],
  ],
};

describe('conversations', () => {
  it.each(Object.entries(CONVERSATIONS))('%s', (_, lines) => {
    check(lines);
  });
});

it('counts what loosening gives', () => {
  const turn = answer([], 'wool socks under 1', world);
  const labels = turn.buttons.flatMap(({ label, act }) =>
    label.of === 'label' && act.act === 'change' ? [{ facts: label.facts, act }] : [],
  );
  expect(labels.length).toBeGreaterThan(0);
  for (const { facts, act } of labels) {
    const after = answer([turn], act, world);
    const { say } = after;
    const total = say.find(({ facts }) => facts.total)?.facts.total ?? {
      of: 'count',
      value: after.items.length,
    };
    expect(facts.count).toEqual(total);
  }
});

it('says how many fit only where that can be counted', () => {
  const counted = answer([], 'lamps under 60', world);
  const lamps = world.items.filter((item) => kind('Lamps')(item) && price(item) <= 60);
  expect(counted.say[0].facts.total).toEqual({ of: 'count', value: lamps.length });
  const near = answer([], 'something cosy', world);
  expect(near.say[0].key).toBe('closest');
});

it('does not say the same thing in the same words twice running', () => {
  const first = answer([], 'lamps', world);
  const second = answer([first], 'lamps', world);
  for (const { key, variant } of second.say) {
    const before = first.say.find((say) => say.key === key);
    const { [key]: wordings } = { lead: 3, found: 3 } as Record<string, number>;
    if (before && wordings) expect(variant).not.toBe(before.variant);
  }
});
