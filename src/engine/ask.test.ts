/** Asking the shop through the engine: what it records and takes back, what it shows, and how it lives without meaning. */
import { beforeAll, expect, it } from 'vitest';
import type { LocalRecommender } from './local.ts';
import type { Act, AskAnswer, Heard } from './recommender.ts';
import { catalog, open, prepareWorld } from './test-world.ts';

beforeAll(prepareWorld, 300_000);

/** Says line after line, as the page does. */
async function talk(engine: LocalRecommender, lines: readonly (string | Act)[]): Promise<AskAnswer[]> {
  const answers: AskAnswer[] = [];
  for (const said of lines) {
    const conversation = answers.map(({ turn, recorded }): Heard => ({ turn, recorded }));
    answers.push(await engine.ask({ conversation, said }));
  }
  return answers;
}

const eventsOf = async (engine: LocalRecommender) =>
  (await engine.known()).events.map(({ event }) => event.type).sort();

it('shows real things, and notes what was asked for', async () => {
  const { engine } = open();
  const [answer] = await talk(engine, ['tents under 200']);
  expect(answer.entries.map(({ card }) => card.id)).toEqual(answer.turn.items);
  expect(answer.entries.length).toBeGreaterThan(0);
  for (const { card } of answer.entries) {
    expect(card.kind).toBe('Tents and shelters');
    expect(card.price).toBeLessThanOrEqual(200);
  }
  expect(answer.recorded).toHaveLength(1);
  const { events } = await engine.known();
  expect(events.map(({ event }) => event)).toMatchObject([{ type: 'search', query: 'tents under 200' }]);
});

it('records what is said of things, and takes it back', async () => {
  const { engine } = open();
  const answers = await talk(engine, [
    'tents',
    'save the first',
    'put the second in the basket',
    'not the third',
  ]);
  expect(await eventsOf(engine)).toEqual(['add_to_cart', 'add_to_wishlist', 'less_like_this', 'search']);
  expect((await engine.basket()).lines[0].card.id).toBe(answers[0].turn.items[1]);

  const heard = answers.map(({ turn, recorded }): Heard => ({ turn, recorded }));
  await engine.ask({ conversation: heard, said: { act: 'undo', at: 2 } });
  expect((await engine.basket()).lines).toEqual([]);
  expect(await eventsOf(engine)).toEqual(['add_to_wishlist', 'less_like_this', 'search']);
});

it('forgets a request like anything else: as if it had never been made', async () => {
  const { engine, world } = open();
  const before = await engine.home();
  const [{ recorded }] = await talk(engine, ['something warm for camping']);
  world.now += 1000;
  await engine.forget(recorded);
  world.now -= 1000;
  expect(await engine.home()).toEqual(before);
});

it('notes no request while recording is paused, but keeps what is put in the basket', async () => {
  const { engine } = open();
  await engine.setRecording(false);
  const [first, second] = await talk(engine, ['tents', 'put the first in the basket']);
  expect(first.recorded).toEqual([]);
  expect(second.recorded).toHaveLength(1);
  expect(await eventsOf(engine)).toEqual(['add_to_cart']);
});

it('leaves nothing behind of a private visit', async () => {
  const { engine } = open();
  await engine.setPrivate(true);
  await talk(engine, ['tents', 'save the first']);
  await engine.setPrivate(false);
  expect(await eventsOf(engine)).toEqual([]);
});

it('never shows what was hidden', async () => {
  const { engine } = open();
  const [first] = await talk(engine, ['tents']);
  const hidden = first.turn.items[0];
  await engine.record({ type: 'hide', itemId: hidden });
  const answers = await talk(engine, ['tents', 'more', 'more', 'more', 'more like the first']);
  expect(answers.flatMap(({ turn }) => turn.items)).not.toContain(hidden);
});

it('lets meaning take part where it is quick, and answers by words where it isn’t', async () => {
  const quick = await talk(open().engine, ['something to sleep in outdoors']);
  expect(quick[0].meaning).toBe(true);
  const never = open({ beforeEncoding: () => new Promise(() => {}) });
  const slow = await talk(never.engine, ['tents']);
  expect(slow[0].meaning).toBe(false);
  expect(slow[0].entries.length).toBeGreaterThan(0);
  const failing = open({ beforeEncoding: () => Promise.reject(new Error('no model')) });
  const [failed] = await talk(failing.engine, ['tents']);
  expect(failed.entries.map(({ card }) => card.id)).toEqual(slow[0].entries.map(({ card }) => card.id));
  expect((await failing.engine.status()).notices.join(' ')).toMatch(/meaning/);
});

it('says why by the visitor’s own history, as “Why this?” does', async () => {
  const { engine, world } = open();
  const tents = catalog.items.filter(({ kind }) => kind === 'Tents and shelters');
  for (const { id } of tents.slice(0, 3)) {
    world.now += 60_000;
    await engine.record({ type: 'view_item', itemId: id });
  }
  const answers = await talk(engine, ['tents', 'why the first?']);
  const [itemId] = answers[1].turn.items;
  const { sentences } = await engine.explain(itemId, { whole: false });
  const own = answers[1].turn.say.filter(({ key }) => key === 'why-own');
  expect(own.length).toBeGreaterThan(0);
  for (const { facts } of own) {
    expect(facts.sentence.of).toBe('sentence');
    if (facts.sentence.of === 'sentence') expect(sentences).toContain(facts.sentence.text);
  }
});

it('offers beginnings that this shop can answer', async () => {
  const { engine } = open();
  const openings = await engine.askOpenings();
  expect(openings.map(({ of }) => of)).toEqual(['activity', 'activity', 'department', 'department', 'price']);
  for (const { act } of openings) {
    const [answer] = await talk(engine, [act]);
    expect(answer.entries.length).toBeGreaterThan(0);
  }
});
