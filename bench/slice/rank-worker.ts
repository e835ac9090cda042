/**
 * Ranks a whole made-up shop, step by step as the engine's worker does, on a backend that the suite names:
 * the engine itself always takes the fastest.
 */
import { type BackendName, difference, startBackend } from '../../src/compute/backends.ts';
import { Ranked } from '../../src/engine/ranker.ts';
import { homeShelves } from '../../src/engine/shelves.ts';
import { Shop } from '../../src/engine/shop.ts';
import { voiceIn } from '../../src/engine/voice.ts';
import { Comlink } from '../../src/engine/wire.ts';
import { forward } from '../../src/fusion/tensor-fusion.ts';
import { buildProfile } from '../../src/profile/build-profile.ts';
import { DEFAULT_PREFERENCES } from '../../src/profile/preferences.ts';
import type { PastEvent } from '../../src/profile/profile.ts';
import { type ScoreRequest, scoreRequest } from '../../src/ranking/score.ts';
import { seeded } from '../../src/training/random.ts';
import { madeUpShop } from './made-up-shop.ts';

export interface RankingRequest {
  items: number;
  /** `javascript` is what scores before a backend is chosen. */
  backend: BackendName | 'javascript';
  runs: number;
}

/** Steps of the chain; `profile` is a part of `signals`, told apart. */
export type RankStep = 'profile' | 'signals' | 'fusion' | 'shelves' | 'explanation' | 'whole';

export interface Ranking {
  /** ms of each run. */
  times: Record<RankStep, number[]>;
  /** Largest difference of a fused score from the exact one, relative to the largest score. */
  off: number;
  /** Ids on home, shelf by shelf: the same on every backend. */
  shelves: string[][];
}

export interface RankWorker {
  /** @throws where the backend can't be started here */
  rankAll(request: RankingRequest): Promise<Ranking>;
}

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

/** A visitor of some weeks, and of this hour. */
const EVENTS = 80;

/** Untimed: the first runs compile. */
const WARM_UP = 2;

async function rankAll({ items, backend, runs }: RankingRequest): Promise<Ranking> {
  if (backend !== 'javascript') await startBackend([backend], { wasmPath: '/tfjs/' });
  const { catalog, pack } = await madeUpShop(items, NOW);
  const shop = new Shop(catalog, pack);
  const voice = await voiceIn('en');
  const request: ScoreRequest = {
    events: visitor(items),
    moment: { now: NOW, utcOffset: 0 },
    catalog,
    pack,
    ask: { onlyNew: true },
  };
  const ranking: Ranking = {
    times: { profile: [], signals: [], fusion: [], shelves: [], explanation: [], whole: [] },
    off: 0,
    shelves: [],
  };
  for (let run = -WARM_UP; run < runs; run++) {
    const start = performance.now();
    const scored = scoreRequest(request);
    const signals = performance.now();
    const approximate =
      backend === 'javascript' ? null : await forward(pack.fusion, scored.context, scored.signals);
    const fusion = performance.now();
    const ranked = new Ranked({ ...request, preferences: DEFAULT_PREFERENCES }, scored, approximate);
    const shelves = homeShelves(shop, ranked, voice);
    const placed = performance.now();
    ranked.explain(shop.indexOf.get(shelves[0].entries[0].card.id) ?? 0, voice);
    const explained = performance.now();
    if (run < 0) continue;
    buildProfile(request.events, catalog, request.moment);
    const { times } = ranking;
    times.profile.push(performance.now() - explained);
    times.signals.push(signals - start);
    times.fusion.push(fusion - signals);
    times.shelves.push(placed - fusion);
    times.explanation.push(explained - placed);
    times.whole.push(explained - start);
    ranking.shelves = shelves.map(({ entries }) => entries.map(({ card }) => card.id));
    if (approximate !== null) ranking.off = difference(approximate, scored.fuser.all());
  }
  return ranking;
}

function visitor(items: number): PastEvent[] {
  const random = seeded(EVENTS);
  return Array.from({ length: EVENTS }, (_, event) => {
    const today = event >= EVENTS - 10;
    const ago = today ? (EVENTS - event) * MINUTE : (EVENTS - event) * 700 * MINUTE;
    const bought = event % 8 === 7;
    return {
      id: `event-${event}`,
      type: bought ? 'purchase' : 'view_item',
      // Two thirds of the looks go to a tenth of the shop.
      item: Math.floor(random() * (random() < 0.67 ? items / 10 : items)),
      at: NOW - ago,
      quantity: 1,
      order: bought ? `order-${event}` : '',
      rating: 0,
    };
  });
}

Comlink.expose({ rankAll } satisfies RankWorker);
