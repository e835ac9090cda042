/** A text cut where marks begin and end. Pure; `Reviews.tsx` draws the pieces. */

export interface Mark {
  start: number;
  end: number;
  says: 'yes' | 'no' | 'unclear';
}

export interface Piece {
  text: string;
  /** Of the piece in the whole text. */
  start: number;
  /** Null where it isn't marked. */
  says: Mark['says'] | null;
}

/** @param marks in any order; where two overlap, the later one begins where the earlier one ends */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (end: number, says: Piece['says']) => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, says });
    at = Math.max(at, end);
  };
  for (const { start, end, says } of [...marks].sort((a, b) => a.start - b.start)) {
    add(Math.min(start, text.length), null);
    add(Math.min(end, text.length), says);
  }
  add(text.length, null);
  return pieces;
}
