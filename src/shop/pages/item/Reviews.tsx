/** What others wrote about an item: how the stars spread, and the words. */
import { useState } from 'react';
import type { Review } from '../../../catalog/item.ts';
import { Button } from '../../components/Button.tsx';
import { Stars } from '../../components/Stars.tsx';
import styles from './Reviews.module.css';

const SHOWN_AT_FIRST = 4;

export function Reviews({
  reviews,
  rating,
}: {
  reviews: Review[];
  rating: { mean: number; count: number } | null;
}) {
  const [all, setAll] = useState(false);
  const spread = [5, 4, 3, 2, 1].map((stars) => ({
    stars,
    count: reviews.filter((review) => Math.round(review.stars) === stars).length,
  }));
  return (
    <section id="reviews" className={styles.reviews} aria-label="Reviews">
      <div className={styles.spread}>
        <h2>Reviews</h2>
        {rating && (
          <p className={styles.mean}>
            <span className={styles.number}>{rating.mean.toFixed(1)}</span>
            <Stars mean={rating.mean} />
          </p>
        )}
        <table className={styles.bars}>
          <caption className="visually-hidden">How many gave how many stars</caption>
          <tbody>
            {spread.map(({ stars, count }) => (
              <tr key={stars}>
                <th scope="row">
                  {stars}
                  <span className="visually-hidden"> stars</span>
                </th>
                <td className={styles.track}>
                  <span className={styles.bar} style={{ width: `${(100 * count) / reviews.length}%` }} />
                </td>
                <td className={styles.count}>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.said}>
        <ul role="list" className={styles.list}>
          {(all ? reviews : reviews.slice(0, SHOWN_AT_FIRST)).map((review) => (
            <li key={`${review.by} ${review.text}`} className={styles.review}>
              <Stars mean={review.stars} />
              <p>{review.text}</p>
              <p className="soft small">{review.by}</p>
            </li>
          ))}
        </ul>
        {reviews.length > SHOWN_AT_FIRST && (
          <Button size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${reviews.length}`}
          </Button>
        )}
      </div>
    </section>
  );
}
