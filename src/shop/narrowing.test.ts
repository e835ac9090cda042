import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromAddress, type Narrowing, SORTS, toAddress } from './narrowing.ts';

const values = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 });
const amount = fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null });

test('an address says exactly what was chosen', () => {
  const narrowings: fc.Arbitrary<Narrowing> = fc.record({
    kinds: values,
    brands: values,
    colours: values,
    price: fc.record({ min: amount, max: amount }),
    sort: fc.constantFrom(...SORTS),
    show: fc.integer({ min: 60, max: 5000 }),
  });
  fc.assert(
    fc.property(narrowings, (narrowing) => {
      expect(fromAddress(toAddress(narrowing))).toEqual(narrowing);
    }),
  );
});

test('nothing chosen is an empty address', () => {
  expect(toAddress(fromAddress(''))).toBe('');
});

test('what makes no sense in an address is ignored', () => {
  expect(fromAddress('?sort=loudest&min=-3&max=lots&show=NaN&kind=')).toEqual(fromAddress(''));
});
