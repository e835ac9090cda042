/**
 * Budget: the best of several compressed packs that is small enough, by measuring each. What "best" means, and on
 * whom, is the caller's.
 */
import type { Control } from '../compute/pace.ts';
import { compress, type PackSize, PLANS, type Plan, sizeOf } from '../packs/compress.ts';
import type { Pack } from '../packs/pack.ts';

/** What a plan made of a pack. */
export interface Tried {
  plan: string;
  size: PackSize;
  /** As measured; null for one that is too large, or that could only be worse than others. */
  quality: number | null;
}

/** A pack that fits. */
export interface Shipped {
  plan: Plan;
  pack: Pack;
  size: PackSize;
}

export interface Choice extends Shipped {
  quality: number;
  /** Share of the whole pack's quality that was lost; below zero where rounding happened to help. */
  loss: number;
  /** All plans, from the largest. */
  tried: Tried[];
}

/** Even the smallest pack is larger than the budget. */
export class BudgetTooSmallError extends Error {
  override name = 'BudgetTooSmallError';
  constructor(budget: number, smallest: number) {
    super(
      `The budget is ${kilobytes(budget)}; without text vectors the smallest pack of this shop has ` +
        `${kilobytes(smallest)}. Allow that much, or list fewer items.`,
    );
  }
}

/** A budget that can't be read. */
export class BudgetFormatError extends Error {
  override name = 'BudgetFormatError';
}

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;

/**
 * Shares of quality below this are within what chance does to a few hundred people: a smaller pack that is better
 * by less doesn't take the place of a larger one, and one that is worse by more ends the search.
 */
const NOTICEABLE = 0.02;

/**
 * Measures the pack as it is and every plan that fits, from the largest, and keeps the best; of those that chance
 * alone may tell apart, the largest.
 * @param budget Bytes of all files but the text vectors.
 * @param measure Quality of a pack on people it did not learn from, such as NDCG@10; larger is better.
 * @throws BudgetTooSmallError, InsecureContextError, the abort signal's reason
 */
export async function chooseWithinBudget(
  pack: Pack,
  budget: number,
  measure: (pack: Pack) => Promise<number>,
  { onProgress, signal }: Control = {},
): Promise<Choice> {
  const whole = await measure(pack);
  const tried: Tried[] = [];
  let best: Omit<Choice, 'loss' | 'tried'> | null = null;
  let lost = false;
  for (const [at, plan] of PLANS.entries()) {
    onProgress?.((at + 1) / (PLANS.length + 1));
    signal?.throwIfAborted();
    const small = compress(pack, plan);
    const size = await sizeOf(small);
    const quality: number | null = size.rest > budget || lost ? null : await measure(small);
    tried.push({ plan: plan.name, size, quality });
    if (quality === null) continue;
    if (best === null || quality > (1 + NOTICEABLE) * best.quality) {
      best = { plan, pack: small, size, quality };
    }
    lost = quality < (1 - NOTICEABLE) * best.quality;
  }
  onProgress?.(1);
  if (best === null) throw new BudgetTooSmallError(budget, Math.min(...tried.map(({ size }) => size.rest)));
  return { ...best, loss: whole === 0 ? 0 : 1 - best.quality / whole, tried };
}

/**
 * Another pack of the same shop, such as the one trained on everything, under the plan that was chosen, or the
 * first smaller one that fits.
 * @throws BudgetTooSmallError, InsecureContextError
 */
export async function compressWithin(pack: Pack, budget: number, { name }: Plan): Promise<Shipped> {
  let size: PackSize | null = null;
  for (const plan of PLANS.slice(PLANS.findIndex((known) => known.name === name))) {
    const small = compress(pack, plan);
    size = await sizeOf(small);
    if (size.rest <= budget) return { plan, pack: small, size };
  }
  throw new BudgetTooSmallError(budget, size?.rest ?? 0);
}

const UNITS: Record<string, number> = { b: 1, kb: 1e3, mb: 1e6, kib: 1024, mib: 1024 ** 2 };

/**
 * "1MB", "800 kB", "1.5 MiB" or plain bytes.
 * @throws BudgetFormatError
 */
export function parseBytes(text: string): number {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([kmi]{0,2}b)?\s*$/i.exec(text);
  const unit = UNITS[(found?.[2] ?? 'b').toLowerCase()];
  if (found === null || unit === undefined || Number(found[1]) === 0) {
    throw new BudgetFormatError(`"${text}" is no size. Write it like 1MB, 800kB or 1.5MiB.`);
  }
  return Math.floor(Number(found[1]) * unit);
}
