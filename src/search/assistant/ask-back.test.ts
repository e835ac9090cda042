/** Questions: is the gain what one gets by hand, and is the best question the one that is asked? */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../catalog/item.ts';
import { bestQuestion, candidatesOf, goodOf, informationGain } from './ask-back.ts';
import { buttonValue } from './test-world.ts';
import type { World } from './world.ts';

describe('information gain', () => {
  it('of a question that halves four equal candidates is one bit', () => {
    expect(informationGain([0.25, 0.25, 0.25, 0.25], [[0], [0], [1], [1]], 2)).toBeCloseTo(1, 12);
  });

  it('of one that tells all four apart is two bits', () => {
    expect(informationGain([0.25, 0.25, 0.25, 0.25], [[0], [1], [2], [3]], 4)).toBeCloseTo(2, 12);
  });

  it('of unequal weights is the entropy of the answers', () => {
    // By hand: answers 0.7 and 0.3, -(0.7 log2 0.7 + 0.3 log2 0.3) = 0.3602 + 0.5211 = 0.8813
    expect(informationGain([0.5, 0.2, 0.3], [[0], [0], [1]], 2)).toBeCloseTo(0.8813, 4);
  });

  it('counts only what the question speaks of', () => {
    // By hand: half of the weight has neither; of the other half the answers are even: 0.5 x 1 bit.
    expect(informationGain([0.25, 0.25, 0.5], [[0], [1], []], 2)).toBeCloseTo(0.5, 12);
  });

  it('takes off what a candidate leaves open itself', () => {
    // By hand: answers 0.25 + 0.25 = 0.5 each, 1 bit; the second candidate (weight 0.5) answers either, 1 bit of its own.
    expect(informationGain([0.25, 0.5, 0.25], [[0], [0, 1], [1]], 2)).toBeCloseTo(0.5, 12);
  });

  it('of a question to which all give the same answer is nothing', () => {
    expect(informationGain([0.4, 0.6], [[0], [0]], 2)).toBe(0);
    expect(informationGain([0.4, 0.6], [[], []], 2)).toBe(0);
  });

  it('is never negative, nor more than there is to know', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.subarray([0, 1, 2, 3])), {
          minLength: 1,
          maxLength: 12,
        }),
        (list) => {
          const sum = list.reduce((all, [weight]) => all + weight, 0);
          const weights = list.map(([weight]) => weight / sum);
          const gain = informationGain(
            weights,
            list.map(([, has]) => has),
            4,
          );
          const known = weights.reduce((all, p) => all - p * Math.log2(p), 0);
          expect(gain).toBeGreaterThanOrEqual(-1e-9);
          expect(gain).toBeLessThanOrEqual(known + 1e-9);
          expect(gain).toBeLessThanOrEqual(2 + 1e-9);
        },
      ),
    );
  });
});

function item(id: number, of: Partial<Item>): Item {
  return {
    id: `item-${id}`,
    title: `Thing ${id}`,
    line: '',
    description: '',
    price: null,
    brand: '',
    department: 'All',
    kind: 'Things',
    attributes: {},
    tags: [],
    image: null,
    tint: 'sage',
    available: true,
    ...of,
  };
}

const even = (items: readonly Item[]) => items.map((_, at) => ({ item: at, weight: 1 / items.length }));
const worldOf = (items: readonly Item[]) => ({ items }) as unknown as World;
const ask = (items: readonly Item[], said: string[] = [], asked: string[] = []) =>
  bestQuestion(even(items), worldOf(items), { said: new Set(said), asked });

const eight = Array.from({ length: 8 }, (_, id) =>
  item(id, {
    attributes: { colour: id < 4 ? 'red' : 'blue', material: ['wool', 'silk', 'felt', 'hemp'][id % 4] },
  }),
);

it('asks what tells most', () => {
  const question = ask(eight);
  expect(question?.about).toBe('material');
  expect(question?.gain).toBeCloseTo(2, 12);
  expect(question?.options.map(buttonValue)).toEqual(['felt', 'hemp', 'silk', 'wool']);
});

it('does not ask what was said, nor twice', () => {
  expect(ask(eight, ['material'])?.about).toBe('colour');
  expect(ask(eight, [], ['material'])?.about).toBe('colour');
  expect(ask(eight, ['colour'], ['material'])).toBeNull();
});

it('asks about price in sums that people say', () => {
  const items = Array.from({ length: 9 }, (_, id) => item(id, { price: 10 + id * 11.5 }));
  const question = ask(items);
  expect(question?.about).toBe('price');
  expect(question?.options.map(buttonValue)).toEqual(['price<=30', 'price=30..60', 'price>=60']);
});

it('never brings up what is sensitive', () => {
  const items = Array.from({ length: 8 }, (_, id) =>
    item(id, {
      attributes: { diet: id < 4 ? 'vegan' : 'mixed', gender: id % 2 ? 'men' : 'women' },
      tags: [id % 2 ? 'kids' : 'wedding'],
    }),
  );
  expect(ask(items)).toBeNull();
});

it('offers two to five options', () => {
  const items = Array.from({ length: 40 }, (_, id) => item(id, { kind: `Kind ${id % 9}` }));
  expect(ask(items)?.options).toHaveLength(5);
});

it('weighs candidates by a softmax of standard scores, whatever their scale', () => {
  const small = candidatesOf([3, 2, 1].map((score, at) => ({ item: at, score })));
  const large = candidatesOf([300, 200, 100].map((score, at) => ({ item: at, score: score + 7 })));
  // By hand: deviation of 3, 2, 1 is 0.8165; e^0, e^-1.2247, e^-2.4495 over their sum 1.3802.
  expect(small.map(({ weight }) => weight)).toEqual([
    expect.closeTo(0.7245, 3),
    expect.closeTo(0.2129, 3),
    expect.closeTo(0.0626, 3),
  ]);
  for (const [at, { weight }] of small.entries()) expect(large[at].weight).toBeCloseTo(weight, 12);
  expect(goodOf(small)).toBe(2);
  expect(goodOf([])).toBe(0);
});

it('is not misled by a few that have the very word, but by a name', () => {
  const scores = (best: number) =>
    Array.from({ length: 20 }, (_, at) => ({ item: at, score: at === 0 ? best : 2 }));
  expect(goodOf(candidatesOf(scores(5)))).toBe(20);
  expect(goodOf(candidatesOf(scores(12)))).toBe(1);
});
