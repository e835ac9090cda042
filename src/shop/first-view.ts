/**
 * What the shop shows before its engine answers: departments and the Trending shelf, from a file made when the
 * shop was built. Asked for as soon as the page's code runs; absent for a shop that the visitor brought.
 */
import { useEffect, useMemo, useState } from 'react';
import type { Department } from '../catalog/item.ts';
import type { Shelf } from '../engine/recommender.ts';
import { useLanguage } from './language.tsx';
import { lastShop } from './last-shop.ts';

export interface FirstView {
  /** Of the shop. */
  name: string;
  /** ISO 4217. */
  currency: string;
  departments: Department[];
  shelf: Shelf;
}

async function load(): Promise<FirstView | null> {
  if (lastShop().brought) return null;
  try {
    const response = await fetch('/shop/first.json');
    return response.ok ? ((await response.json()) as FirstView) : null;
  } catch {
    // Offline before anything was stored: the engine says what is missing.
    return null;
  }
}

let loaded: FirstView | null = null;
const loading = load().then((view) => {
  loaded = view;
  return view;
});

/** Null until it came, or where there is none. Its words are English: read in another language, it has none. */
export function useFirstView(): FirstView | null {
  const [language] = useLanguage();
  const [view, setView] = useState(loaded);
  useEffect(() => {
    let over = false;
    loading.then((found) => {
      if (!over) setView(found);
    });
    return () => {
      over = true;
    };
  }, []);
  return useMemo(() => (view === null || language === 'en' ? view : wordless(view)), [view, language]);
}

function wordless(view: FirstView): FirstView {
  const entries = view.shelf.entries.map((entry) => ({ ...entry, reason: null }));
  return { ...view, shelf: { ...view.shelf, entries } };
}
