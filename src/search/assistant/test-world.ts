/**
 * The demo shop as the assistant sees it, for tests: real items, reviews, reading and search; only what a trained pack
 * would know is made up from items' own texts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type DepartmentSource, demoShop } from '../../catalog/demo.ts';
import { type Catalog, itemText } from '../../catalog/item.ts';
import { wordsOf } from '../../catalog/words.ts';
import { FacetTable } from '../facets.ts';
import { buildKeywordIndex } from '../keyword.ts';
import { buildLexicon } from '../lexicon.ts';
import { shopWorld } from './shop-world.ts';
import type { Button } from './turn.ts';
import type { Hit, World } from './world.ts';

export function demoCatalog(): Catalog {
  const folder = new URL('../../catalog/demo/', import.meta.url);
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file): DepartmentSource => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return demoShop(sources).catalog;
}

/** Words that two things must share to be alike, and tags to go together. */
const ALIKE = 10;
const TOGETHER = 2;

export async function worldOf(catalog: Catalog): Promise<World> {
  const { items, reviews } = catalog;
  const ratings = new Map<string, { mean: number; count: number }>();
  for (const { id } of items) {
    const own = reviews.filter(({ itemId }) => itemId === id);
    const mean = own.reduce((sum, { stars }) => sum + stars, 0) / own.length;
    if (own.length > 0) ratings.set(id, { mean, count: own.length });
  }
  const rating = (item: number) => ratings.get(items[item].id) ?? null;
  const words = items.map((item) => new Set(wordsOf(itemText(item))));
  const best = (limit: number, score: (item: number) => number, least: number) =>
    items
      .map((_, item): Hit => ({ item, score: score(item) }))
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score || a.item - b.item)
      .slice(0, limit);
  return shopWorld({
    catalog,
    lexicon: buildLexicon(catalog),
    index: await buildKeywordIndex(catalog),
    table: new FacetTable(catalog, { rating, firstSeen: new Int32Array(items.length) }),
    vectors: new Float32Array(0),
    meaning: () => null,
    liking: () => 0,
    allowed: (item) => items[item].available,
    rating,
    aspects: (item) =>
      items[item].kind === 'Tents and shelters' ? [{ aspect: 'zip', praise: 1, complaints: 3 }] : [],
    similar: (item, limit) =>
      best(
        limit,
        (other) => (other === item ? 0 : [...words[item]].filter((word) => words[other].has(word)).length),
        ALIKE,
      ),
    together: (item, limit) =>
      items[item].kind === 'Novels'
        ? []
        : best(
            Math.min(limit, 12),
            (other) =>
              items[other].kind === items[item].kind
                ? 0
                : items[other].tags.filter((tag) => items[item].tags.includes(tag)).length,
            TOGETHER,
          ),
    reasons: (item) => (items[item].tags.includes('camping') ? ['You looked at camping things lately.'] : []),
  });
}

/** What an option of a question stands for: a property's value, else the part's id. */
export function buttonValue({ label }: Button): string {
  if (label.of !== 'part') return label.of;
  const { constraint, id } = label.part;
  return constraint.of === 'property' ? constraint.value : id;
}
