/**
 * Team-draft interleaving (Radlinski, Kurup & Joachims 2008, "How does clickthrough data reflect retrieval
 * quality?", CIKM): two lists become one, as captains pick teams for a match. What is opened then speaks for the
 * team that it was picked by, and neither list had the better places.
 */
import { seeded } from '../training/random.ts';

export type Side = 'a' | 'b';

export interface Drafted<T> {
  item: T;
  /** Whose pick it was. */
  side: Side;
}

/**
 * Whoever has picked fewer picks next; a coin decides where both have picked as many. A pick is the best of one's
 * own list that isn't there yet. When one list has no more, the other fills up.
 * @param a Best first, without repeats; so is `b`.
 * @param length Places, at most.
 * @param seed Of the coin: the same seed drafts the same list.
 */
export function teamDraft<T>(a: readonly T[], b: readonly T[], length: number, seed: number): Drafted<T>[] {
  const random = seeded(seed);
  const drafted: Drafted<T>[] = [];
  const taken = new Set<T>();
  const captains = { a: captain(a, taken), b: captain(b, taken) };
  const picks = { a: 0, b: 0 };
  while (drafted.length < length) {
    const first: Side = picks.a === picks.b ? (random() < 0.5 ? 'a' : 'b') : picks.a < picks.b ? 'a' : 'b';
    const side = [first, first === 'a' ? 'b' : 'a'].find((one) => captains[one as Side]() !== undefined) as
      | Side
      | undefined;
    if (side === undefined) break;
    const item = captains[side]() as T;
    taken.add(item);
    picks[side]++;
    drafted.push({ item, side });
  }
  return drafted;
}

/** The best of a list that isn't taken, at every call; undefined where all is. */
function captain<T>(list: readonly T[], taken: ReadonlySet<T>): () => T | undefined {
  let next = 0;
  return () => {
    while (next < list.length && taken.has(list[next])) next++;
    return list[next];
  };
}
