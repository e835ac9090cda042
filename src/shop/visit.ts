/** What holds for this visit only: private browsing and a pause, from the frame and from "/you". */
import { useCallback } from 'react';
import { useToast } from './components/Toasts.tsx';
import { useEngine } from './engine.tsx';
import { useText } from './language.tsx';

/** Begins or ends a private visit. Undos offered before are about the other history, and go. */
export function useSetPrivate(): (on: boolean) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (on) => {
      try {
        await engine.setPrivate(on);
        toast({
          message: text(on ? 'visit.private' : 'visit.private-over'),
          alone: true,
        });
      } catch (error) {
        toast({ message: error instanceof Error ? error.message : text('failed') });
      }
    },
    [engine, toast, text],
  );
}

/** Stops taking notes until this visit is over, or goes on with them. */
export function usePauseSession(): (on: boolean) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (on) => {
      try {
        await engine.pauseSession(on);
        toast({
          message: text(on ? 'visit.paused' : 'visit.resumed'),
          action: { label: text('undo'), run: () => engine.pauseSession(!on) },
        });
      } catch (error) {
        toast({ message: error instanceof Error ? error.message : text('failed') });
      }
    },
    [engine, toast, text],
  );
}
