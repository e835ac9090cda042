/** "/item/:id": one thing, all there is to know about it, and what goes with it. Notes one look a visit. */
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import type { ItemPage as ItemAnswer } from '../../engine/recommender.ts';
import { useAddToBasket, useHide, useRate, useSay, useUnhide } from '../actions.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ItemShelf } from '../components/ItemShelf.tsx';
import { Picture } from '../components/Picture.tsx';
import { ItemPreview } from '../components/Preview.tsx';
import { Price } from '../components/Price.tsx';
import { Quantity } from '../components/Quantity.tsx';
import { useSaved } from '../components/SaveHeart.tsx';
import { SayButton } from '../components/SayButton.tsx';
import { Stars, StarsInput } from '../components/Stars.tsx';
import { useWhy } from '../components/Why.tsx';
import { departmentPath, useDepartments } from '../departments.ts';
import { useAsk, useEngine } from '../engine.tsx';
import { useDwell } from '../impressions.ts';
import { Text, useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import { Colours } from './item/Colours.tsx';
import { ItemSkeleton } from './item/ItemSkeleton.tsx';
import { Reviews } from './item/Reviews.tsx';
import styles from './item.module.css';

export default function ItemPage({ id }: { id: string }) {
  const text = useText('shop');
  const { data, error, retry } = useAsk(`item:${id}`, (engine) => engine.item(id));
  usePageTitle(data === null ? text('item.nothing') : data?.item.title);
  useLook(data && !data.hidden ? data.item.id : null);
  useDwell(data && !data.hidden ? data.item.id : null);

  if (data === undefined) {
    if (!error) return <ItemSkeleton />;
    return (
      <div className="page">
        <h1>{text('item.wrong')}</h1>
        <EmptyState title={text('item.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
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
  const { item, card, shelves, inBasket, hidden, rated, ownReview } = answer;
  const text = useText('shop');
  const lang = useCatalogLanguage();
  const unhide = useUnhide();
  const attributes = Object.entries(item.attributes).filter(([, value]) => value !== '');
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
                <Text
                  text={text}
                  id="item.hidden"
                  components={{ strong: (words) => <strong>{words}</strong> }}
                />
              </p>
              <Button size="small" onClick={() => unhide(card)}>
                {text('undo')}
              </Button>
            </div>
          )}
          <header className={styles.opening}>
            {item.brand && (
              <p className={styles.brand} lang={lang}>
                {item.brand}
              </p>
            )}
            <h1 lang={lang}>{item.title}</h1>
            {item.line && (
              <p className={styles.line} lang={lang}>
                {item.line}
              </p>
            )}
            <GoodFor blurb={answer.blurb} lang={lang} />
            {card.rating && (
              <a href="#reviews" className={styles.rating}>
                <Stars mean={card.rating.mean} count={card.rating.count} />
              </a>
            )}
          </header>

          <ItemPreview item={item} />

          <div className={styles.buying}>
            <Price amount={item.price} large />
            <BasketControls card={card} inBasket={inBasket} available={item.available} />
          </div>

          <Choices card={card} hidden={hidden} />

          {item.description && (
            <p className={styles.description} lang={lang}>
              {item.description}
            </p>
          )}

          {(item.brand !== '' || attributes.length > 0 || answer.colours) && (
            <dl className={styles.details}>
              {item.brand !== '' && (
                <div>
                  <dt>{text('item.brand')}</dt>
                  <dd lang={lang}>{item.brand}</dd>
                </div>
              )}
              {answer.colours && <Colours colours={answer.colours} />}
              {attributes.map(([name, value]) => (
                <div key={name} lang={lang}>
                  <dt>{name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}

          {ownReview === null ? <OwnStars itemId={item.id} rated={rated} /> : <StarsInReview />}
        </div>
      </article>

      {shelves.map((shelf) => (
        <ItemShelf key={shelf.id} shelf={shelf} />
      ))}

      <Reviews answer={answer} />
    </div>
  );
}

function Breadcrumbs({ department, kind }: { department: string; kind: string }) {
  const text = useText('shop');
  const lang = useCatalogLanguage();
  const slug = useDepartments().find(({ name }) => name === department)?.slug;
  return (
    <nav aria-label={text('item.path')} className={styles.crumbs}>
      <ol role="list">
        <li>
          <Link href="/">{text('item.shop')}</Link>
        </li>
        <li lang={lang}>
          {slug === undefined ? department : <Link href={departmentPath(slug)}>{department}</Link>}
        </li>
        {kind && (
          <li lang={lang}>
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

/** What it is good for, with a sentence of its own. What wasn't there when the page opened doesn't push in later. */
function GoodFor({ blurb, lang }: { blurb: ItemAnswer['blurb']; lang: string | undefined }) {
  const [opened] = useState(blurb !== undefined);
  if (!opened || blurb === undefined) return null;
  return (
    <p className={styles.blurb}>
      {blurb.goodFor !== '' && <strong>{blurb.goodFor}</strong>} <q lang={lang}>{blurb.text}</q>
    </p>
  );
}

type Card = ItemAnswer['card'];

/** "Add to basket", and once it is there, how many, with the way to the basket. */
function BasketControls({ card, inBasket, available }: { card: Card; inBasket: number; available: boolean }) {
  const text = useText('shop');
  const add = useAddToBasket();
  // Keyboard focus follows from the button to the stepper and back, never on the first sight of the page.
  const [touched, setTouched] = useState(false);
  if (inBasket > 0) {
    return (
      <div className={styles.inBasket}>
        <Quantity card={card} quantity={inBasket} autoFocus={touched} />
        <ButtonLink href="/basket" look="quiet" icon="check">
          {text('item.in-basket')}
        </ButtonLink>
      </div>
    );
  }
  if (!available) return <p className="soft">{text('item.unavailable')}</p>;
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
      {text('item.add')}
    </Button>
  );
}

function Choices({ card, hidden }: { card: Card; hidden: boolean }) {
  const text = useText();
  const { saved, toggle } = useSaved(card);
  const hide = useHide();
  const unhide = useUnhide();
  const say = useSay();
  const askWhy = useWhy();
  return (
    <div className={styles.choices}>
      <Button size="small" aria-pressed={saved} onClick={toggle} icon="heart">
        {text('card.save')}
      </Button>
      <Button
        size="small"
        icon="hide"
        aria-pressed={hidden}
        onClick={() => (hidden ? unhide(card) : hide(card))}
      >
        {text('say.never')}
      </Button>
      <Button size="small" icon="plus" onClick={() => say('more', card)}>
        {text('say.more')}
      </Button>
      <Button size="small" icon="minus" onClick={() => say('less', card)}>
        {text('say.less')}
      </Button>
      <Button size="small" look="quiet" onClick={() => askWhy(card.id, card.title)}>
        {text('card.why')}
      </Button>
      <SayButton item={card} beside={['more', 'less', 'never']} />
    </div>
  );
}

function OwnStars({ itemId, rated }: { itemId: string; rated: number | null }) {
  const text = useText('shop');
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
      <StarsInput legend={text('item.your-stars')} value={shown} onChange={give} />
      {shown !== null && (
        <Button size="small" look="quiet" onClick={() => give(null)}>
          {text('item.take-back')}
        </Button>
      )}
      <p className="soft tiny">{text('item.stars-note')}</p>
    </div>
  );
}

/** Whoever wrote a review gave their stars there. */
function StarsInReview() {
  const text = useText('reviews');
  return (
    <p className={`soft small ${styles.own}`}>
      <Text
        text={text}
        id="review.stars-are-in"
        components={{ link: (words) => <a href="#own-review">{words}</a> }}
      />
    </p>
  );
}

function NoSuchItem() {
  const text = useText('shop');
  return (
    <div className="page">
      <h1>{text('item.none')}</h1>
      <EmptyState
        title={text('item.none-text')}
        action={
          <ButtonLink href="/" look="primary">
            {text('look-around')}
          </ButtonLink>
        }
      />
    </div>
  );
}
