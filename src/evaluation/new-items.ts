/**
 * New items: how well models find what had hardly been sold, or never, when they learned.
 */
import { countPopularity, newest } from '../models/popularity.ts';
import { DAY } from '../profile/build-profile.ts';
import type { OrderLog } from '../training/orders.ts';
import type { Case } from './protocol.ts';

/** First sold in so many days before the end of what models learned from: as long as popularity's "recent". */
const NEW_DAYS = 28;

/**
 * Adds to each case the targets that were new (`new-items`) and, among them, those without a single event
 * (`unsold-items`).
 * @param learned What base models learned from.
 */
export function withNewItems(cases: readonly Case[], learned: OrderLog, items: number): Case[] {
  const { firstSeen } = countPopularity(learned, items);
  const since = newest(learned) - NEW_DAYS * DAY;
  return cases.map((one) => {
    const fresh = one.targets.filter((item) => firstSeen[item] === 0 || firstSeen[item] > since);
    if (fresh.length === 0) return one;
    const unsold = fresh.filter((item) => firstSeen[item] === 0);
    return { ...one, parts: { 'new-items': fresh, ...(unsold.length > 0 && { 'unsold-items': unsold }) } };
  });
}
