/** "/basket": what was put in, how many, what it comes to, and what goes with it. */

import { Link } from 'wouter';
import type { Basket as BasketAnswer, BasketLine } from '../../engine/recommender.ts';
import { useTakeFromBasket } from '../actions.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ItemShelf } from '../components/ItemShelf.tsx';
import { Picture } from '../components/Picture.tsx';
import { Price, sumOf } from '../components/Price.tsx';
import { Quantity } from '../components/Quantity.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useAsk } from '../engine.tsx';
import { Text, useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import { itemPath } from '../paths.ts';
import styles from './basket.module.css';

export default function Basket() {
  const text = useText('shop');
  usePageTitle(text('basket'));
  const { data: basket, error, retry } = useAsk('basket', (engine) => engine.basket());
  const { data: shelf } = useAsk('basket-shelf', (engine) => engine.basketShelf());

  return (
    <div className="page" aria-busy={!basket && !error}>
      <h1>{text('basket')}</h1>
      {basket ? (
        basket.lines.length > 0 ? (
          <Filled basket={basket} />
        ) : (
          <EmptyState
            title={text('basket.empty')}
            action={
              <>
                <ButtonLink href="/" look="primary">
                  {text('look-around')}
                </ButtonLink>
                <ButtonLink href="/saved" icon="heart">
                  {text('basket.see-saved')}
                </ButtonLink>
              </>
            }
          >
            <p>{text('basket.empty-text')}</p>
          </EmptyState>
        )
      ) : error ? (
        <EmptyState title={text('basket.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
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
  const text = useText('shop');
  return (
    <div className={styles.layout}>
      <ul role="list" className={styles.lines} aria-label={text('basket.lines')}>
        {basket.lines.map((line) => (
          <Line key={line.card.id} line={line} />
        ))}
      </ul>
      <section className={styles.sum} aria-label={text('basket.summary')}>
        <dl>
          <div>
            <dt>{text('basket.subtotal', { count: basket.count })}</dt>
            <dd>
              <Price amount={sumOf(basket.lines, basket.total)} large />
            </dd>
          </div>
        </dl>
        <ButtonLink href="/checkout" look="primary" wide>
          {text('basket.check-out')}
        </ButtonLink>
        <p className="soft tiny">{text('basket.make-believe')}</p>
      </section>
    </div>
  );
}

function Line({ line: { card, quantity } }: { line: BasketLine }) {
  const text = useText('shop');
  const lang = useCatalogLanguage();
  const take = useTakeFromBasket();
  return (
    <li className={styles.line} data-item-id={card.id}>
      <Link href={itemPath(card.id)} className={styles.picture} tabIndex={-1} aria-hidden="true">
        <Picture item={card} eager />
      </Link>
      <div className={styles.words}>
        <h2 className={styles.title} lang={lang}>
          <Link href={itemPath(card.id)}>{card.title}</Link>
        </h2>
        <p className="soft small">
          {quantity > 1 ? (
            <Text
              text={text}
              id={card.brand === '' ? 'basket.each' : 'basket.brand-each'}
              values={{ brand: card.brand, price: <Price amount={card.price} /> }}
            />
          ) : (
            card.brand
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
            aria-label={text('basket.remove', { title: card.title })}
            onClick={() => take(card, quantity, true)}
          >
            {text('remove')}
          </Button>
        )}
      </div>
    </li>
  );
}
