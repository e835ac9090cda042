/**
 * A made-up shop of any size, in memory: catalog and pack as dense as training makes them, for timing. What
 * it recommends means nothing.
 */
import type { Catalog, Item } from '../../src/catalog/item.ts';
import { priorFusion } from '../../src/fusion/prior.ts';
import { ALS_DEFAULTS } from '../../src/models/als.ts';
import { TOGETHER_KEEP } from '../../src/models/association-rules.ts';
import { EASE_DEFAULTS } from '../../src/models/ease.ts';
import { catalogHash } from '../../src/packs/hash.ts';
import type { ItemItem, Pack } from '../../src/packs/pack.ts';
import { normal, type Random, seeded } from '../../src/training/random.ts';

const DEPARTMENTS = 12;
const KINDS = 6;
/** The bundled encoder's. */
const DIMENSIONS = 512;

export interface MadeUpShop {
  catalog: Catalog;
  pack: Pack;
}

/** The same size gives the same shop. Its last order is of `until`, epoch ms. */
export async function madeUpShop(items: number, until: number): Promise<MadeUpShop> {
  const random = seeded(items);
  const catalog = madeUpCatalog(items, random);
  const vectors = clustered(items, random);
  const popularity = Float32Array.from({ length: items }, () =>
    Math.floor(400 / (1 + items * random() ** 2)),
  );
  const share = (of: number) => popularity.map((count) => Math.round(count * of * random()));
  const factors = Float32Array.from({ length: items * ALS_DEFAULTS.rank }, () => 0.1 * normal(random));
  const pack: Pack = {
    manifest: {
      format: 'inkling-pack',
      version: 3,
      catalog: await catalogHash(catalog),
      items,
      encoder: { id: 'made-up', revision: '1', dtype: 'fp32', pooling: 'none', dimensions: DIMENSIONS },
      trainedTo: until,
      seed: items,
      counts: { users: 6000, events: 80 * items, purchases: 80 * items, orders: 10 * items },
      validation: {},
      artefacts: {},
    },
    vectors,
    itemItem: rows(items, EASE_DEFAULTS.keep, random),
    sequence: rows(items, EASE_DEFAULTS.keep, random),
    factors: {
      rank: ALS_DEFAULTS.rank,
      items: factors,
      alpha: ALS_DEFAULTS.alpha,
      regularisation: ALS_DEFAULTS.regularisation,
    },
    popularity: {
      at: until,
      total: popularity,
      recent: share(0.2),
      week: share(0.05),
      months: new Float32Array(items * 12).fill(1 / 12),
      hours: new Float32Array(items * 5).fill(1 / 5),
      firstSeen: Float64Array.from({ length: items }, () => until - random() * 365 * 86_400_000),
    },
    repeats: {
      rate: Float32Array.from({ length: items }, () => 0.4 * random()),
      interval: Float32Array.from({ length: items }, () => Math.round(90 * random())),
    },
    together: rows(items, TOGETHER_KEEP, random),
    fusion: priorFusion(),
  };
  return { catalog, pack };
}

const kindOf = (item: number) => item % (DEPARTMENTS * KINDS);
const departmentName = (kind: number) => `Department ${Math.floor(kind / KINDS) + 1}`;
const kindName = (kind: number) => `Kind ${kind + 1}`;

function madeUpCatalog(count: number, random: Random): Catalog {
  const items = Array.from({ length: count }, (_, index): Item => {
    const kind = kindOf(index);
    return {
      id: `item-${String(index).padStart(6, '0')}`,
      title: `${kindName(kind)} number ${index}`,
      line: 'Made up for timing.',
      description: `It stands in ${departmentName(kind)} and is like the others of ${kindName(kind)}.`,
      price: Math.round(100 + 9900 * random() ** 3) / 100,
      brand: `Maker ${Math.floor(40 * random())}`,
      department: departmentName(kind),
      kind: kindName(kind),
      attributes: {},
      tags: [],
      image: null,
      tint: 'sand',
      available: true,
    };
  });
  const departments = Array.from({ length: DEPARTMENTS }, (_, d) => ({
    name: departmentName(d * KINDS),
    slug: `department-${d + 1}`,
    blurb: '',
    kinds: Array.from({ length: KINDS }, (_, k) => kindName(d * KINDS + k)),
    count: items.filter(({ department }) => department === departmentName(d * KINDS)).length,
  }));
  const id = `own-${String(count).padStart(12, '0')}`;
  return { id, name: `${count} things`, currency: 'GBP', items, departments, reviews: [] };
}

/** Unit rows, count x DIMENSIONS: the middle of the item's kind, and as much again of its own. */
function clustered(count: number, random: Random): Float32Array {
  const middles = Float32Array.from({ length: DEPARTMENTS * KINDS * DIMENSIONS }, () => normal(random));
  const vectors = new Float32Array(count * DIMENSIONS);
  for (let item = 0; item < count; item++) {
    const row = vectors.subarray(item * DIMENSIONS, (item + 1) * DIMENSIONS);
    const middle = kindOf(item) * DIMENSIONS;
    let squares = 0;
    for (let d = 0; d < DIMENSIONS; d++) {
      row[d] = middles[middle + d] + normal(random);
      squares += row[d] ** 2;
    }
    const norm = Math.sqrt(squares);
    for (let d = 0; d < DIMENSIONS; d++) row[d] /= norm;
  }
  return vectors;
}

/** As many targets a row as training keeps, weights falling; half of them of the item's own kind. */
function rows(count: number, keep: number, random: Random): ItemItem {
  const most = Math.min(keep, count - 1);
  const offset = Uint32Array.from({ length: count + 1 }, (_, item) => item * most);
  const target = new Uint32Array(count * most);
  const weight = new Float32Array(count * most);
  const kinds = DEPARTMENTS * KINDS;
  for (let item = 0; item < count; item++) {
    const chosen = new Set<number>();
    while (chosen.size < most) {
      const sameKind = item + kinds * (1 + Math.floor((random() * count) / kinds));
      const other = random() < 0.5 ? sameKind % count : Math.floor(random() * count);
      if (other !== item) chosen.add(other);
    }
    [...chosen].forEach((other, place) => {
      target[item * most + place] = other;
      weight[item * most + place] = 0.5 / (1 + place);
    });
  }
  return { offset, target, weight };
}
