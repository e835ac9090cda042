/**
 * Own history: what the visitor already bought or looked at, and whether it is time for it again. Zero for
 * everything else. Repeat purchases are the larger half of many shops' orders.
 */
import type { Repeats } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { Bought, Profile } from '../profile/profile.ts';
import type { Signal } from './signal.ts';

/** Days after which a purchase says half as much about wanting the same again; as for profiles. */
const RECENCY_HALF_LIFE_DAYS = 60;

function repeatSignal(
  name: string,
  meaning: string,
  raw: (bought: Bought, repeats: Repeats, now: number) => number,
): Signal {
  return {
    name,
    meaning,
    score({ pack, profile }, out) {
      let any = false;
      for (const bought of profile.bought) {
        const value = raw(bought, pack.repeats, profile.moment.now);
        out[bought.item] = value;
        any ||= value > 0;
      }
      return any;
    },
    because({ pack, profile }, item) {
      const bought = profile.bought.find((own) => own.item === item);
      return bought === undefined ? [] : [{ item, amount: raw(bought, pack.repeats, profile.moment.now) }];
    },
  };
}

/** Days between this visitor's purchases of an item, or null before the third. */
export function ownInterval({ orders, first, last }: Bought): number | null {
  return orders >= 3 ? (last - first) / DAY / (orders - 1) : null;
}

export const repeatCount = repeatSignal('repeat-count', 'you buy it often', ({ orders }) =>
  Math.log2(1 + orders),
);

export const repeatRecency = repeatSignal(
  'repeat-recency',
  'you bought it not long ago',
  ({ last }, _, now) => 2 ** -(Math.max(0, now - last) / DAY / RECENCY_HALF_LIFE_DAYS),
);

export const repeatLastOrder = repeatSignal(
  'repeat-last-order',
  'it was in your last order',
  ({ inLastOrder }) => (inLastOrder ? 1 : 0),
);

export const repeatRate = repeatSignal(
  'repeat-rate',
  'people who buy it buy it again',
  ({ item }, { rate }) => rate[item],
);

export const repeatDue = repeatSignal(
  'repeat-due',
  'it is about time for it again',
  (bought, repeats, now) => {
    const interval = ownInterval(bought) ?? repeats.interval[bought.item];
    if (!(interval > 0)) return 0;
    const days = Math.max(0.5, (now - bought.last) / DAY);
    // 1 when exactly due, a half at a third or three times the interval.
    const off = Math.log(days / interval) / Math.log(3);
    return (1 / (1 + off * off)) * (ownInterval(bought) === null ? repeats.rate[bought.item] : 1);
  },
);

export const ownInterest: Signal = {
  name: 'own-interest',
  meaning: 'you showed interest in it yourself',
  score({ profile }, out) {
    for (const { item, weight } of profile.touched) out[item] = weight;
    return profile.touched.length > 0;
  },
  because({ profile }: { profile: Profile }, item) {
    const own = profile.touched.find((touched) => touched.item === item);
    return own === undefined ? [] : [{ item, amount: own.weight }];
  },
};
