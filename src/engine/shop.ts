/**
 * A shop that is open: catalog and pack with the look-ups that pages need. Pure; loading is the host's.
 */
import type { Catalog, Department, Item, Review } from '../catalog/item.ts';
import type { Pack } from '../packs/pack.ts';
import { type KeywordIndex, keywordIndex } from '../search/keyword.ts';
import type { Card } from './recommender.ts';

export class Shop {
  readonly indexOf: ReadonlyMap<string, number>;
  readonly #ratings: ReadonlyMap<string, { mean: number; count: number }>;
  #keyword: KeywordIndex | null = null;

  constructor(
    readonly catalog: Catalog,
    readonly pack: Pack,
  ) {
    this.indexOf = new Map(catalog.items.map((item, index) => [item.id, index]));
    this.#ratings = ratings(catalog.reviews);
  }

  /** The same shop, ranked by another of its pack's fusions; by the pack's own choice where there is none of that name. */
  withFusion(name: string | undefined): Shop {
    const fusion = this.pack.fusions?.[name ?? ''];
    return fusion === undefined ? this : new Shop(this.catalog, { ...this.pack, fusion });
  }

  get own(): boolean {
    return this.catalog.id !== 'demo';
  }

  item(index: number): Item {
    return this.catalog.items[index];
  }

  department(slug: string): Department | null {
    return this.catalog.departments.find((department) => department.slug === slug) ?? null;
  }

  reviews(id: string): Review[] {
    return this.catalog.reviews.filter((review) => review.itemId === id);
  }

  /** Built at the first search: it costs about a tenth of a second for a thousand items. */
  keyword(): KeywordIndex {
    this.#keyword ??= keywordIndex(this.catalog);
    return this.#keyword;
  }

  card(index: number, saved: ReadonlySet<number>): Card {
    const { id, title, line, price, brand, department, kind, image, tint } = this.catalog.items[index];
    const rating = this.#ratings.get(id) ?? null;
    return { id, title, line, price, brand, department, kind, image, tint, rating, saved: saved.has(index) };
  }

  rating(index: number): { mean: number; count: number } | null {
    return this.#ratings.get(this.catalog.items[index].id) ?? null;
  }
}

function ratings(reviews: readonly Review[]): Map<string, { mean: number; count: number }> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { itemId, stars } of reviews) {
    const sum = sums.get(itemId) ?? { sum: 0, count: 0 };
    sum.sum += stars;
    sum.count++;
    sums.set(itemId, sum);
  }
  return new Map([...sums].map(([id, { sum, count }]) => [id, { mean: sum / count, count }]));
}
