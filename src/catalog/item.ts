/**
 * Items and catalogs: the plain types every room shares. Parsing feeds and checking them lives beside this
 * file; nothing here knows about events, models or the page.
 */

/** Something that can be recommended. */
export interface Item {
  /** Unique within its catalog. */
  id: string;
  title: string;
  /** One sentence for a card; may be empty. */
  line: string;
  description: string;
  /** In the catalog's currency; null where the feed names none. */
  price: number | null;
  brand: string;
  /** Top level of the catalog's tree, as shown in navigation. Never empty: see `deriveDepartments`. */
  department: string;
  /** Second level: "Tents and shelters". May be empty. */
  kind: string;
  attributes: Record<string, string>;
  tags: string[];
  /** Same-origin address of a square picture, or null: the shop then draws a tile. */
  image: string | null;
  /** Same-origin address of a short recording of it; most things have none. */
  audio?: string;
  /** Colour name of the soft tint behind the picture, e.g. `sage`; see `tints` in the shop's styles. */
  tint: string;
  available: boolean;
}

export interface Review {
  itemId: string;
  stars: number;
  by: string;
  text: string;
}

export interface Department {
  name: string;
  /** URL segment, unique. */
  slug: string;
  blurb: string;
  kinds: string[];
  count: number;
}

export interface Catalog {
  /**
   * Identifies the shop whose history this is: `demo`; `site` for one that the site was built with; or `own-` +
   * the first 12 hex digits of the feed's SHA-256 for one that a visitor brought.
   */
  id: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  /**
   * Sorted by `id` in code-unit order, so that an item's position is its index in every matrix, and a tie
   * broken by the lower index is a tie broken by id.
   */
  items: Item[];
  departments: Department[];
  reviews: Review[];
}

/** The text an encoder reads. Title first: encoders weigh the beginning most, and long text is cut. */
export function itemText(item: Item): string {
  const attributes = Object.entries(item.attributes)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return [item.title, item.kind, item.line, item.description, item.tags.join(', '), attributes]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('. ');
}
