/** What the shop's pages show: cards on shelves, one thing, a department, a search, the basket. */
import type { Department, Item, Review } from '../../catalog/item.ts';
import type { Team } from '../../history/event.ts';

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
  /** Where two rankers share the shelf: whose pick it was. Handed back with the opening, and never shown. */
  team?: Team;
}

export interface Shelf {
  /** Stable key. */
  id:
    | 'for-you'
    | 'because'
    | 'buy-again'
    | 'recently-viewed'
    | 'trending'
    | 'something-different'
    | 'similar'
    | 'bought-together';
  /** Also the section's accessible name: "For you", "Because you viewed Drizzle jacket", ... */
  title: string;
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
  shelves: Shelf[];
  inBasket: number;
  /** A `hide` event stands for this item. */
  hidden: boolean;
  /** The visitor's own stars, or null. */
  rated: number | null;
}

export type Sort = 'for-you' | 'price-low' | 'price-high' | 'rating' | 'newest' | 'title';

export interface BrowseRequest {
  /** Department slug; null for the whole shop. */
  department: string | null;
  kinds: string[];
  brands: string[];
  colours: string[];
  price: { min: number | null; max: number | null };
  sort: Sort;
}

export interface FacetValue {
  value: string;
  count: number;
}

export interface BrowsePage {
  department: Department | null;
  total: number;
  entries: Entry[];
  facets: {
    kinds: FacetValue[];
    brands: FacetValue[];
    colours: FacetValue[];
    price: { min: number; max: number };
  };
}

export interface SearchOptions {
  /** Lets the encoder join in. */
  meaning: boolean;
  limit: number;
  /** Also what the visitor asked not to be shown, to ask about it. */
  hidden?: boolean;
}

export interface SearchPage {
  query: string;
  entries: Entry[];
  total: number;
  /** `meaning` is true once encoder vectors took part. */
  meaning: boolean;
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
