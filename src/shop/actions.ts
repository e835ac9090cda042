/** What a visitor can do to an item from anywhere in the shop, each with its toast and its way back. */
import { useCallback } from 'react';
import type { Card, Recommender } from '../engine/recommender.ts';
import type { Facet, HistoryEvent, NewEvent, Team } from '../history/event.ts';
import { useToast } from './components/Toasts.tsx';
import { useEngine } from './engine.tsx';

const NOT_STORED = 'That could not be stored on this device. Please try again.';

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
  return useCallback(
    async (item, on) => {
      try {
        if (on) {
          await engine.record({ type: 'add_to_wishlist', itemId: item.id });
          toast({ message: `Saved ${item.title}.` });
          return;
        }
        const forgotten = await engine.forget(await eventsAbout(engine, item.id, 'add_to_wishlist'));
        toast({
          message: `${item.title} is no longer saved.`,
          action: { label: 'Undo', run: () => engine.restore(forgotten) },
        });
      } catch (error) {
        toast({ message: NOT_STORED });
        throw error;
      }
    },
    [engine, toast],
  );
}

/** "Not interested": the item is never recommended again, until undone. */
export function useHide(): (item: Named) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (item) => {
      try {
        const event = await engine.record({ type: 'hide', itemId: item.id });
        toast({
          message: `You won’t be shown ${item.title} again.`,
          action: event ? { label: 'Undo', run: () => engine.forget([event.id]) } : undefined,
        });
      } catch {
        toast({ message: NOT_STORED });
      }
    },
    [engine, toast],
  );
}

/** What a visitor can say about a thing, or about all that have something in common. */
export type Verdict = 'more' | 'less' | 'never';

const SAID_BY: Record<Verdict, NewEvent['type']> = {
  more: 'more_like_this',
  less: 'less_like_this',
  never: 'hide',
};

/** To go on after "anything" and "less": "from Northfell", "in Tents". */
export function ofFacet({ of, name }: Facet): string {
  if (of === 'brand') return `from ${name}`;
  return of === 'attribute' ? `with ${name.replace(': ', ' ')}` : `in ${name}`;
}

const SAID: Record<Verdict, (about: string) => string> = {
  more: (about) => `More ${about}, from now on.`,
  less: (about) => `Less ${about}, from now on.`,
  never: (about) => `You won’t be shown anything ${about} again.`,
};

/** "More like this", "Less like this", "Never from Northfell": shelves obey at once, and an undo takes it back. */
export function useSay(): (verdict: Verdict, about: Named | Facet) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const hide = useHide();
  return useCallback(
    async (verdict, about) => {
      if (!('of' in about) && verdict === 'never') return hide(about);
      const subject = 'of' in about ? { facet: about } : { itemId: about.id };
      try {
        const event = await engine.record({ type: SAID_BY[verdict], ...subject });
        toast({
          message: SAID[verdict]('of' in about ? ofFacet(about) : `like ${about.title}`),
          action: event ? { label: 'Undo', run: () => engine.forget([event.id]) } : undefined,
        });
      } catch {
        toast({ message: NOT_STORED });
      }
    },
    [engine, toast, hide],
  );
}

/** Forgets events as if they had never happened, with an undo. */
export function useForget(): (eventIds: string[], message: string) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (eventIds, message) => {
      try {
        const forgotten = await engine.forget(eventIds);
        toast({ message, action: { label: 'Undo', run: () => engine.restore(forgotten) } });
      } catch {
        toast({ message: NOT_STORED });
      }
    },
    [engine, toast],
  );
}

/** Puts things into the basket, with an undo. */
export function useAddToBasket(): (item: Named & Pick<Card, 'price'>, quantity?: number) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
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
          message: `${item.title} is in your basket.`,
          action: event ? { label: 'Undo', run: () => engine.forget([event.id]) } : undefined,
        });
      } catch {
        toast({ message: NOT_STORED });
      }
    },
    [engine, toast],
  );
}

/** Takes "Not interested" back. */
export function useUnhide(): (item: Named) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (item) => {
      try {
        await engine.forget(await eventsAbout(engine, item.id, 'hide'));
        toast({ message: `${item.title} may be shown again.` });
      } catch {
        toast({ message: NOT_STORED });
      }
    },
    [engine, toast],
  );
}

/** Gives an item stars, in place of those given before, or takes them back with `null`. */
export function useRate(): (itemId: string, stars: number | null) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (itemId, stars) => {
      try {
        const before = await eventsAbout(engine, itemId, 'rate');
        if (stars !== null) await engine.record({ type: 'rate', itemId, rating: stars });
        if (before.length > 0) await engine.forget(before);
      } catch (error) {
        toast({ message: NOT_STORED });
        throw error;
      }
    },
    [engine, toast],
  );
}

/** Takes things out of the basket; with an undo where that was the last of them. */
export function useTakeFromBasket(): (item: Named, quantity: number, last: boolean) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (item, quantity, last) => {
      const event = await engine.record({ type: 'remove_from_cart', itemId: item.id, quantity });
      if (!event || !last) return;
      toast({
        message: `${item.title} is out of your basket.`,
        action: { label: 'Undo', run: () => engine.forget([event.id]) },
      });
    },
    [engine, toast],
  );
}
