/**
 * Factors: the visitor's place in the space of implicit ALS, solved on the device from their own history
 * (Hu, Koren & Volinsky 2008), against every item's factor.
 */
import type { Touched } from '../profile/profile.ts';
import { foldIn } from '../training/fold-in.ts';
import type { Signal } from './signal.ts';
import { dotRows } from './vectors.ts';

function factorsSignal(name: string, meaning: string, weightOf: (touched: Touched) => number): Signal {
  return {
    name,
    meaning,
    score({ pack: { factors }, profile }, out) {
      if (profile.touched.length === 0 || factors.rank === 0) return false;
      const items = profile.touched.map((touched) => touched.item);
      const user = foldIn(factors, items, profile.touched.map(weightOf));
      if (user.every((value) => value === 0)) return false;
      dotRows(factors.items, user, out);
      return true;
    },
  };
}

export const factors = factorsSignal(
  'factors',
  'people with tastes like yours chose it',
  (touched) => touched.lasting,
);

export const factorsRecent = factorsSignal(
  'factors-recent',
  'people with tastes like yours of late chose it',
  (touched) => touched.weight,
);
