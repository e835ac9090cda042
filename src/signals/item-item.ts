/**
 * Item-item: what the shop's customers who chose the visitor's items also chose (EASE, Steck 2019), once
 * with the whole history and once with its recent end.
 */
import type { Touched } from '../profile/profile.ts';
import type { Signal } from './signal.ts';

function itemItemSignal(name: string, meaning: string, weightOf: (touched: Touched) => number): Signal {
  return {
    name,
    meaning,
    score({ pack: { itemItem }, profile }, out) {
      let found = false;
      for (const touched of profile.touched) {
        const weight = weightOf(touched);
        const end = itemItem.offset[touched.item + 1];
        for (let at = itemItem.offset[touched.item]; at < end; at++) {
          out[itemItem.target[at]] += weight * itemItem.weight[at];
          found = true;
        }
      }
      return found;
    },
    because({ pack: { itemItem }, profile }, item) {
      const amounts: { item: number; amount: number }[] = [];
      for (const touched of profile.touched) {
        const row = itemItem.target.subarray(
          itemItem.offset[touched.item],
          itemItem.offset[touched.item + 1],
        );
        const place = row.indexOf(item);
        if (place < 0) continue;
        const weight = itemItem.weight[itemItem.offset[touched.item] + place];
        amounts.push({ item: touched.item, amount: weightOf(touched) * weight });
      }
      return amounts.sort((a, b) => b.amount - a.amount);
    },
  };
}

export const itemItem = itemItemSignal(
  'item-item',
  'people who chose the same things as you chose it',
  (touched) => touched.lasting,
);

export const itemItemRecent = itemItemSignal(
  'item-item-recent',
  'people who chose what you chose lately chose it',
  (touched) => touched.weight,
);
