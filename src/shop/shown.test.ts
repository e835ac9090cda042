import { describe, expect, it } from 'vitest';
import type { Readout } from '../engine/recommender.ts';
import { formatsOf } from '../messages/formats.ts';
import { openTexts } from '../messages/texts.ts';
import { figuresOf, headlineOf } from './shown.ts';

const text = await openTexts('en', ['you']);
const zh = await openTexts('zh-CN', ['you']);
const en = formatsOf('en-GB');

const readout: Readout = {
  days: 7,
  places: 120,
  things: 84,
  coverage: 0.1,
  diversity: 0.42,
  usualDiversity: 0.6,
  wellKnown: 0.75,
  explored: 0.05,
  level: 'department',
  mix: [],
};

describe('the readout in words', () => {
  it('says how much was shown', () => {
    expect(headlineOf(text, en, readout)).toBe(
      'This week 84 different things, 10% of the shop, stood in view on your shelves, some of them more than once (120 places in all).',
    );
    expect(headlineOf(text, en, { ...readout, places: 1, things: 1, coverage: 0.0004 })).toBe(
      'This week one thing, less than 1% of the shop, stood in view on your shelves.',
    );
    expect(headlineOf(zh, formatsOf('zh-CN'), readout)).toBe(
      '这一周，有 84 件不同的东西在你的货架上露过面，占全店的 10%，有些不止一次（共 120 处）。',
    );
  });

  it('says how varied, how known, how much of it guessed', () => {
    expect(figuresOf(text, en, readout)).toEqual([
      {
        name: 'Variety',
        value: '70%',
        words: 'of what things picked blindly would have: a thread runs through them',
      },
      { name: 'Little known', value: '25%', words: expect.stringContaining('less often') },
      { name: 'Guesses', value: '5%', words: 'of the places: 6 of 120' },
    ]);
    expect(figuresOf(text, en, { ...readout, explored: 0 }).at(-1)).toMatchObject({
      words: 'were tried out on you',
    });
    expect(figuresOf(text, en, { ...readout, diversity: null }).map(({ name }) => name)).not.toContain(
      'Variety',
    );
  });
});
