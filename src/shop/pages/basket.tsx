/** "/basket": what was put in, how many, what it comes to, and what goes with it. */

import { Link } from 'wouter';
import type { Basket as BasketAnswer, BasketLine } from '../../engine/recommender.ts';
import { useTakeFromBasket } from '../actions.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ItemShelf } from '../components/ItemShelf.tsx';
import { Picture } from '../components/Picture.tsx';
import { Price, sumOf } from '../components/Price.tsx';
import { Quantity } from '../components/Quantity.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useAsk } from '../engine.tsx';
import { usePageTitle } from '../page-title.ts';
import { itemPath } from '../paths.ts';
import styles from './basket.module.css';

export default function Basket() {
  usePageTitle('Basket');
  const { data: basket, error, retry } = useAsk('basket', (engine) => engine.basket());
  const { data: shelf } = useAsk('basket-shelf', (engine) => engine.basketShelf());

  return (
    <div className="page" aria-busy={!basket && !error}>
      <h1>Basket</h1>
      {basket ? (
        basket.lines.length > 0 ? (
          <Filled basket={basket} />
        ) : (
          <EmptyState
            title="Nothing in it yet"
            action={
              <>
                <ButtonLink href="/" look="primary">
                  Look around the shop
                </ButtonLink>
                <ButtonLink href="/saved" icon="heart">
                  See what you saved
                </ButtonLink>
              </>
            }
          >
            <p>What you put in stays here, on this device, until you take it out.</p>
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
        <div className={styles.layout}>
          <div className={styles.lines}>
            {[0, 1].map((line) => (
              <div key={line} className={styles.coming}>
                <Skeleton height="6.5rem" />
              </div>
            ))}
          </div>
          <Skeleton height="11rem" />
        </div>
      )}
      {shelf && basket && basket.lines.length > 0 && <ItemShelf shelf={shelf} />}
    </div>
  );
}

function Filled({ basket }: { basket: BasketAnswer }) {
  return (
    <div className={styles.layout}>
      <ul role="list" className={styles.lines} aria-label="In your basket">
        {basket.lines.map((line) => (
          <Line key={line.card.id} line={line} />
        ))}
      </ul>
      <section className={styles.sum} aria-label="Order summary">
        <dl>
          <div>
            <dt>
              Subtotal, {basket.count} {basket.count === 1 ? 'item' : 'items'}
            </dt>
            <dd>
              <Price amount={sumOf(basket.lines, basket.total)} large />
            </dd>
          </div>
        </dl>
        <ButtonLink href="/checkout" look="primary" wide>
          Check out
        </ButtonLink>
        <p className="soft tiny">A make-believe checkout: nothing is paid and nothing is sent.</p>
      </section>
    </div>
  );
}

function Line({ line: { card, quantity } }: { line: BasketLine }) {
  const take = useTakeFromBasket();
  return (
    <li className={styles.line} data-item-id={card.id}>
      <Link href={itemPath(card.id)} className={styles.picture} tabIndex={-1} aria-hidden="true">
        <Picture item={card} eager />
      </Link>
      <div className={styles.words}>
        <h2 className={styles.title}>
          <Link href={itemPath(card.id)}>{card.title}</Link>
        </h2>
        <p className="soft small">
          {[card.brand, quantity > 1 ? 'each' : ''].filter(Boolean).join(', ')}
          {quantity > 1 && (
            <>
              {' '}
              <Price amount={card.price} />
            </>
          )}
        </p>
      </div>
      <p className={styles.price}>
        <Price amount={card.price === null ? null : card.price * quantity} />
      </p>
      <div className={styles.controls}>
        <Quantity card={card} quantity={quantity} />
        {quantity > 1 && (
          <Button
            size="small"
            look="quiet"
            aria-label={`Remove ${card.title}`}
            onClick={() => take(card, quantity, true)}
          >
            Remove
          </Button>
        )}
      </div>
    </li>
  );
}
