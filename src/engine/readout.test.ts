/** What was shown, told back; and what passing things over does to shelves. */
import { beforeAll, describe, expect, it } from 'vitest';
import { GUESSES } from '../history/event.ts';
import { inDepartment, look, open, prepareWorld, shelfOf } from './test-world.ts';

beforeAll(prepareWorld, 300_000);

const idsIn = (department: string) => inDepartment(department).map(({ id }) => id);

describe('the readout', () => {
  it('counts what stood in view, guesses apart, and nothing while recording is paused', async () => {
    const { engine } = open();
    expect(await engine.readout()).toMatchObject({ days: 7, places: 0, mix: [] });
    const [a, b, c] = idsIn('Pets');
    await engine.recordAll([
      { type: 'view_item_list', shelf: 'For you', itemIds: [a, b] },
      { type: 'view_item_list', shelf: GUESSES, itemIds: [c] },
    ]);
    const readout = await engine.readout();
    expect(readout).toMatchObject({ places: 3, things: 3, mix: [{ name: 'Pets', shown: 1, own: 0 }] });
    expect(readout.explored).toBeCloseTo(1 / 3);
    await engine.setRecording(false);
    await engine.recordAll([{ type: 'view_item_list', shelf: 'For you', itemIds: [a] }]);
    expect(await engine.readout()).toEqual(readout);
  });

  it('counts what was noted on the way to it', async () => {
    const { engine } = open();
    const noted = engine.recordAll([{ type: 'view_item_list', shelf: 'For you', itemIds: idsIn('Pets') }]);
    expect((await engine.readout()).places).toBe(Math.min(60, idsIn('Pets').length));
    await noted;
  });
});

describe('being shown things', () => {
  it('counts as nothing done, and sinks in time what is passed over, as explanations say', async () => {
    const { engine, world } = open();
    await look(engine, world, idsIn('Pets').slice(0, 4));
    const before = await engine.home();
    const first = shelfOf(before, 'for-you')?.entries[0];
    if (first === undefined || first.score === null) throw new Error('nothing for you');
    const forYou = { type: 'view_item_list', shelf: 'For you', itemIds: [first.card.id] } as const;
    await engine.recordAll(Array(2).fill({ ...forYou, itemIds: [first.card.id] }));
    expect((await engine.explain(first.card.id)).contributions.map(({ signal }) => signal)).not.toContain(
      'passed-over',
    );
    await engine.recordAll(Array(6).fill({ ...forYou, itemIds: [first.card.id] }));
    const after = await engine.home();
    expect(after.events).toBe(before.events);
    const { contributions, score } = await engine.explain(first.card.id);
    expect(contributions.find(({ signal }) => signal === 'passed-over')?.amount).toBeLessThan(0);
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 5);
    expect(score).toBeLessThan(first.score);
  });
});

describe('narrowing', () => {
  it('is told on home when attention gathers, and only then', async () => {
    const { engine, world } = open();
    const wide = ['Pets', 'Kitchen', 'Outdoors'].flatMap((name) => idsIn(name).slice(-5));
    await look(engine, world, wide);
    expect((await engine.home()).narrowing).toBeUndefined();
    const kind = inDepartment('Outdoors')[0].kind;
    const same = inDepartment('Outdoors').filter((item) => item.kind === kind);
    await look(
      engine,
      world,
      Array.from({ length: 12 }, (_, i) => same[i % same.length].id),
    );
    expect((await engine.home()).narrowing).toMatch(/^Lately it is nearly all \S.*\.$/);
  });
});
