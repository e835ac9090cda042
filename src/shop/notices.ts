/** Says what is missing on this device, once a visit and calmly, as a message that stays until dismissed. */
import { useEffect } from 'react';
import { useToast } from './components/Toasts.tsx';
import { useStatus } from './engine.tsx';

const KEY = 'inkling:told-notices';

/** Said since this page was opened; `sessionStorage` knows those before a reload, where it may be used. */
const told = new Set<string>();

function toldBefore(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

export function useNotices(): void {
  const toast = useToast();
  const notices = useStatus()?.notices;
  useEffect(() => {
    if (!notices) return;
    for (const notice of toldBefore()) told.add(notice);
    const untold = notices.filter((notice) => !told.has(notice));
    if (untold.length === 0) return;
    for (const notice of untold) told.add(notice);
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...told]));
    } catch {
      // Storage refused: said again after a reload.
    }
    toast({ message: untold.join(' '), stays: true });
  }, [toast, notices]);
}
