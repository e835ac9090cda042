/** The engine in two languages: only words differ, none of the other language is left over, and nothing is noted in either. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../training/random.ts';
import type { LocalRecommender } from './local.ts';
import { Speech } from './speech.ts';
import { catalog, NOW, open, prepareWorld } from './test-world.ts';

beforeAll(prepareWorld, 300_000);

const DAY = 86_400_000;

/** Some weeks of a visitor who does a bit of everything. */
async function visitor(seed: number): Promise<LocalRecommender> {
  const random = seeded(seed);
  const pick = () => catalog.items[Math.floor(random() ** 2 * catalog.items.length)];
  const { engine, world } = open({ now: NOW - 60 * DAY });
  for (let i = 0; i < 40; i++) {
    world.now += random() * DAY * 1.5;
    const { id: itemId, kind, brand } = pick();
    const does = [
      () => engine.record({ type: 'view_item', itemId }),
      () => engine.record({ type: 'view_item', itemId: pick().id }),
      () => engine.record({ type: 'purchase', itemId, orderId: `order ${i}` }),
      () => engine.record({ type: 'add_to_wishlist', itemId }),
      () => engine.record({ type: 'add_to_cart', itemId }),
      () =>
        engine.record({
          type: 'review',
          itemId,
          rating: 5,
          text: 'Lovely warm wool, and the steel is fine.',
        }),
      () => engine.record({ type: 'rate', itemId, rating: 1 }),
      () => engine.record({ type: 'hide', itemId }),
      () => engine.record({ type: 'more_like_this', facet: { of: 'kind', name: kind } }),
      () => engine.record({ type: 'less_like_this', facet: { of: 'brand', name: brand } }),
      () => engine.record({ type: 'search', query: 'warm sleeping bag' }),
      () => engine.record({ type: 'view_item_list', itemIds: [itemId, pick().id], shelf: 'For you' }),
    ];
    await does[Math.floor(random() * does.length)]();
  }
  return engine;
}

async function everything(engine: LocalRecommender) {
  const home = await engine.home();
  const ids = home.shelves.flatMap(({ entries }) => entries.slice(0, 3).map(({ card }) => card.id));
  return {
    home,
    item: await engine.item(ids[0]),
    basket: await engine.basketShelf(),
    known: await engine.known(),
    moment: await engine.moment(),
    examples: await engine.exampleVisitors(),
    rivals: await engine.rivals(),
    replayed: (await engine.replay(() => {})).words,
    explained: await Promise.all(ids.map((id) => engine.explain(id, { whole: false }))),
    whole: await engine.explain(ids[0]),
    held: await Promise.all([...ids.slice(-4), catalog.items[80].id].map((id) => engine.whyNot(id))),
  };
}

/** Leaves that differ between two answers of the same shape, by their path. */
function differences(a: unknown, b: unknown, path = ''): { path: string; values: [unknown, unknown] }[] {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap((key) =>
      differences(a[key as keyof typeof a], b[key as keyof typeof b], `${path}.${key}`),
    );
  }
  return Object.is(a, b) ? [] : [{ path, values: [a, b] }];
}

/** Fields that hold words. */
const WORDS =
  /\.(text|title|label|inMind|goodFor|narrowing|what|things|name|summary|sentence|now|after|about|replayed|sentences\.\d+|did\.\d+)$/;

/** The catalog's and the visitor's own words, which stay as they are, longest first. */
function ownNames(): string[] {
  const names = catalog.items.flatMap(({ title, kind, brand, department, tags, attributes }) => [
    ...[title, kind, brand, department, kind.toLowerCase(), ...tags],
    ...tags.map((tag) => tag.replace(/[\s_-]+/g, ' ')),
    ...Object.entries(attributes).flatMap(([name, value]) => [
      `${name}: ${value}`,
      `${name} ${value}`,
      value,
    ]),
  ]);
  return [...new Set([...names, 'warm sleeping bag', 'warm', 'wool', 'steel', 'lovely', 'fine'])]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length);
}

describe('the engine in Chinese', () => {
  it.each([1, 2, 3])('says the same things in other words to visitor %s', async (seed) => {
    const engine = await visitor(seed);
    const english = await everything(engine);
    await engine.setLanguage('zh-CN');
    const chinese = await everything(engine);
    const found = differences(english, chinese);
    expect(found.length).toBeGreaterThan(100);
    const names = ownNames();
    for (const { path, values } of found) {
      expect(path).toMatch(WORDS);
      const [before, after] = values as [string, string];
      expect(typeof before).toBe('string');
      // Headings of interests may be the catalog's words alone.
      if (!/interests\.\d+\.name$/.test(path)) expect(after, path).toMatch(/[\p{Script=Han}“]/u);
      let rest = after;
      for (const name of names) rest = rest.replaceAll(name, '');
      expect(rest, `${path}: ${after}`).not.toMatch(/[A-Za-z{}]|undefined/);
    }
    await engine.setLanguage('en');
    expect(await everything(engine)).toEqual(english);
  });

  it('notes nothing of the language in the history', async () => {
    const [plain, other] = [open(), open()];
    await other.engine.setLanguage('zh-CN');
    const [a, b] = await Promise.all(
      [plain, other].map(async ({ engine }) => {
        await engine.record({ type: 'view_item', itemId: catalog.items[3].id });
        const { shelves } = await engine.home();
        const [{ title, noted, entries }] = shelves;
        await engine.record({
          type: 'view_item_list',
          itemIds: entries.map(({ card }) => card.id),
          shelf: noted ?? title,
        });
        return (await engine.known()).events.map(({ event }) => event);
      }),
    );
    expect(b).toEqual(a);
  });

  it('says what goes wrong', async () => {
    const { engine } = open();
    await engine.setLanguage('zh-CN');
    await engine.home();
    await expect(engine.explain('nobody')).rejects.toThrow('这家店里没有“nobody”这件东西');
    await expect(engine.importHistory(new Blob(['[]']))).rejects.toThrow('这不是导出的历史记录');
    await expect(engine.openPerson('nobody')).rejects.toThrow('这位使用者已经不在了');
    const { engine: broken } = open({ missing: new Set(['catalog.json']) });
    await broken.setLanguage('zh-CN');
    await expect(broken.home()).rejects.toThrow('没有收到商店的目录');
    expect((await broken.status()).notices.join()).toMatch(/没有收到商店的目录/);
  });
});

describe('speech', () => {
  it('is English at once, and another language once its words are here', async () => {
    const speech = new Speech();
    expect(speech.say('engine.first-person')).toMatch(/^The first profile/);
    speech.setLanguage('zh-CN');
    expect(speech.say('engine.first-person')).toMatch(/^The first profile/);
    await speech.ready;
    expect(speech.say('engine.first-person')).toMatch(/^第一位使用者/);
    speech.setLanguage('en');
    await speech.ready;
    expect(speech.say('engine.file.event', { place: 1, events: 2, problem: 'id: too long' })).toBe(
      "Event 1 of 2 can't be read: id: too long. Nothing was changed.",
    );
  });

  it('takes the language that was chosen last', async () => {
    const speech = new Speech();
    speech.setLanguage('zh-CN');
    speech.setLanguage('en');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await speech.ready;
    expect([speech.language, speech.say('engine.no-catalog')]).toEqual([
      'en',
      'The shop’s catalog did not arrive. Check the connection and reload.',
    ]);
  });
});
