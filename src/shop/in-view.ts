/**
 * What stood in view, and for how long: turns comings and goings of cards into `view_item_list` events, and of a
 * page into `user_engagement`. Pure: whoever watches the page says what happened when, in ms.
 */
import { GUESSES, type NewEvent } from '../history/event.ts';

/** Shorter than this a card was only scrolled past (the Media Rating Council counts a view from one second on, too). */
const LEAST_MS = 1000;

/** A page left sooner was a mistaken tap; that it was opened is noted anyway. */
const LEAST_DWELL_MS = 2000;

/** One card on one shelf, during one visit to a page. */
export interface CardPlace {
  shelf: string;
  itemId: string;
  /** From the left, 0 the first. */
  index: number;
  /** A guess is noted as such, under a name of its own. */
  explored: boolean;
  /** Items of the shelf noted during this visit: none is noted twice. Shared by the shelf's cards. */
  noted: Set<string>;
}

/** Cards in view now, and those that have been and wait to be noted. */
export class InView {
  readonly #since = new Map<CardPlace, number>();
  #seen: CardPlace[] = [];

  enter(card: CardPlace, now: number): void {
    if (!this.#since.has(card)) this.#since.set(card, now);
  }

  leave(card: CardPlace, now: number): void {
    this.#see(card, now);
    this.#since.delete(card);
  }

  /**
   * One event a shelf, of what has stood in view long enough and isn't noted yet. What is in view goes on counting.
   */
  take(now: number): NewEvent[] {
    for (const card of this.#since.keys()) this.#see(card, now);
    const lists = new Map<string, CardPlace[]>();
    for (const card of this.#seen) {
      const shelf = card.explored ? GUESSES : card.shelf;
      lists.set(shelf, [...(lists.get(shelf) ?? []), card]);
    }
    this.#seen = [];
    return [...lists].map(([shelf, cards]) => ({
      type: 'view_item_list',
      shelf,
      itemIds: cards.sort((a, b) => a.index - b.index).map(({ itemId }) => itemId),
    }));
  }

  #see(card: CardPlace, now: number): void {
    const since = this.#since.get(card);
    if (since === undefined || now - since < LEAST_MS || card.noted.has(card.itemId)) return;
    card.noted.add(card.itemId);
    this.#seen.push(card);
  }
}

/** How long a page was looked at; the clock stops while it is hidden. */
export class Dwell {
  #since: number | null = null;

  start(now: number): void {
    this.#since ??= now;
  }

  /** Ends a stretch. @returns the event that it comes to, or null where it was too short */
  stop(itemId: string, now: number): NewEvent | null {
    const ms = this.#since === null ? 0 : now - this.#since;
    this.#since = null;
    return ms < LEAST_DWELL_MS ? null : { type: 'user_engagement', itemId, engagementMs: Math.round(ms) };
  }
}
