import { describe, expect, it } from 'vitest';
import { openTexts } from '../messages/texts.ts';
import { momentSentence, momentWords } from './moment-words.ts';
import { CONTEXT_KINDS } from './preferences.ts';
import type { Moment } from './profile.ts';

const voice = { language: 'en' as const, text: await openTexts('en', ['known']) };

const at = (date: string, more: Partial<Moment> = {}): Moment => ({
  now: Date.parse(`${date}Z`),
  utcOffset: 0,
  country: 'GB',
  ...more,
});

describe('momentWords', () => {
  it('says each kind as it is', () => {
    expect(momentWords(at('2026-11-22T19:00', { device: 'phone' }), 3, voice)).toEqual({
      hour: 'evening',
      weekday: 'Sunday',
      season: 'late autumn',
      holidays: 'five days before Black Friday',
      device: 'a phone',
      session: 'three things done so far',
    });
    expect(momentWords(at('2026-07-01T02:00'), 0, voice)).toEqual({
      hour: 'night',
      weekday: 'Wednesday',
      season: 'midsummer',
      holidays: 'none near',
      device: 'not known',
      session: 'just begun',
    });
  });

  it.each([
    ['2026-12-01', 'GB', 'early winter'],
    ['2026-01-15', 'GB', 'midwinter'],
    ['2026-02-28', 'GB', 'late winter'],
    ['2026-04-10', 'GB', 'mid-spring'],
    ['2026-09-01', undefined, 'early autumn'],
    ['2026-12-01', 'AU', 'early summer'],
    ['2026-06-01', 'AU', 'early winter'],
    ['2026-10-15', 'NZ', 'mid-spring'],
  ])('on %s in %s it is %s', (date, country, season) => {
    expect(momentWords(at(`${date}T12:00`, { country }), 0, voice).season).toBe(season);
  });

  it.each([
    ['2026-12-25', 'Christmas today'],
    ['2026-12-24', 'the day before Christmas'],
    ['2026-12-12', '13 days before Christmas'],
    ['2026-12-04', 'three weeks before Christmas'],
    ['2026-06-01', 'three weeks before Father’s Day'],
    ['2026-12-26', 'none near'],
  ])('on %s, %s', (date, words) => {
    expect(momentWords(at(`${date}T12:00`), 0, voice).holidays).toBe(words);
  });
});

describe('momentSentence', () => {
  const moment = at('2026-12-06T19:30', { device: 'phone' });

  it('joins what may be used', () => {
    expect(momentSentence(moment, 1, [], voice)).toBe(
      'Sunday evening, early winter, three weeks before Christmas, on a phone, one thing done so far',
    );
    expect(momentSentence(moment, 1, ['weekday', 'device', 'session'], voice)).toBe(
      'Evening, early winter, three weeks before Christmas',
    );
    expect(momentSentence(moment, 1, CONTEXT_KINDS, voice)).toBe('');
  });

  it('leaves out what isn’t known', () => {
    expect(momentSentence(at('2026-07-01T12:00'), 0, [], voice)).toBe(
      'Wednesday around midday, midsummer, a visit just begun',
    );
  });
});
