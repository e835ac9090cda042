/** What a session is about: only while it lasts, sure only after a few looks, newest first. */
import { describe, expect, it } from 'vitest';
import { buildProfile } from '../profile/build-profile.ts';
import { pastEvent, TEST_NOW, testCatalog } from '../signals/test-shop.ts';
import { sessionInterest } from './session-interest.ts';

const catalog = testCatalog();
const scores = () => Float64Array.from(catalog.items, (_, item) => item / catalog.items.length);
/** Looks, a minute apart, the last one `ago` minutes before now. */
const following = (items: number[], ago = 1, volume = 1) => {
  const events = items.map((item, place) =>
    pastEvent({ type: 'view_item', item, at: TEST_NOW - (ago + items.length - 1 - place) * 60_000 }),
  );
  return sessionInterest(
    buildProfile(events, catalog, { now: TEST_NOW, utcOffset: 0 }),
    catalog,
    scores,
    volume,
  );
};
const [outdoors, kitchen] = ['Outdoors', 'Kitchen'].map((name) =>
  catalog.items.flatMap(({ department }, item) => (department === name ? [item] : [])),
);

describe('sessionInterest', () => {
  it('has nothing to say outside a session, or where it was turned off', () => {
    expect(following([])).toBeNull();
    expect(following(outdoors.slice(0, 3), 31)).toBeNull();
    expect(following(outdoors.slice(0, 3), 1, 0)).toBeNull();
  });

  it('grows surer with every look at one department, and adds nothing to others', () => {
    const [one, three] = [following(outdoors.slice(0, 1)), following(outdoors.slice(0, 3))];
    const far = outdoors.at(-1) as number;
    expect(three?.amount[far]).toBeGreaterThan(one?.amount[far] ?? Number.NaN);
    expect(three?.amount[kitchen[0]]).toBe(0);
  });

  it('follows the newest looks', () => {
    const amount = following([...outdoors.slice(0, 3), ...kitchen.slice(0, 3)])?.amount ?? new Float64Array();
    const most = (items: number[]) => Math.max(...items.map((item) => amount[item]));
    expect(most(kitchen)).toBeGreaterThan(2 * most(outdoors));
  });
});
