/** "/checkout": one page, one button, and the plain truth that it is make-believe. */
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Basket } from '../../engine/recommender.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Price, sumOf } from '../components/Price.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useAsk, useEngine } from '../engine.tsx';
import { Text, useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import styles from './checkout.module.css';

/** Where an order's thank-you stands. */
function thanksPath(orderId: string): string {
  return `/thanks/${encodeURIComponent(orderId)}`;
}

export default function Checkout() {
  const text = useText('shop');
  usePageTitle(text('basket.check-out'));
  const { data: basket, error, retry } = useAsk('basket', (engine) => engine.basket());
  return (
    <div className="page" aria-busy={!basket && !error}>
      <div className={styles.narrow}>
        <h1>{text('checkout.title')}</h1>
        {basket ? (
          basket.lines.length > 0 ? (
            <Order basket={basket} />
          ) : (
            <EmptyState
              title={text('checkout.nothing')}
              action={
                <ButtonLink href="/" look="primary">
                  {text('look-around')}
                </ButtonLink>
              }
            >
              <p>{text('checkout.nothing-text')}</p>
            </EmptyState>
          )
        ) : error ? (
          <EmptyState title={text('basket.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
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
  const text = useText('shop');
  const lang = useCatalogLanguage();
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
        <Text text={text} id="checkout.truth" components={{ strong: (words) => <strong>{words}</strong> }} />
      </p>
      <table className={styles.lines}>
        <caption className="visually-hidden">{text('checkout.order')}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{text('checkout.item')}</th>
            <th scope="col">{text('checkout.price')}</th>
          </tr>
        </thead>
        <tbody>
          {basket.lines.map(({ card, quantity }) => (
            <tr key={card.id}>
              <th scope="row">
                <span lang={lang}>{card.title}</span>
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
            <th scope="row">{text('checkout.together')}</th>
            <td>
              <Price amount={sumOf(basket.lines, basket.total)} large />
            </td>
          </tr>
        </tfoot>
      </table>
      <div role="alert">
        {problem && <p className={styles.problem}>{text('checkout.failed', { problem })}</p>}
      </div>
      <div className={styles.buttons}>
        <Button look="primary" disabled={busy} onClick={place}>
          {text('checkout.place')}
        </Button>
        <ButtonLink href="/basket" look="quiet">
          {text('checkout.back')}
        </ButtonLink>
      </div>
    </>
  );
}
