/** Personal copy in the engine whole: when it is said, that it changes nothing, and that it can be taken back. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '../history/event.ts';
import type { LocalRecommender } from './local.ts';
import type { HomePage, Shelf } from './recommender.ts';
import { cardsOf, catalog, look, NOW, open, prepareWorld, shelfOf, type World } from './test-world.ts';

beforeAll(prepareWorld, 300_000);

const INTERESTS: ReadonlySet<Shelf['id']> = new Set(['interest', 'another-interest']);
/** Outdoor things with a tag; tents first, which are alike. */
const tagged = (tag: string) =>
  catalog.items
    .filter((item) => item.department === 'Outdoors' && item.tags.includes(tag))
    .sort((a, b) => Number(b.kind.startsWith('Tents')) - Number(a.kind.startsWith('Tents')))
    .map(({ id }) => id);
const itemOf = (id: string) => catalog.items.find((item) => item.id === id);
const interestsOn = ({ shelves }: HomePage) => shelves.filter(({ id }) => INTERESTS.has(id));

/** The shelves without what personal copy adds. */
function plain({ shelves }: HomePage) {
  return shelves
    .filter(({ id }) => !INTERESTS.has(id))
    .map(({ inMind: _, entries, ...shelf }) => ({
      ...shelf,
      entries: entries.map(({ blurb: _, ...entry }) => entry),
    }));
}

async function camper(): Promise<{ engine: LocalRecommender; world: World }> {
  const { engine, world } = open();
  await look(engine, world, tagged('camping').slice(0, 4));
  return { engine, world };
}

describe('an interest shelf', () => {
  it('comes with the third thing of an interest, not before, and holds only what its title says', async () => {
    const { engine, world } = open();
    const [one, two, three] = tagged('camping');
    await look(engine, world, [one, one, one, two]);
    expect(interestsOn(await engine.home())).toEqual([]);
    await look(engine, world, [three]);
    const [shelf] = interestsOn(await engine.home());
    expect(shelf.title).toMatch(/^(More for|For|Good for) (\w+ )?camping$/);
    expect(shelf.entries.length).toBeGreaterThanOrEqual(6);
    for (const { card } of shelf.entries)
      expect(itemOf(card.id)?.tags.some((tag) => /(^|-)camping$/.test(tag))).toBe(true);
  });

  it('is in order of score, new to the visitor, and repeats no other shelf', async () => {
    const { engine } = await camper();
    const home = await engine.home();
    const [shelf] = interestsOn(home);
    const scores = shelf.entries.map(({ score }) => score ?? Number.NaN);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { card, score } of shelf.entries) expect((await engine.explain(card.id)).score).toBe(score);
    const all = home.shelves
      .filter(({ id }) => id !== 'recently-viewed' && id !== 'buy-again')
      .flatMap((one) => cardsOf(one).map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
    for (const id of tagged('camping').slice(0, 4))
      expect(cardsOf(shelf).map((card) => card.id)).not.toContain(id);
  });

  it('says “your” only after more than looks in one visit', async () => {
    const { engine, world } = await camper();
    const title = async () => interestsOn(await engine.home())[0]?.title;
    expect(await title()).not.toContain('your');
    const saved = await engine.record({ type: 'add_to_wishlist', itemId: tagged('camping')[1] });
    expect(await title()).toContain('your');
    await engine.forget([saved?.id ?? '']);
    expect(await title()).not.toContain('your');
    world.now += 2 * 86_400_000;
    await look(engine, world, tagged('camping').slice(1, 2));
    expect(await title()).toContain('your');
  });

  it('fades within a month', async () => {
    const { engine, world } = await camper();
    world.now += 31 * 86_400_000;
    expect(interestsOn(await engine.home())).toEqual([]);
  });

  it('is noted in history under a name that says nothing', async () => {
    const { engine } = await camper();
    expect(interestsOn(await engine.home()).map(({ noted }) => noted)).toEqual(['One of your interests']);
  });
});

describe('what is never said', () => {
  it.each([
    ['a present', { type: 'search', query: 'present for my sister' }],
    ['somebody else', { type: 'search', query: 'tent for my dad' }],
  ] satisfies [string, NewEvent][])('anything of a visit that was for %s', async (_, search) => {
    const { engine, world } = open();
    await engine.record(search);
    await look(engine, world, tagged('camping').slice(0, 4));
    expect(interestsOn(await engine.home())).toEqual([]);
    world.now += 3 * 3_600_000;
    await look(engine, world, tagged('camping').slice(4, 7));
    expect(interestsOn(await engine.home())).toHaveLength(1);
  });

  it('anything on a private visit, or while nothing is kept', async () => {
    const { engine, world } = await camper();
    await engine.setPrivate(true);
    await look(engine, world, tagged('camping').slice(0, 4));
    const silent = await engine.home();
    expect(interestsOn(silent)).toEqual([]);
    expect(silent.shelves.some(({ inMind, entries }) => inMind || entries.some(({ blurb }) => blurb))).toBe(
      false,
    );
    await engine.setPrivate(false);
    expect(interestsOn(await engine.home())).toHaveLength(1);
    await engine.pauseSession(true);
    expect(interestsOn(await engine.home())).toEqual([]);
    await engine.pauseSession(false);
    await engine.setRecording(false);
    expect(interestsOn(await engine.home())).toEqual([]);
  });

  it('what the visitor turned down', async () => {
    const { engine } = await camper();
    for (const itemId of tagged('camping').slice(4, 9)) await engine.record({ type: 'hide', itemId });
    expect(
      interestsOn(await engine.home())
        .map(({ title }) => title)
        .join(),
    ).not.toMatch(/camping/);
  });
});

describe('the switch', () => {
  it('leaves every slate, score and reason as it is, and takes words and interest shelves alone', async () => {
    const { engine } = await camper();
    const spoken = await engine.home();
    expect(interestsOn(spoken)).toHaveLength(1);
    await engine.setPreferences({ speak: false });
    const quiet = await engine.home();
    expect(quiet.shelves).toEqual(plain(spoken));
    expect({ ...quiet, shelves: [] }).toEqual({ ...spoken, shelves: [] });
    expect((await engine.item(tagged('camping')[5]))?.blurb).toBeUndefined();
    expect((await engine.preview({ speak: true })).shelves).toEqual(spoken.shelves);
    await engine.setPreferences({ speak: true });
    expect(await engine.home()).toEqual(spoken);
  });
});

describe('forgetting', () => {
  it('takes the words with the events, and bringing them back brings the words', async () => {
    const { engine, world } = await camper();
    const never = open();
    never.world.now = world.now;
    const spoken = await engine.home();
    const ids = (await engine.known()).events.map(({ event }) => event.id);
    const gone = await engine.forget(ids);
    expect(await engine.home()).toEqual(await never.engine.home());
    await engine.restore(gone);
    expect(await engine.home()).toEqual(spoken);
    await engine.forget(ids.slice(0, 2));
    expect(JSON.stringify(await engine.home())).not.toMatch(/camping in mind|for (your )?camping/i);
  });
});

describe('blurbs', () => {
  it('stand word for word in the item’s own texts, and claim only what it has', async () => {
    let said = 0;
    for (const tag of ['camping', 'walking', 'rain', 'winter']) {
      const { engine, world } = open();
      const things = tagged(tag);
      if (things.length < 5) continue;
      await look(engine, world, things.slice(0, 4));
      const home = await engine.home();
      for (const { entries } of home.shelves) {
        for (const { card, blurb } of entries) {
          if (blurb === undefined) continue;
          expect(itemOf(card.id)?.description).toContain(blurb);
          expect(blurb.length).toBeLessThanOrEqual(72);
        }
      }
      for (const id of things) {
        const blurb = (await engine.item(id))?.blurb;
        if (blurb === undefined) continue;
        said++;
        expect(itemOf(id)?.description).toContain(blurb.text);
        const own = itemOf(id)?.tags.join(' ') ?? '';
        for (const word of blurb.goodFor.replace(/^Good for /, '').match(/[a-z]{4,}/gi) ?? [])
          if (!/^(days?|weather|mornings?)$/.test(word))
            expect(own).toContain(word.toLowerCase().slice(0, 4));
      }
    }
    expect(said).toBeGreaterThan(5);
  });
});

it('keeps “For you” its name, whatever it has in mind', async () => {
  const { engine, world } = await camper();
  world.now = Math.max(world.now, NOW);
  const shelf = shelfOf(await engine.home(), 'for-you');
  expect(shelf?.title).toBe('For you');
  if (shelf?.inMind !== undefined) expect(shelf.inMind).toMatch(/^With .+ in mind$/);
});
