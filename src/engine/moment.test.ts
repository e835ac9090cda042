import { beforeAll, describe, expect, it } from 'vitest';
import { CONTEXT_KINDS } from '../profile/preferences.ts';
import { catalog, inDepartment, look, open, prepareWorld } from './test-world.ts';

beforeAll(prepareWorld, 120_000);

const kettles = () =>
  inDepartment('Kitchen')
    .slice(0, 4)
    .map(({ id }) => id);

describe('the moment', () => {
  it('is said in words, without what was switched off', async () => {
    // Saturday, 21 November 2026, ten o'clock, in a shop that sells in pounds.
    const { engine, world } = open();
    expect(await engine.moment()).toMatchObject({
      sentence: 'Saturday morning, late autumn, six days before Black Friday, a visit just begun',
      place: '',
      found: null,
      weather: '',
    });
    await look(engine, world, kettles());
    await engine.setPreferences({ contextOff: ['holidays', 'season'], place: 'melbourne' });
    const { sentence, kinds, found } = await engine.moment();
    expect(sentence).toBe('Saturday morning, four things done so far');
    expect(kinds.find(({ kind }) => kind === 'season')).toEqual({
      kind: 'season',
      now: 'late spring',
      on: false,
    });
    expect(found).toEqual({ name: 'Melbourne', hemisphere: 'south' });
  });

  it('changes scores with the month; switched off, it changes none', async () => {
    const { engine, world } = open();
    await look(engine, world, kettles());
    const scoresIn = async (month: number) => {
      // No event between: the same history, asked about at another time of year, at another hour.
      world.now = Date.UTC(2026, 11 + month, 5, 4 * month);
      const { contributions } = await engine.explain(catalog.items[30].id);
      return contributions.find(({ signal }) => signal === 'popularity-season')?.amount;
    };
    const on = [await scoresIn(0), await scoresIn(3), await scoresIn(6)];
    expect(new Set(on).size).toBe(3);
    await engine.setPreferences({ contextOff: [...CONTEXT_KINDS] });
    expect([await scoresIn(0), await scoresIn(3), await scoresIn(6)]).toEqual([0, 0, 0]);
  });

  it('follows the place: the other half of the earth has other shelves, an unknown place the same', async () => {
    const { engine, world } = open();
    await look(engine, world, kettles());
    const shelves = async () => JSON.stringify((await engine.home()).shelves);
    const usual = await shelves();
    await engine.setPreferences({ place: 'Atlantis' });
    expect(await shelves()).toBe(usual);
    expect((await engine.moment()).found).toBeNull();
    await engine.setPreferences({ place: 'Hobart' });
    expect(await shelves()).not.toBe(usual);
    await engine.setPreferences({ place: '' });
    expect(await shelves()).toBe(usual);
  });
});
