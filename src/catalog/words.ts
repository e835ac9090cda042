/**
 * Words of a text as search and text models compare them.
 */

/** Lower case without accents, and without the plural s that separates "boots" from "boot"; null for nothing. */
export function fold(term: string): string | null {
  const plain = term.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  if (plain === '') return null;
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain;
}

/** Runs of letters and digits, folded, in their order. */
export function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((term) => fold(term) ?? []);
}
