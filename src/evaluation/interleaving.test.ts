import { beforeAll, describe, expect, it } from 'vitest';
import { openTexts, type Text } from '../messages/texts.ts';
import { seeded } from '../training/random.ts';
import { type Credit, inWords, often, signTest, verdictOn } from './interleaving.ts';

let text: Text<'measured'>;
beforeAll(async () => {
  text = await openTexts('en', ['measured']);
});

const opened = (visit: number, ...sides: ('a' | 'b')[]): Credit[] =>
  sides.map((side, item) => ({ side, visit, item }));

describe('verdictOn', () => {
  it('counts visits, not openings', () => {
    const verdict = verdictOn([
      ...opened(1, 'a', 'a', 'a', 'a'),
      ...opened(2, 'b'),
      ...opened(3, 'b', 'a'),
      ...opened(4, 'b', 'b', 'a'),
    ]);
    expect(verdict).toMatchObject({ openings: { a: 6, b: 4 }, wins: { a: 1, b: 2 }, ties: 1 });
    expect(verdict.share).toBeCloseTo(1 / 3);
  });

  it('counts an item once a visit, however often it is opened', () => {
    const again = { side: 'a' as const, visit: 1, item: 5 };
    expect(verdictOn([again, again, again, { side: 'b', visit: 1, item: 6 }])).toMatchObject({
      openings: { a: 1, b: 1 },
      ties: 1,
    });
    expect(verdictOn([again, { ...again, visit: 2 }]).wins.a).toBe(2);
  });

  it('does not depend on the order of credits', () => {
    const credits = [...opened(1, 'a', 'b', 'b'), ...opened(2, 'a'), ...opened(7, 'a', 'a')];
    expect(verdictOn(credits.toReversed().map((credit) => credit))).toEqual(verdictOn(credits));
  });

  it('is open about having nothing to go on', () => {
    expect(verdictOn([])).toMatchObject({ share: 0.5, low: 0, high: 1, chance: 1, ties: 0 });
  });
});

describe('signTest', () => {
  it('agrees with the binomial distribution', () => {
    expect(signTest(5, 5)).toBe(1);
    expect(signTest(1, 0)).toBe(1);
    // 2 (1 + 10 + 45) / 1024, and 2 / 1024.
    expect(signTest(8, 2)).toBeCloseTo(112 / 1024, 12);
    expect(signTest(0, 10)).toBeCloseTo(2 / 1024, 12);
  });

  it('agrees with tossing coins', () => {
    const random = seeded(3);
    let far = 0;
    for (let run = 0; run < 20_000; run++) {
      let heads = 0;
      for (let toss = 0; toss < 15; toss++) if (random() < 0.5) heads++;
      if (Math.abs(2 * heads - 15) >= 5) far++;
    }
    expect(signTest(10, 5)).toBeCloseTo(far / 20_000, 1);
  });

  it('holds for many visits', () => {
    expect(signTest(5200, 4800)).toBeGreaterThan(0);
    expect(signTest(5200, 4800)).toBeLessThan(1e-3);
  });
});

describe('words', () => {
  const names = { a: 'Content', b: 'Popularity' };

  it('says who is ahead, and how often chance does that', () => {
    const eightTwo = verdictOn(Array.from({ length: 10 }, (_, v) => opened(v, v < 8 ? 'a' : 'b')).flat());
    expect(inWords(eightTwo, names, text)).toBe(
      'Content is ahead of popularity, 8 to 2, but chance alone does this much one time in nine.',
    );
    const tenNone = verdictOn(Array.from({ length: 10 }, (_, v) => opened(v, 'b')).flat());
    expect(inWords(tenNone, names, text)).toBe(
      'Popularity is ahead of content, 10 to 0. Chance alone would do this much only one time in 512.',
    );
  });

  it('says so where there is nothing, or nothing between them', () => {
    expect(inWords(verdictOn([]), names, text)).toMatch(/Nothing was opened/);
    expect(inWords(verdictOn([...opened(1, 'a'), ...opened(2, 'b')]), names, text)).toMatch(
      /level after 2 visits/,
    );
  });

  it.each([
    [1, 'nearly every time'],
    [0.69, 'two times in three'],
    [0.5, 'every other time'],
    [0.34, 'one time in three'],
    [0.04, 'one time in 25'],
  ])('says %f as "%s"', (chance, words) => {
    expect(often(chance, text)).toBe(words);
  });
});
