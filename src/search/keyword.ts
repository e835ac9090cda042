/**
 * Keyword search: BM25+ over a catalog's texts with prefixes and typo tolerance, by MiniSearch. Knows nothing
 * of vectors or of the visitor.
 */
import MiniSearch from 'minisearch';
import type { Catalog } from '../catalog/item.ts';
import { fold } from '../catalog/words.ts';

export interface Hit {
  /** Index into `Catalog.items`. */
  item: number;
  score: number;
}

export type KeywordIndex = (query: string, limit: number) => Hit[];

/** Fields by how much a match in them says. A title names the thing; a description mentions others. */
const BOOST = {
  title: 6,
  kind: 3,
  brand: 3,
  tags: 2,
  attributes: 2,
  department: 1.5,
  line: 1.5,
  description: 1,
};

/** Builds the index once per catalog: about 0.1 ms an item. */
export function keywordIndex(catalog: Catalog): KeywordIndex {
  const index = new MiniSearch<Record<string, unknown>>({
    idField: 'index',
    fields: Object.keys(BOOST),
    processTerm: (term) => fold(term),
  });
  index.addAll(
    catalog.items.map((item, i) => ({
      index: i,
      title: item.title,
      kind: item.kind,
      brand: item.brand,
      tags: item.tags.join(' '),
      attributes: Object.values(item.attributes).join(' '),
      department: item.department,
      line: item.line,
      description: item.description,
    })),
  );
  const byId = new Map(catalog.items.map((item, i) => [item.id.toLowerCase(), i]));

  return (query, limit) => {
    const found = index.search(query, {
      boost: BOOST,
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      // Every word should match something; where none does, MiniSearch's OR still ranks partial matches.
      combineWith: 'AND',
    });
    const any = found.length > 0 ? found : index.search(query, { boost: BOOST, fuzzy: 0.2 });
    const hits = any.map(({ id, score }) => ({ item: id as number, score }));
    hits.sort((a, b) => b.score - a.score || a.item - b.item);
    // Someone who types an id wants that very item.
    const exact = byId.get(query.trim().toLowerCase());
    if (exact !== undefined) {
      const rest = hits.filter((hit) => hit.item !== exact);
      return [{ item: exact, score: (hits[0]?.score ?? 0) + 1 }, ...rest].slice(0, limit);
    }
    return hits.slice(0, limit);
  };
}
