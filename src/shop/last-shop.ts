/**
 * What the page must know before the engine answers: whether the shop is the site's own (then its first shelf
 * may be painted at once), whether it is the demo, and in which currency. A hint that the next status corrects, never the truth.
 */
import type { EngineStatus } from '../engine/recommender.ts';

interface ShopHint extends Pick<EngineStatus['shop'], 'currency' | 'own'> {
  /** By this visitor, to this browser: not the shop that the site was built with. */
  brought: boolean;
}

const KEY = 'inkling:last-shop';
const DEMO: ShopHint = { currency: 'GBP', own: false, brought: false };

/** Whether a visitor brought it; see `Catalog.id`. */
export function isBrought({ id }: Pick<EngineStatus['shop'], 'id'>): boolean {
  return id.startsWith('own-');
}

export function rememberShop(shop: EngineStatus['shop']): void {
  const { currency, own } = shop;
  try {
    localStorage.setItem(KEY, JSON.stringify({ currency, own, brought: isBrought(shop) }));
  } catch {
    // Storage refused: the next start shows the demo's shelf for a moment.
  }
}

export function lastShop(): ShopHint {
  try {
    const hint: Partial<ShopHint> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof hint.currency === 'string' && typeof hint.own === 'boolean' ? { ...DEMO, ...hint } : DEMO;
  } catch {
    return DEMO;
  }
}
