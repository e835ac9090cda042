/** The list of what is never guessed, at its edges. */
import { expect, it } from 'vitest';
import { isSensitive, isSensitiveFacet } from './sensitive.ts';

it.each(['kids', 'Vegan', 'new-baby', 'women’s', 'For children', 'wedding-guest', 'plus-size', 'halal meat'])(
  'rules out %s',
  (text) => expect(isSensitive(text)).toBe(true),
);

it.each(['kidney beans', 'mango', 'garments', 'permanent ink', 'adaptor', 'seaside', 'ducks'])(
  'leaves %s alone',
  (text) => expect(isSensitive(text)).toBe(false),
);

it('rules out attributes that say who a thing is for, whatever their value', () => {
  expect(isSensitiveFacet({ of: 'attribute', name: 'Age group: 8+' })).toBe(true);
  expect(isSensitiveFacet({ of: 'attribute', name: 'cut: slim' })).toBe(true);
  expect(isSensitiveFacet({ of: 'attribute', name: 'colour: green' })).toBe(false);
  expect(isSensitiveFacet({ of: 'brand', name: 'Cut and Sew' })).toBe(false);
});
