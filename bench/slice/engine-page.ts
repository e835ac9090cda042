/**
 * The page through which the suite drives the engine without the shop around it: the same client, the same
 * worker, the same headers. Built apart from the shop and never deployed.
 */
import { connectEngine } from '../../src/engine/client.ts';
import type { EngineStatus, Recommender } from '../../src/engine/recommender.ts';
import { Comlink } from '../../src/engine/wire.ts';
import type { NewEvent } from '../../src/history/event.ts';
import { openHistory } from '../../src/history/store.ts';
import { savePack } from '../../src/packs/save-pack.ts';
import { saveShop } from '../../src/packs/shop-store.ts';
import { seeded } from '../../src/training/random.ts';
import { madeUpShop } from './made-up-shop.ts';
import type { Ranking, RankingRequest, RankWorker } from './rank-worker.ts';

export interface EventTimes {
  /** ms until the event was durable. */
  record: number[];
  /** ms from then until home was answered. */
  home: number[];
  /** ms from the call of `record` to the answer of `home`. */
  both: number[];
  status: EngineStatus;
}

/** What the suite finds in the page. */
export interface EnginePage {
  /** Stores a made-up shop of this many items and makes it the one that opens. */
  keepMadeUpShop(items: number): Promise<void>;
  /** Starts the engine, and waits until it has chosen its backend. */
  start(): Promise<EngineStatus>;
  recordAndAsk(count: number): Promise<EventTimes>;
  rankAll(request: RankingRequest): Promise<Ranking>;
}

declare global {
  interface Window {
    enginePage: EnginePage;
  }
}

/** What a visit is made of, roughly: mostly looking. */
const VISIT: readonly NewEvent['type'][] = [
  'view_item',
  'select_item',
  'view_item',
  'view_item',
  'add_to_wishlist',
  'view_item',
  'add_to_cart',
  'view_item',
  'hide',
  'purchase',
];

let engine: Recommender | null = null;

async function chosenBackend(of: Recommender): Promise<EngineStatus> {
  return new Promise((resolve, reject) => {
    void of.subscribe(({ status }) => {
      if (status.engine === 'failed') reject(new Error(status.notices.join(' ')));
      if (status.timings.backend !== undefined) resolve(status);
    });
  });
}

window.enginePage = {
  async keepMadeUpShop(items) {
    const { catalog, pack } = await madeUpShop(items, Date.now());
    await saveShop({ id: catalog.id, catalog, pack: await savePack(pack), importedAt: Date.now() });
    const history = await openHistory();
    await history.saveSettings({ shop: catalog.id });
    history.close();
  },

  async start() {
    engine = connectEngine();
    return chosenBackend(engine);
  },

  async recordAndAsk(count) {
    if (engine === null) throw new Error('The engine was not started.');
    const random = seeded(count);
    const times: Omit<EventTimes, 'status'> = { record: [], home: [], both: [] };
    let { shelves } = await engine.home();
    for (let event = 0; event < count; event++) {
      // Visitors do things to what they are shown.
      const cards = shelves.flatMap(({ entries }) => entries);
      const { card } = cards[Math.floor(random() * cards.length)];
      const start = performance.now();
      await engine.record({ type: VISIT[event % VISIT.length], itemId: card.id });
      const recorded = performance.now();
      ({ shelves } = await engine.home());
      const answered = performance.now();
      times.record.push(recorded - start);
      times.home.push(answered - recorded);
      times.both.push(answered - start);
    }
    return { ...times, status: await engine.status() };
  },

  async rankAll(request) {
    // A fresh worker each time: TensorFlow.js keeps what an earlier backend left.
    const worker = new Worker(new URL('./rank-worker.ts', import.meta.url), { type: 'module', name: 'rank' });
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(message || 'The worker failed.')));
    });
    try {
      return await Promise.race([Comlink.wrap<RankWorker>(worker).rankAll(request), failed]);
    } finally {
      worker.terminate();
    }
  },
};
