import { describe, expect, it } from 'vitest';
import { CONTEXT } from '../../../fusion/context.ts';
import { formatsOf } from '../../../messages/formats.ts';
import { openTexts } from '../../../messages/texts.ts';
import { bytesInWords, comeAndGone, contextInWords, signed } from './words.ts';

const formats = formatsOf('en');

describe('words of the Lab', () => {
  it('has a name for every feature of the context, each its own', async () => {
    const text = await openTexts('en', ['lab']);
    const words = CONTEXT.map((name) => contextInWords(text, name));
    expect(words.filter((word, c) => word === CONTEXT[c])).toEqual([]);
    expect(new Set(words).size).toBe(CONTEXT.length);
  });

  it('writes numbers that align', () => {
    expect(signed(formats, -0.4234)).toBe('−0.42');
    expect(signed(formats, 1.3)).toBe('1.30');
    expect(signed(formats, 0)).toBe('0');
    expect(signed(formats, -0.001)).toBe('0.00');
    expect(signed(formats, 2.345, 1)).toBe('2.3');
  });

  it('writes sizes', () => {
    const sizes = [900, 412_300, 3_140_000, 26_900_000].map((bytes) => bytesInWords(formats, bytes));
    expect(sizes).toEqual(['1 kB', '412 kB', '3.1 MB', '27 MB']);
  });

  it('counts places as each language does', async () => {
    const en = await openTexts('en', ['lab']);
    const places = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111];
    expect(places.map((place) => en('fusions.place-with', { place, level: 'gated' }).split(' ')[0])).toEqual([
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
    const zh = await openTexts('zh-CN', ['lab']);
    expect(zh('fusions.place-with', { place: 1012, level: 'late' })).toBe('按榜单名次是第 1,012 名');
  });

  it('tells who came and who went', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }));
    expect(comeAndGone([a, b], [b, c])).toEqual({ came: [c], went: [a] });
    expect(comeAndGone([a, b], [b, a])).toEqual({ came: [], went: [] });
  });
});
