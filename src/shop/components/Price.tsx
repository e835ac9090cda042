/** Prices, in the shop's currency and the visitor's way of writing numbers. */
import { useStatus } from '../engine.tsx';
import { useFirstView } from '../first-view.ts';
import { lastShop } from '../last-shop.ts';
import styles from './Price.module.css';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${currency} ${whole}`;
  let format = formats.get(key);
  if (!format) {
    const digits = whole ? { maximumFractionDigits: 0 } : {};
    try {
      format = new Intl.NumberFormat(undefined, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...digits,
      });
    } catch {
      // A feed may name a currency that is none.
      format = new Intl.NumberFormat(
        undefined,
        whole ? digits : { minimumFractionDigits: 2, maximumFractionDigits: 2 },
      );
    }
    formats.set(key, format);
  }
  return format;
}

/** "£148" for whole amounts, "£4.50" otherwise. */
export function formatPrice(amount: number, currency: string): string {
  return formatOf(currency, Number.isInteger(amount)).format(amount);
}

/** The shop's currency, also before the engine answered. */
export function useCurrency(): string {
  const first = useFirstView();
  return useStatus()?.shop.currency ?? first?.currency ?? lastShop().currency;
}

/**
 * What lines come to, where some name no price: null where none does.
 *
 * @param lines each with the price of one, or null
 * @param total of those that name one
 */
export function sumOf(lines: { card: { price: number | null } }[], total: number): number | null {
  return lines.some(({ card }) => card.price !== null) ? total : null;
}

/** @param amount null where the shop names no price */
export function Price({ amount, large = false }: { amount: number | null; large?: boolean }) {
  const currency = useCurrency();
  if (amount === null) return <span className={styles.none}>No price given</span>;
  return (
    <span className={large ? `${styles.price} ${styles.large}` : styles.price}>
      {formatPrice(amount, currency)}
    </span>
  );
}
