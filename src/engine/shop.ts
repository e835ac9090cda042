/**
 * A shop that is open: catalog and pack with the look-ups that pages need. Pure; loading is the host's.
 */
import type { Catalog, Department, Item, Review } from '../catalog/item.ts';
import type { Pack } from '../packs/pack.ts';
import { huesOfAll } from '../search/colours.ts';
import { FacetTable } from '../search/facets.ts';
import { buildKeywordIndex, type KeywordIndex } from '../search/keyword.ts';
import { buildLexicon, type Lexicon } from '../search/lexicon.ts';
import type { Card } from './recommender.ts';

/** What is made of the catalog at the first need, and outlasts a change of fusion. */
interface Made {
  keyword: Promise<KeywordIndex> | null;
  facets: FacetTable | null;
  lexicon: Lexicon | null;
}

export class Shop {
  readonly indexOf: ReadonlyMap<string, number>;
  readonly #ratings: ReadonlyMap<string, { mean: number; count: number }>;
  readonly #made: Made;

  constructor(
    readonly catalog: Catalog,
    readonly pack: Pack,
    made: Made = { keyword: null, facets: null, lexicon: null },
  ) {
    this.#made = made;
    this.indexOf = new Map(catalog.items.map((item, index) => [item.id, index]));
    this.#ratings = ratings(catalog.reviews);
  }

  /** The same shop, ranked by another of its pack's fusions; by the pack's own choice where there is none of that name. */
  withFusion(name: string | undefined): Shop {
    const fusion = this.pack.fusions?.[name ?? ''];
    return fusion === undefined ? this : new Shop(this.catalog, { ...this.pack, fusion }, this.#made);
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

  /** Built when it is first asked for, in steps that let other work through: see docs/performance.md. */
  keyword(): Promise<KeywordIndex> {
    this.#made.keyword ??= buildKeywordIndex(this.catalog);
    return this.#made.keyword;
  }

  /** What words mean in this catalog. */
  lexicon(): Lexicon {
    this.#made.lexicon ??= buildLexicon(this.catalog);
    return this.#made.lexicon;
  }

  /** What items can be narrowed by. */
  facets(): FacetTable {
    this.#made.facets ??= this.#facetTable();
    return this.#made.facets;
  }

  #facetTable(): FacetTable {
    const { popularity, images } = this.pack;
    return new FacetTable(this.catalog, {
      rating: (item) => this.rating(item),
      firstSeen: popularity.firstSeen,
      ...(images?.palettes && { hues: huesOfAll(images.palettes) }),
    });
  }

  card(index: number, saved: ReadonlySet<number>): Card {
    const { id, title, line, price, brand, department, kind, image, audio, tint } = this.catalog.items[index];
    return {
      id,
      title,
      line,
      price,
      brand,
      department,
      kind,
      image,
      ...(audio !== undefined && { audio }),
      tint,
      rating: this.#ratings.get(id) ?? null,
      saved: saved.has(index),
    };
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
