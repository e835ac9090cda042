import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DemoSourceError, type DepartmentSource, demoShop, TINTS } from './demo.ts';

const folder = new URL('./demo/', import.meta.url);
const sources: DepartmentSource[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')));
const entries = sources.flatMap((source) => source.items);
const { catalog, hints } = demoShop(sources);

const words = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9£'’ -]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);

function runs(text: string, length: number): Set<string> {
  const list = words(text);
  return new Set(
    Array.from({ length: Math.max(0, list.length - length + 1) }, (_, i) =>
      list.slice(i, i + length).join(' '),
    ),
  );
}

describe('the demo shop', () => {
  it('is a shop of a real size', () => {
    expect(catalog.items.length).toBeGreaterThanOrEqual(800);
    expect(catalog.departments.length).toBeGreaterThanOrEqual(12);
    expect(
      new Set(catalog.items.map((item) => `${item.department}/${item.kind}`)).size,
    ).toBeGreaterThanOrEqual(60);
    expect(catalog.reviews.length).toBeGreaterThanOrEqual(1000);
    for (const { name, count, kinds } of catalog.departments) {
      const inside = catalog.items.filter((item) => item.department === name);
      expect(inside.length, name).toBe(count);
      expect(new Set(inside.map((item) => item.kind)), name).toEqual(new Set(kinds));
    }
  });

  it('sorts items by id in code-unit order, each id and title once', () => {
    const ids = catalog.items.map((item) => item.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(catalog.items.map((item) => item.title.toLowerCase())).size).toBe(ids.length);
  });

  it('is the same whatever order the files are read in', () => {
    expect(demoShop([...sources].reverse())).toEqual({ catalog, hints });
  });

  it('describes every item in 25 to 60 words', () => {
    for (const { id, title, line, description, brand, price, tags, attributes } of catalog.items) {
      const count = description.trim().split(/\s+/).length;
      expect(count, id).toBeGreaterThanOrEqual(25);
      expect(count, id).toBeLessThanOrEqual(60);
      expect(title.length, id).toBeLessThanOrEqual(48);
      expect(line.length, id).toBeLessThanOrEqual(76);
      expect(brand, id).not.toBe('');
      expect(price, id).toBeGreaterThan(0);
      expect(tags.length, id).toBeGreaterThanOrEqual(3);
      expect(Object.keys(attributes).length, id).toBeGreaterThanOrEqual(2);
    }
  });

  it('never says the same six words about two things', () => {
    const said = new Map<string, string>();
    const repeats: string[] = [];
    for (const { id, description } of catalog.items) {
      for (const run of runs(description, 6)) {
        const other = said.get(run);
        if (other !== undefined) repeats.push(`${id} and ${other}: ${run}`);
        said.set(run, id);
      }
    }
    expect(repeats).toEqual([]);
  });

  it('has no near-duplicates: three-word runs of two descriptions overlap below 6 %', () => {
    const holders = new Map<string, number[]>();
    const grams = catalog.items.map(({ description }) => runs(description, 3));
    grams.forEach((set, i) => {
      for (const gram of set) holders.set(gram, [...(holders.get(gram) ?? []), i]);
    });
    const shared = new Map<string, number>();
    for (const list of holders.values()) {
      for (const [at, a] of list.entries()) {
        for (const b of list.slice(at + 1)) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) ?? 0) + 1);
      }
    }
    let worst = { jaccard: 0, pair: '' };
    for (const [pair, count] of shared) {
      const [a, b] = pair.split(' ').map(Number);
      const jaccard = count / (grams[a].size + grams[b].size - count);
      if (jaccard > worst.jaccard)
        worst = { jaccard, pair: `${catalog.items[a].id}, ${catalog.items[b].id}` };
    }
    expect(worst.jaccard, worst.pair).toBeLessThan(0.06);
  });

  it('speaks like a person', () => {
    const filler =
      /\b(perfect for|ideal for|whether you|a must|must-have|look no further|elevate|game.changer|take your \w+ to|high.quality|stunning|any occasion)\b|!/i;
    const hollow = catalog.items.filter(({ title, line, description }) =>
      filler.test(`${title} ${line} ${description}`),
    );
    expect(hollow.map(({ id }) => id)).toEqual([]);
    const openings = new Map<string, number>();
    for (const { description } of catalog.items) {
      const opening = words(description).slice(0, 3).join(' ');
      openings.set(opening, (openings.get(opening) ?? 0) + 1);
    }
    expect(Math.max(...openings.values())).toBeLessThanOrEqual(6);
  });

  it('has reviews people could have written: mixed stars, no text twice', () => {
    const known = new Set(catalog.items.map(({ id }) => id));
    for (const { itemId, stars, by, text } of catalog.reviews) {
      expect(known.has(itemId), itemId).toBe(true);
      expect([1, 2, 3, 4, 5]).toContain(stars);
      expect(by).not.toBe('');
      expect(words(text).length, text).toBeGreaterThanOrEqual(2);
    }
    expect(new Set(catalog.reviews.map(({ text }) => text)).size).toBe(catalog.reviews.length);
    const lukewarm = catalog.reviews.filter(({ stars }) => stars <= 3).length / catalog.reviews.length;
    expect(lukewarm).toBeGreaterThanOrEqual(0.2);
    expect(lukewarm).toBeLessThanOrEqual(0.5);
  });

  it('gives neighbours different tints and uses all of them', () => {
    const tint = new Map(catalog.items.map((item) => [item.id, item.tint]));
    for (const order of [catalog.items, ...sources.map(({ items }) => items)]) {
      for (let i = 1; i < order.length; i++)
        expect(tint.get(order[i].id)).not.toBe(tint.get(order[i - 1].id));
    }
    for (const name of TINTS) {
      const uses = catalog.items.filter((item) => item.tint === name).length;
      expect(uses, name).toBeGreaterThan(catalog.items.length / 16);
    }
  });

  it('hands the simulator seasons and intervals of real items', () => {
    const season = Object.values(hints.season);
    expect(new Set(season)).toEqual(new Set(['spring', 'summer', 'autumn', 'winter', 'christmas']));
    expect(Object.keys(hints.season).length).toBe(entries.filter((entry) => entry.season).length);
    const lasts = Object.values(hints.lasts);
    expect(lasts.length).toBeGreaterThan(50);
    for (const days of lasts) expect(days).toBeGreaterThan(0);
  });

  it('refuses two items of one id, and a department without a place', () => {
    const [first, ...rest] = sources;
    const doubled = { ...first, items: [...first.items, first.items[0]] };
    expect(() => demoShop([doubled, ...rest])).toThrow(DemoSourceError);
    expect(() => demoShop(rest)).toThrow(first.slug);
    expect(() => demoShop([...sources, { ...first, slug: 'attic' }])).toThrow('attic');
  });
});
