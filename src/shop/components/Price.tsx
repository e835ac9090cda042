/** Prices, in the shop's currency and the chosen language's way of writing numbers. */
import { useStatus } from '../engine.tsx';
import { useFirstView } from '../first-view.ts';
import { useFormats, useText } from '../language.tsx';
import { lastShop } from '../last-shop.ts';
import styles from './Price.module.css';

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
  const text = useText();
  const { price } = useFormats();
  const currency = useCurrency();
  if (amount === null) return <span className={styles.none}>{text('price.none')}</span>;
  return (
    <span className={large ? `${styles.price} ${styles.large}` : styles.price}>
      {price(amount, currency)}
    </span>
  );
}
