/**
 * Pictures and recordings in what the shop says: every "looks like" and "sounds like" against the vectors, over random
 * histories, and what "/you" says of the senses that somebody goes by.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { priorFusion } from '../fusion/prior.ts';
import type { HistoryEvent } from '../history/event.ts';
import { openTexts } from '../messages/texts.ts';
import type { ModalVectors, Pack } from '../packs/pack.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../profile/preferences.ts';
import type { PastEvent } from '../profile/profile.ts';
import { claimsFor } from '../ranking/claims.ts';
import { compare } from '../ranking/comparison.ts';
import { type ScoreRequest, scoreRequest } from '../ranking/score.ts';
import {
  pastEvent,
  TEST_NOW,
  TEST_STAMP,
  testCatalog,
  testLog,
  testSenses,
  testVectors,
} from '../signals/test-shop.ts';
import { train } from '../training/train.ts';
import { knownOf } from './known.ts';
import { Ranked } from './ranker.ts';
import { Shop } from './shop.ts';
import { voiceIn } from './voice.ts';

const catalog = testCatalog();
const { images, sounds } = testSenses(catalog);
const english = await voiceIn('en');
const chinese = await voiceIn('zh-CN');

let pack: Pack;
beforeAll(async () => {
  const vectors = testVectors(catalog);
  pack = await train({ catalog, vectors, stamp: TEST_STAMP, seed: 5, log: testLog(), images, sounds });
  // Nobody of the test shop goes by looks or sound, and what was learned from them hardly listens to either.
  pack = { ...pack, fusion: priorFusion(pack) };
}, 120_000);

function rankedFor(events: PastEvent[]) {
  const request: ScoreRequest & { preferences: Preferences } = {
    events,
    moment: { now: TEST_NOW, utcOffset: 0 },
    catalog,
    pack,
    ask: { onlyNew: true },
    preferences: DEFAULT_PREFERENCES,
  };
  const scored = scoreRequest(request);
  return { request, scored, ranked: new Ranked({ ...request, adapted: scored.adapted }, scored, null) };
}

/** Of pictures, or recordings: the z-score of a product among those that there are. */
function likenessIn(
  { vectors, stamp: { dimensions }, present }: ModalVectors,
  own: number,
  item: number,
): number {
  const row = (i: number) => vectors.subarray(i * dimensions, (i + 1) * dimensions);
  const there = [...present.keys()].filter((i) => present[i] === 1);
  const products = there.map((i) => row(own).reduce((sum, value, k) => sum + value * row(i)[k], 0));
  const mean = products.reduce((sum, value) => sum + value, 0) / products.length;
  const variance = products.reduce((sum, value) => sum + (value - mean) ** 2, 0) / products.length;
  return (products[there.indexOf(item)] - mean) / Math.sqrt(variance);
}

const histories = fc
  .array(
    fc.record({
      item: fc.integer({ min: 0, max: 70 }),
      type: fc.constantFrom('view_item' as const, 'add_to_wishlist' as const, 'purchase' as const),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map(({ item, type }, i) =>
      pastEvent({ type, item, id: `e${i}`, at: TEST_NOW - (drawn.length - i) * 3_600_000, order: `${i}` }),
    ),
  );

const DID = { view_item: 'looked at', add_to_wishlist: 'saved', purchase: 'bought' } as const;

describe('what is said of looks and sounds', () => {
  it('is so: by the vectors, by what was done, and by what raised the score', () => {
    const said = { looks: 0, sounds: 0 };
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 4 }), (events, first) => {
        const { request, scored } = rankedFor(events);
        const names = scored.signals.names;
        const claims = Array.from({ length: 14 }, (_, step) => first + 5 * step).flatMap((item) => {
          return claimsFor(item, request, scored, english).map((claim) => ({ ...claim, item }));
        });
        for (const { fact, sentence, short, item } of claims) {
          const amounts = scored.fuser.contributions(item);
          if (fact.about !== 'looks' && fact.about !== 'sounds') continue;
          said[fact.about]++;
          const modal = fact.about === 'looks' ? images : sounds;
          const own = catalog.items.findIndex(({ id }) => id === fact.ownId);
          expect(own).not.toBe(item);
          expect(modal.present[item] + modal.present[own]).toBe(2);
          expect(fact.likeness).toBeGreaterThanOrEqual(1.65);
          // The pack has them to 8 bits.
          expect(Math.abs(likenessIn(modal, own, item) - fact.likeness)).toBeLessThan(0.05);
          const raised = names.flatMap((name, s) => (name.startsWith(`${fact.about}-`) ? [amounts[s]] : []));
          expect(raised.reduce((sum, amount) => sum + amount, 0)).toBeGreaterThan(0);
          const { title } = catalog.items[own];
          const deeds = events
            .filter((event) => event.item === own)
            .map(({ type }) => DID[type as keyof typeof DID]);
          expect(deeds.some((deed) => sentence.endsWith(`${title}, which you ${deed}.`))).toBe(true);
          expect(sentence).toMatch(
            fact.about === 'looks' ? /looks like|To the eye/ : /sounds like|To the ear/,
          );
          expect(short).toBe(`${fact.about === 'looks' ? 'Looks' : 'Sounds'} like ${title}`);
        }
        const translated = claimsFor(first, request, scored, chinese).filter(({ about }) => about in said);
        for (const { sentence } of translated) expect(sentence).toMatch(/看起来|外观|听起来|听感/);
      }),
      { seed: 7, numRuns: 50 },
    );
    expect(Math.min(said.looks, said.sounds)).toBeGreaterThan(5);
  });

  it('compares only what both have', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 0, max: 70 }),
        fc.integer({ min: 0, max: 70 }),
        (events, a, b) => {
          const { request, scored } = rankedFor(events);
          const { behind, ahead } = compare(a, b, request, scored, english.text);
          for (const { signal, clause } of [...behind, ...ahead]) {
            const modal = signal.startsWith('looks-') ? images : signal.startsWith('sounds-') ? sounds : null;
            if (modal === null) continue;
            compared++;
            expect(modal.present[a] + modal.present[b]).toBe(2);
            expect(clause).toMatch(signal.startsWith('looks-') ? /^it looks (less|more) like/ : /^it sounds/);
          }
        },
      ),
      { seed: 8, numRuns: 80 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});

describe('the senses somebody goes by', () => {
  // Kitchen things that look alike (by 4), books that sound alike (by 3); a day apart.
  const items = [24, 28, 32, 36, 40, 44, 26, 48, 51, 54, 57, 60, 66, 69, 30];
  const byLooks = items.map((item, i) =>
    pastEvent({
      type: 'purchase',
      item,
      id: `e${i}`,
      at: TEST_NOW - (items.length - i) * 86_400_000,
      order: `${i}`,
    }),
  );
  const history = (events: readonly PastEvent[]): HistoryEvent[] =>
    events.map(({ id, at, type, item, order }) => ({
      id,
      at,
      type,
      shop: 'test',
      itemId: catalog.items[item].id,
      orderId: order,
    }));
  const knownFor = (events: PastEvent[], shop = new Shop(catalog, pack)) =>
    knownOf(shop, history(events), rankedFor(events).ranked, english);

  it('are said with what they stand on, and are gone with it', async () => {
    const { senses, groups } = knownFor(byLooks);
    expect(groups).toEqual(expect.arrayContaining(['looks', 'sounds']));
    const books = senses.find(({ department }) => department === 'Books');
    expect(books?.modality ?? senses.at(-1)?.modality).toBe('audio');
    for (const { modality, shares, eventIds, choices, nearer, cards } of senses) {
      expect(shares.find((one) => one.modality === modality)?.share).toBe(nearer / choices);
      for (const { share } of shares) expect(share).toBeLessThanOrEqual(1);
      expect(eventIds.length).toBeGreaterThanOrEqual(choices);
      expect(nearer).toBeLessThanOrEqual(choices);
      expect(cards.length).toBeGreaterThan(0);
      const left = byLooks.filter(({ id }) => !eventIds.includes(id));
      const after = knownFor(left).senses.map(({ department, modality }) => [department, modality]);
      for (const { department, modality } of senses.filter((one) => one.eventIds === eventIds))
        expect(after).not.toContainEqual([department, modality]);
    }
    expect(senses.length).toBeGreaterThan(0);
    expect(knownFor(byLooks.slice(0, 4)).senses).toEqual([]);
  });

  it('have words in every language', async () => {
    for (const [language, word] of [
      ['en', 'sound'],
      ['zh-CN', '声音'],
    ] as const) {
      const text = await openTexts(language, ['senses']);
      expect(text('senses.department', { department: 'Books', sense: 'audio' })).toContain(word);
      expect(text('senses.everywhere', { others: 'yes', sense: 'audio' })).toContain(word);
      expect(text('senses.evidence', { nearer: 9, choices: 11, where: 'there', sense: 'audio' })).toMatch(
        /9.*11|11.*9/,
      );
    }
  });

  it('are nothing that a shop without pictures would say', () => {
    const { images: _, sounds: __, joint: ___, attended: ____, ...rest } = pack;
    const known = knownFor(byLooks, new Shop(catalog, rest as Pack));
    expect(known.senses).toEqual([]);
    expect(known.groups).toEqual(['content', 'together', 'tastes', 'popularity', 'own', 'affinity']);
  });
});
