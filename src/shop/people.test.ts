/** What people are called in passing. */
import { expect, it } from 'vitest';
import { initialOf, isNameless } from './people.ts';

it('knows who never said their name', () => {
  expect(isNameless({ id: '', name: 'You' })).toBe(true);
  expect(isNameless({ id: '', name: 'Ada' })).toBe(false);
  expect(isNameless({ id: 'x', name: 'You' })).toBe(false);
});

it('finds a letter for anybody', () => {
  expect(['ada', '  élan', '“7th”', '日本', '☃', ''].map(initialOf)).toEqual(['A', 'É', '7', '日', '·', '·']);
});
