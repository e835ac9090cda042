/** What people are called in passing. */
import { expect, it } from 'vitest';
import { initialOf, shelvesOf } from './people.ts';

it('names whose shelves they are', () => {
  expect(shelvesOf({ id: '', name: 'You' })).toBe('your own shelves');
  expect(shelvesOf({ id: '', name: 'Ada' })).toBe('the shelves of “Ada”');
  expect(shelvesOf({ id: 'x', name: 'You' })).toBe('the shelves of “You”');
});

it('finds a letter for anybody', () => {
  expect(['ada', '  élan', '“7th”', '日本', '☃', ''].map(initialOf)).toEqual(['A', 'É', '7', '日', '·', '·']);
});
