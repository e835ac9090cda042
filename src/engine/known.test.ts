/** What is known stands on the events it names: forgetting those unsays it, and feedback is as it was last given. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facet, HistoryEvent } from '../history/event.ts';
import type { Pack } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import type { PastEvent } from '../profile/profile.ts';
import { anyHistory, catalog, done, moment, vectors } from '../profile/test-history.ts';
import { knownOf } from './known.ts';
import type { Portrait, PortraitStatement } from './recommender.ts';
import { Shop } from './shop.ts';
import { voiceIn } from './voice.ts';

const voice = await voiceIn('en');
const shop = new Shop(catalog, { vectors } as Pack);
const green: Facet = { of: 'attribute', name: 'colour: green' };

/** As the store would have it. */
function recorded(event: PastEvent): HistoryEvent {
  const { id, type, item, at, seen, engaged, facet, query, rating, order, quantity } = event;
  const idOf = (index: number) => catalog.items[index]?.id ?? `gone-${index}`;
  return {
    ...{ id, type, at, shop: catalog.id, quantity },
    ...(item !== -1 && { itemId: idOf(item) }),
    ...(seen && { itemIds: seen.map(idOf) }),
    ...(engaged !== undefined && { engagementMs: engaged }),
    ...(facet && { facet }),
    ...(query && { query }),
    ...(rating > 0 && { rating }),
    ...(order !== '' && { orderId: order }),
  };
}

function knownFrom(past: PastEvent[]) {
  const known = past.filter(({ item }) => item < catalog.items.length);
  const ranked = { past: known, profile: buildProfile(known, catalog, moment) };
  return knownOf(shop, past.map(recorded), ranked, voice);
}

function statementsOf({ facts, intent, aversions }: Portrait): PortraitStatement[] {
  return [...facts, ...(intent ? [intent] : []), ...aversions];
}

const without = (past: PastEvent[], ids: string[]) => past.filter(({ id }) => !ids.includes(id));

describe('what is known', () => {
  it('is unsaid by forgetting the events it names', () => {
    fc.assert(
      fc.property(anyHistory(80), (past) => {
        const { portrait, interests } = knownFrom(past);
        for (const { text, eventIds } of statementsOf(portrait)) {
          if (eventIds.length === 0) continue;
          const left = statementsOf(knownFrom(without(past, eventIds)).portrait);
          expect(left.map((statement) => statement.text)).not.toContain(text);
        }
        for (const { cards, eventIds } of portrait.interests.slice(0, 2)) {
          const left = knownFrom(without(past, eventIds)).portrait.interests.flatMap((one) => one.cards);
          const gone = cards.map(({ id }) => id);
          expect(left.filter(({ id }) => gone.includes(id))).toEqual([]);
        }
        for (const { of, name, eventIds, share } of interests.slice(0, 3)) {
          if (share === 0) continue;
          const left = knownFrom(without(past, eventIds)).interests;
          expect(left.find((one) => one.of === of && one.name === name)?.share ?? 0).toBe(0);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('lists every event, newest first, whatever it is about', () => {
    fc.assert(
      fc.property(anyHistory(60), (past) => {
        const { events } = knownFrom(past);
        expect(events.map(({ event }) => event.id)).toEqual(past.map(({ id }) => id).reverse());
        for (const { title, what } of events) expect(`${what} ${title}`).not.toMatch(/undefined|^\s|\s$/);
      }),
      { numRuns: 30 },
    );
  });

  it('has no portrait of a stranger', () => {
    expect(knownFrom([])).toEqual({
      events: [],
      interests: [],
      summary: '',
      portrait: { interests: [], others: 0, facts: [], intent: null, aversions: [] },
      senses: [],
      groups: ['content', 'together', 'tastes', 'popularity', 'own', 'affinity'],
    });
  });
});

describe('feedback about a facet', () => {
  const found = (past: PastEvent[]) => knownFrom(past).interests.find(({ name }) => name === green.name);
  const looks = [0, 4, 8].map((item) => done('view_item', item, 1));

  it('stands beside the interest, the newest word counting', () => {
    const more = done('more_like_this', -1, 0.2, { facet: green });
    const less = done('less_like_this', -1, 0.1, { facet: green });
    expect(found(looks)).toMatchObject({ feedback: null, things: 'green things' });
    expect(found([...looks, more])?.feedback).toEqual({ verdict: 'more', eventIds: [more.id] });
    expect(found([...looks, more, less])?.feedback).toEqual({
      verdict: 'less',
      eventIds: [more.id, less.id],
    });
  });

  it('stays on the list when nothing else is known of it, and hiding outlasts later words', () => {
    const hide = done('hide', -1, 0.2, { facet: green });
    const more = done('more_like_this', -1, 0.1, { facet: green });
    const hidden = found([...looks, hide, more]);
    expect(hidden).toMatchObject({ share: 0, eventIds: [], feedback: { verdict: 'never' } });
    expect(found(without([...looks, hide, more], hidden?.feedback?.eventIds ?? []))).toEqual(found(looks));
    expect(knownFrom([hide]).interests).toHaveLength(1);
  });

  it('is a line of the diary in words', () => {
    const said = knownFrom([done('less_like_this', -1, 0, { facet: green })]).events[0];
    expect(`${said.what} ${said.title}`).toBe('Asked for less of green things');
  });

  it('guesses at no attribute that could tell who somebody is, yet shows what was said', () => {
    const { interests } = knownFrom(looks);
    const attributes = interests.filter(({ of }) => of === 'attribute').map(({ name }) => name);
    expect(attributes).toEqual(['colour: green']);
    const diet: Facet = { of: 'attribute', name: 'diet: vegan' };
    const { interests: asked } = knownFrom([...looks, done('more_like_this', -1, 0, { facet: diet })]);
    expect(asked.find(({ name }) => name === diet.name)?.feedback?.verdict).toBe('more');
  });
});
