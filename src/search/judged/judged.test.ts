import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DepartmentSource, demoShop } from '../../catalog/demo.ts';
import {
  type Condition,
  forChoosing,
  type JudgedQuery,
  type JudgedRequest,
  judgeParts,
  meanStars,
  qualifyingItems,
  waysToSay,
} from './judged.ts';

const folder = new URL('../../catalog/demo/', import.meta.url);
const sources: DepartmentSource[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const { catalog } = demoShop(sources);
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const requests = read<JudgedRequest[]>('./requests.json');
const queries = read<JudgedQuery[]>('./queries.json');

const ids = new Set(catalog.items.map(({ id }) => id));
const kinds = new Set(catalog.items.map(({ kind }) => kind));
const departments = new Set(catalog.departments.map(({ name }) => name));
const brands = new Set(catalog.items.map(({ brand }) => brand));
const tags = new Set(catalog.items.flatMap((item) => item.tags));
const values = new Map<string, Set<string>>();
for (const item of catalog.items)
  for (const [name, value] of Object.entries(item.attributes))
    values.set(name, (values.get(name) ?? new Set()).add(value));
const stars = meanStars(catalog);
const prices = new Map(catalog.items.map(({ id, price }) => [id, price ?? Number.NaN]));

/** Of a part's id, whether it can be meant in this catalog; of one that names an item, whether that one is in view. */
function isCanonical(id: string, { beside }: JudgedRequest): boolean {
  if (/^price(<=|>=)\d+(\.\d+)?$|^price=\d+(\.\d+)?\.\.\d+(\.\d+)?$/.test(id)) return true;
  if (/^rating>=[1-5](\.\d)?$|^count=\d+$|^(recipient|occasion)=\S|^not word=[\p{L}-]+$/u.test(id))
    return true;
  const compared = /^(cheaper|dearer|like)=(.+)$/.exec(id);
  if (compared) return compared[2] === beside;
  const [, name = '', value = ''] = /^(?:not )?([^=]+)=(.+)$/.exec(id) ?? [];
  const catalogs = { kind: kinds, department: departments, brand: brands, tag: tags }[name];
  return catalogs ? catalogs.has(value) : values.has(name);
}

/** What a part's id says of an item, as far as it says it without a family of words. */
function contradicts(id: string, itemId: string, { beside = '' }: JudgedRequest): boolean {
  const item = catalog.items.find((candidate) => candidate.id === itemId);
  const price = prices.get(itemId) ?? Number.NaN;
  const [, name = '', sign = '', value = ''] = /^((?:not )?\w+)(<=|>=|=)(.+)$/.exec(id) ?? [];
  if (name === 'price' && sign === '<=') return price > Number(value);
  if (name === 'price' && sign === '>=') return price < Number(value);
  if (name === 'price') {
    const [min, max] = value.split('..').map(Number);
    return price < (min ?? 0) || price > (max ?? 0);
  }
  if (name === 'rating') return (stars.get(itemId) ?? 0) < Number(value);
  if (name === 'cheaper') return price >= (prices.get(beside) ?? 0);
  if (name === 'dearer') return price <= (prices.get(beside) ?? 0);
  if (name === 'kind' || name === 'department' || name === 'brand') return item?.[name] !== value;
  if (name === 'not kind' || name === 'not department')
    return item?.[name === 'not kind' ? 'kind' : 'department'] === value;
  if (name === 'tag') return !item?.tags.includes(value);
  if (name === 'not tag') return item?.tags.includes(value) === true;
  return false;
}

function conditions(condition: Condition): Condition[] {
  return 'any' in condition ? condition.any.flatMap(conditions) : [condition];
}

describe('the judged requests', () => {
  it('are 150, each said once', () => {
    expect(requests.length).toBe(150);
    expect(new Set(requests.map(({ ask }) => ask.toLowerCase())).size).toBe(150);
  });

  it.each(requests)('knows what it names: $ask', (request) => {
    if (request.beside) expect(ids).toContain(request.beside);
    for (const id of [...request.understand.flatMap(waysToSay), ...(request.also ?? [])])
      expect(isCanonical(id, request), id).toBe(true);
    const { all, none = [] } = request.qualifies;
    for (const condition of [...all, ...none].flatMap(conditions)) {
      if ('kind' in condition) expect(kinds).toContain(condition.kind);
      else if ('department' in condition) expect(departments).toContain(condition.department);
      else if ('brand' in condition) expect(brands).toContain(condition.brand);
      else if ('tag' in condition) expect(tags).toContain(condition.tag);
      else if ('ids' in condition) for (const id of condition.ids) expect(ids).toContain(id);
      else if ('attribute' in condition) {
        const known = values.get(condition.attribute);
        expect(
          condition.values.filter((value) => known?.has(value)).length,
          condition.attribute,
        ).toBeGreaterThan(0);
      } else if ('text' in condition) expect(() => new RegExp(condition.text, 'i')).not.toThrow();
    }
  });

  it.each(requests)('has an answer that no demanded part shuts out: $ask', (request) => {
    const items = qualifyingItems(request, catalog);
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThanOrEqual(120);
    for (const { id } of items)
      for (const demanded of request.understand)
        expect(
          waysToSay(demanded).every((way) => contradicts(way, id, request)),
          `${demanded} shuts out ${id}`,
        ).toBe(false);
  });

  it('accepts each way of naming a part, and nothing that was not said', () => {
    const request: JudgedRequest = {
      ask: 'vegan soap under 6',
      understand: ['diet=vegan | tag=vegan', 'price<=6'],
      also: ['kind=Soap'],
      qualifies: { all: [] },
    };
    expect(judgeParts(request, ['tag=vegan', 'price<=6', 'kind=Soap'])).toEqual({ missing: [], wrong: [] });
    expect(judgeParts(request, ['price<=6', 'colour=green'])).toEqual({
      missing: ['diet=vegan | tag=vegan'],
      wrong: ['colour=green'],
    });
  });
});

describe('the judged queries', () => {
  it('are 220 or more, each said once, about a third of each make', () => {
    expect(queries.length).toBeGreaterThanOrEqual(220);
    expect(new Set(queries.map(({ q }) => q.toLowerCase())).size).toBe(queries.length);
    for (const make of ['paraphrase', 'attribute', 'use'])
      expect(queries.filter(({ made }) => made === make).length).toBeGreaterThanOrEqual(70);
  });

  it('name items of the catalog, each once', () => {
    for (const { q, relevant } of queries) {
      expect(relevant.length, q).toBeGreaterThan(0);
      expect(new Set(relevant).size, q).toBe(relevant.length);
      for (const id of relevant) expect(ids, q).toContain(id);
    }
  });

  it('keep every department and every make both for choosing and for reporting', () => {
    const department = new Map(catalog.items.map((item) => [item.id, item.department]));
    for (const choosing of [true, false]) {
      const share = queries.filter((_, index) => forChoosing(index) === choosing);
      const covered = new Set(share.flatMap(({ relevant }) => relevant.map((id) => department.get(id))));
      expect(covered).toEqual(departments);
      for (const make of ['paraphrase', 'attribute', 'use'])
        expect(share.filter(({ made }) => made === make).length / share.length).toBeGreaterThan(0.25);
    }
  });
});
