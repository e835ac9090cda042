/**
 * The demo shop: turns the department sources in `demo/*.json` into a catalog, and into what only the order
 * simulator may know (seasons, how long a thing lasts). Reading the files and drawing the pictures happen in
 * `scripts/`.
 */
import type { Catalog, Department, Item, Review } from './item.ts';

export type Season = 'spring' | 'summer' | 'autumn' | 'winter' | 'christmas';

/** How to draw an item: names of Fluent emoji icons, and the hue the thing is dyed. */
export interface IconArt {
  icon: string;
  hue?: string;
  /** A second, smaller thing in the picture. */
  with?: string;
}

/** How to draw a record: the design of its sleeve, and the hue its colours are chosen around. */
export interface SleeveArt {
  sleeve: string;
  hue: string;
}

export type Art = IconArt | SleeveArt;

export interface SourceItem {
  id: string;
  title: string;
  kind: string;
  line: string;
  description: string;
  /** In pounds. */
  price: number;
  brand: string;
  attributes: Record<string, string>;
  tags: string[];
  art: Art;
  /** For things bought mostly in one part of the year. */
  season?: Season;
  /** For things that get used up: days until a household buys the next. */
  lasts?: number;
  reviews?: Omit<Review, 'itemId'>[];
}

/** One file of `demo/`. */
export interface DepartmentSource {
  department: string;
  slug: string;
  blurb: string;
  items: SourceItem[];
}

/** What the catalog doesn't say, by item id; only items that have such a thing are listed. */
export interface SeasonHints {
  season: Record<string, Season>;
  /** Days. */
  lasts: Record<string, number>;
}

export class DemoSourceError extends Error {
  override name = 'DemoSourceError';
}

/** The order of navigation: what people come back for first, presents last. */
export const DEPARTMENT_ORDER = [
  'outdoors',
  'kitchen',
  'home',
  'books',
  'garden',
  'pantry',
  'clothing',
  'bags-and-shoes',
  'music',
  'play',
  'desk',
  'bath',
  'sport',
  'pets',
  'celebrate',
] as const;

/** Soft colours behind the pictures; the shop's styles define each for light and dark. */
export const TINTS = ['sage', 'sand', 'sky', 'blush', 'lilac', 'mint', 'straw', 'stone'] as const;
export type Tint = (typeof TINTS)[number];

/** Tints a thing of that hue stands out from without shouting. Chosen by eye. */
const TINTS_FOR_HUE: Record<string, readonly Tint[]> = {
  red: ['sand', 'sky', 'stone', 'straw', 'lilac'],
  orange: ['sky', 'sand', 'stone', 'mint', 'lilac'],
  amber: ['sky', 'lilac', 'sage', 'stone', 'blush', 'mint'],
  green: ['straw', 'sand', 'blush', 'sky', 'stone', 'lilac'],
  teal: ['sand', 'blush', 'straw', 'stone', 'lilac'],
  blue: ['sand', 'straw', 'blush', 'stone', 'mint'],
  indigo: ['straw', 'sand', 'sky', 'blush', 'mint'],
  violet: ['straw', 'sage', 'sand', 'mint', 'sky'],
  pink: ['sky', 'mint', 'straw', 'stone', 'lilac'],
  brown: ['sky', 'sage', 'mint', 'straw', 'blush', 'lilac'],
  grey: ['blush', 'straw', 'sage', 'sky', 'lilac', 'sand', 'mint'],
};

/** A record comes in a sleeve, and a few seconds of it can be heard. */
export function isRecord<Entry extends Pick<SourceItem, 'art'>>(
  entry: Entry,
): entry is Entry & { art: SleeveArt } {
  return 'sleeve' in entry.art;
}

/**
 * Builds the demo shop's catalog and the simulator's hints.
 * @param sources one per department, in any order
 * @throws DemoSourceError when a department is unknown or missing, or two items share an id
 */
export function demoShop(sources: DepartmentSource[]): { catalog: Catalog; hints: SeasonHints } {
  const ordered = inOrder(sources);
  const tints = chooseTints(ordered.flatMap((source) => source.items));
  const hints: SeasonHints = { season: {}, lasts: {} };
  const items: Item[] = [];
  const reviews: Review[] = [];
  for (const source of ordered) {
    for (const entry of source.items) {
      items.push({
        id: entry.id,
        title: entry.title,
        line: entry.line,
        description: entry.description,
        price: entry.price,
        brand: entry.brand,
        department: source.department,
        kind: entry.kind,
        attributes: entry.attributes,
        tags: entry.tags,
        image: `/shop/art/${entry.id}.svg`,
        ...(isRecord(entry) && { audio: `/shop/sound/${entry.id}.mp3` }),
        tint: tints.get(entry.id) ?? 'stone',
        available: true,
      });
      if (entry.season) hints.season[entry.id] = entry.season;
      if (entry.lasts) hints.lasts[entry.id] = entry.lasts;
      for (const { stars, by, text } of entry.reviews ?? [])
        reviews.push({ itemId: entry.id, stars, by, text });
    }
  }
  items.sort((a, b) => compareCodeUnits(a.id, b.id));
  const twin = items.find((item, i) => item.id === items[i - 1]?.id);
  if (twin) throw new DemoSourceError(`Two items are called "${twin.id}": rename one in src/catalog/demo/`);
  const departments = ordered.map(describeDepartment);
  return { catalog: { id: 'demo', name: 'Inkling', currency: 'GBP', items, departments, reviews }, hints };
}

function inOrder(sources: DepartmentSource[]): DepartmentSource[] {
  const unknown = sources.find(({ slug }) => !DEPARTMENT_ORDER.some((known) => known === slug));
  if (unknown)
    throw new DemoSourceError(`Department "${unknown.slug}" has no place in DEPARTMENT_ORDER: add it`);
  return DEPARTMENT_ORDER.map((slug) => {
    const source = sources.find((candidate) => candidate.slug === slug);
    if (!source)
      throw new DemoSourceError(`Department "${slug}" is missing: expected src/catalog/demo/${slug}.json`);
    return source;
  });
}

function describeDepartment({ department, slug, blurb, items }: DepartmentSource): Department {
  return {
    name: department,
    slug,
    blurb,
    kinds: [...new Set(items.map(({ kind }) => kind))],
    count: items.length,
  };
}

/** Neighbours differ both as the sources list them and sorted by id; within that, tints are used evenly. */
function chooseTints(entries: SourceItem[]): Map<string, Tint> {
  const byId = entries.map(({ id }) => id).sort(compareCodeUnits);
  const rank = new Map(byId.map((id, i) => [id, i]));
  const chosen = new Map<string, Tint>();
  const uses = new Map<Tint, number>(TINTS.map((tint) => [tint, 0]));
  entries.forEach(({ id, art }, i) => {
    const place = rank.get(id) ?? 0;
    const near = [entries[i - 1]?.id, entries[i - 2]?.id, byId[place - 1], byId[place + 1]];
    const taken = near.map((neighbour) => chosen.get(neighbour));
    const fitting = TINTS_FOR_HUE[art.hue ?? ''] ?? TINTS;
    // Five tints at the least, four neighbours at the most: one is always free.
    const free = fitting.filter((tint) => !taken.includes(tint));
    const tint = free.reduce((best, next) => ((uses.get(next) ?? 0) < (uses.get(best) ?? 0) ? next : best));
    chosen.set(id, tint);
    uses.set(tint, (uses.get(tint) ?? 0) + 1);
  });
  return chosen;
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
