/** What holds for this visit only: private browsing and a pause, from the frame and from "/you". */
import { useCallback } from 'react';
import { useToast } from './components/Toasts.tsx';
import { useEngine } from './engine.tsx';

const FAILED = 'That did not work. Please try again.';

/** Begins or ends a private visit. Undos offered before are about the other history, and go. */
export function useSetPrivate(): (on: boolean) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (on) => {
      try {
        await engine.setPrivate(on);
        toast({
          message: on
            ? 'You are browsing privately: nothing from here on is written down.'
            : 'The private visit is over, and nothing of it was kept.',
          alone: true,
        });
      } catch (error) {
        toast({ message: error instanceof Error ? error.message : FAILED });
      }
    },
    [engine, toast],
  );
}

/** Stops taking notes until this visit is over, or goes on with them. */
export function usePauseSession(): (on: boolean) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  return useCallback(
    async (on) => {
      try {
        await engine.pauseSession(on);
        toast({
          message: on ? 'No more notes on this visit.' : 'Notes are taken again.',
          action: { label: 'Undo', run: () => engine.pauseSession(!on) },
        });
      } catch (error) {
        toast({ message: error instanceof Error ? error.message : FAILED });
      }
    },
    [engine, toast],
  );
}
