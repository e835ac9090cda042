/**
 * Where on a map of the catalog its departments and kinds lie: for each, the spot where most of its items stand
 * together. Pure; where a name is drawn, and how large, is the page's affair.
 */
import type { Item } from './item.ts';

/** A part of the map that has a name. */
export interface MapRegion {
  of: 'department' | 'kind';
  name: string;
  /** Place of its department among those of the map. */
  department: number;
  /** Where most of its items stand together, in the map's unit square. */
  x: number;
  y: number;
  /** Indices of its items, nearest to that spot first. */
  items: Int32Array;
}

/** Cells along one side of the square that density is counted in; with their neighbours, an eighth of it. */
const CELLS = 24;

/**
 * @param items in the order of `positions`
 * @param positions n x 2, row-major, in the unit square
 * @param departments names, in the order that `MapRegion.department` counts
 * @returns departments first, then kinds; each the largest first
 */
export function mapRegions(
  items: readonly Pick<Item, 'department' | 'kind'>[],
  positions: Float32Array,
  departments: readonly string[],
): MapRegion[] {
  const place = new Map(departments.map((name, index) => [name, index]));
  const groups = new Map<string, Omit<MapRegion, 'x' | 'y' | 'items'> & { members: number[] }>();
  const join = (key: string, of: MapRegion['of'], name: string, department: number, item: number) => {
    const group = groups.get(key) ?? { of, name, department, members: [] };
    group.members.push(item);
    groups.set(key, group);
  };
  items.forEach(({ department: name, kind }, index) => {
    const department = place.get(name);
    if (department === undefined) return;
    join(`department ${department}`, 'department', name, department, index);
    if (kind !== '') join(`kind ${department} ${kind}`, 'kind', kind, department, index);
  });
  return [...groups.values()]
    .map(({ members, ...group }) => {
      const spot = densestSpot(positions, members);
      return { ...group, ...spot, items: byDistance(positions, members, spot) };
    })
    .sort((a, b) => Number(a.of === 'kind') - Number(b.of === 'kind') || b.items.length - a.items.length);
}

/** The mean of the members in the fullest cell and those around it; of equally full ones, the first. */
function densestSpot(positions: Float32Array, members: readonly number[]): { x: number; y: number } {
  const cellOf = (index: number) => Math.min(CELLS - 1, Math.max(0, Math.floor(positions[index] * CELLS)));
  // A margin of one cell spares the bounds.
  const wide = CELLS + 2;
  const counts = new Int32Array(wide * wide);
  const cells = members.map((item) => (cellOf(item * 2 + 1) + 1) * wide + cellOf(item * 2) + 1);
  for (const cell of cells) counts[cell]++;
  const around = [-wide - 1, -wide, -wide + 1, -1, 0, 1, wide - 1, wide, wide + 1];
  let best = -1;
  let most = 0;
  for (const cell of new Set(cells)) {
    // The middle counts twice: of two overlapping crowds, the one that is centred wins.
    const crowd = around.reduce((sum, step) => sum + counts[cell + step], counts[cell]);
    if (crowd > most || (crowd === most && cell < best)) [best, most] = [cell, crowd];
  }
  const near = new Set(around.map((step) => best + step));
  const crowd = members.filter((_, i) => near.has(cells[i]));
  const mean = (axis: 0 | 1) =>
    crowd.reduce((sum, item) => sum + positions[item * 2 + axis], 0) / crowd.length;
  return { x: mean(0), y: mean(1) };
}

function byDistance(positions: Float32Array, members: readonly number[], spot: { x: number; y: number }) {
  const apart = new Map(
    members.map((item) => [
      item,
      (positions[item * 2] - spot.x) ** 2 + (positions[item * 2 + 1] - spot.y) ** 2,
    ]),
  );
  const distance = (item: number) => apart.get(item) as number;
  return Int32Array.from(members.toSorted((a, b) => distance(a) - distance(b) || a - b));
}
