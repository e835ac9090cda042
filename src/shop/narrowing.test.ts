import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HUES } from '../engine/colours.ts';
import { chosenCount, fromAddress, type Narrowing, toAddress } from './narrowing.ts';

const SORTS = ['for-you', 'rating', 'newest', 'price-low', 'price-high', 'title'] as const;
type Sort = (typeof SORTS)[number];

const values = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 });
const some = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
const amount = fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null });
const read = (search: string) => fromAddress(search, SORTS);

test('an address says exactly what was chosen', () => {
  const names = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__');
  const narrowings: fc.Arbitrary<Narrowing<Sort>> = fc.record({
    departments: values,
    kinds: values,
    brands: values,
    colours: values,
    hues: fc.subarray([...HUES]),
    attributes: fc.dictionary(names, some, { maxKeys: 3, noNullPrototype: true }),
    price: fc.record({ min: amount, max: amount }),
    rating: fc.option(fc.constantFrom(2, 3, 4), { nil: null }),
    sort: fc.option(fc.constantFrom(...SORTS), { nil: null }),
    show: fc.integer({ min: 60, max: 5000 }),
  });
  fc.assert(
    fc.property(narrowings, (narrowing) => {
      expect(read(toAddress(narrowing).toString())).toEqual(narrowing);
    }),
  );
});

test('nothing chosen is an empty address', () => {
  expect(toAddress(read('')).toString()).toBe('');
  expect(chosenCount(read(''))).toBe(0);
});

test('what makes no sense in an address is ignored', () => {
  expect(read('?sort=loudest&min=-3&max=lots&show=NaN&kind=&stars=9&has.material=&hue=reddish')).toEqual(
    read(''),
  );
});

test('what is in view anyway is not counted', () => {
  const narrowing = read('?kind=Tents&brand=A&brand=B&has.material=wool&max=5&stars=4');
  expect(chosenCount(narrowing)).toBe(6);
  expect(chosenCount(narrowing, ['kinds'])).toBe(5);
});
