/** What a visitor can do with a review of their own: keep it, change it, remove it, each with a way back. */
import { useCallback } from 'react';
import type { OwnReview } from '../../../engine/recommender.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';

interface Named {
  id: string;
  title: string;
}

export interface Draft {
  stars: number;
  text: string;
}

/**
 * Keeps a review in the place of the one before it, and of stars given without words: one person has one opinion.
 * Rejects, after saying so in a toast, where nothing could be stored.
 */
export function useKeepReview(): (item: Named, draft: Draft) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText('reviews');
  return useCallback(
    async (item, { stars, text: words }) => {
      try {
        const { events } = await engine.known();
        const before = events
          .filter(
            ({ event }) => event.itemId === item.id && (event.type === 'review' || event.type === 'rate'),
          )
          .map(({ event }) => event.id);
        // The new one first: a tab that is closed in between leaves both, of which the newer counts.
        const kept = await engine.record({ type: 'review', itemId: item.id, rating: stars, text: words });
        const replaced = before.length > 0 ? await engine.forget(before) : [];
        toast({
          message: text('review.kept', { title: item.title }),
          action: kept
            ? {
                label: text('undo'),
                run: async () => {
                  await engine.forget([kept.id]);
                  await engine.restore(replaced);
                },
              }
            : undefined,
        });
      } catch (error) {
        toast({ message: text('failed.not-stored') });
        throw error;
      }
    },
    [engine, toast, text],
  );
}

export function useRemoveReview(): (item: Named, review: OwnReview) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText('reviews');
  return useCallback(
    async (item, { eventIds }) => {
      try {
        const forgotten = await engine.forget(eventIds);
        toast({
          message: text('review.removed', { title: item.title }),
          action: { label: text('undo'), run: () => engine.restore(forgotten) },
        });
      } catch {
        toast({ message: text('failed.not-stored') });
      }
    },
    [engine, toast, text],
  );
}
