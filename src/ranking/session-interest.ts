/**
 * What this session is about, as an amount in the score. Fusion learns from orders, which seldom say what was looked
 * at just before, so a visitor who turns to something new would wait for it; a session that keeps to one place
 * says enough by itself. It ends with the session, and what was learned before is there again.
 */
import type { Catalog } from '../catalog/item.ts';
import { SESSION_PAUSE } from '../profile/build-profile.ts';
import type { Profile, Step } from '../profile/profile.ts';
import { type Extra, unitOf } from './say.ts';

/** Steps after which one counts half: the newest say where a session is going. */
const HALF_LIFE_STEPS = 2;

/** Steps at which half of the full weight is reached: one look is no interest, three are. */
const HALF_SURE_STEPS = 2;

/** Units (see `unitOf`) for a thing that is all the session is about. */
const MOST = 1;

/** How the weight is shared between being of the same department and, closer, of the same kind. */
const OF_DEPARTMENT = 0.6;

/**
 * @param scores of fusion alone
 * @param volume how loud the visitor wants it: 1 as usual
 * @returns null outside a session, or where nothing was looked at in it
 */
export function sessionInterest(
  { sequence, moment }: Pick<Profile, 'sequence' | 'moment'>,
  { items }: Catalog,
  scores: () => Float64Array,
  volume: number,
): Extra | null {
  const steps = inSession(sequence, moment.now);
  if (steps.length === 0 || volume === 0 || items.length === 0) return null;
  const departments = new Map<string, number>();
  const kinds = new Map<string, number>();
  let total = 0;
  steps.forEach(({ item }, place) => {
    const weight = 2 ** (-(steps.length - 1 - place) / HALF_LIFE_STEPS);
    const { department, kind } = items[item];
    total += weight;
    departments.set(department, (departments.get(department) ?? 0) + weight);
    if (kind !== '') kinds.set(kind, (kinds.get(kind) ?? 0) + weight);
  });
  const sure = 1 - 2 ** (-steps.length / HALF_SURE_STEPS);
  const full = (volume * MOST * sure * unitOf(scores())) / total;
  return {
    name: 'session-interest',
    meaning: 'What you are looking at just now',
    amount: Float64Array.from(
      items,
      ({ department, kind }) =>
        full *
        (OF_DEPARTMENT * (departments.get(department) ?? 0) + (1 - OF_DEPARTMENT) * (kinds.get(kind) ?? 0)),
    ),
  };
}

/** The newest steps without a pause that ends a session between them, or after them. */
export function inSession(sequence: readonly Step[], now: number): readonly Step[] {
  let first = sequence.length;
  let next = now;
  while (first > 0 && next - sequence[first - 1].at < SESSION_PAUSE) {
    first--;
    next = sequence[first].at;
  }
  return sequence.slice(first);
}
