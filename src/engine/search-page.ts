/** Search: by words at once, and by meaning where the encoder joins in. */
import type { Encoder } from '../encoders/encoder.ts';
import { stampKey } from '../encoders/registry.ts';
import { LONGEST_TEXT } from '../history/event-schema.ts';
import { neverShown } from '../ranking/eligibility.ts';
import type { Hit } from '../search/keyword.ts';
import { nearest, reciprocalRankFusion } from '../search/meaning.ts';
import type { Present } from './current-shop.ts';
import type { SearchOptions, SearchPage } from './recommender.ts';
import type { Shop } from './shop.ts';
import type { StepTimer } from './step-timer.ts';

/** What a search needs beside the shop. */
interface SearchMeans {
  timer: StepTimer;
  openEncoder: () => Promise<Encoder>;
  /** The encoder failed: only words are searched. */
  onFailure: () => void;
}

export async function searchPage(
  { shop, ranked, card }: Present,
  query: string,
  options: SearchOptions,
  means: SearchMeans,
): Promise<SearchPage> {
  const hidden = options.hidden ? new Set<number>() : neverShown(shop.catalog, ranked.profile);
  const depth = options.limit * 2 + hidden.size;
  // A page of text, pasted by mistake, would take many seconds.
  const asked = query.slice(0, LONGEST_TEXT);
  const byWords = await means.timer.timed('search', async () => shop.keyword()(asked, depth));
  const byMeaning = options.meaning ? await hitsByMeaning(asked, depth, shop, means) : null;
  const hits = byMeaning === null ? byWords : reciprocalRankFusion([byWords, byMeaning], depth);
  const shown = hits.filter((hit) => !hidden.has(hit.item)).slice(0, options.limit);
  return {
    query,
    entries: shown.map(({ item }) => ({ card: card(item), score: null, reason: null })),
    total: shown.length,
    meaning: byMeaning !== null,
  };
}

/** Null where meaning has no say here. */
async function hitsByMeaning(
  asked: string,
  depth: number,
  { pack: { vectors, manifest } }: Shop,
  { timer, openEncoder, onFailure }: SearchMeans,
): Promise<Hit[] | null> {
  if (asked.trim() === '' || vectors.length === 0) return null;
  try {
    const encoder = await openEncoder();
    // A pack made with another encoder has vectors that this one's must not meet.
    if (stampKey(encoder.stamp) !== stampKey(manifest.encoder)) return null;
    const vector = await timer.timed('encode', () => encoder.encode([asked]));
    return nearest(vector, vectors, depth);
  } catch {
    onFailure();
    return null;
  }
}
