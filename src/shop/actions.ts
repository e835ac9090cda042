/** What a visitor can do to an item from anywhere in the shop, each with its toast and its way back. */
import { useCallback } from 'react';
import type { Card, Recommender } from '../engine/recommender.ts';
import type { Facet, HistoryEvent, NewEvent, Team } from '../history/event.ts';
import { useToast } from './components/Toasts.tsx';
import { useEngine } from './engine.tsx';
import { useText } from './language.tsx';

type Named = Pick<Card, 'id' | 'title'>;

/** Ids of the visitor's events of one type about one item. */
async function eventsAbout(
  engine: Recommender,
  itemId: string,
  type: HistoryEvent['type'],
): Promise<string[]> {
  const { events } = await engine.known();
  return events
    .filter(({ event }) => event.type === type && event.itemId === itemId)
    .map(({ event }) => event.id);
}

/** Notes that a card was opened. Not waited for: the visitor is already on their way. */
export function useOpenItem(): (itemId: string, shelf?: string, team?: Team) => void {
  const engine = useEngine();
  return useCallback(
    (itemId, shelf, team) => {
      // A visit that can't be noted must not keep anyone from the item.
      engine.record({ type: 'select_item', itemId, shelf, team }).catch(() => {});
    },
    [engine],
  );
}

/**
 * Saves an item or takes it back. Taking back forgets the saving, as if it had never happened.
 *
 * @returns rejects, after saying so in a toast, where nothing could be stored
 */
export function useSave(): (item: Named, on: boolean) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (item, on) => {
      try {
        if (on) {
          await engine.record({ type: 'add_to_wishlist', itemId: item.id });
          toast({ message: text('done.saved', { title: item.title }) });
          return;
        }
        const forgotten = await engine.forget(await eventsAbout(engine, item.id, 'add_to_wishlist'));
        toast({
          message: text('done.unsaved', { title: item.title }),
          action: { label: text('undo'), run: () => engine.restore(forgotten) },
        });
      } catch (error) {
        toast({ message: text('failed.not-stored') });
        throw error;
      }
    },
    [engine, toast, text],
  );
}

/** "Not interested": the item is never recommended again, until undone. */
export function useHide(): (item: Named) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (item) => {
      try {
        const event = await engine.record({ type: 'hide', itemId: item.id });
        toast({
          message: text('done.hidden', { title: item.title }),
          action: event ? { label: text('undo'), run: () => engine.forget([event.id]) } : undefined,
        });
      } catch {
        toast({ message: text('failed.not-stored') });
      }
    },
    [engine, toast, text],
  );
}

/** What a visitor can say about a thing, or about all that have something in common. */
export type Verdict = 'more' | 'less' | 'never';

const SAID_BY: Record<Verdict, NewEvent['type']> = {
  more: 'more_like_this',
  less: 'less_like_this',
  never: 'hide',
};

/** "More like this", "Less like this", "Never from Northfell": shelves obey at once, and an undo takes it back. */
export function useSay(): (verdict: Verdict, about: Named | Facet) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  const hide = useHide();
  return useCallback(
    async (verdict, about) => {
      if (!('of' in about) && verdict === 'never') return hide(about);
      const subject = 'of' in about ? { facet: about } : { itemId: about.id };
      try {
        const event = await engine.record({ type: SAID_BY[verdict], ...subject });
        toast({
          message: text(
            `done.${verdict}`,
            'of' in about
              ? { of: about.of, name: about.name.replace(': ', ' ') }
              : { of: 'item', name: about.title },
          ),
          action: event ? { label: text('undo'), run: () => engine.forget([event.id]) } : undefined,
        });
      } catch {
        toast({ message: text('failed.not-stored') });
      }
    },
    [engine, toast, text, hide],
  );
}

/** Forgets events as if they had never happened, with an undo. */
export function useForget(): (eventIds: string[], message: string) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (eventIds, message) => {
      try {
        const forgotten = await engine.forget(eventIds);
        toast({ message, action: { label: text('undo'), run: () => engine.restore(forgotten) } });
      } catch {
        toast({ message: text('failed.not-stored') });
      }
    },
    [engine, toast, text],
  );
}

/** Puts things into the basket, with an undo. */
export function useAddToBasket(): (item: Named & Pick<Card, 'price'>, quantity?: number) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (item, quantity = 1) => {
      try {
        const event = await engine.record({
          type: 'add_to_cart',
          itemId: item.id,
          quantity,
          price: item.price ?? undefined,
        });
        toast({
          message: text('done.added', { title: item.title }),
          action: event ? { label: text('undo'), run: () => engine.forget([event.id]) } : undefined,
        });
      } catch {
        toast({ message: text('failed.not-stored') });
      }
    },
    [engine, toast, text],
  );
}

/** Takes "Not interested" back. */
export function useUnhide(): (item: Named) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (item) => {
      try {
        await engine.forget(await eventsAbout(engine, item.id, 'hide'));
        toast({ message: text('done.unhidden', { title: item.title }) });
      } catch {
        toast({ message: text('failed.not-stored') });
      }
    },
    [engine, toast, text],
  );
}

/** Gives an item stars, in place of those given before, or takes them back with `null`. */
export function useRate(): (itemId: string, stars: number | null) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (itemId, stars) => {
      try {
        const before = await eventsAbout(engine, itemId, 'rate');
        if (stars !== null) await engine.record({ type: 'rate', itemId, rating: stars });
        if (before.length > 0) await engine.forget(before);
      } catch (error) {
        toast({ message: text('failed.not-stored') });
        throw error;
      }
    },
    [engine, toast, text],
  );
}

/** Takes things out of the basket; with an undo where that was the last of them. */
export function useTakeFromBasket(): (item: Named, quantity: number, last: boolean) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (item, quantity, last) => {
      const event = await engine.record({ type: 'remove_from_cart', itemId: item.id, quantity });
      if (!event || !last) return;
      toast({
        message: text('done.taken', { title: item.title }),
        action: { label: text('undo'), run: () => engine.forget([event.id]) },
      });
    },
    [engine, toast, text],
  );
}
