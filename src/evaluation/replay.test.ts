import { beforeAll, describe, expect, it } from 'vitest';
import { openTexts, type Text } from '../messages/texts.ts';
import type { PastEvent } from '../profile/profile.ts';
import { verdictOn } from './interleaving.ts';
import { findsIn, type RankerReplay, type Replay, type ReplayedChoice, replayInWords } from './replay.ts';

const DAY = 86_400_000;

function event(type: PastEvent['type'], item: number, day: number, order = ''): PastEvent {
  return { id: `${type}-${item}-${day}`, type, item, at: day * DAY, quantity: 1, order, rating: 0 };
}

let text: Text<'measured'>;
beforeAll(async () => {
  text = await openTexts('en', ['measured']);
});

describe('what is looked for', () => {
  it('are choices, each from before the visitor first met it', () => {
    const events = [
      event('view_item', 1, 1),
      event('view_item', 2, 2),
      event('search', -1, 3),
      event('add_to_cart', 1, 4),
      event('select_item', 3, 5),
      event('view_item', 3, 6),
      event('add_to_wishlist', 3, 7),
    ];
    expect(findsIn(events)).toEqual([
      { item: 1, met: 0, at: DAY, occasion: 0 },
      { item: 3, met: 4, at: 5 * DAY, occasion: 1 },
    ]);
  });

  it('are counted once, the newest twenty, with the lines of an order on one occasion', () => {
    const events = Array.from({ length: 12 }, (_, order) => [
      event('purchase', order * 2, order + 1, `o${order}`),
      event('purchase', order * 2 + 1, order + 1, `o${order}`),
      event('purchase', 0, order + 1, `o${order}`),
    ]).flat();
    const finds = findsIn(events);
    expect(finds).toHaveLength(20);
    expect(new Set(finds.map(({ item }) => item)).size).toBe(20);
    expect(finds.at(-1)).toMatchObject({ item: 23, at: 12 * DAY });
    expect(finds.at(-2)?.occasion).toBe(finds.at(-1)?.occasion);
  });
});

describe('the outcome in words', () => {
  const near = { mean: 0, low: 0, high: 0 };

  /** Each choice: places by the ranking in use, by popularity, by content. */
  function replayOf(places: number[][], occasions = places.map((_, c) => c)): Replay {
    const choices = places.map(
      (row, c) => ({ places: row, item: c, occasion: occasions[c] }) as ReplayedChoice,
    );
    const rankers = ['fusion-gated', 'popularity', 'content'].map(
      (name, r): RankerReplay => ({
        name,
        hit10: near,
        hit20: near,
        mrr: { ...near, mean: places.reduce((sum, row) => sum + 1 / row[r], 0) / places.length },
        behind: null,
        duel: verdictOn(
          choices
            .filter((choice) => choice.places[0] !== choice.places[r])
            .map((choice) => ({
              side: choice.places[0] < choice.places[r] ? 'a' : 'b',
              item: choice.item,
              visit: choice.occasion,
            })),
        ),
      }),
    );
    return { rankers, choices };
  }
  const titles = ['Weighed sum', 'Popularity alone', 'Content alone'];

  it('counts, compares with the better baseline, and says what chance does', () => {
    const won = Array.from({ length: 5 }, () => [20, 31, 400]);
    expect(replayInWords(replayOf(won), titles, text)).toBe(
      '“Weighed sum”, which ranks for you now, would have had 5 of your 5 choices among its first twenty; popularity alone, 0. It came nearer than popularity alone on 5 of 5 occasions; chance alone does that one time in 16.',
    );
  });

  it('says so where a baseline is ahead, or nobody is', () => {
    expect(
      replayInWords(
        replayOf([
          [300, 500, 1],
          [9, 9, 3],
          [2, 40, 2],
        ]),
        titles,
        text,
      ),
    ).toMatch(
      /Content alone came nearer than it on 2 of 2 occasions; chance alone does that every other time\.$/,
    );
    expect(
      replayInWords(
        replayOf([
          [1, 2, 300],
          [2, 1, 300],
          [5, 5, 300],
        ]),
        titles,
        text,
      ),
    ).toMatch(/they are level\.$/);
  });

  it('counts an order as one occasion, whatever it held', () => {
    const order = Array.from({ length: 8 }, () => [1, 50, 400]);
    expect(
      replayInWords(
        replayOf(
          order,
          order.map(() => 0),
        ),
        titles,
        text,
      ),
    ).toMatch(/on 1 of 1 occasions; .* nearly every time/);
  });
});
