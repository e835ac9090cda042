import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchFrom, searchPath } from './paths.ts';

const word = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== '');

test('an address says exactly what was searched for', () => {
  const searches = fc.record({
    query: word,
    dropped: fc.uniqueArray(word, { maxLength: 3 }),
    beside: fc.option(word, { nil: null }),
    picture: fc.option(word, { nil: null }),
    shade: fc.option(fc.stringMatching(/^[0-9a-f]{6}$/), { nil: null }),
  });
  fc.assert(
    fc.property(searches, ({ query, ...rest }) => {
      expect(searchFrom(searchPath(query, rest).split('?')[1])).toEqual({ query, ...rest });
    }),
  );
});

test('an empty address asks for nothing', () => {
  const nothing = { query: '', dropped: [], beside: null, picture: null, shade: null };
  expect(searchFrom('')).toEqual(nothing);
  expect(searchFrom('?q=%20%20&beside=&not-asked=&picture=&shade=red')).toEqual(nothing);
});
