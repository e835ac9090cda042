import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { converter } from 'culori';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DepartmentSource, isRecord } from '../../src/catalog/demo.ts';
import { buildArt, readDemoSources } from './build.ts';
import { dye, HUES, targetColour } from './colour.ts';
import { composePicture, type IconItem, setSize, UnknownIconError } from './compose.ts';
import { everyElement, parseMarkup } from './markup.ts';
import { OWN_ICONS } from './own-icons.ts';
import { parsePath, pathPoints, writePath } from './path.ts';
import { UnknownSleeveError } from './sleeve.ts';
import { DESIGNS } from './sleeve-designs.ts';

const oklch = converter('oklch');
const { icons: emoji } = createRequire(import.meta.url)('@iconify-json/fluent-emoji/icons.json');
const icons = { ...emoji, ...OWN_ICONS };

const item = (over: Partial<IconItem>): IconItem => ({
  id: 'kitchen-pot',
  title: 'Pot',
  kind: 'Pans',
  line: '',
  description: '',
  price: 1,
  brand: '',
  attributes: {},
  tags: [],
  art: { icon: 'teapot' },
  ...over,
});
const kitchen: DepartmentSource = { department: 'Kitchen', slug: 'kitchen', blurb: '', items: [] };

describe('path data', () => {
  it('reads compact arcs and repeated commands', () => {
    expect(parsePath('M1 2 3 4a1 1 0 012 2z').map(({ command }) => command)).toEqual(['M', 'L', 'a', 'z']);
  });

  it('does not drift when relative commands are rounded', () => {
    const steps = parsePath(`M0 0${'l.014.014'.repeat(500)}`);
    const end = (data: string) => pathPoints(parsePath(data)).at(-1);
    const [x, y] = end(writePath(steps, 2)) ?? [];
    expect(x).toBeCloseTo(7, 2);
    expect(y).toBeCloseTo(7, 2);
  });

  it('walks arcs on their circle', () => {
    for (const [x, y] of pathPoints(parsePath('M0 5a5 5 0 0 1 10 0a5 5 0 0 1-10 0'), 12)) {
      expect(Math.hypot(x - 5, y - 5)).toBeCloseTo(5, 6);
    }
  });
});

describe('dyeing', () => {
  const paints = [
    { colour: '#d0352b', weight: 50 },
    { colour: '#8e1f2f', weight: 20 },
    { colour: '#f28b6d', weight: 10 },
    { colour: '#e6e2ea', weight: 15 },
    { colour: '#2f8fe0', weight: 8 },
  ];

  it.each(Object.keys(HUES))('brings the body to %s, keeps light above shade, greys and accents', (hue) => {
    const target = targetColour(hue, undefined);
    if (!target) throw new Error('no target');
    const map = dye(paints, target);
    const body = oklch(map('#d0352b'));
    if (target.c > 0.05) {
      const away = Math.abs((((body?.h ?? 0) - target.h + 540) % 360) - 180);
      expect(away).toBeLessThan(12);
    } else expect(body?.c).toBeLessThan(0.03);
    const light = ['#8e1f2f', '#d0352b', '#f28b6d'].map((colour) => oklch(map(colour))?.l ?? 0);
    expect(light).toEqual([...light].sort());
    expect(map('#e6e2ea')).toBe('#e6e2ea');
    expect(map('#2f8fe0')).toBe('#2f8fe0');
  });

  it('takes the word a thing is sold by, unless a grey word would rob it of its hue', () => {
    expect(targetColour('indigo', 'navy')?.l).toBeLessThan(HUES.indigo.l);
    expect(targetColour('pink', 'silver')).toBe(HUES.pink);
    expect(targetColour(undefined, 'navy')).toBeNull();
    expect(() => targetColour('mauve', undefined)).toThrow('mauve');
  });
});

describe('a picture', () => {
  it('is a self-contained image whose references all resolve', () => {
    const art = { icon: 'tent', hue: 'green', with: 'evergreen-tree' };
    const parts = [...everyElement(parseMarkup(composePicture(item({ art }), kitchen, icons)))];
    const ids = parts.flatMap(({ attributes }) => (attributes.id ? [attributes.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    const targets = parts.flatMap(({ attributes }) =>
      Object.entries(attributes).flatMap(([key, value]) =>
        key === 'href' ? [value.slice(1)] : [...value.matchAll(/url\(#([^)]+)\)/g)].map((match) => match[1]),
      ),
    );
    expect(targets.length).toBeGreaterThan(10);
    for (const target of targets) expect(ids).toContain(target);
    expect(parts.map(({ name }) => name)).not.toContain('script');
  });

  it('is the same every time, and another for another item', () => {
    const one = composePicture(item({}), kitchen, icons);
    expect(composePicture(item({}), kitchen, icons)).toBe(one);
    expect(composePicture(item({ id: 'kitchen-other' }), kitchen, icons)).not.toBe(one);
  });

  it('shows sets as sets', () => {
    const size = (title: string, icon = 'teapot') => setSize(item({ title, art: { icon } }), kitchen);
    expect(size('Cork yoga blocks, pair')).toBe(2);
    expect(size('Two wide supper bowls')).toBe(2);
    expect(size('Set of four beakers')).toBe(3);
    expect(size('Platform Two commuter cup')).toBe(1);
    expect(size('Two-person tent')).toBe(1);
    expect(size('Odd bunch sock trio', 'socks')).toBe(1);
  });

  it('names the item whose icon does not exist', () => {
    expect(() => composePicture(item({ art: { icon: 'no-such-thing' } }), kitchen, icons)).toThrow(
      UnknownIconError,
    );
  });

  it('keeps own icons from hiding those of the set', () => {
    expect(Object.keys(OWN_ICONS).filter((name) => name in emoji)).toEqual([]);
  });
});

describe('a record', () => {
  const record = (attributes: Record<string, string>, art = { sleeve: 'sun', hue: 'teal' }) => ({
    ...item({}),
    attributes: { mood: 'calm', mode: 'major', format: 'LP', ...attributes },
    art,
  });
  const draw = (...given: Parameters<typeof record>) => composePicture(record(...given), kitchen, {});

  it('has a sleeve of its own, the same every time, and no two alike', async () => {
    const sources = await readDemoSources();
    const drawn = sources.flatMap((source) =>
      source.items.filter(isRecord).map((entry) => composePicture(entry, source, {})),
    );
    expect(drawn.length).toBeGreaterThanOrEqual(80);
    expect(new Set(drawn).size).toBe(drawn.length);
    for (const svg of drawn) {
      expect(svg).not.toContain('NaN');
      expect(svg.length).toBeLessThan(20_000);
    }
    expect(draw({})).toBe(draw({}));
  });

  it('draws every design in every mood and format', () => {
    for (const sleeve of Object.keys(DESIGNS)) {
      for (const mood of ['calm', 'brooding', 'restless']) {
        for (const format of ['LP', 'CD', 'cassette']) {
          const parts = [...everyElement(parseMarkup(draw({ mood, format }, { sleeve, hue: 'grey' })))];
          for (const { attributes } of parts) {
            expect(Object.values(attributes).join(' '), sleeve).not.toMatch(/NaN|undefined|Infinity/);
          }
        }
      }
    }
  });

  it('says what it cannot be drawn with', () => {
    expect(() => draw({}, { sleeve: 'kittens', hue: 'teal' })).toThrow(UnknownSleeveError);
    expect(() => draw({ mood: 'peckish' })).toThrow('peckish');
    expect(() => draw({ format: '8-track' })).toThrow('LP, CD, cassette');
    expect(() => draw({}, { sleeve: 'sun', hue: 'beige' })).toThrow('beige');
  });
});

describe('building', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'art-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('draws every item once, skips when nothing changed, and clears what is gone', async () => {
    // Every twentieth item: all would take as long as the rest of the suite.
    const sources = (await readDemoSources()).map((source) => ({
      ...source,
      items: source.items.filter((_, i) => i % 20 === 7),
    }));
    const names = sources.flatMap(({ items }) => items.map(({ id }) => `${id}.svg`));
    const out = join(folder, 'art');
    expect(await buildArt(out, sources)).toEqual({ built: names.length, skipped: false });
    expect(await buildArt(out, sources)).toEqual({ built: 0, skipped: true });

    const pictures = async () => (await readdir(out)).filter((name) => name.endsWith('.svg')).sort();
    expect(await pictures()).toEqual(names.sort());
    const sizes = await Promise.all(names.map(async (name) => (await readFile(join(out, name))).length));
    expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeLessThan(14_000);
    expect(Math.max(...sizes)).toBeLessThan(40_000);

    const fewer = [{ ...sources[0], items: sources[0].items.slice(0, 1) }];
    expect(await buildArt(out, fewer)).toEqual({ built: 1, skipped: false });
    expect(await pictures()).toHaveLength(1);
  });

  it('finds an icon for everything the sources ask to be drawn', async () => {
    const asked = (await readDemoSources()).flatMap(({ items }) =>
      items.flatMap(({ art }) => ('icon' in art ? [art.icon, art.with] : [])),
    );
    expect(asked.filter((name) => name !== undefined && !(name in icons))).toEqual([]);
  });
});
