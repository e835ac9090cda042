/**
 * Where each page was scrolled to, by entry of the browser's history: a new page starts at its top, going back
 * returns to the place that was left, also when its content takes a moment to come.
 */
import { useLayoutEffect } from 'react';
import type { AroundNavHandler } from 'wouter';

/** Content that takes longer than this to come must not move a page that is already being read. */
const PATIENCE_MS = 3000;
const REMEMBERED = 50;
const STORED = 'inkling:scroll';

let places = new Map<string, number>();
let current = '';
/** The page shown was come back to: by a step back or forward, or by a reload. */
let returning = false;
/** A page is growing back to where it was left: what it is scrolled to meanwhile says nothing. */
let growing = false;

function newKey(): string {
  return Math.random().toString(36).slice(2);
}

/** Key of the entry shown. One that has none yet was opened from outside: it is given one, and is no return. */
function ownKey(): string {
  const state: { key?: string } | null = history.state;
  if (state?.key) return state.key;
  const key = newKey();
  history.replaceState({ ...state, key }, '');
  return key;
}

/** Gives every navigation its own key. For wouter's `<Router aroundNav>`. */
export const keyedNavigation: AroundNavHandler = (navigate, to, options) => {
  const key = options?.replace ? current : newKey();
  const state: unknown = options?.state;
  returning = false;
  navigate(to, { ...options, state: { ...(typeof state === 'object' ? state : {}), key } });
  current = key;
};

function returnTo(top: number): () => void {
  growing = true;
  const attempt = () => scrollTo({ top, behavior: 'instant' });
  attempt();
  const observer = new ResizeObserver(() => {
    attempt();
    if (Math.abs(scrollY - top) < 2) stop();
  });
  const stop = () => {
    growing = false;
    observer.disconnect();
    clearTimeout(timer);
    for (const type of ['wheel', 'touchstart', 'keydown']) removeEventListener(type, stop);
  };
  const timer = setTimeout(stop, PATIENCE_MS);
  for (const type of ['wheel', 'touchstart', 'keydown']) addEventListener(type, stop, { passive: true });
  observer.observe(document.body);
  return stop;
}

/** Begins to remember. Call once, before the first render: the router's own listeners must come second. */
export function rememberScroll(): void {
  history.scrollRestoration = 'manual';
  try {
    places = new Map(JSON.parse(sessionStorage.getItem(STORED) ?? '[]'));
  } catch {
    // Unreadable: pages start at their top.
  }
  current = ownKey();
  returning = places.has(current);
  const remember = () => {
    if (!growing) places.set(current, scrollY);
  };
  addEventListener('scroll', remember, { passive: true });
  addEventListener('popstate', () => {
    current = ownKey();
    returning = places.has(current);
  });
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(STORED, JSON.stringify([...places].slice(-REMEMBERED)));
    } catch {
      // Refused: a reload starts at the top.
    }
  });
}

/** @param path of the page shown; changes of the query alone don't scroll */
export function useScrollMemory(path: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new page
  useLayoutEffect(() => {
    const top = returning ? (places.get(current) ?? 0) : 0;
    if (top > 0) return returnTo(top);
    scrollTo({ top: 0, behavior: 'instant' });
  }, [path]);
}
