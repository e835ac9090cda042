import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homeOf, momentAtHome, placeOf, surroundings } from './place.ts';

describe('placeOf', () => {
  it.each([
    ['Leeds', 'GB', 'north'],
    ['  leeds ', 'GB', 'north'],
    ['MELBOURNE', 'AU', 'south'],
    ['São Paulo', 'BR', 'south'],
    ['Zürich', 'CH', 'north'],
    ['New Zealand', 'NZ', 'south'],
    ['Cape Town, South Africa', 'ZA', 'south'],
    ['the U.S. (New York)', 'US', 'north'],
    ['Perth', 'AU', 'south'],
    // The country is the surer word.
    ['Perth, Scotland', 'GB', 'north'],
    ['Córdoba, Spain', 'ES', 'north'],
    ['Little Whinging, England', 'GB', 'north'],
  ])('knows %s', (text, country, hemisphere) => {
    expect(placeOf(text)).toMatchObject({ country, hemisphere });
  });

  it.each(['', '   ', 'Atlantis', '42', ', ,', 'near Leeds station'])('shrugs at %j', (text) => {
    expect(placeOf(text)).toBeNull();
  });

  it('takes anything that can be typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void placeOf(text)));
  });

  it('gives the name as it is best written', () => {
    expect(placeOf('cape town')?.name).toBe('Cape Town');
  });
});

describe('homeOf', () => {
  it('reads the country from the currency', () => {
    expect(homeOf('GBP')).toMatchObject({ country: 'GB', hemisphere: 'north' });
    expect(homeOf('AUD')).toMatchObject({ country: 'AU', hemisphere: 'south' });
  });

  it('takes shared currencies for no country’s', () => {
    for (const currency of ['EUR', 'XOF', '']) expect(homeOf(currency)).toBeNull();
    expect(momentAtHome(7, 'EUR')).toEqual({ now: 7, utcOffset: 0 });
  });
});

describe('surroundings', () => {
  it('keeps to the shop’s own country where no place is known', () => {
    expect(surroundings({ place: '', weather: '' }, 'GBP')).toEqual({ country: 'GB' });
    expect(surroundings({ place: 'Atlantis', weather: '' }, 'GBP')).toEqual({ country: 'GB' });
    expect(surroundings({ place: 'Atlantis', weather: '' }, 'EUR')).toEqual({});
  });

  it('sets seasons apart only from those of the shop', () => {
    expect(surroundings({ place: 'Sydney', weather: '' }, 'GBP')).toEqual({
      country: 'AU',
      seasonsApart: true,
    });
    expect(surroundings({ place: 'Sydney', weather: '' }, 'AUD')).toEqual({ country: 'AU' });
    expect(surroundings({ place: 'Leeds', weather: '' }, 'AUD')).toEqual({
      country: 'GB',
      seasonsApart: true,
    });
  });

  it('passes the weather on', () => {
    expect(surroundings({ place: '', weather: 'rain' }, 'EUR')).toEqual({ weather: 'rain' });
  });
});
