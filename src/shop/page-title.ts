/** A page says what it is called; browser tabs and screen readers hear it. */
import { useEffect } from 'react';
import { useStatus } from './engine.tsx';

/** @param title null for home, where the shop's name stands alone; undefined while not yet known */
export function usePageTitle(title: string | null | undefined): void {
  const shop = useStatus()?.shop.name ?? 'Inkling';
  useEffect(() => {
    if (title !== undefined) document.title = title === null ? shop : `${title} · ${shop}`;
  }, [title, shop]);
}
