/** Tells the visitor, once each, that the shop now works offline or that a newer version waits. */
import { useEffect, useRef } from 'react';
import { useToast } from './components/Toasts.tsx';
import { registerServiceWorker } from './service-worker-client.ts';

const TOLD = 'inkling:told-offline';

export function useOfflineNews(): void {
  const toast = useToast();
  const registered = useRef(false);
  useEffect(() => {
    if (registered.current) return;
    registered.current = true;
    registerServiceWorker(
      (activate) =>
        toast({
          message: 'A newer version of the shop is here. Nothing of yours is lost by switching.',
          action: { label: 'Switch now', run: activate },
          stays: true,
        }),
      () => {
        try {
          if (localStorage.getItem(TOLD)) return;
          localStorage.setItem(TOLD, 'yes');
        } catch {
          // Storage refused: told on every visit.
        }
        toast({ message: 'The shop now works without a connection, too.' });
      },
    );
  }, [toast]);
}
