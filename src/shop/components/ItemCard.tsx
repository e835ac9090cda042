/**
 * One thing on a shelf or in a grid: picture, title (the link; it covers the card), line, price, the reason it
 * is here, "Why this?", what can be said about it, and the heart.
 */
import { memo, useId } from 'react';
import { Link } from 'wouter';
import type { Entry, SearchEntry } from '../../engine/recommender.ts';
import { useOpenItem } from '../actions.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { useText } from '../language.tsx';
import { itemPath } from '../paths.ts';
import styles from './ItemCard.module.css';
import { Marked } from './Marked.tsx';
import { Picture } from './Picture.tsx';
import { CardPreview } from './Preview.tsx';
import { Price } from './Price.tsx';
import { SaveHeart } from './SaveHeart.tsx';
import { SayButton } from './SayButton.tsx';
import { Skeleton } from './Skeleton.tsx';
import { useWhy } from './Why.tsx';

/**
 * @param shelf title of the shelf it stands on, noted with the visit
 * @param plain leaves the reason to "Why this?"
 * @param eager loads the picture at once: for cards in the first view
 */
export const ItemCard = memo(function ItemCard({
  entry,
  shelf,
  plain = false,
  eager,
}: {
  /** Of a search, with the words that were searched for. */
  entry: Entry & Partial<SearchEntry>;
  shelf?: string;
  plain?: boolean;
  eager?: boolean;
}) {
  const { card, reason } = entry;
  const titleId = useId();
  const openItem = useOpenItem();
  const askWhy = useWhy();
  const text = useText();
  const lang = useCatalogLanguage();
  return (
    <article className={styles.card} data-item-id={card.id}>
      <div className={styles.picture} data-heard={card.audio !== undefined}>
        <Picture item={card} eager={eager} />
        {reason &&
          !plain &&
          (reason.itemId === null ? (
            <button type="button" className={styles.reason} onClick={() => askWhy(card.id, card.title)}>
              {reason.text}
            </button>
          ) : (
            <Link href={itemPath(reason.itemId)} className={styles.reason}>
              {reason.text}
            </Link>
          ))}
        <CardPreview item={card} />
        <SaveHeart card={card} describedBy={titleId} className={styles.heart} />
      </div>
      <div className={styles.words}>
        <h3 className={styles.title} id={titleId} lang={lang}>
          <Link
            href={itemPath(card.id)}
            state={shelf === undefined ? null : { shelf }}
            onClick={() => openItem(card.id, shelf, entry.team)}
          >
            {entry.marks ? <Marked text={card.title} marks={entry.marks.title} /> : card.title}
          </Link>
        </h3>
        <p className={styles.line} lang={lang}>
          {entry.marks && card.line ? (
            <Marked text={card.line} marks={entry.marks.line} />
          ) : (
            entry.blurb || card.line || card.brand
          )}
        </p>
      </div>
      <div className={styles.foot}>
        <Price amount={card.price} />
        <button
          type="button"
          className={styles.why}
          aria-describedby={titleId}
          onClick={() => askWhy(card.id, card.title)}
        >
          {text('card.why')}
        </button>
        <SayButton item={card} describedBy={titleId} className={styles.say} />
      </div>
    </article>
  );
});

/** The shape of a card that is still to come. */
export function CardSkeleton() {
  return (
    <div className={styles.card} aria-hidden="true">
      <div className={styles.picture}>
        <div className={styles.blank}>
          <Skeleton height="100%" />
        </div>
      </div>
      <div className={styles.words}>
        <Skeleton width="72%" height="1.05rem" />
        <Skeleton width="94%" height="0.8rem" />
        <Skeleton width="60%" height="0.8rem" />
      </div>
      <div className={styles.foot}>
        <Skeleton width="3rem" height="1.05rem" />
      </div>
    </div>
  );
}
