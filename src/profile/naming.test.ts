/** Names as people would write them, distinct, and from what a group shares. */
import { describe, expect, it } from 'vitest';
import type { Weighed } from './clusters.ts';
import { inSentence, listOf, nameGroups } from './naming.ts';
import { catalog } from './test-history.ts';

const namesOf = (groups: Weighed[][]) => nameGroups(groups, catalog).map(({ name }) => name);
const group = (...items: number[]) => items.map((item) => ({ item, weight: 1 }));

describe('inSentence', () => {
  it.each([
    ['Tents and shelters', 'tents and shelters'],
    ['Christmas', 'Christmas'],
    ['DIY tools', 'DIY tools'],
    ['T-shirts', 't-shirts'],
    ['christmas', 'Christmas'],
    ['iPad cases', 'iPad cases'],
    ['4-person tents', '4-person tents'],
    ['', ''],
  ])('writes %s as %s', (name, written) => expect(inSentence(name)).toBe(written));
});

describe('listOf', () => {
  it('keeps names with an “and” apart', () => {
    expect(listOf([])).toBe('');
    expect(listOf(['baking'])).toBe('baking');
    expect(listOf(['baking', 'walking'])).toBe('baking and walking');
    expect(listOf(['hats', 'socks', 'boots'])).toBe('hats, socks and boots');
    expect(listOf(['socks and hats', 'boots'])).toBe('socks and hats, and boots');
  });
});

describe('nameGroups', () => {
  it('takes the activity that a group shares and others don’t', () => {
    expect(namesOf([group(0, 1, 2), group(6, 7, 8)])).toEqual(['walking', 'baking']);
  });

  it('puts a telling tag before it where most have it', () => {
    expect(namesOf([group(0, 2, 4)])).toEqual(['rainy-day walking']);
  });

  it('calls one thing by its kind, and what shares nothing by its strongest', () => {
    expect(namesOf([group(0)])).toEqual(['outdoors kind 0']);
    const [odd] = namesOf([group(1, 27, 71)]);
    expect(odd).toBe(`things like “${catalog.items[1].title}”`);
  });

  it('gives no name twice', () => {
    const names = namesOf([group(0, 1), group(2, 3), group(4, 5)]);
    expect(new Set(names).size).toBe(3);
  });

  it('never names who somebody is', () => {
    const kidsAndVegan = catalog.items.flatMap(({ tags }, i) =>
      tags.includes('kids') || tags.includes('vegan') ? [i] : [],
    );
    for (const name of namesOf([group(...kidsAndVegan)])) {
      expect(name).not.toMatch(/kids|vegan|women|men/);
    }
  });
});
