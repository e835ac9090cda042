import { describe, expect, it } from 'vitest';
import { seeded } from '../training/random.ts';
import { clusterRows } from './clusters.ts';
import { deriveDepartments, placeInDepartments } from './departments.ts';
import type { Catalog, Item } from './item.ts';
import { nameDepartments } from './name-departments.ts';

describe('departments from paths', () => {
  it('takes the first two levels, one spelling each', () => {
    const paths = [
      ['Home & garden', 'Rugs', 'Wool'],
      ['home and garden', 'rugs'],
      ['Home & garden', 'Rugs'],
      ['Toys'],
      [],
    ];
    const places = placeInDepartments(paths);
    expect(places).toEqual([
      { department: 'Home & garden', kind: 'Rugs' },
      { department: 'Home & garden', kind: 'Rugs' },
      { department: 'Home & garden', kind: 'Rugs' },
      { department: 'Toys', kind: '' },
      { department: 'More', kind: '' },
    ]);
    expect(deriveDepartments(places)).toEqual([
      { name: 'Home & garden', slug: 'home-and-garden', blurb: '', kinds: ['Rugs'], count: 3 },
      { name: 'Toys', slug: 'toys', blurb: '', kinds: [], count: 1 },
      { name: 'More', slug: 'more', blurb: '', kinds: [], count: 1 },
    ]);
  });

  it('skips a level that all items share', () => {
    const paths = Array.from({ length: 20 }, (_, i) => ['Home', 'Shop', i % 2 ? 'Lamps' : 'Rugs', 'Small']);
    expect(new Set(placeInDepartments(paths).map(({ department }) => department))).toEqual(
      new Set(['Lamps', 'Rugs']),
    );
  });

  it('joins the tiny ones of many in "More", under their own names as kinds', () => {
    const paths = Array.from({ length: 400 }, (_, i) => [i < 380 ? `Big ${i % 10}` : `Tiny ${i}`, 'x']);
    const places = placeInDepartments(paths);
    const departments = deriveDepartments(places);
    expect(departments).toHaveLength(11);
    expect(departments.at(-1)).toMatchObject({ name: 'More', count: 20 });
    expect(places[399]).toEqual({ department: 'More', kind: 'Tiny 399' });
  });

  it('gives every department its own slug', () => {
    const slugs = deriveDepartments([
      { department: 'A & B', kind: '' },
      { department: 'A and B!', kind: '' },
      { department: '食品', kind: '' },
      { department: '衣類', kind: '' },
    ]).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(4);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9-]+$/);
  });
});

const D = 32;

/** `groups` bundles of unit vectors, each around its own direction. */
function bundles(groups: number, each: number): Float32Array {
  const random = seeded(7);
  const vectors = new Float32Array(groups * each * D);
  for (let row = 0; row < groups * each; row++) {
    let square = 0;
    for (let j = 0; j < D; j++) {
      const value = (j === row % groups ? 1 : 0) + 0.1 * (random() - 0.5) + 0.3;
      vectors[row * D + j] = value;
      square += value * value;
    }
    for (let j = 0; j < D; j++) vectors[row * D + j] /= Math.sqrt(square);
  }
  return vectors;
}

function shop(titles: readonly string[], department = 'Everything'): Catalog {
  const items = titles.map(
    (title, i): Item => ({
      id: `${i}`,
      title,
      line: '',
      description: '',
      price: null,
      brand: '',
      department,
      kind: '',
      attributes: {},
      tags: [],
      image: null,
      tint: 'sage',
      available: true,
    }),
  );
  return { id: 'own-000000000000', name: 'Test', currency: 'GBP', items, departments: [], reviews: [] };
}

describe('clusters', () => {
  it('finds groups that are there, the same each time', () => {
    const vectors = bundles(8, 40);
    const cluster = clusterRows(vectors, D, 8, 1);
    for (let row = 0; row < cluster.length; row++) expect(cluster[row]).toBe(cluster[row % 8]);
    expect(new Set(cluster).size).toBe(8);
    expect(clusterRows(vectors, D, 8, 1)).toEqual(cluster);
  });

  it('makes do with rows that are all alike, or none', () => {
    const alike = new Float32Array(20 * D).fill(1 / Math.sqrt(D));
    expect(new Set(clusterRows(alike, D, 5, 1)).size).toBe(1);
    expect(clusterRows(new Float32Array(0), D, 5, 1)).toHaveLength(0);
  });
});

describe('departments from meaning', () => {
  const things = ['mugs', 'lamp', 'rugs', 'kite', 'boots', 'clock', 'spoon', 'tent'];
  const others = ['kettle', 'shade', 'mat', 'ball', 'sock', 'watch', 'fork', 'stove'];
  const titles = Array.from({ length: 240 }, (_, i) => {
    const word = i % 16 < 8 ? things[i % 8] : others[i % 8];
    return `Red ${i % 3 === 0 ? word : `${word.replace(/s$/, '')}s`} ${i}`;
  });
  const named = nameDepartments(shop(titles), bundles(8, 30));

  it('names them after what tells their titles apart, in the plural, without colours', () => {
    const names = named.departments.map(({ name }) => name);
    expect(names).toHaveLength(8);
    expect(new Set(names).size).toBe(8);
    expect(names).toContain('Kettles & mugs');
    expect(names.join()).not.toMatch(/red/i);
    expect(named.items.every(({ department }) => names.includes(department))).toBe(true);
    expect(named.items[0].department).toBe('Kettles & mugs');
  });

  it('is the same each time and leaves the given catalog alone', () => {
    const catalog = shop(titles);
    const before = structuredClone(catalog);
    expect(nameDepartments(catalog, bundles(8, 30))).toEqual(named);
    expect(catalog).toEqual(before);
  });

  it('leaves feeds with departments, and small ones, as they are', () => {
    const sorted = shop(titles, 'Kitchen');
    expect(nameDepartments(sorted, bundles(8, 30))).toBe(sorted);
    const few = shop(titles.slice(0, 16));
    expect(nameDepartments(few, bundles(8, 2))).toBe(few);
  });
});
