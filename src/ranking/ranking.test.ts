import { describe, expect, it } from 'vitest';
import { priorFusion } from '../fusion/prior.ts';
import type { Ranked } from '../fusion/top.ts';
import { openTexts } from '../messages/texts.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import type { PastEvent } from '../profile/profile.ts';
import { liftAt } from '../signals/hour.ts';
import { SIGNALS } from '../signals/index.ts';
import { ownInterval } from '../signals/own-history.ts';
import { pastEvent, TEST_NOW, testCatalog, testPack } from '../signals/test-shop.ts';
import { claimsFor, every } from './claims.ts';
import { eligibility } from './eligibility.ts';
import { explain, reasonFor } from './explain.ts';
import { type ScoreRequest, scoreRequest } from './score.ts';

const voice = { language: 'en' as const, text: await openTexts('en', ['reasons']) };

const catalog = testCatalog();
const n = catalog.items.length;
const pack = { ...(await testPack(catalog)), fusion: priorFusion() };
const moment = { now: TEST_NOW, utcOffset: 0 };

const requestOf = (events: PastEvent[], onlyNew = false): ScoreRequest => ({
  events,
  moment,
  catalog,
  pack,
  ask: { onlyNew },
});

/** Best first, like a slate's pool. */
function poolOf(scores: ArrayLike<number>): Ranked[] {
  return Array.from(scores, (score, item) => ({ item, score })).sort(
    (a, b) => b.score - a.score || a.item - b.item,
  );
}

describe('eligibility', () => {
  it('keeps hidden, disliked, unavailable, basket and excluded items out, whatever else is asked', () => {
    const profile = buildProfile(
      [
        pastEvent({ type: 'hide', item: 1 }),
        pastEvent({ type: 'rate', item: 2, rating: 1 }),
        pastEvent({ type: 'add_to_cart', item: 3 }),
        pastEvent({ type: 'purchase', item: 4 }),
      ],
      catalog,
      moment,
    );
    const allowed = (rules?: Parameters<typeof eligibility>[2]) => {
      const test = eligibility(catalog, profile, rules);
      return [1, 2, 3, 4, 5, 71].filter(test);
    };
    expect(allowed()).toEqual([4, 5]);
    expect(allowed({ notInBasket: false })).toEqual([3, 4, 5]);
    expect(allowed({ notBought: true, exclude: [5] })).toEqual([]);
  });
});

/** A visitor who buys one thing every three weeks, bought a pair once, and looks at Kitchen today. */
const history: PastEvent[] = [
  ...[66, 45, 22].map((days, i) =>
    pastEvent({ type: 'purchase', item: 0, order: `o${i}`, at: TEST_NOW - days * DAY, id: `a${i}` }),
  ),
  pastEvent({ type: 'purchase', item: 8, order: 'o2', at: TEST_NOW - 22 * DAY, id: 'b' }),
  pastEvent({ type: 'add_to_wishlist', item: 26, at: TEST_NOW - 3 * DAY, id: 'c' }),
  pastEvent({ type: 'view_item', item: 24, id: 'd' }),
  pastEvent({ type: 'view_item', item: 25, id: 'e' }),
];

describe('explanations', () => {
  const request = requestOf(history);
  const scored = scoreRequest(request);
  const top = poolOf(scored.fuser.all()).slice(0, 15);

  it('sum to the score', () => {
    for (const { item, score } of top) {
      const { contributions, score: said } = explain(item, request, scored, voice);
      expect(said).toBe(score);
      expect(contributions.length).toBe(SIGNALS.length);
      expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 5);
    }
  });

  it('name own items whose absence really lowers the score', () => {
    let named = 0;
    for (const { item, score } of top) {
      const { because } = explain(item, request, scored, voice);
      for (const { itemId, eventIds, amount } of because) {
        named++;
        const own = catalog.items.findIndex(({ id }) => id === itemId);
        const without = requestOf(history.filter((event) => event.item !== own));
        // How loud the signals are stays as it is: the question is what the thing says, not what it taught.
        const rescored = scoreRequest({ ...without, adapted: scored.adapted });
        expect(amount).toBeCloseTo(score - rescored.fuser.one(item), 10);
        expect(amount).toBeGreaterThan(0);
        expect(eventIds).toEqual(history.filter((event) => event.item === own).map(({ id }) => id));
      }
      expect(because.map(({ amount }) => amount)).toEqual(
        [...because.map(({ amount }) => amount)].sort((a, b) => b - a),
      );
    }
    expect(named).toBeGreaterThan(top.length);
  });

  it('are one to three whole sentences', () => {
    for (let item = 0; item < n; item++) {
      const { sentences } = explain(item, request, scored, voice);
      expect(sentences.length).toBeGreaterThanOrEqual(1);
      expect(sentences.length).toBeLessThanOrEqual(3);
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
    }
  });

  it('notice a rhythm', () => {
    expect(reasonFor(0, request, scored, voice)).toEqual({
      text: 'You buy this about every 3 weeks',
      itemId: catalog.items[0].id,
    });
  });
});

describe('claims', () => {
  /** Every kind of claim, checked against the numbers it rests on. */
  it('are true of the numbers', () => {
    const histories: PastEvent[][] = [
      [],
      history,
      [pastEvent({ type: 'view_item', item: 40 })],
      [pastEvent({ type: 'rate', item: 50, rating: 5 }), pastEvent({ type: 'add_to_cart', item: 51 })],
    ];
    const seen = new Set<string>();
    for (const events of histories) {
      const request = requestOf(events);
      const scored = scoreRequest(request);
      const { profile } = scored;
      const { popularity, together, itemItem } = pack;
      const rank = (counts: Float32Array, item: number) =>
        counts.filter((count) => count > counts[item]).length;
      const did = (own: number | null, ...types: string[]) =>
        events.some((event) => event.item === own && types.includes(event.type));
      const row = ({ offset, target }: typeof together, own: number) =>
        target.subarray(offset[own], offset[own + 1]);
      for (let item = 0; item < n; item++) {
        for (const claim of claimsFor(item, request, scored, voice)) {
          seen.add(claim.about);
          const { short, sentence, ownItem } = claim;
          const title = ownItem === null ? '' : catalog.items[ownItem].title;
          expect(claim.amount).toBeGreaterThan(0);
          if (ownItem !== null) expect(events.some((event) => event.item === ownItem)).toBe(true);
          if (/bought/.test(sentence) && ownItem !== null && claim.about !== 'with')
            expect(did(ownItem, 'purchase')).toBe(true);
          if (/looked at/.test(sentence)) expect(did(ownItem, 'view_item', 'select_item')).toBe(true);
          if (/saved/.test(sentence)) expect(did(ownItem, 'add_to_wishlist')).toBe(true);
          switch (claim.about) {
            case 'again': {
              const bought = profile.bought.find((known) => known.item === item);
              expect(ownItem).toBe(item);
              if (/every/.test(short)) expect(bought?.orders).toBeGreaterThanOrEqual(3);
              break;
            }
            case 'own':
              expect(ownItem).toBe(item);
              break;
            case 'like':
              expect(ownItem).not.toBe(item);
              expect(short).toContain(title);
              // Of one kind, as the test's texts go.
              expect(catalog.items[item].kind).toBe(catalog.items[ownItem ?? -1].kind);
              break;
            case 'with': {
              expect(short).toContain(title);
              const rule = row(together, ownItem ?? -1).includes(item);
              expect(/bought with/.test(short)).toBe(rule);
              const weightIn = (rows: typeof itemItem) =>
                rows.weight[rows.offset[ownItem ?? -1] + row(rows, ownItem ?? -1).indexOf(item)];
              expect(weightIn(itemItem) > 0 || weightIn(pack.sequence) > 0).toBe(true);
              break;
            }
            case 'popular': {
              const counts = /week/.test(short)
                ? popularity.week
                : /month/.test(short)
                  ? popularity.recent
                  : popularity.total;
              expect(rank(counts, item)).toBeLessThanOrEqual(Math.ceil(0.05 * n));
              break;
            }
            case 'season':
              expect(short).toContain('May');
              expect(popularity.months[item * 12 + 4]).toBeGreaterThanOrEqual(1.5 / 12);
              break;
            case 'hour':
              // Noon, in the test shop's last hour; a fourth more of its sales than of the shop's.
              expect(short).toContain('midday');
              expect(liftAt(popularity, catalog, item, 2)).toBeGreaterThanOrEqual(1.25);
              expect(popularity.total[item]).toBeGreaterThanOrEqual(5);
              break;
            case 'new':
              expect(TEST_NOW - popularity.firstSeen[item]).toBeLessThanOrEqual(30 * DAY);
              break;
            case 'place': {
              const known = profile.interests.filter(({ share }) => share >= 0.25).map(({ name }) => name);
              const { brand, kind, department } = catalog.items[item];
              expect(
                known.some((name) => [brand, kind, department].includes(name) && short.includes(name)),
              ).toBe(true);
              break;
            }
            case 'people':
            case 'price':
              expect(profile.touched.length).toBeGreaterThan(0);
          }
        }
      }
    }
    for (const about of ['again', 'own', 'like', 'with', 'popular', 'people', 'place', 'price'])
      expect(seen).toContain(about);
  });

  it('does not call old counts news', () => {
    const later = { now: TEST_NOW + 60 * DAY, utcOffset: 0 };
    const request = { ...requestOf([]), moment: later };
    const scored = scoreRequest(request);
    const texts = Array.from({ length: n }, (_, item) => reasonFor(item, request, scored, voice)?.text ?? '');
    expect(texts.filter((text) => /this week|this month/.test(text))).toEqual([]);
    expect(texts).toContain('A favourite here');
  });

  it.each([
    [1.4, 'day'],
    [6.8, 'week'],
    [10, '10 days'],
    [21, '3 weeks'],
    [61, '2 months'],
  ])('says an interval of %s days as "every %s"', (days, words) => {
    const dates = { first: 0, last: 3 * days * DAY };
    const bought = {
      item: 0,
      orders: 4,
      ...dates,
      inLastOrder: false,
      ordersFrom: 5,
      ordersSince: 1,
      habit: 1,
    };
    expect(ownInterval(bought)).toBeCloseTo(days);
    const said = every(bought);
    expect(said?.count === 1 ? said.unit : `${said?.count} ${said?.unit}s`).toBe(words);
  });
});
