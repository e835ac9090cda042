/**
 * Counts the requests this page made, and how many went to another origin, from the browser's own record
 * (Resource Timing). What the security policy stopped counts as made: it was meant to go.
 */
import { useSyncExternalStore } from 'react';

export interface Requests {
  all: number;
  elsewhere: number;
}

let requests: Requests = { all: 0, elsewhere: 0 };
const listeners = new Set<() => void>();

function count(all: number, elsewhere: number): void {
  if (all === 0 && elsewhere === 0) return;
  requests = { all: requests.all + all, elsewhere: requests.elsewhere + elsewhere };
  for (const listener of listeners) listener();
}

/** Whether fetching this address leaves the shop. Addresses without a host (`data:`, `blob:`) go nowhere. */
function isElsewhere(address: string): boolean {
  const url = new URL(address, location.href);
  return url.host !== '' && url.host !== location.host;
}

/** Starts counting, with what happened before included. Call once. */
export function watchRequests(): void {
  if (typeof PerformanceObserver !== 'undefined') {
    new PerformanceObserver((list) => {
      const entries = list.getEntries();
      count(entries.length, entries.filter(({ name }) => isElsewhere(name)).length);
    }).observe({ type: 'resource', buffered: true });
  }
  document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    const fetches = effectiveDirective !== 'require-trusted-types-for';
    if (fetches && /^(https?|wss?):/.test(blockedURI) && isElsewhere(blockedURI)) count(0, 1);
  });
}

export function useRequests(): Requests {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => requests,
  );
}
