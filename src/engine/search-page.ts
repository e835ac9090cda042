/**
 * Search: a request is read, then searched for by words at once, and by meaning where the encoder joins in. What it
 * found is put on a page here; how it is found is `search/`'s.
 */
import type { Encoder } from '../encoders/encoder.ts';
import { stampKey } from '../encoders/registry.ts';
import { LONGEST_TEXT } from '../history/event-schema.ts';
import type { EncoderStamp } from '../packs/pack.ts';
import { neverShown } from '../ranking/eligibility.ts';
import { hexIn } from '../search/colours.ts';
import { NO_FILTERS } from '../search/facets.ts';
import type { KeywordIndex } from '../search/keyword.ts';
import { type LooksAsked, looksOf } from '../search/looks.ts';
import { marksIn } from '../search/marks.ts';
import { DEFAULT_STRENGTH } from '../search/personal.ts';
import type { Constraint, Part, Understood } from '../search/request.ts';
import { type Dropped, type Found, type SearchMeans, searchItems } from '../search/search-items.ts';
import { searchRequestOf } from '../search/search-request.ts';
import type { SenseAsked } from '../search/senses.ts';
import { understand } from '../search/understand.ts';
import type { Present } from './current-shop.ts';
import { recentSearches } from './recent-searches.ts';
import type { SearchEntry, SearchOptions, SearchPage } from './recommender.ts';
import type { Shop } from './shop.ts';
import type { Say } from './speech.ts';
import type { StepTimer } from './step-timer.ts';

/** What a search page needs beside the shop. */
interface PageMeans {
  timer: StepTimer;
  openEncoder: () => Promise<Encoder>;
  /** The encoder of texts that shares a space with vectors of that stamp; null where there is none. */
  openTowards: (stamp: EncoderStamp) => Promise<Encoder | null>;
  /** The encoder failed: only words are searched. */
  onFailure: () => void;
  say: Say;
}

/** A picture was described in another way than this shop's pictures: nothing can be near it. */
export class OtherPicture extends Error {
  override name = 'OtherPicture';
  constructor(say: Say) {
    super(say('engine.other-picture'));
  }
}

/** Where nothing was found at all: things to look at instead. */
const INSTEAD = 12;

export async function searchPage(
  present: Present,
  query: string,
  options: SearchOptions,
  means: PageMeans,
): Promise<SearchPage> {
  const { shop, events, card } = present;
  // A page of text, pasted by mistake, would take many seconds.
  const asked = cut(query);
  const looks = looksAsked(shop, options, means.say);
  const [index, vector, senses] = await Promise.all([
    shop.keyword(),
    options.meaning ? vectorOf(asked, shop, means) : null,
    options.meaning ? sensesOf(asked, shop, means) : [],
  ]);
  const search = new Search(present, asked, options, { vector, senses, looks, index });
  const { understood, found } = await means.timer.timed('search', async () => search.run());
  const entry = ({ item }: { item: number }): SearchEntry => {
    const { title, line } = shop.item(item);
    const marks = { title: marksIn(title, found.slots), line: marksIn(line, found.slots) };
    return { card: card(item), score: null, reason: null, marks };
  };
  return {
    query,
    entries: found.items.slice(0, options.limit).map(entry),
    total: found.items.length,
    meaning: vector !== null,
    facets: found.facets,
    sort: search.sortOf(understood),
    strength: search.strength,
    parts: understood.parts,
    rest: understood.rest,
    conflict: understood.conflict,
    didYouMean: found.didYouMean,
    rescue: found.rescue,
    recent: recentSearches(events),
  };
}

/** What is searched with. */
interface Asked {
  /** Of the words; null where meaning has no say. */
  vector: Float32Array | null;
  senses: readonly SenseAsked[];
  looks: LooksAsked;
  index: KeywordIndex;
}

/** One query of one moment, which may have to be searched for more than once. */
class Search {
  readonly strength: number;
  readonly #present: Present;
  readonly #asked: string;
  readonly #options: SearchOptions;
  readonly #vector: Float32Array | null;
  readonly #senses: readonly SenseAsked[];
  readonly #looks: LooksAsked;
  readonly #hidden: ReadonlySet<number>;
  readonly #means: SearchMeans;

  constructor(
    present: Present,
    asked: string,
    options: SearchOptions,
    { vector, senses, looks, index }: Asked,
  ) {
    const { shop, ranked } = present;
    const { strength = ranked.preferences.searchTaste } = options;
    this.strength = Number.isFinite(strength) ? Math.max(0, Math.min(1, strength)) : DEFAULT_STRENGTH;
    this.#present = present;
    this.#asked = asked;
    this.#options = options;
    this.#vector = vector;
    this.#senses = senses;
    this.#looks = looks;
    this.#hidden = options.hidden ? new Set() : neverShown(shop.catalog, ranked.profile);
    this.#means = {
      index,
      table: shop.facets(),
      vectors: shop.pack.vectors,
      liking: (item) => ranked.score(item),
    };
  }

  run(): { understood: Understood; found: Found } {
    const understood = this.#read([]);
    const found = this.#find(understood);
    if (found.items.length > 0 || this.#asked === '') return { understood, found };
    return {
      understood,
      found: this.#withoutParts(understood) ?? this.#byLooks(understood) ?? this.#instead(found),
    };
  }

  sortOf(understood: Understood) {
    return this.#options.sort ?? understood.sort ?? 'best';
  }

  /** @param without ids of parts that are let go of, beside those that the visitor took back */
  #read(without: readonly string[]): Understood {
    const { plain, hidden, dropped = [], beside = null } = this.#options;
    // An id or a name that is looked up says nothing but itself.
    if (plain || hidden || this.#asked === '' || this.#means.index.isId(this.#asked))
      return {
        text: this.#asked,
        parts: [],
        rest: this.#asked,
        wanted: this.#asked,
        sort: null,
        conflict: null,
      };
    const known = beside !== null && this.#present.shop.indexOf.has(beside) ? beside : null;
    const lexicon = this.#present.shop.lexicon();
    return understand(this.#asked, lexicon, { dropped: new Set([...dropped, ...without]), beside: known });
  }

  #find(understood: Understood): Found {
    const { shop } = this.#present;
    const { accept, tiers, ...asked } = searchRequestOf(understood, this.#asked, this.#vector, {
      catalog: shop.catalog,
      vectors: shop.pack.vectors,
      indexOf: shop.indexOf,
      ratings: (item) => shop.rating(item),
    });
    const alone = understood.wanted === '';
    const looks = looksOf(this.#looks, shop.pack.images, alone);
    return searchItems(
      {
        ...asked,
        // "Like this, under 30" says nothing beside its picture and its conditions.
        ...(looks !== null && alone ? { words: '', meaning: null } : { senses: this.#senses }),
        looks,
        accept: (item) => !this.#hidden.has(item) && accept(item),
        filters: { ...NO_FILTERS, ...this.#options.filters },
        sort: this.sortOf(understood),
        tiers: tiers && this.#options.sort === undefined,
        strength: this.strength,
      },
      this.#means,
    );
  }

  /** Without the part that matters least, if that finds something; else without the next; else without more and more. */
  #withoutParts({ parts }: Understood): Found | null {
    const ways = parts.filter(({ must }) => must).sort((a, b) => importance(a) - importance(b));
    const attempts = [
      ...ways.map(({ id }) => [id]),
      ...ways.slice(1).map((_, k) => ways.slice(0, k + 2).map(({ id }) => id)),
    ];
    for (const ids of attempts) {
      const understood = this.#read(ids);
      const found = this.#find(understood);
      if (found.items.length === 0) continue;
      const dropped: Dropped[] = ids.map((id) => ({ of: 'part', id }));
      const filters = { ...NO_FILTERS, ...this.#options.filters };
      const before = found.rescue ?? { dropped: [], kept: understood.wanted, filters };
      return { ...found, rescue: { ...before, dropped: [...dropped, ...before.dropped] } };
    }
    return null;
  }

  /** Nothing that looks so has any of the words, or means them: what looks so. */
  #byLooks(understood: Understood): Found | null {
    const { picture, shade } = this.#looks;
    // Before meaning had its say there is still hope.
    if (!this.#options.meaning || (picture === null && shade === null)) return null;
    const found = this.#find({ ...understood, wanted: '' });
    if (found.items.length === 0) return null;
    const { filters } = found.rescue ?? { filters: { ...NO_FILTERS, ...this.#options.filters } };
    const dropped: Dropped[] = [{ of: 'words', words: understood.wanted.split(' ') }];
    return {
      ...found,
      rescue: { dropped: [...dropped, ...(found.rescue?.dropped ?? [])], kept: '', filters },
    };
  }

  /** Nothing has any of the words, or means them: what the visitor, or at no strength everybody, likes best. */
  #instead(found: Found): Found {
    // Before meaning had its say there is still hope.
    if (!this.#options.meaning) return found;
    const { shop, ranked } = this.#present;
    const { recent, total } = shop.pack.popularity;
    const open: number[] = [];
    for (let item = 0; item < shop.catalog.items.length; item++) if (!this.#hidden.has(item)) open.push(item);
    const best =
      this.strength > 0
        ? ranked.top(INSTEAD, (item) => !this.#hidden.has(item)).map(({ item }) => item)
        : open.sort((a, b) => recent[b] - recent[a] || total[b] - total[a] || a - b).slice(0, INSTEAD);
    return {
      ...found,
      items: best.map((item) => ({ item, score: 0, named: 0 })),
      facets: this.#means.table.count(best, NO_FILTERS),
      rescue: {
        dropped: [{ of: 'words', words: this.#asked.split(/\s+/) }],
        kept: '',
        filters: NO_FILTERS,
      },
    };
  }
}

/** The kind of thing matters most, then what is refused. */
function importance({ constraint }: Part): number {
  const order: Record<Constraint['of'], number> = {
    recipient: 0,
    occasion: 0,
    count: 0,
    rating: 1,
    property: 2,
    price: 3,
    compared: 4,
    word: 5,
  };
  if (constraint.of !== 'property') return order[constraint.of];
  if (constraint.not) return order.word;
  return constraint.name === 'kind' || constraint.name === 'department' ? 6 : order.property;
}

/** Trimmed in front, never cut through the middle of a character. */
function cut(query: string): string {
  const text = query.trimStart().slice(0, LONGEST_TEXT);
  const whole = /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
  return whole.trim() === '' ? '' : whole;
}

/** @throws OtherPicture */
function looksAsked({ pack }: Shop, { picture, shade }: SearchOptions, say: Say): LooksAsked {
  const { images } = pack;
  if (picture !== undefined) {
    const { stamp, vector } = picture;
    const met = images !== undefined && stampKey(stamp) === stampKey(images.stamp);
    if (!met || vector.length !== images.stamp.dimensions) throw new OtherPicture(say);
  }
  return { picture: picture?.vector ?? null, shade: hexIn(shade ?? '') };
}

/** Null where meaning has no say here. */
async function vectorOf(
  asked: string,
  { pack: { vectors, manifest } }: Shop,
  { timer, openEncoder, onFailure }: PageMeans,
): Promise<Float32Array | null> {
  if (asked === '' || vectors.length === 0) return null;
  try {
    const encoder = await openEncoder();
    // A pack made with another encoder has vectors that this one's must not meet.
    if (stampKey(encoder.stamp) !== stampKey(manifest.encoder)) return null;
    // Of the whole request: what conditions say is part of what is meant (measured, see docs/quality.md).
    return await timer.timed('encode', () => encoder.encode([asked]));
  } catch {
    onFailure();
    return null;
  }
}

/** What is asked for, where words and pictures or recordings share a space. */
async function sensesOf(
  asked: string,
  { pack: { images, sounds } }: Shop,
  { timer, openTowards }: PageMeans,
): Promise<SenseAsked[]> {
  if (asked === '') return [];
  const senses = [images, sounds].map(async (of): Promise<SenseAsked[]> => {
    if (of === undefined) return [];
    try {
      const reader = await openTowards(of.stamp);
      if (reader === null) return [];
      return [{ words: await timer.timed('encode', () => reader.encode([asked])), of }];
    } catch {
      // What is said of things is searched all the same.
      return [];
    }
  });
  return (await Promise.all(senses)).flat();
}
