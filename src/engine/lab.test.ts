/** What the Lab asks of the engine: looking inside, replaying, comparing, and visitors made by rule. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { priorFusion } from '../fusion/prior.ts';
import { MemoryHistory } from '../history/store.ts';
import { openTexts, type Text } from '../messages/texts.ts';
import { loadPack } from '../packs/load-pack.ts';
import {
  type ExampleVisitor,
  exampleVisitors,
  exampleVisitorsPage,
  exampleWords,
  UnknownExample,
} from './example-visitors.ts';
import type { LocalRecommender } from './local.ts';
import { Shop } from './shop.ts';
import {
  cardsOf,
  catalog,
  files,
  inDepartment,
  look,
  NOW,
  open,
  prepareWorld,
  shelfOf,
  type World,
} from './test-world.ts';

beforeAll(prepareWorld, 300_000);

const MINUTE = 60_000;

const bytesOf = (file: string) => files.get(file) as Uint8Array<ArrayBuffer>;

const idsOf = (cards: { id: string }[]) => cards.map(({ id }) => id);
const forYou = async (engine: LocalRecommender) => shelfOf(await engine.home(), 'for-you');

async function visitor() {
  const { engine, world } = open();
  await look(
    engine,
    world,
    idsOf([...inDepartment('Outdoors').slice(0, 5), ...inDepartment('Kitchen').slice(0, 2)]),
  );
  return { engine, world };
}

/** Meets something, and takes it a minute later. */
async function take(engine: LocalRecommender, world: World, ids: readonly string[]) {
  for (const itemId of ids) {
    await look(engine, world, [itemId]);
    world.now += MINUTE;
    await engine.record({ type: 'add_to_wishlist', itemId });
  }
}

describe('looking inside', () => {
  it('shows the very contributions of the shelf’s scores, at every level of fusion', async () => {
    const { engine } = await visitor();
    for (const { name } of await engine.fusions()) {
      await engine.fuseBy(name);
      const shelf = await forYou(engine);
      const inside = await engine.inspect({ shelf: 'for-you' }, []);
      expect(idsOf(inside.items.map(({ card }) => card))).toEqual(idsOf(cardsOf(shelf)));
      inside.items.forEach(({ contributions, values, score, after }, place) => {
        expect(contributions).toHaveLength(inside.signals.length + inside.extras.length);
        expect(values).toHaveLength(inside.signals.length);
        expect(contributions.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(score, 5);
        expect(score).toBe(shelf?.entries[place].score);
        expect(after).toBe(place + 1);
      });
    }
  });

  it('shows the weights that make those contributions', async () => {
    const { engine } = await visitor();
    const gated = (await engine.fusions()).find(({ level }) => level === 'gated');
    await engine.fuseBy(gated?.name ?? '');
    const { signals, items } = await engine.inspect({ itemIds: idsOf(catalog.items.slice(0, 20)) }, []);
    expect(items.some(({ known }) => known)).toBe(true);
    for (const { known, values, contributions } of items) {
      signals.forEach(({ speaks, weights }, s) => {
        const { linear, curved } = known ? weights.known : weights.new;
        const x = values[s];
        expect(contributions[s]).toBeCloseTo(speaks ? linear * x + curved * x * Math.abs(x) : 0, 6);
      });
    }
  });

  it('places by score what the shelf then rearranges', async () => {
    const { engine } = await visitor();
    const inside = await engine.inspect({ itemIds: idsOf(catalog.items).slice(0, 24) }, []);
    const placed = inside.items.filter(({ before }) => before !== null);
    const byScore = [...placed].sort((a, b) => b.score - a.score);
    const places = byScore.map(({ before }) => before as number);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    // What was looked at has no place on a shelf of new things.
    expect(inside.items.every(({ known, before }) => !known || before === null)).toBe(true);
    expect(inside.best).toHaveLength(10);
    expect(inside.candidates).toBe(catalog.items.length - 7);
  });

  it('tells what was set by hand from what choices made of it', async () => {
    const { engine } = await visitor();
    const usual = (await engine.preferences()).volumes;
    await engine.setPreferences({ volumes: { ...usual, content: 0, popularity: 2 } });
    const { volumes, signals } = await engine.inspect({ shelf: 'for-you' }, []);
    expect(volumes.find(({ group }) => group === 'content')).toEqual({
      group: 'content',
      set: 0,
      adapted: 1,
    });
    expect(signals.filter(({ group }) => group === 'content').every(({ speaks }) => !speaks)).toBe(true);
    expect(signals.find(({ name }) => name === 'popularity')?.volume).toBe(2);
    await engine.setPreferences({ contextOff: ['hour'] });
    const { context } = await engine.inspect({ shelf: 'for-you' }, []);
    expect(context.filter(({ switchedOff }) => switchedOff).map(({ name }) => name)).toEqual([
      'hour-sin',
      'hour-cos',
    ]);
    expect(context.filter(({ switchedOff }) => switchedOff).every(({ value }) => value === 0)).toBe(true);
  });

  it('silences signals for once, and changes nothing', async () => {
    const { engine } = await visitor();
    const before = JSON.stringify(await engine.home());
    const all = await engine.inspect({ shelf: 'for-you' }, []);
    expect(all.withAll).toBeNull();
    const silent = all.signals.map(({ name }) => name).filter((name) => name !== 'popularity');
    const one = await engine.inspect({ shelf: 'for-you' }, silent);
    expect(idsOf(one.withAll ?? [])).toEqual(idsOf(all.shelf));
    expect(idsOf(one.shelf)).not.toEqual(idsOf(all.shelf));
    for (const { contributions } of one.items) {
      one.signals.forEach(({ name }, s) => {
        if (name !== 'popularity') expect(contributions[s]).toBe(0);
      });
    }
    expect(JSON.stringify(await engine.home())).toBe(before);
  });

  it('holds up for a stranger, for items that are gone, and for all signals silent', async () => {
    const { engine } = open();
    expect((await engine.inspect({ shelf: 'for-you' }, [])).items).toEqual([]);
    const gone = await engine.inspect({ itemIds: ['sold', catalog.items[0].id] }, []);
    expect(idsOf(gone.items.map(({ card }) => card))).toEqual([catalog.items[0].id]);
    const names = gone.signals.map(({ name }) => name);
    const silent = await engine.inspect({ itemIds: [catalog.items[0].id] }, names);
    expect(silent.items[0].score).toBe(0);
  });

  it('puts the pack’s fusions side by side, each as it ranks when chosen', async () => {
    const { engine } = await visitor();
    const views = await engine.fusionViews();
    expect(views.map(({ level }) => level).sort()).toEqual(['early', 'gated', 'late']);
    expect(views[0].inUse).toBe(true);
    for (const { name, top, places } of views) {
      expect(top.map(({ card }) => places[card.id])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      await engine.fuseBy(name);
      expect(idsOf((await engine.inspect({ itemIds: [] }, [])).best)).toEqual(
        idsOf(top.map(({ card }) => card)),
      );
    }
  });
});

describe('the replay', () => {
  it('finds what a visitor with one interest took next better than popularity does', async () => {
    const { engine, world } = open();
    await look(engine, world, idsOf(inDepartment('Pets').slice(0, 3)));
    await take(engine, world, idsOf(inDepartment('Pets').slice(3, 15)));
    const report = await engine.replay(() => {});
    expect(report.found).toBe(12);
    expect(report.choices).toHaveLength(12);
    expect(report.choices[0].card.id).toBe(inDepartment('Pets')[14].id);
    const by = new Map(report.rankers.map((ranker) => [ranker.name, ranker]));
    expect([...by.keys()].slice(-2)).toEqual(['popularity', 'content']);
    const [present] = report.rankers;
    expect(report.words).toMatch(/^“.+”, which ranks for you now, would have had \d+ of your 12 choices/);
    expect(present.behind).toBeNull();
    expect(present.hit20.mean).toBeGreaterThan(by.get('popularity')?.hit20.mean ?? 1);
    for (const { hit10, hit20, mrr } of report.rankers) {
      for (const { low, mean, high } of [hit10, hit20, mrr]) {
        expect(low).toBeLessThanOrEqual(mean);
        expect(mean).toBeLessThanOrEqual(high);
      }
      expect(hit10.mean).toBeLessThanOrEqual(hit20.mean);
    }
  });

  it('knows nothing of what came after: later events change no earlier place', async () => {
    const { engine, world } = open();
    await take(engine, world, idsOf(inDepartment('Outdoors').slice(0, 5)));
    const before = await engine.replay(() => {});
    await take(engine, world, idsOf(inDepartment('Kitchen').slice(0, 3)));
    const after = await engine.replay(() => {});
    expect(after.choices.slice(3).map(({ places, of }) => ({ places, of }))).toEqual(
      before.choices.map(({ places, of }) => ({ places, of })),
    );
  });

  it('takes at most twenty, tells how far it is, and lets others in between', async () => {
    const { engine, world } = open();
    await take(engine, world, idsOf(inDepartment('Outdoors').slice(0, 24)));
    const told: number[] = [];
    let answered = false;
    const replaying = engine.replay(({ done, total }) => {
      told.push(done);
      expect(total).toBe(20);
      if (done === 1)
        void engine.home().then(() => {
          answered = true;
        });
      if (done === 18) expect(answered).toBe(true);
    });
    expect((await replaying).choices).toHaveLength(20);
    expect(told).toEqual(Array.from({ length: 21 }, (_, i) => i));
  });

  it('can be cancelled, and is replaced by a newer one', async () => {
    const { engine, world } = open();
    await take(engine, world, idsOf(inDepartment('Outdoors').slice(0, 6)));
    const cancelled = engine.replay(({ done }) => {
      if (done === 2) void engine.cancelReplay();
    });
    await expect(cancelled).rejects.toThrow('cancelled');
    const older = engine.replay(() => {});
    const newer = engine.replay(() => {});
    await expect(older).rejects.toThrow('cancelled');
    expect((await newer).choices).toHaveLength(6);
  });

  it('says how few choices there are instead of guessing from them', async () => {
    const { engine, world } = open();
    await take(engine, world, idsOf(inDepartment('Outdoors').slice(0, 2)));
    await engine.record({ type: 'search', query: 'tent' });
    expect(await engine.replay(() => {})).toMatchObject({ found: 2, fewest: 3, rankers: [], choices: [] });
  });
});

describe('two rankers on one shelf', () => {
  it('share it fairly, the same all through a visit, with new coins at the next', async () => {
    const { engine, world } = await visitor();
    await engine.setPreferences({ compare: { a: 'as-set', b: 'popularity' } });
    const shelf = await forYou(engine);
    const teams = shelf?.entries.map(({ team }) => team?.by) ?? [];
    expect(teams).toHaveLength(10);
    expect(teams.filter((by) => by === 'popularity')).toHaveLength(5);
    expect(new Set(idsOf(cardsOf(shelf))).size).toBe(10);
    expect(await forYou(engine)).toEqual(shelf);
    const patterns = new Set<string>();
    for (let visit = 0; visit < 6; visit++) {
      world.now += 2 * 3_600_000;
      await engine.record({ type: 'search', query: 'lamp' });
      patterns.add((await forYou(engine))?.entries.map(({ team }) => team?.by).join() ?? '');
    }
    expect(patterns.size).toBeGreaterThan(1);
  });

  it('counts what was opened from it, visit by visit, and forgets it exactly', async () => {
    const { engine, world } = await visitor();
    const compare = { a: 'content', b: 'popularity' };
    await engine.setPreferences({ compare });
    expect((await engine.comparison())?.words).toBe('Nothing was opened from the shared shelf yet.');
    const ids: string[] = [];
    for (let visit = 0; visit < 4; visit++) {
      world.now += 5 * 3_600_000;
      const mine = (await forYou(engine))?.entries.find(({ team }) => team?.by === 'content');
      const event = await engine.record({ type: 'select_item', itemId: mine?.card.id, team: mine?.team });
      ids.push(event?.id ?? '');
    }
    expect(await engine.comparison()).toMatchObject({
      openings: { a: 4, b: 0 },
      wins: { a: 4, b: 0 },
      ties: 0,
      share: 1,
      chance: 0.125,
      words:
        'Content alone is ahead of popularity alone, 4 to 0, but chance alone does this much one time in eight.',
    });
    // Seen from the other side it is the same history.
    await engine.setPreferences({ compare: { a: 'popularity', b: 'content' } });
    expect(await engine.comparison()).toMatchObject({ wins: { a: 0, b: 4 } });
    await engine.setPreferences({ compare: { a: 'as-set', b: 'content' } });
    expect(await engine.comparison()).toMatchObject({ wins: { a: 0, b: 0 } });
    await engine.setPreferences({ compare });
    await engine.forget(ids.slice(1));
    expect(await engine.comparison()).toMatchObject({ openings: { a: 1, b: 0 }, wins: { a: 1, b: 0 } });
  });

  it('leaves no trace in ranking: whose pick it was is counted, not heard', async () => {
    const store = () => new MemoryHistory();
    const [told, untold] = [open({ store: store() }), open({ store: store() })];
    const itemId = inDepartment('Pets')[0].id;
    await told.engine.record({ type: 'select_item', itemId, team: { by: 'content', against: 'popularity' } });
    await untold.engine.record({ type: 'select_item', itemId });
    expect(JSON.stringify(await told.engine.home())).toBe(JSON.stringify(await untold.engine.home()));
    const file = await told.engine.exportHistory();
    expect(await untold.engine.importHistory(file)).toMatchObject({ known: 1 });
  });

  it('is as usual where nothing, or nothing that is here, is compared', async () => {
    const { engine } = await visitor();
    const usual = await forYou(engine);
    for (const compare of [
      { a: 'as-set', b: 'no-such-ranker' },
      { a: 'content', b: 'content' },
    ]) {
      await engine.setPreferences({ compare });
      expect(await forYou(engine)).toEqual(usual);
      expect(await engine.comparison()).toBeNull();
    }
  });

  it('can set every rival against every other, without repeats, hidden or known things', async () => {
    const { engine } = await visitor();
    const names = (await engine.rivals()).map(({ name }) => name);
    expect(names).toHaveLength(6);
    const known = new Set((await engine.known()).events.map(({ event }) => event.itemId));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.constantFrom(...names), async (a, b) => {
        await engine.setPreferences({ compare: { a, b } });
        const ids = idsOf(cardsOf(await forYou(engine)));
        expect(ids).toHaveLength(10);
        expect(new Set(ids).size).toBe(10);
        expect(ids.filter((id) => known.has(id))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

describe('vitals', () => {
  it('keep durations of every step, weigh the pack, and say why a backend ranks', async () => {
    const { engine } = await visitor();
    await engine.home();
    await engine.home();
    const { durations, memory, backend } = await engine.vitals();
    expect(durations.record).toHaveLength(7);
    expect(durations.home.length).toBeGreaterThanOrEqual(2);
    expect(memory.packArrays).toBeGreaterThan(memory.packFiles / 4);
    expect(backend.why).toMatch(/^(WebGPU|WebAssembly|Plain JavaScript|No backend) /);
  });
});

describe('the five ready-made visitors', () => {
  let text: Text<'example'>;
  beforeAll(async () => {
    text = await openTexts('en', ['example']);
  });

  it('are after different things, and their shelves show it', async () => {
    const pack = await loadPack(async (file) => bytesOf(file).slice().buffer, catalog);
    const moment = { now: NOW, utcOffset: 0 };
    // By the weights that were set by hand: what 250 simulated shoppers teach changes with the simulator.
    const byHand = new Shop(catalog, { ...pack, fusion: priorFusion() });
    const { visitors, overlap } = await exampleVisitorsPage(byHand, moment, text);
    // Three departments are too few for the baker and the one after presents.
    expect(visitors.map(({ id }) => id)).toEqual(['camper', 'pet-owner', 'of-Kitchen', 'first-timer']);
    for (const { share, name, shelf } of visitors) {
      expect(shelf.entries, name).toHaveLength(6);
      // Of the threefold that a world of three departments allows.
      if (share !== null) expect(share.shelf / share.catalog, name).toBeGreaterThanOrEqual(1.75);
    }
    const lifts = (await exampleVisitorsPage(new Shop(catalog, pack), moment, text)).visitors.flatMap(
      ({ share }) => (share === null ? [] : [share.shelf / share.catalog]),
    );
    expect(lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length).toBeGreaterThanOrEqual(1.4);
    for (const [a, row] of overlap.entries()) {
      for (const [b, shared] of row.entries()) {
        const pair = `${visitors[a].name} and ${visitors[b].name}`;
        if (a === b) expect(shared).toBe(1);
        // The stranger's shelf is what is popular, and some of that is on every shelf.
        else expect(shared, pair).toBeLessThanOrEqual([a, b].includes(3) ? 0.45 : 0.35);
      }
    }
  });

  it('have histories in order, in the past, of things that are there', () => {
    for (const { events, id } of exampleVisitors(catalog, NOW)) {
      const times = events.map(({ at }) => at);
      expect(times, id).toEqual([...times].sort((a, b) => a - b));
      expect(Math.max(0, ...times)).toBeLessThan(NOW);
      for (const { itemId } of events) expect(catalog.items.some(({ id }) => id === itemId)).toBe(true);
    }
    expect(exampleVisitors(catalog, NOW)).toEqual(
      exampleVisitors(catalog, NOW).map((visitor) => ({ ...visitor, fits: expect.any(Function) })),
    );
  });

  it('are made of the largest departments, or kinds, in any other shop', () => {
    const other = { ...catalog, id: 'own-0123456789ab' };
    const named = (visitors: ExampleVisitor[]) => visitors.map((one) => exampleWords(one, text).name);
    expect(named(exampleVisitors(other, NOW))).toEqual([
      'A regular of Kitchen',
      'A regular of Outdoors',
      'A regular of Pets',
      'A first-timer',
    ]);
    const oneDepartment = other.items.map((item, i) => ({
      ...item,
      department: 'All',
      kind: `Kind ${i % 5}`,
    }));
    expect(named(exampleVisitors({ ...other, items: oneDepartment }, NOW))).toEqual([
      'A regular of Kind 0',
      'A regular of Kind 1',
      'A regular of Kind 2',
      'A regular of Kind 3',
      'A first-timer',
    ]);
    expect(exampleVisitors({ ...other, items: [], departments: [] }, NOW)).toHaveLength(1);
  });

  it('become a person beside the visitor’s own, whose history stays as it was', async () => {
    const { engine } = await visitor();
    const mine = JSON.stringify(await engine.home());
    const { visitors } = await engine.exampleVisitors();
    const [camper] = visitors;
    const person = await engine.becomeExample(camper.id);
    expect(person).toMatchObject({ name: camper.name, events: camper.events, current: true });
    expect((await engine.known()).events).toHaveLength(camper.events);
    expect(idsOf(cardsOf((await engine.home()).shelves[0])).slice(0, 6)).toEqual(
      idsOf(camper.shelf.entries.map(({ card }) => card)),
    );
    await engine.removePerson(person.id);
    expect(JSON.stringify(await engine.home())).toBe(mine);
    await expect(engine.becomeExample('nobody')).rejects.toThrow(UnknownExample);
  });
});
