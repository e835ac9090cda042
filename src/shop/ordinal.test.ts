import { expect, test } from 'vitest';
import { ordinal } from './ordinal.ts';

test.each([
  [1, 'first'],
  [10, 'tenth'],
  [11, '11th'],
  [21, '21st'],
  [42, '42nd'],
  [113, '113th'],
  [1003, '1,003rd'],
])('%d is %s', (place, words) => expect(ordinal(place)).toBe(words));
