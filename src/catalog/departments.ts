/**
 * Departments: the two-level tree that visitors browse, made from the category paths of a feed. Feeds without
 * categories get theirs from what their items mean: see name-departments.ts.
 */
import type { Department, Item } from './item.ts';

/** Where every item stands in a feed that names no category at all. */
export const UNSORTED = 'Everything';

/** Where items stand that fit none of the departments. */
export const REST = 'More';

/** Departments beside "More": what a navigation can show without being a list to search in. */
const DEPARTMENTS = 15;

/** Up to here, even a department of one item is kept. */
const FEW = 8;

/** Kinds of one department; the items of others have none. */
const KINDS = 24;

/** A first level that nearly every item shares says nothing: the next one takes its place. */
const SHARED_ROOT = 0.9;

export type Place = Pick<Item, 'department' | 'kind'>;

/**
 * Gives every item a department and a kind.
 * @param paths one category path an item, top level first; empty where the feed names none
 */
export function placeInDepartments(paths: readonly (readonly string[])[]): Place[] {
  const placed = withoutSharedRoots(paths).filter((path) => path.length > 0);
  if (placed.length === 0) return paths.map(() => ({ department: UNSORTED, kind: '' }));

  const names = spellings(placed.map(([department]) => department));
  const counts = tally(placed.map(([department]) => keyOf(department)));
  const ranked = [...counts].sort(byCount).filter(([key]) => key !== keyOf(REST));
  const tiny = Math.max(2, placed.length / 200);
  const shown = ranked.filter(([, count], rank) => rank < FEW || (rank < DEPARTMENTS && count >= tiny));
  // "More" for a single department would only hide its name.
  const kept = new Set((ranked.length === shown.length + 1 ? ranked : shown).map(([key]) => key));

  const places = withoutSharedRoots(paths).map((path): Place => {
    const [department, kind] = path;
    if (department === undefined) return { department: REST, kind: '' };
    const name = names.get(keyOf(department)) as string;
    return kept.has(keyOf(department))
      ? { department: name, kind: kind ?? '' }
      : { department: REST, kind: name };
  });
  return withTidyKinds(places);
}

/** The departments of `items`, largest first and "More" last; kinds, likewise, the largest first. */
export function deriveDepartments(items: readonly Place[]): Department[] {
  const kinds = kindsByDepartment(items);
  const last = (name: string) => (name === REST ? 1 : 0);
  const ranked = [...kinds].sort(
    ([a, itsA], [b, itsB]) => last(a) - last(b) || itsB.length - itsA.length || (a < b ? -1 : 1),
  );
  const slugs = new Set<string>();
  return ranked.map(([name, all]) => {
    const named = [...tally(all.filter((kind) => kind !== ''))].sort(byCount).map(([kind]) => kind);
    return { name, slug: uniqueSlug(name, slugs), blurb: blurbOf(named), kinds: named, count: all.length };
  });
}

/** The kind of every item of a department, '' where it has none. */
function kindsByDepartment(places: readonly Place[]): Map<string, string[]> {
  const kinds = new Map<string, string[]>();
  for (const { department, kind } of places) {
    const list = kinds.get(department);
    if (list === undefined) kinds.set(department, [kind]);
    else list.push(kind);
  }
  return kinds;
}

/** "Tents, Stoves, Lamps and more." */
function blurbOf(kinds: readonly string[]): string {
  if (kinds.length < 2) return '';
  if (kinds.length > 3) return `${kinds.slice(0, 3).join(', ')} and more.`;
  return `${kinds.slice(0, -1).join(', ')} and ${kinds[kinds.length - 1]}.`;
}

/** The paths from the level on where they part; as they are if they never do. */
function withoutSharedRoots(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let parting = paths;
  let levels = paths;
  for (;;) {
    const [largest] = [...tally(levels.flatMap((path) => path.slice(0, 1).map(keyOf)))].sort(byCount);
    if (largest === undefined) return parting;
    const shares = (path: readonly string[]) => path.length > 1 && keyOf(path[0]) === largest[0];
    const below = levels.filter(shares);
    if (below.length === 0 || below.length < SHARED_ROOT * levels.length) return parting;
    levels = levels.map((path) => (shares(path) ? path.slice(1) : path));
    if (new Set(below.map((path) => keyOf(path[1]))).size > 1) parting = levels;
  }
}

/** One spelling a kind within its department, and not too many of them. */
function withTidyKinds(places: readonly Place[]): Place[] {
  const tidy = new Map<string, Map<string, string>>();
  for (const [department, all] of kindsByDepartment(places)) {
    const kinds = all.filter((kind) => kind !== '');
    const names = spellings(kinds);
    const kept = [...tally(kinds.map(keyOf))].sort(byCount).slice(0, KINDS);
    tidy.set(department, new Map(kept.map(([key]) => [key, names.get(key) as string])));
  }
  return places.map(({ department, kind }) => ({
    department,
    kind: tidy.get(department)?.get(keyOf(kind)) ?? '',
  }));
}

/** The most frequent spelling of every name, begun with a capital: "Home & garden", "HOME and GARDEN" are one. */
function spellings(names: readonly string[]): Map<string, string> {
  const chosen = new Map<string, string>();
  for (const [name] of [...tally(names)].sort(byCount)) {
    if (!chosen.has(keyOf(name))) chosen.set(keyOf(name), name[0].toUpperCase() + name.slice(1));
  }
  return chosen;
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/\s+and\s+/g, ' & ');
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function byCount([a, countA]: [string, number], [b, countB]: [string, number]): number {
  return countB - countA || (a < b ? -1 : a > b ? 1 : 0);
}

/** A URL segment that no other department has; adds it to `taken`. */
function uniqueSlug(name: string, taken: Set<string>): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const stem = plain === '' ? 'department' : plain;
  let slug = stem;
  for (let number = 2; taken.has(slug); number++) slug = `${stem}-${number}`;
  taken.add(slug);
  return slug;
}
