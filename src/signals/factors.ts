/**
 * Factors: the visitor's place in the space of implicit ALS, solved on the device from their own history
 * (Hu, Koren & Volinsky 2008), against every item's factor.
 */
import { foldIn } from '../training/fold-in.ts';
import type { Signal } from './signal.ts';
import { dotRows } from './vectors.ts';

export const factors: Signal = {
  name: 'factors',
  meaning: 'people with tastes like yours chose it',
  score({ pack: { factors }, profile: { touched } }, out) {
    if (touched.length === 0 || factors.rank === 0) return false;
    const user = foldIn(
      factors,
      touched.map(({ item }) => item),
      touched.map(({ lasting }) => lasting),
    );
    if (user.every((value) => value === 0)) return false;
    dotRows(factors.items, user, out);
    return true;
  },
};
