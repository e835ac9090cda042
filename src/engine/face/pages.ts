/** What the shop's pages show: cards on shelves, one thing, a department, a search, the basket. */
import type { Department, Item, Review } from '../../catalog/item.ts';
import type { Team } from '../../history/event.ts';
import type { EncoderStamp } from '../../packs/pack.ts';
import type { Facets, Filters } from '../../search/facets.ts';
import type { Mark } from '../../search/marks.ts';
import type { Conflict, Part } from '../../search/request.ts';
import type { Rescue, SearchSort } from '../../search/search-items.ts';
import type { OwnReview } from './reviews.ts';

export type { Facets, FacetValue, Filters } from '../../search/facets.ts';
export type { Mark } from '../../search/marks.ts';
export type { Conflict, Constraint, Part, Property } from '../../search/request.ts';
export type { Dropped, Rescue, SearchSort } from '../../search/search-items.ts';

/** What a card needs. */
export interface Card {
  id: string;
  title: string;
  line: string;
  price: number | null;
  brand: string;
  department: string;
  kind: string;
  image: string | null;
  /** Same-origin address of a few seconds of it; only things that can be heard have one. */
  audio?: string;
  tint: string;
  rating: { mean: number; count: number } | null;
  saved: boolean;
}

export interface Reason {
  /** Short, for a card: "You looked at Drizzle jacket". */
  text: string;
  /** The visitor's own item it points to, if any. */
  itemId: string | null;
}

export interface Entry {
  card: Card;
  /** Fused score; absent on shelves that aren't ranked by fusion. */
  score: number | null;
  reason: Reason | null;
  /** The place was given to something to try out, not won by rank; its reason says so. */
  explored?: true;
  /** A sentence of the item's own that says more to this visitor than its line. */
  blurb?: string;
  /** Where two rankers share the shelf: whose pick it was. Handed back with the opening, and never shown. */
  team?: Team;
}

/** A sentence of an item's own texts, chosen by what the visitor goes for. */
export interface Blurb {
  text: string;
  /** "Good for rainy days"; '' where nothing is claimed. */
  goodFor: string;
}

export interface Shelf {
  /** Stable key. */
  id:
    | 'for-you'
    | 'interest'
    | 'another-interest'
    | 'because'
    | 'buy-again'
    | 'recently-viewed'
    | 'trending'
    | 'something-different'
    | 'similar'
    | 'looks-similar'
    | 'sounds-similar'
    | 'bought-together';
  /** "For you", "Because you viewed Drizzle jacket", ... */
  title: string;
  /** The section's accessible name, where it isn't the title. */
  label?: string;
  /** Of `because`: title of the thing that was viewed, for whoever says it in other words. */
  viewed?: string;
  /** What history notes as its name, where that isn't the title. */
  noted?: string;
  /** "With rainy-day walks in mind"; absent where nothing is said. */
  inMind?: string;
  entries: Entry[];
}

export interface HomePage {
  shelves: Shelf[];
  /** Events behind this page. */
  events: number;
  /** False while only popularity speaks. */
  personal: boolean;
  /** "Lately it is nearly all tents.": attention has gathered on one thing; absent where it hasn't. */
  narrowing?: string;
}

export interface ItemPage {
  item: Item;
  card: Card;
  reviews: Review[];
  blurb?: Blurb;
  shelves: Shelf[];
  /** Main colours of its picture, six hexadecimal digits each; absent where none is known. */
  colours?: string[];
  inBasket: number;
  /** A `hide` event stands for this item. */
  hidden: boolean;
  /** The visitor's own stars, or null. */
  rated: number | null;
  /** What the visitor wrote about it, or null. */
  ownReview: OwnReview | null;
}

export type Sort = 'for-you' | 'price-low' | 'price-high' | 'rating' | 'newest' | 'title';

/** Filters left out don't narrow anything. */
export interface BrowseRequest extends Partial<Filters> {
  /** Department slug; null for the whole shop. */
  department: string | null;
  sort: Sort;
}

export interface BrowsePage {
  department: Department | null;
  total: number;
  entries: Entry[];
  facets: Facets;
}

export interface SearchOptions {
  /** Lets the encoder join in. */
  meaning: boolean;
  limit: number;
  /** Also what the visitor asked not to be shown, to ask about it. */
  hidden?: boolean;
  /** Looks for a thing by its name: the words as they are, without reading a request into them. */
  plain?: boolean;
  /** Where absent, the order that the request itself asks for, or else `best`. */
  sort?: SearchSort;
  /** Those left out don't narrow anything. */
  filters?: Partial<Filters>;
  /** How far taste rearranges what matches, 0 to 1: 0 is the same for everyone. `SearchPage.strength` where absent. */
  strength?: number;
  /** Ids of parts of the request that the visitor took back, see `Part.id`. */
  dropped?: string[];
  /** Id of the item in view, for "cheaper than this". */
  beside?: string;
  /** A picture of what it should look like, described by the encoder that described the shop's. */
  picture?: PictureAsked;
  /** A colour that it should have: six hexadecimal digits. */
  shade?: string;
}

/** The visitor's own picture, as numbers: the picture itself stays with the page. */
export interface PictureAsked {
  stamp: EncoderStamp;
  /** Unit vector, length stamp.dimensions. */
  vector: Float32Array;
}

export interface SearchEntry extends Entry {
  /** Where title and line have what was searched for. */
  marks: { title: Mark[]; line: Mark[] };
}

export interface RecentSearch {
  query: string;
  /** Every event that it comes from: with all of them forgotten it is gone. */
  eventIds: string[];
}

export interface SearchPage {
  query: string;
  /** Of what was found, the first `SearchOptions.limit`. */
  entries: SearchEntry[];
  /** All that was found. */
  total: number;
  /** True once encoder vectors took part. */
  meaning: boolean;
  /** Choices that narrow what was found, each with how many it would leave. */
  facets: Facets;
  sort: SearchSort;
  strength: number;
  /** What was understood of the request, in its order; each can be taken back. */
  parts: Part[];
  /** What no part accounts for. */
  rest: string;
  conflict: Conflict | null;
  /** The query in the catalog's own words, where that finds more. */
  didYouMean: string | null;
  /** What had to be let go of to find anything; null where nothing had to. */
  rescue: Rescue | null;
  /** The visitor's last searches, newest first, at most 8. */
  recent: RecentSearch[];
}

export interface BasketLine {
  card: Card;
  quantity: number;
}

export interface Basket {
  lines: BasketLine[];
  total: number;
  count: number;
}
