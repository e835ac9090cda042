/** The world of the assistant made of the rooms that read and search: whoever has a shop open lends the rest. */
import type { Catalog } from '../../catalog/item.ts';
import { type FacetTable, NO_FILTERS } from '../facets.ts';
import type { KeywordIndex } from '../keyword.ts';
import type { Lexicon } from '../lexicon.ts';
import { DEFAULT_STRENGTH } from '../personal.ts';
import { qualify } from '../qualify.ts';
import type { Part, Understood } from '../request.ts';
import { searchItems } from '../search-items.ts';
import { searchRequestOf } from '../search-request.ts';
import { understand } from '../understand.ts';
import type { Found, World } from './world.ts';

/** What a shop lends, besides what it is asked of one item. */
export interface Lent extends Pick<World, 'rating' | 'aspects' | 'similar' | 'together' | 'reasons'> {
  catalog: Catalog;
  lexicon: Lexicon;
  index: KeywordIndex;
  table: FacetTable;
  /** n x d unit rows, row-major; empty where the shop has none. */
  vectors: Float32Array;
  /** Unit vector of what a wish is searched with; null where it isn't there, or not yet. */
  meaning: (wanted: string) => Float32Array | null;
  /** The recommender's score of an item, in log-odds. */
  liking: (item: number) => number;
  /** Whether an item may be shown at all: the visitor hid none of it, and it is to be had. */
  allowed: (item: number) => boolean;
}

export function shopWorld(lent: Lent): World {
  const { catalog, lexicon, rating } = lent;
  const index = new Map(catalog.items.map(({ id }, at) => [id, at]));
  const tests = new Map<string, (item: number) => boolean>();

  const meets = (item: number, part: Part): boolean => {
    let test = tests.get(part.id);
    if (test === undefined) {
      const alone: Understood = {
        text: '',
        parts: [{ ...part, must: true }],
        rest: '',
        wanted: '',
        sort: null,
        conflict: null,
      };
      test = qualify(alone, catalog, rating).accept;
      tests.set(part.id, test);
    }
    return test(item);
  };

  const find = (asked: Understood, limit: number): Found => {
    const musts = asked.parts.filter(({ must }) => must);
    const names = musts.some(({ constraint }) => constraint.of === 'property' && !constraint.not);
    const search = (words: string) => {
      const vector = words === '' ? null : lent.meaning(words);
      const { accept, tiers, ...request } = searchRequestOf(asked, words, vector, {
        catalog,
        vectors: lent.vectors,
        indexOf: index,
        ratings: rating,
      });
      return searchItems(
        {
          ...request,
          words: words === '' ? '' : request.words,
          accept: (item) => lent.allowed(item) && accept(item),
          tells: words === '' || names || (asked.rest === '' && musts.length > 0),
          filters: NO_FILTERS,
          sort: asked.sort ?? 'best',
          tiers,
          strength: DEFAULT_STRENGTH,
        },
        lent,
      );
    };
    let { items, rescue } = search(asked.wanted);
    let unknown = rescue?.dropped.flatMap((one) => (one.of === 'words' ? one.words : [])) ?? [];
    if (items.length === 0 && asked.rest !== '' && musts.length > 0) {
      // Nothing has these words: the conditions still say something.
      ({ items, rescue } = search(''));
      unknown = asked.rest.split(' ');
    }
    // A thing that was named comes first, whatever the scores.
    const hits = items
      .slice(0, limit)
      .map(({ item, score, named }) => ({ item, score: score + NAMED * named }));
    return { hits, total: items.length, unknown };
  };

  return {
    items: catalog.items,
    indexOf: (id) => index.get(id),
    understand: (text, { dropped, beside }) =>
      understand(text, lexicon, { dropped: new Set(dropped), beside }),
    find,
    meets,
    rating,
    aspects: lent.aspects,
    similar: (item, limit) => lent.similar(item, limit).filter(({ item }) => lent.allowed(item)),
    together: (item, limit) => lent.together(item, limit).filter(({ item }) => lent.allowed(item)),
    reasons: lent.reasons,
  };
}

/** Log-odds of a thing's own name over everything that only describes it. */
const NAMED = 10;
