/**
 * Item-item: what the shop's customers who chose the visitor's items also chose, once with the whole history
 * and once with its recent end.
 */
import { ease, easeDecayed } from '../models/ease.ts';
import type { Model } from '../models/model.ts';
import type { ItemItem } from '../packs/pack.ts';
import type { Signal } from './signal.ts';

function itemItemSignal(name: string, meaning: string, model: Model<ItemItem>): Signal {
  return {
    name,
    meaning,
    score: ({ pack, profile }, out) => model.scores(pack.itemItem, profile, out),
    because: ({ pack, profile }, item) => model.because?.(pack.itemItem, profile, item) ?? [],
  };
}

export const itemItem = itemItemSignal('item-item', 'people who chose the same things as you chose it', ease);

export const itemItemRecent = itemItemSignal(
  'item-item-recent',
  'people who chose what you chose lately chose it',
  easeDecayed,
);
