/**
 * Calibration of lists to histories: whose categories, and how they are counted. The formula is in metrics.ts.
 */
import type { Catalog } from '../catalog/item.ts';
import { calibration } from './metrics.ts';

/** Calibration over the departments of a catalog, or its kinds where it has one department. */
export class CalibrationOf {
  private constructor(
    private readonly category: Int32Array,
    private readonly categories: number,
  ) {}

  /** @returns null where the catalog has nothing to tell items apart by */
  static catalog({ items }: Catalog): CalibrationOf | null {
    for (const level of ['department', 'kind'] as const) {
      const numbers = new Map<string, number>();
      const category = Int32Array.from(items, (item) => {
        const known = numbers.get(item[level]) ?? numbers.size;
        numbers.set(item[level], known);
        return known;
      });
      if (numbers.size > 1) return new CalibrationOf(category, numbers.size);
    }
    return null;
  }

  /** Share of each category among `items`, repeats counted; null for none. */
  shares(items: readonly number[]): Float64Array | null {
    if (items.length === 0) return null;
    const shares = new Float64Array(this.categories);
    for (const item of items) shares[this.category[item]] += 1 / items.length;
    return shares;
  }

  /** Of a list from a history's shares; 0 is perfect. NaN for an empty list. */
  divergence(history: Float64Array, list: readonly number[]): number {
    const shares = this.shares(list);
    return shares === null ? Number.NaN : calibration(history, shares);
  }
}
