/** Steering in words: every stop of a slider has a name, and what is said of a shelf is so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../../messages/formats.ts';
import { openTexts } from '../../../messages/texts.ts';
import { DEFAULT_PREFERENCES, SIGNAL_GROUPS } from '../../../profile/preferences.ts';
import {
  changeInWords,
  noveltyInWords,
  sameSteering,
  shelfChange,
  USUAL,
  VOLUME_STEP,
  volumeInWords,
} from './choosing.ts';

const text = await openTexts('en', ['you']);
const zh = await openTexts('zh-CN', ['you']);

describe('the sliders', () => {
  it('name each of their stops, and each of the groups, differently', () => {
    const stopsIn = (one: typeof text) =>
      Array.from({ length: 2 / VOLUME_STEP + 1 }, (_, stop) => volumeInWords(one, stop * VOLUME_STEP));
    const stops = stopsIn(text);
    expect([stops[0], stops[4], stops[8]]).toEqual(['off', 'as learned', 'twice']);
    for (const one of [text, zh]) {
      expect(new Set(stopsIn(one)).size).toBe(9);
      expect(new Set(SIGNAL_GROUPS.map((group) => one(`choosing.${group}`))).size).toBe(SIGNAL_GROUPS.length);
    }
  });

  it('name any loudness and novelty that may be stored', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), (volume) => {
        expect(volumeInWords(text, volume)).toMatch(/\w/);
        expect(noveltyInWords(text, volume / 2)).toMatch(/ground|sure|each/);
      }),
    );
  });

  it('are as usual only where all of them are', () => {
    expect(sameSteering(USUAL, { ...DEFAULT_PREFERENCES })).toBe(true);
    expect(sameSteering(USUAL, { ...USUAL, adapt: false })).toBe(false);
    expect(sameSteering(USUAL, { ...USUAL, novelty: 1 })).toBe(false);
    for (const group of SIGNAL_GROUPS) {
      expect(sameSteering(USUAL, { ...USUAL, volumes: { ...USUAL.volumes, [group]: 0 } })).toBe(false);
    }
  });
});

describe('a change of a shelf', () => {
  const shelf = (letters: string) => [...letters].map((id) => ({ id, title: id.toUpperCase() }));
  const said = (before: string, after: string) =>
    changeInWords(text, formatsOf('en-GB'), shelfChange(shelf(before), shelf(after)));

  it('is told by who comes and goes', () => {
    expect(said('abc', 'abc')).toBe('This changes nothing on the shelf.');
    expect(said('abc', 'cab')).toBe('The same things, in another order.');
    expect(said('abc', 'abd')).toBe('D comes in; C goes.');
    expect(said('abc', 'def')).toBe('D, E and F come in; A, B and C go.');
    expect(said('', 'abcd')).toBe('A, B and 2 more come in.');
    expect(said('ab', '')).toBe('A and B go.');
    const chinese = changeInWords(zh, formatsOf('zh-CN'), shelfChange(shelf('ab'), shelf('cdef')));
    expect(chinese).toBe('C、D和另外 2 件会上来；A和B会下去。');
  });

  it('accounts for every thing once', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdefghij')).map((all) => all.join(''));
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const { came, left, moved } = shelfChange(shelf(before), shelf(after));
        const kept = after.length - came.length;
        expect(kept).toBe(before.length - left.length);
        expect(moved).toBeLessThanOrEqual(kept);
      }),
    );
  });
});
