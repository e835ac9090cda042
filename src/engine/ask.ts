/**
 * Asking the shop: the assistant over the shop that is open, for whoever is here. By words at once; by meaning, too, where
 * the encoder is quick enough. What is asked for and said about things is recorded like anything else that is done.
 */
import type { Encoder } from '../encoders/encoder.ts';
import { stampKey } from '../encoders/registry.ts';
import type { HistoryEvent, NewEvent } from '../history/event.ts';
import type { Voice } from '../messages/texts.ts';
import { isSensitive } from '../profile/sensitive.ts';
import { eligibility } from '../ranking/eligibility.ts';
import { answer } from '../search/assistant/answer.ts';
import { shopWorld } from '../search/assistant/shop-world.ts';
import { partOf } from '../search/assistant/wish.ts';
import type { Hit } from '../search/assistant/world.ts';
import type { Constraint } from '../search/request.ts';
import { relatedTo, rowOf } from '../signals/related.ts';
import type { Present } from './current-shop.ts';
import type { AskAnswer, AskOpening, AskRequest } from './face/ask.ts';
import { reviewSummary } from './review-summary.ts';
import type { Shop } from './shop.ts';
import type { StepTimer } from './step-timer.ts';

/** Ms: a visitor who asked waits so long for meaning. An encoder that still loads will have loaded by the next line. */
const MEANING_WITHIN = 300;

/** An aspect is worth a word from so many reviews on. */
const SPOKEN_OF = 2;

/** Openings of each sort: a line of them on a phone is three. */
const OPENINGS = 2;

/** Words that end like what one does and are none. */
const NO_ACTIVITY =
  /(?:^|[^\p{L}])(?:morning|evening|spring|string|thing|stocking|wedding|bedding|clothing|ceiling)$/u;

/** What things are for, of all that tags say: "gardening", "dog-walking". */
const isActivity = (tag: string): boolean => /\p{L}{3}ing$/u.test(tag) && !NO_ACTIVITY.test(tag);

interface AskMeans {
  /** To give reasons in; without one there are none. */
  voice: Voice<'reasons'> | undefined;
  timer: StepTimer;
  openEncoder: () => Promise<Encoder>;
  /** The encoder failed: only words are searched. */
  onFailure: () => void;
  recordAll: (events: NewEvent[]) => Promise<HistoryEvent[]>;
  forget: (eventIds: string[]) => Promise<HistoryEvent[]>;
}

export async function ask(
  present: Present,
  { conversation, said }: AskRequest,
  means: AskMeans,
): Promise<AskAnswer> {
  const { shop } = present;
  const index = await shop.keyword();
  const turns = conversation.map(({ turn }) => turn);
  const vectors = new Map<string, Float32Array>();
  const wanted = new Set<string>();
  const meaning = (text: string) => {
    wanted.add(text);
    return vectors.get(text) ?? null;
  };
  const world = shopWorld({ ...lentBy(present, means.voice), index, meaning });
  const answered = () => means.timer.timed('ask', async () => answer(turns, said, world));
  let turn = await answered();
  // Known only now: what would be searched with. The answer is a function of what is known, so it is made again.
  if (wanted.size > 0 && (await encodeWithin(MEANING_WITHIN, wanted, vectors, shop, means)))
    turn = await answered();

  const undone = turn.undo === null ? [] : (conversation[turn.undo]?.recorded ?? []);
  if (undone.length > 0) await means.forget(undone);
  const recorded = turn.events.length === 0 ? [] : await means.recordAll(turn.events);
  return {
    turn,
    recorded: recorded.map(({ id }) => id),
    entries: turn.items.flatMap((id) => {
      const item = shop.indexOf.get(id);
      return item === undefined ? [] : [{ card: present.card(item), score: null, reason: null }];
    }),
    meaning: vectors.size > 0,
  };
}

/** What the open shop and the visitor's ranking know. */
function lentBy({ shop, ranked }: Present, voice: Voice<'reasons'> | undefined) {
  const { catalog, pack } = shop;
  const fits = eligibility(catalog, ranked.profile, { notInBasket: false });
  const best = (hits: Hit[], limit: number) =>
    hits.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, limit);
  return {
    catalog,
    lexicon: shop.lexicon(),
    table: shop.facets(),
    vectors: pack.vectors,
    liking: (item: number) => ranked.score(item),
    allowed: fits,
    rating: (item: number) => shop.rating(item),
    aspects: (item: number) =>
      reviewSummary({ shop, ranked }, item)
        .aspects.filter(({ yes, no }) => yes + no >= SPOKEN_OF)
        .map(({ aspect, yes, no }) => ({ aspect, praise: yes, complaints: no })),
    similar(item: number, limit: number) {
      const related = new Float32Array(catalog.items.length);
      relatedTo(pack, item, related);
      const hits = Array.from(related, (score, other): Hit => ({ item: other, score }));
      return best(
        hits.filter((hit) => hit.item !== item && hit.score > 0 && fits(hit.item)),
        limit,
      );
    },
    together: (item: number, limit: number) =>
      best(
        rowOf(pack.together, item)
          .map(({ target, weight }): Hit => ({ item: target, score: weight }))
          .filter((hit) => hit.item !== item && fits(hit.item)),
        limit,
      ),
    // Before the visitor did anything there is nothing of theirs to go by.
    reasons: (item: number) =>
      ranked.profile.touched.length === 0 || voice === undefined
        ? []
        : ranked.explain(item, voice, false).sentences,
  };
}

/** @returns whether the vectors are there in time */
async function encodeWithin(
  ms: number,
  texts: ReadonlySet<string>,
  vectors: Map<string, Float32Array>,
  { pack: { vectors: rows, manifest } }: Shop,
  { timer, openEncoder, onFailure }: AskMeans,
): Promise<boolean> {
  if (rows.length === 0) return false;
  const list = [...texts];
  const work = async (): Promise<boolean> => {
    try {
      const encoder = await openEncoder();
      // A pack made with another encoder has vectors that this one's must not meet.
      if (stampKey(encoder.stamp) !== stampKey(manifest.encoder)) return false;
      const encoded = await timer.timed('encode', () => encoder.encode(list));
      const d = encoded.length / list.length;
      list.forEach((text, at) => {
        vectors.set(text, encoded.subarray(at * d, (at + 1) * d));
      });
      return true;
    } catch {
      onFailure();
      return false;
    }
  };
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timeout = setTimeout(() => resolve(false), ms);
  });
  const there = await Promise.race([work(), late]);
  clearTimeout(timeout);
  return there;
}

/** What a visitor could begin with here: what things are for, the first departments, a price. */
export function askOpenings(shop: Shop): AskOpening[] {
  const { departments, items } = shop.catalog;
  const opening = (of: AskOpening['of'], name: string, constraint: Constraint): AskOpening => {
    const part = partOf(constraint);
    return {
      of,
      name,
      fact: { of: 'part', part, title: null },
      act: { act: 'change', add: [part], drop: [] },
    };
  };
  const places = (departments.length < 2 ? [] : departments)
    .filter(({ name }) => !isSensitive(name))
    .slice(0, OPENINGS)
    .map(({ name }) =>
      opening('department', name, {
        of: 'property',
        name: 'department',
        value: name,
        any: [{ of: 'department', name }],
        not: false,
      }),
    );
  const counts = new Map<string, number>();
  for (const { tags } of items) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const uses = [...counts]
    .filter(([tag]) => isActivity(tag) && !isSensitive(tag))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, OPENINGS)
    .map(([tag]) =>
      opening('activity', tag, {
        of: 'property',
        name: 'tag',
        value: tag,
        any: [{ of: 'tag', name: tag }],
        not: false,
      }),
    );
  const prices = items.flatMap(({ price }) => price ?? []).sort((a, b) => a - b);
  const quarter = prices[Math.floor(prices.length / 4)];
  const price =
    quarter === undefined || quarter === prices[prices.length - 1]
      ? []
      : [opening('price', '', { of: 'price', min: null, max: Math.ceil(quarter) })];
  return [...uses, ...places, ...price];
}
