/**
 * Categories: what a catalog tells its things apart by, department and kind. The one place that knows which of the
 * two levels a catalog really has.
 */
import type { Catalog } from '../catalog/item.ts';

/** Coarse to fine. */
export const LEVELS = ['department', 'kind'] as const;
export type Level = (typeof LEVELS)[number];

/** The levels of which a catalog has more than one name, coarse to fine. */
export function levelsOf({ items }: Pick<Catalog, 'items'>): Level[] {
  return LEVELS.filter((level) => new Set(items.map((item) => item[level])).size > 1);
}

/** The coarsest level that tells items apart: what visitors navigate by; null where nothing does. */
export function broadLevel(catalog: Pick<Catalog, 'items'>): Level | null {
  return levelsOf(catalog)[0] ?? null;
}

/** The finest level that tells items apart; null where nothing does. */
export function fineLevel(catalog: Pick<Catalog, 'items'>): Level | null {
  return levelsOf(catalog).at(-1) ?? null;
}
