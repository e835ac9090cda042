/** "/checkout": one page, one button, and the plain truth that it is make-believe. */
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Basket } from '../../engine/recommender.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Price, sumOf } from '../components/Price.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useAsk, useEngine } from '../engine.tsx';
import { usePageTitle } from '../page-title.ts';
import styles from './checkout.module.css';

/** Where an order's thank-you stands. */
function thanksPath(orderId: string): string {
  return `/thanks/${encodeURIComponent(orderId)}`;
}

export default function Checkout() {
  usePageTitle('Check out');
  const { data: basket, error, retry } = useAsk('basket', (engine) => engine.basket());
  return (
    <div className="page" aria-busy={!basket && !error}>
      <div className={styles.narrow}>
        <h1>One last look</h1>
        {basket ? (
          basket.lines.length > 0 ? (
            <Order basket={basket} />
          ) : (
            <EmptyState
              title="There is nothing to order"
              action={
                <ButtonLink href="/" look="primary">
                  Look around the shop
                </ButtonLink>
              }
            >
              <p>Put something in your basket and come back.</p>
            </EmptyState>
          )
        ) : error ? (
          <EmptyState
            title="The basket could not be opened"
            action={<Button onClick={retry}>Try again</Button>}
          >
            <p>{error.message}</p>
          </EmptyState>
        ) : (
          <Skeleton height="16rem" />
        )}
      </div>
    </div>
  );
}

function Order({ basket }: { basket: Basket }) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  async function place() {
    setBusy(true);
    setProblem('');
    const orderId = crypto.randomUUID();
    try {
      await engine.recordAll(
        basket.lines.map(({ card, quantity }) => ({
          type: 'purchase',
          itemId: card.id,
          quantity,
          price: card.price ?? undefined,
          orderId,
        })),
      );
      // In place of this page: going back from the thanks must not offer the order again.
      navigate(thanksPath(orderId), { replace: true });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  }

  return (
    <>
      <p className={styles.truth}>
        <strong>This order is make-believe.</strong> Nothing is paid, nothing is sent, and no address is asked
        for. The shop notes on this device that you would have bought these, and learns from it.
      </p>
      <table className={styles.lines}>
        <caption className="visually-hidden">Your order</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Price</th>
          </tr>
        </thead>
        <tbody>
          {basket.lines.map(({ card, quantity }) => (
            <tr key={card.id}>
              <th scope="row">
                {card.title}
                {quantity > 1 && <span className="soft"> × {quantity}</span>}
              </th>
              <td>
                <Price amount={card.price === null ? null : card.price * quantity} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td>
              <Price amount={sumOf(basket.lines, basket.total)} large />
            </td>
          </tr>
        </tfoot>
      </table>
      <div role="alert">
        {problem && <p className={styles.problem}>The order could not be noted: {problem}</p>}
      </div>
      <div className={styles.buttons}>
        <Button look="primary" disabled={busy} onClick={place}>
          Place the order
        </Button>
        <ButtonLink href="/basket" look="quiet">
          Back to the basket
        </ButtonLink>
      </div>
    </>
  );
}
