/** "/item/:id": one thing, all there is to know about it, and what goes with it. Notes one look a visit. */
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import type { ItemPage as ItemAnswer } from '../../engine/recommender.ts';
import { useAddToBasket, useHide, useRate, useSay, useUnhide } from '../actions.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ItemShelf } from '../components/ItemShelf.tsx';
import { Picture } from '../components/Picture.tsx';
import { Price } from '../components/Price.tsx';
import { Quantity } from '../components/Quantity.tsx';
import { useSaved } from '../components/SaveHeart.tsx';
import { SayButton } from '../components/SayButton.tsx';
import { Stars, StarsInput } from '../components/Stars.tsx';
import { useWhy } from '../components/Why.tsx';
import { departmentPath, useDepartments } from '../departments.ts';
import { useAsk, useEngine } from '../engine.tsx';
import { useDwell } from '../impressions.ts';
import { usePageTitle } from '../page-title.ts';
import { ItemSkeleton } from './item/ItemSkeleton.tsx';
import { Reviews } from './item/Reviews.tsx';
import styles from './item.module.css';

export default function ItemPage({ id }: { id: string }) {
  const { data, error, retry } = useAsk(`item:${id}`, (engine) => engine.item(id));
  usePageTitle(data === null ? 'Nothing here' : data?.item.title);
  useLook(data && !data.hidden ? data.item.id : null);
  useDwell(data && !data.hidden ? data.item.id : null);

  if (data === undefined) {
    if (!error) return <ItemSkeleton />;
    return (
      <div className="page">
        <h1>Something went wrong</h1>
        <EmptyState title="This item could not be shown" action={<Button onClick={retry}>Try again</Button>}>
          <p>{error.message}</p>
        </EmptyState>
      </div>
    );
  }
  if (data === null) return <NoSuchItem />;
  return <Found key={id} answer={data} />;
}

/** Notes that the visitor looked at an item: once for each visit to its page, and from which shelf. */
function useLook(itemId: string | null): void {
  const engine = useEngine();
  const { shelf, key } = useHistoryState<{ shelf?: string; key?: string } | null>() ?? {};
  const noted = useRef('');
  useEffect(() => {
    const visit = `${key} ${itemId}`;
    if (itemId === null || noted.current === visit) return;
    noted.current = visit;
    // A look that can't be noted must not keep anyone from the page.
    engine.record({ type: 'view_item', itemId, shelf }).catch(() => {});
  }, [engine, itemId, shelf, key]);
}

function Found({ answer }: { answer: ItemAnswer }) {
  const { item, card, reviews, shelves, inBasket, hidden, rated } = answer;
  const unhide = useUnhide();
  const details = Object.entries({ Brand: item.brand, ...item.attributes }).filter(
    ([, value]) => value !== '',
  );
  return (
    <div className="page">
      <Breadcrumbs department={item.department} kind={item.kind} />

      <article className={styles.item} data-item-id={item.id}>
        <div className={styles.picture}>
          <Picture item={card} eager />
        </div>

        <div className={styles.words}>
          {hidden && (
            <div className={styles.hidden}>
              <p>
                <strong>You asked not to see this.</strong> It stays off every shelf and out of search.
              </p>
              <Button size="small" onClick={() => unhide(card)}>
                Undo
              </Button>
            </div>
          )}
          <header className={styles.opening}>
            {item.brand && <p className={styles.brand}>{item.brand}</p>}
            <h1>{item.title}</h1>
            {item.line && <p className={styles.line}>{item.line}</p>}
            {card.rating && (
              <a href="#reviews" className={styles.rating}>
                <Stars mean={card.rating.mean} count={card.rating.count} />
              </a>
            )}
          </header>

          <div className={styles.buying}>
            <Price amount={item.price} large />
            <BasketControls card={card} inBasket={inBasket} available={item.available} />
          </div>

          <Choices card={card} hidden={hidden} />

          {item.description && <p className={styles.description}>{item.description}</p>}

          {details.length > 0 && (
            <dl className={styles.details}>
              {details.map(([name, value]) => (
                <div key={name}>
                  <dt>{name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}

          <OwnStars itemId={item.id} rated={rated} />
        </div>
      </article>

      {shelves.map((shelf) => (
        <ItemShelf key={shelf.id} shelf={shelf} />
      ))}

      {reviews.length > 0 && <Reviews reviews={reviews} rating={card.rating} />}
    </div>
  );
}

function Breadcrumbs({ department, kind }: { department: string; kind: string }) {
  const slug = useDepartments().find(({ name }) => name === department)?.slug;
  return (
    <nav aria-label="Breadcrumb" className={styles.crumbs}>
      <ol role="list">
        <li>
          <Link href="/">Shop</Link>
        </li>
        <li>{slug === undefined ? department : <Link href={departmentPath(slug)}>{department}</Link>}</li>
        {kind && (
          <li>
            {slug === undefined ? (
              kind
            ) : (
              <Link href={`${departmentPath(slug)}?kind=${encodeURIComponent(kind)}`}>{kind}</Link>
            )}
          </li>
        )}
      </ol>
    </nav>
  );
}

type Card = ItemAnswer['card'];

/** "Add to basket", and once it is there, how many, with the way to the basket. */
function BasketControls({ card, inBasket, available }: { card: Card; inBasket: number; available: boolean }) {
  const add = useAddToBasket();
  // Keyboard focus follows from the button to the stepper and back, never on the first sight of the page.
  const [touched, setTouched] = useState(false);
  if (inBasket > 0) {
    return (
      <div className={styles.inBasket}>
        <Quantity card={card} quantity={inBasket} autoFocus={touched} />
        <ButtonLink href="/basket" look="quiet" icon="check">
          In your basket
        </ButtonLink>
      </div>
    );
  }
  if (!available) return <p className="soft">Not available just now.</p>;
  return (
    <Button
      look="primary"
      icon="basket"
      autoFocus={touched}
      onClick={({ detail }) => {
        // A double click means one.
        if (detail > 1) return;
        setTouched(true);
        add(card);
      }}
    >
      Add to basket
    </Button>
  );
}

function Choices({ card, hidden }: { card: Card; hidden: boolean }) {
  const { saved, toggle } = useSaved(card);
  const hide = useHide();
  const unhide = useUnhide();
  const say = useSay();
  const askWhy = useWhy();
  return (
    <div className={styles.choices}>
      <Button size="small" aria-pressed={saved} onClick={toggle} icon="heart">
        Save
      </Button>
      <Button
        size="small"
        icon="hide"
        aria-pressed={hidden}
        onClick={() => (hidden ? unhide(card) : hide(card))}
      >
        Not interested
      </Button>
      <Button size="small" icon="plus" onClick={() => say('more', card)}>
        More like this
      </Button>
      <Button size="small" icon="minus" onClick={() => say('less', card)}>
        Less like this
      </Button>
      <Button size="small" look="quiet" onClick={() => askWhy(card.id, card.title)}>
        Why this?
      </Button>
      <SayButton item={card} beside={['more', 'less', 'never']} />
    </div>
  );
}

function OwnStars({ itemId, rated }: { itemId: string; rated: number | null }) {
  const rate = useRate();
  const [claimed, setClaimed] = useState<number | null | undefined>(undefined);
  useEffect(() => {
    if (claimed === rated) setClaimed(undefined);
  }, [claimed, rated]);
  const shown = claimed === undefined ? rated : claimed;
  const give = (stars: number | null) => {
    setClaimed(stars);
    rate(itemId, stars).catch(() => setClaimed(undefined));
  };
  return (
    <div className={styles.own}>
      <StarsInput legend="Your stars" value={shown} onChange={give} />
      {shown !== null && (
        <Button size="small" look="quiet" onClick={() => give(null)}>
          Take back
        </Button>
      )}
      <p className="soft tiny">
        Yours alone, to choose things by. Two or fewer, and it is not suggested again.
      </p>
    </div>
  );
}

function NoSuchItem() {
  return (
    <div className="page">
      <h1>There is nothing at this address</h1>
      <EmptyState
        title="It may have sold out for good, or the link lost a letter"
        action={
          <ButtonLink href="/" look="primary">
            Look around the shop
          </ButtonLink>
        }
      />
    </div>
  );
}
