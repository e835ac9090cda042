/**
 * Watches which cards of recommending shelves stand in view and how long an item's page is read, and has it noted
 * when the page is left or hidden: one event a shelf and visit, written at once. Nothing on the page waits for it or
 * moves because of it (see `BACKGROUND` in engine.tsx), and paused recording drops it.
 */
import { type RefObject, useEffect, useRef } from 'react';
import type { Recommender, Shelf } from '../engine/recommender.ts';
import type { NewEvent } from '../history/event.ts';
import { useEngine } from './engine.tsx';
import { type CardPlace, Dwell, InView } from './in-view.ts';

/** Share of a card that has to be in view. */
const LEAST_SHARE = 0.5;

/** Shelves of what the visitor did themselves: seeing those again is no recommendation passed over. */
const OWN_SHELVES: ReadonlySet<Shelf['id']> = new Set(['buy-again', 'recently-viewed']);

/** One observer for all cards of the page. */
class Watch {
  readonly #inView = new InView();
  readonly #cards = new Map<Element, CardPlace>();
  /** Enough of it is within the window, whether or not the window can be seen. */
  readonly #within = new Set<CardPlace>();
  readonly #observer: IntersectionObserver;
  readonly #record: (events: NewEvent[]) => void;

  constructor(record: (events: NewEvent[]) => void) {
    this.#record = record;
    this.#observer = new IntersectionObserver((changes) => this.#changed(changes), {
      threshold: LEAST_SHARE,
    });
    document.addEventListener('visibilitychange', () => {
      const now = performance.now();
      if (document.visibilityState === 'visible') {
        for (const card of this.#within) this.#inView.enter(card, now);
        return;
      }
      for (const card of this.#within) this.#inView.leave(card, now);
      this.note();
    });
  }

  add(element: Element, card: CardPlace): void {
    this.#cards.set(element, card);
    this.#observer.observe(element);
  }

  remove(element: Element): void {
    this.#observer.unobserve(element);
    const card = this.#cards.get(element);
    this.#cards.delete(element);
    if (card === undefined) return;
    this.#within.delete(card);
    this.#inView.leave(card, performance.now());
  }

  /** Has everything noted that stood in view long enough. */
  note(): void {
    const events = this.#inView.take(performance.now());
    if (events.length > 0) this.#record(events);
  }

  #changed(changes: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, intersectionRatio, time } of changes) {
      const card = this.#cards.get(target);
      if (card === undefined) continue;
      if (isIntersecting && intersectionRatio >= LEAST_SHARE) {
        this.#within.add(card);
        if (document.visibilityState === 'visible') this.#inView.enter(card, time);
      } else {
        this.#within.delete(card);
        this.#inView.leave(card, time);
      }
    }
  }
}

const watches = new WeakMap<Recommender, Watch>();

function watchOf(engine: Recommender): Watch {
  let watch = watches.get(engine);
  if (watch === undefined) {
    // What can't be noted must not trouble anyone.
    watch = new Watch((events) => void engine.recordAll(events).catch(() => {}));
    watches.set(engine, watch);
  }
  return watch;
}

/** @param list whose children, `data-key` their item's id, are the shelf's cards */
export function useImpressions(list: RefObject<HTMLElement | null>, shelf: Shelf): void {
  const engine = useEngine();
  const { id, entries } = shelf;
  const title = shelf.noted ?? shelf.title;
  const noted = useRef({ title, items: new Set<string>() });
  const shown = entries.map(({ card, explored }) => `${card.id}${explored ? ' guess' : ''}`).join('\n');

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` stands for the entries, which are new at every answer
  useEffect(() => {
    if (list.current === null || OWN_SHELVES.has(id)) return;
    if (noted.current.title !== title) noted.current = { title, items: new Set() };
    const watch = watchOf(engine);
    const elements = [...list.current.querySelectorAll(':scope > [data-key]')];
    elements.forEach((element, index) => {
      const entry = entries.find(({ card }) => card.id === element.getAttribute('data-key'));
      if (entry === undefined) return;
      const { card, explored = false } = entry;
      watch.add(element, { shelf: title, itemId: card.id, index, explored, noted: noted.current.items });
    });
    return () => {
      for (const element of elements) watch.remove(element);
    };
  }, [engine, list, id, title, shown]);

  // A shelf goes when its page is left: what all its shelves showed is noted in one go.
  useEffect(() => () => watchOf(engine).note(), [engine]);
}

/** Notes how long an item's page was looked at, when it is left or hidden. @param itemId null while there is none */
export function useDwell(itemId: string | null): void {
  const engine = useEngine();
  useEffect(() => {
    if (itemId === null) return;
    const dwell = new Dwell();
    const stop = () => {
      const event = dwell.stop(itemId, performance.now());
      if (event !== null) engine.record(event).catch(() => {});
    };
    const turn = () => {
      if (document.visibilityState === 'visible') dwell.start(performance.now());
      else stop();
    };
    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      stop();
    };
  }, [engine, itemId]);
}
