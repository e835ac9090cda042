/** Two or three things side by side: what they differ in row by row, what they share in a line. */
import type { Cell, Fact, Table } from './turn.ts';
import type { World } from './world.ts';

/** Sides that reviews speak of, at most so many. */
const MOST_ASPECTS = 4;

/** A field of an item as a fact; null where the catalog doesn't say. */
export function factOf(world: World, item: number, field: string): Cell {
  const { id, title, price, brand, kind, attributes } = world.items[item];
  const rating = world.rating(item);
  const value =
    { title, price, brand, kind, stars: rating?.mean ?? null, reviews: rating?.count ?? null }[field] ??
    (Object.hasOwn(attributes, field) ? attributes[field] : null);
  return value === null || value === '' ? null : { of: 'item', itemId: id, field, value };
}

const same = (cells: readonly Cell[]) =>
  cells.every(
    (cell) =>
      cell !== null && cell.of === 'item' && cell.value === (cells[0] as Extract<Fact, { of: 'item' }>).value,
  );

/** @param items two or three indices, as they should stand from left to right */
export function compareItems(items: readonly number[], world: World): Table {
  const cells = (field: string) => items.map((item) => factOf(world, item, field));
  const rows: Table['rows'] = [
    { of: 'price', name: 'price', cells: cells('price') },
    { of: 'rating', name: 'stars', cells: cells('stars') },
  ];
  const shared: Table['shared'] = [];
  const add = (of: 'brand' | 'kind' | 'attribute', name: string) => {
    const row = cells(name);
    if (row.every((cell) => cell === null)) return;
    if (same(row)) shared.push({ name, value: row[0] as Fact });
    else rows.push({ of, name, cells: row });
  };
  add('kind', 'kind');
  add('brand', 'brand');
  // What most of them have comes first; else as the first of them lists it.
  const names = [...new Set(items.flatMap((item) => Object.keys(world.items[item].attributes)))];
  const having = (name: string) => cells(name).filter((cell) => cell !== null).length;
  for (const name of names.sort((a, b) => having(b) - having(a))) {
    if (!['title', 'price', 'stars', 'reviews', 'kind', 'brand'].includes(name)) add('attribute', name);
  }
  return {
    itemIds: items.map((item) => world.items[item].id),
    rows: [...rows.filter(({ cells }) => cells.some((cell) => cell !== null)), ...aspectRows(items, world)],
    shared,
  };
}

function aspectRows(items: readonly number[], world: World): Table['rows'] {
  const spoken = items.map((item) => world.aspects(item));
  const weight = new Map<string, number>();
  for (const { aspect, praise, complaints } of spoken.flat()) {
    weight.set(aspect, (weight.get(aspect) ?? 0) + praise + complaints);
  }
  return [...weight]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ASPECTS)
    .map(([aspect]) => ({
      of: 'aspect',
      name: aspect,
      cells: spoken.map((list, at): Cell => {
        const found = list.find((one) => one.aspect === aspect);
        return found === undefined ? null : { of: 'aspect', itemId: world.items[items[at]].id, ...found };
      }),
    }));
}
