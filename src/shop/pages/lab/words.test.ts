import { describe, expect, it } from 'vitest';
import { CONTEXT } from '../../../fusion/context.ts';
import { bytesInWords, comeAndGone, contextInWords, ordinal, signed } from './words.ts';

describe('words of the Lab', () => {
  it('has a name for every feature of the context, each its own', () => {
    const words = CONTEXT.map(contextInWords);
    expect(words.filter((word, c) => word === CONTEXT[c])).toEqual(
      CONTEXT.filter((name) => name === 'weekend').slice(1),
    );
    expect(new Set(words).size).toBe(CONTEXT.length);
  });

  it('writes numbers that align', () => {
    expect(signed(-0.4234)).toBe('−0.42');
    expect(signed(1.3)).toBe('1.30');
    expect(signed(0)).toBe('0');
    expect(signed(-0.001)).toBe('0.00');
    expect(signed(2.345, 1)).toBe('2.3');
  });

  it('writes sizes and places', () => {
    expect([900, 412_300, 3_140_000, 26_900_000].map(bytesInWords)).toEqual([
      '1 kB',
      '412 kB',
      '3.1 MB',
      '27 MB',
    ]);
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '102nd',
      '111th',
    ]);
  });

  it('tells who came and who went', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }));
    expect(comeAndGone([a, b], [b, c])).toEqual({ came: [c], went: [a] });
    expect(comeAndGone([a, b], [b, a])).toEqual({ came: [], went: [] });
  });
});
