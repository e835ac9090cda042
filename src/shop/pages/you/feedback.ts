/**
 * What a visitor can do about an interest or a sentence on "/you": ask for more or less of it or none, take that
 * back, and forget what is behind it. Each says what it did in a toast, with a way back.
 */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { FacetFeedback, KnownInterest } from '../../../engine/recommender.ts';
import type { NewEvent } from '../../../history/event.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';

export type Verdict = FacetFeedback['verdict'];

const TYPES: Record<Verdict, NewEvent['type']> = {
  more: 'more_like_this',
  less: 'less_like_this',
  never: 'hide',
};

/** Asks for more, less or none of a facet's things, in place of what was asked before. */
export function useSay(): (interest: KnownInterest, verdict: Verdict) => Promise<void> {
  const text = useText('you');
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async ({ of, name, things, feedback }, verdict) => {
      try {
        const event = await engine.record({ type: TYPES[verdict], facet: { of, name } });
        if (event === null) {
          toast({ message: text('interests.paused') });
          return;
        }
        // Only now: a word that can't be stored must not cost the one before it.
        const before = feedback === null ? [] : await engine.forget(feedback.eventIds);
        toast({
          message: text(`interests.done.${verdict}`, { things }),
          action: {
            label: text('undo'),
            run: async () => {
              await engine.forget([event.id]);
              if (before.length > 0) await engine.restore(before);
            },
          },
        });
      } catch {
        toast({ message: text('failed.not-stored') });
      }
    },
    [engine, toast, text],
  );
}

/**
 * Forgets events, with a way back.
 * @returns whether they are forgotten
 */
export function useForgetEvents(): (eventIds: string[], message: string) => Promise<boolean> {
  const text = useText('you');
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (eventIds, message) => {
      try {
        const forgotten = await engine.forget(eventIds);
        toast({ message, action: { label: text('undo'), run: () => engine.restore(forgotten) } });
        return true;
      } catch {
        toast({ message: text('forget.failed') });
        return false;
      }
    },
    [engine, toast, text],
  );
}

/**
 * Keeps keyboard focus near what was removed: its list's elements carry `data-place`, their number.
 * @returns a function that is told, before, which place will go, or null where it stayed after all. What is
 *   pressed must not be disabled meanwhile: it would lose focus too early
 */
export function useFocusNear(list: RefObject<HTMLElement | null>): (place: number | null) => void {
  const [place, setPlace] = useState<number | null>(null);
  // After each render: the element is gone once the new history has arrived.
  useEffect(() => {
    if (place === null) return;
    const { activeElement } = document;
    if (activeElement !== document.body) {
      // Whoever went on elsewhere must not be called back.
      if (!list.current?.contains(activeElement)) setPlace(null);
      return;
    }
    const left = [...(list.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
    const next = left.find(({ dataset }) => Number(dataset.place) >= place) ?? left.at(-1);
    (next?.querySelector('button') ?? list.current)?.focus({ preventScroll: true });
    setPlace(null);
  });
  return setPlace;
}
