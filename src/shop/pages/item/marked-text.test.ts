/** Do pieces make up the text again, with the marked parts marked? */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { piecesOf } from './marked-text.ts';

it('marks what is to be marked', () => {
  expect(piecesOf('One. Two. Three.', [{ start: 5, end: 9, says: 'no' }])).toEqual([
    { text: 'One. ', start: 0, says: null },
    { text: 'Two.', start: 5, says: 'no' },
    { text: ' Three.', start: 9, says: null },
  ]);
  expect(piecesOf('', [])).toEqual([]);
});

it('loses and repeats nothing, whatever the marks', () => {
  const mark = fc.record({
    start: fc.nat(40),
    end: fc.nat(40),
    says: fc.constantFrom('yes' as const, 'no' as const, 'unclear' as const),
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
      const pieces = piecesOf(text, marks);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of pieces) expect(text.startsWith(piece.text, piece.start)).toBe(true);
    }),
  );
});
