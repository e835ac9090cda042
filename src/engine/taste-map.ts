/**
 * The taste map: the whole catalog on a plane, alike things near each other, its regions named. It is a function
 * of the pack alone; the visitor's path over it is drawn by the page from what is known.
 */
import { mapRegions } from '../catalog/regions.ts';
import { sunflower } from '../catalog/sunflower.ts';
import type { MapProgress, TasteMap } from './recommender.ts';
import type { Shop } from './shop.ts';

type OnProgress = (progress: MapProgress) => void;

/** Lays vectors out on a plane. Seconds for thousands of rows, so it works apart from the engine where it can. */
export interface Projector {
  /**
   * @param vectors n x d, row-major
   * @returns n x 2, row-major, in the unit square
   */
  project(vectors: Float32Array, d: number, onStep: OnStep): Promise<Float32Array>;
  /** Ends what is under way. */
  cancel(): void;
}

/** @param fraction 0 to 1 */
export type OnStep = (fraction: number, positions: Float32Array | null) => void;

/** The visitor left before the map was drawn. */
export class MapCancelled extends Error {
  override name = 'MapCancelled';
  constructor() {
    super('The map was not finished. Open it again to go on.');
  }
}

/** Estimates from less than this share would jump about. */
const FIRST_ESTIMATE = 0.1;

/** Draws each shop's map once, however often it is asked for. */
export class TasteMaps {
  readonly #projector: Projector;
  readonly #now: () => number;
  #drawn: {
    catalog: Shop['catalog'];
    map: Promise<TasteMap>;
    listeners: Set<OnProgress>;
    done: boolean;
  } | null = null;

  /** @param now a monotone clock, ms */
  constructor(projector: Projector, now: () => number) {
    this.#projector = projector;
    this.#now = now;
  }

  /** @throws MapCancelled, and whatever the projector throws; the next call then begins anew */
  async of(shop: Shop, onProgress: OnProgress): Promise<TasteMap> {
    if (this.#drawn?.catalog !== shop.catalog) {
      this.cancel();
      const listeners = new Set<OnProgress>();
      const drawn = { catalog: shop.catalog, map: this.#draw(shop, listeners), listeners, done: false };
      this.#drawn = drawn;
      drawn.map.then(
        () => {
          drawn.done = true;
        },
        () => {
          if (this.#drawn === drawn) this.#drawn = null;
        },
      );
    }
    const { map, listeners } = this.#drawn;
    listeners.add(onProgress);
    try {
      return await map;
    } finally {
      listeners.delete(onProgress);
    }
  }

  /** Ends what is being drawn; a map that is done stays. */
  cancel(): void {
    if (this.#drawn === null || this.#drawn.done) return;
    this.#drawn = null;
    this.#projector.cancel();
  }

  async #draw(shop: Shop, listeners: ReadonlySet<OnProgress>): Promise<TasteMap> {
    const { catalog, pack } = shop;
    const start = this.#now();
    let positions: Float32Array | null = null;
    const onStep: OnStep = (fraction, layout) => {
      positions = layout ?? positions;
      const elapsed = (this.#now() - start) / 1000;
      const remaining = fraction < FIRST_ESTIMATE ? null : (elapsed / fraction) * (1 - fraction);
      for (const listener of listeners) {
        listener({
          phase: layout === null ? 'Finding what is alike' : 'Laying it out',
          done: fraction,
          total: 1,
          remaining,
          positions: layout,
        });
      }
    };
    const { vectors, manifest } = pack;
    const byMeaning = vectors.length > 0;
    const laidOut = byMeaning
      ? await this.#projector.project(vectors, manifest.encoder.dimensions, onStep)
      : byDepartment(catalog);
    const departments = catalog.departments.map(({ name }) => name);
    const place = new Map(departments.map((name, index) => [name, index]));
    return {
      shop: catalog.id,
      ids: catalog.items.map(({ id }) => id),
      titles: catalog.items.map(({ title }) => title),
      positions: laidOut,
      departments,
      departmentOf: Uint16Array.from(catalog.items, ({ department }) => place.get(department) ?? 0),
      regions: mapRegions(catalog.items, laidOut, departments),
      by: byMeaning ? 'meaning' : 'department',
    };
  }
}

/** Each department a round bed of its things, kind by kind, and the beds in a round of their own. */
function byDepartment({ items, departments }: Shop['catalog']): Float32Array {
  const positions = new Float32Array(items.length * 2);
  const beds = sunflower(departments.length);
  // Beds of a sunflower lie about one over the root of their number apart.
  const size = 0.7 / Math.sqrt(Math.max(1, departments.length));
  departments.forEach(({ name }, bed) => {
    const members = items.flatMap(({ department }, index) => (department === name ? [index] : []));
    members.sort((a, b) => (items[a].kind < items[b].kind ? -1 : items[a].kind > items[b].kind ? 1 : a - b));
    const places = sunflower(members.length);
    members.forEach((item, i) => {
      for (const axis of [0, 1]) {
        const within = beds[bed * 2 + axis] + (places[i * 2 + axis] - 0.5) * size;
        positions[item * 2 + axis] = Math.min(1, Math.max(0, within));
      }
    });
  });
  return positions;
}
