/** Tells the visitor, once each, that the shop now works offline or that a newer version waits. */
import { useEffect, useRef } from 'react';
import { useToast } from './components/Toasts.tsx';
import { textNow } from './language.tsx';
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
          message: textNow()('offline.newer'),
          action: { label: textNow()('offline.switch'), run: activate },
          stays: true,
        }),
      () => {
        try {
          if (localStorage.getItem(TOLD)) return;
          localStorage.setItem(TOLD, 'yes');
        } catch {
          // Storage refused: told on every visit.
        }
        toast({ message: textNow()('offline.ready') });
      },
    );
  }, [toast]);
}
