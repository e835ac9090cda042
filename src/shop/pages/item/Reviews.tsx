/** What others wrote about an item, and what the visitor did: how the stars spread, what is said of what, the words. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { ItemPage, ReviewAspect } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button } from '../../components/Button.tsx';
import { Stars } from '../../components/Stars.tsx';
import { useAsk } from '../../engine.tsx';
import { Text, useFormats, useText } from '../../language.tsx';
import { type Mark, piecesOf } from './marked-text.ts';
import { useKeepReview, useRemoveReview } from './own-review.ts';
import { ReviewForm } from './ReviewForm.tsx';
import styles from './Reviews.module.css';
import { Said } from './Said.tsx';

const SHOWN_AT_FIRST = 4;

export function Reviews({ answer }: { answer: Pick<ItemPage, 'item' | 'card' | 'reviews'> & Own }) {
  const { item, card, reviews, ownReview, rated } = answer;
  const { rating } = card;
  const text = useText('shop');
  const words = useText('reviews');
  const { fixed } = useFormats();
  const [all, setAll] = useState(false);
  const { data: summary } = useAsk(`reviews:${item.id}`, (engine) => engine.reviewSummary(item.id));
  const aspects = summary?.aspects ?? [];
  const [choice, setChosen] = useState<string | null>(null);
  const chosen = aspects.find(({ aspect }) => aspect === choice) ?? null;
  const list = useScrollToMarks(choice);
  const spread = [5, 4, 3, 2, 1].map((stars) => ({
    stars,
    count: reviews.filter((review) => Math.round(review.stars) === stars).length,
  }));
  return (
    <section id="reviews" className={styles.reviews} aria-label={text('reviews')}>
      <div className={styles.spread}>
        <h2>{text('reviews')}</h2>
        {rating && (
          <p className={styles.mean}>
            <span className={styles.number}>{fixed(rating.mean, 1)}</span>
            <Stars mean={rating.mean} />
          </p>
        )}
        {reviews.length > 0 && (
          <table className={styles.bars}>
            <caption className="visually-hidden">{text('reviews.spread')}</caption>
            <tbody>
              {spread.map(({ stars, count }) => (
                <tr key={stars}>
                  <th scope="row">
                    <Text
                      text={text}
                      id="reviews.stars"
                      values={{ stars }}
                      components={{ hidden: (words) => <span className="visually-hidden">{words}</span> }}
                    />
                  </th>
                  <td className={styles.track}>
                    <span className={styles.bar} style={{ width: `${(100 * count) / reviews.length}%` }} />
                  </td>
                  <td className={styles.count}>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <div className={styles.said}>
        {aspects.length > 0 && (
          <Said aspects={aspects} reviews={reviews} chosen={chosen?.aspect ?? null} onChoose={setChosen} />
        )}
        <OwnReview item={item} ownReview={ownReview} rated={rated} />
        {reviews.length === 0 && ownReview === null && <p className="soft">{words('reviews.none')}</p>}
        <ul role="list" className={styles.list} ref={list}>
          {(all || chosen !== null ? reviews : reviews.slice(0, SHOWN_AT_FIRST)).map((review, index) => (
            <li key={`${review.by} ${review.text}`} className={styles.review}>
              <Stars mean={review.stars} />
              <Marked text={review.text} marks={marksIn(index, chosen)} />
              <p className="soft small">{review.by}</p>
            </li>
          ))}
        </ul>
        {reviews.length > SHOWN_AT_FIRST && chosen === null && (
          <Button size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? text('reviews.fewer') : text('reviews.all', { count: reviews.length })}
          </Button>
        )}
      </div>
    </section>
  );
}

type Own = Pick<ItemPage, 'ownReview' | 'rated'>;

function marksIn(review: number, chosen: ReviewAspect | null): Mark[] {
  return chosen?.sentences.filter(({ reviewIndex }) => reviewIndex === review) ?? [];
}

/** Brings the first marked sentence into view where it isn't. */
function useScrollToMarks(choice: string | null): React.RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    if (choice === null) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    list.current
      ?.querySelector('mark')
      ?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  }, [choice]);
  return list;
}

/** A review's words, as the text they are, with some sentences marked. */
function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const words = useText('reviews');
  const lang = useCatalogLanguage();
  return (
    <p lang={lang} className={styles.text}>
      {piecesOf(text, marks).map(({ text: piece, start, says }) =>
        says === null ? (
          piece
        ) : (
          <mark key={start} className={styles.mark} data-says={says}>
            {says !== 'unclear' && (
              <span className="visually-hidden">
                {words(says === 'yes' ? 'said.praise' : 'said.complaint')}{' '}
              </span>
            )}
            {piece}
          </mark>
        ),
      )}
    </p>
  );
}

function OwnReview({ item, ownReview, rated }: { item: ItemPage['item'] } & Own) {
  const text = useText('reviews');
  const [writing, setWriting] = useState(false);
  const keep = useKeepReview();
  const remove = useRemoveReview();
  const begin = useRef<HTMLButtonElement>(null);
  const wasWriting = useRef(false);
  // Keyboard focus comes back to where the form was opened.
  useLayoutEffect(() => {
    if (wasWriting.current && !writing) begin.current?.focus({ preventScroll: true });
    wasWriting.current = writing;
  }, [writing]);

  if (writing) {
    return (
      <ReviewForm
        review={ownReview}
        rated={rated}
        onCancel={() => setWriting(false)}
        onKeep={async (draft) => {
          await keep(item, draft);
          setWriting(false);
        }}
      />
    );
  }
  if (ownReview === null) {
    return (
      <Button size="small" ref={begin} onClick={() => setWriting(true)}>
        {text('review.write')}
      </Button>
    );
  }
  return (
    <article className={styles.own} id="own-review" tabIndex={-1} aria-label={text('review.you')}>
      <Stars mean={ownReview.stars} />
      <p className={styles.text}>{ownReview.text}</p>
      <p className="soft small">{text('review.you')}</p>
      <div className={styles.actions}>
        <Button size="small" ref={begin} aria-label={text('review.edit')} onClick={() => setWriting(true)}>
          {text('review.edit-short')}
        </Button>
        <Button
          size="small"
          look="quiet"
          aria-label={text('review.remove')}
          onClick={() => remove(item, ownReview)}
        >
          {text('review.remove-short')}
        </Button>
      </div>
    </article>
  );
}
