/** "Did you mean": a query in words of the catalog's own, where it was written in others. */
import type { KeywordIndex, WordMatches } from './keyword.ts';
import type { Known } from './vocabulary.ts';

/** With more literal matches than this a query stands as it is. */
const FEW = 2;

/**
 * The query with its unknown words put right, or null where nothing better is known: the words of the catalog that are
 * fewest slips away, of those the most frequent; or two words where one was written, or one where two were.
 * @param index of the catalog that gave `matches`
 */
export function correctionOf(query: string, matches: WordMatches, index: KeywordIndex): string | null {
  if (matches.literal > FEW) return null;
  const { vocabulary } = index;
  const slots = matches.slots;
  let text = query;
  let changed = false;
  for (let at = slots.length - 1; at >= 0; at--) {
    const { token, meant } = slots[at];
    if (meant.some(({ how }) => how !== 'corrected')) continue;
    const near: Known | undefined = vocabulary.near(token.word, false)[0]?.known;
    const right = near?.word ?? vocabulary.splitOf(token.word)?.join(' ');
    if (right === undefined) continue;
    text = text.slice(0, token.start) + right + text.slice(token.end);
    changed = true;
  }
  const joined = changed ? null : joinedWords(query, matches, index);
  const corrected = joined ?? (changed ? text.trim() : null);
  if (corrected === null) return null;
  return index.search(`${corrected} `).literal > matches.literal ? corrected : null;
}

/** "rain coat" where the catalog has raincoats. */
function joinedWords(query: string, { slots }: WordMatches, { vocabulary }: KeywordIndex): string | null {
  for (let at = 0; at + 1 < slots.length; at++) {
    const [left, right] = [slots[at].token, slots[at + 1].token];
    const joined = vocabulary.get(left.word + right.word);
    if (joined !== undefined) return query.slice(0, left.start) + joined.word + query.slice(right.end);
  }
  return null;
}
