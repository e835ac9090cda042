/**
 * What the page must know before the engine answers: whether the shop is the demo (then its first shelf may be
 * painted at once) and in which currency. A hint that the next status corrects, never the truth.
 */
import type { EngineStatus } from '../engine/recommender.ts';

type ShopHint = Pick<EngineStatus['shop'], 'currency' | 'own'>;

const KEY = 'inkling:last-shop';
const DEMO: ShopHint = { currency: 'GBP', own: false };

export function rememberShop({ currency, own }: ShopHint): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ currency, own }));
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
