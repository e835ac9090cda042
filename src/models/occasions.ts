/**
 * Occasions: a history as the sequence of its moments, each with the distinct items of that moment. The lines
 * of an order have no order among themselves, so sequence models read occasions, and never learn from how
 * lines happen to be sorted.
 */
import type { Step } from '../profile/profile.ts';
import { interestOf } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';

/** What a person showed interest in at one moment. */
export interface Occasion {
  /** Epoch ms. */
  at: number;
  /** Distinct, in no meaningful order. */
  items: number[];
  /** The strongest interest shown, as in `EVENT_WEIGHT`. */
  interest: number;
}

function join(occasions: Occasion[], item: number, at: number, interest: number): void {
  const last = occasions.at(-1);
  if (last === undefined || last.at !== at) occasions.push({ at, items: [item], interest });
  else {
    if (!last.items.includes(item)) last.items.push(item);
    last.interest = Math.max(last.interest, interest);
  }
}

/** One list a user, oldest first; events that say nothing about an item are left out. */
export function occasionsOf(log: OrderLog): Occasion[][] {
  const users = Array.from({ length: log.users }, (): Occasion[] => []);
  for (let event = 0; event < log.item.length; event++) {
    const interest = interestOf[log.type[event]];
    if (interest > 0) join(users[log.user[event]], log.item[event], log.at[event], interest);
  }
  return users;
}

/** A visitor's sequence, oldest first. */
export function occasionsOfSteps(sequence: readonly Step[]): Occasion[] {
  const occasions: Occasion[] = [];
  for (const { item, at, weight } of sequence) join(occasions, item, at, weight);
  return occasions;
}
