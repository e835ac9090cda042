/**
 * The open history replayed, as the Lab shows it: evaluation/replay.ts with this shop's rankers and things, and a
 * way to stop.
 */
import { FEWEST_REPLAYED, findsIn, replay, replayInWords } from '../evaluation/replay.ts';
import type { Text } from '../messages/texts.ts';
import { ChoiceMemory } from './choice-memory.ts';
import type { Ranked } from './ranker.ts';
import type { ReplayProgress, ReplayReport } from './recommender.ts';
import { fusionsOf, titleOf } from './rivals.ts';
import type { Shop } from './shop.ts';

/** Ended before it was over. */
export class ReplayCancelled extends Error {
  override name = 'ReplayCancelled';
  constructor() {
    super('The replay was cancelled.');
  }
}

/** @throws ReplayCancelled */
export async function replayHistory(
  shop: Shop,
  ranked: Ranked,
  { text, onProgress, signal }: { text: Text<'measured'>; onProgress: ReplayProgress; signal: AbortSignal },
): Promise<ReplayReport> {
  const { request } = ranked.inside;
  const { adapted: _, ...asked } = request;
  const memory = new ChoiceMemory();
  const fusions = fusionsOf(shop.pack);
  const replayed = await replay(asked, {
    fusions,
    onProgress: (done, total) => onProgress({ done, total }),
    remembered: (events) => memory.for(events, ''),
    async pause() {
      // A turn of the event loop: what the page asks meanwhile is answered between two choices.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (signal.aborted) throw new ReplayCancelled();
    },
  });
  const saved = new Set(ranked.profile.saved);
  return {
    found: findsIn(asked.events).length,
    fewest: FEWEST_REPLAYED,
    words:
      replayed === null
        ? ''
        : replayInWords(
            replayed,
            replayed.rankers.map(({ name }) => titleOf(name, shop, text)),
            text,
          ),
    rankers: (replayed?.rankers ?? []).map((one) => ({ ...one, title: titleOf(one.name, shop, text) })),
    choices: (replayed?.choices ?? []).map(({ item, met, at, of, places }) => ({
      card: shop.card(item, saved),
      at,
      known: met,
      of,
      places,
    })),
  };
}
