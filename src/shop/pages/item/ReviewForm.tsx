/** Writing a review: stars and words. What was written stays in the form until it is kept. */
import { useEffect, useId, useRef, useState } from 'react';
import type { OwnReview } from '../../../engine/recommender.ts';
import { LONGEST_REVIEW } from '../../../history/event.ts';
import { Button } from '../../components/Button.tsx';
import { StarsInput } from '../../components/Stars.tsx';
import { useText } from '../../language.tsx';
import type { Draft } from './own-review.ts';
import styles from './ReviewForm.module.css';

/** From so many characters left on, how many are left is said. */
const NEARLY_FULL = 300;

/**
 * @param rated stars given without words, which the form begins with
 * @param onKeep rejects where the draft could not be kept: the form then stays as it is
 */
export function ReviewForm({
  review,
  rated,
  onKeep,
  onCancel,
}: {
  review: OwnReview | null;
  rated: number | null;
  onKeep: (draft: Draft) => Promise<void>;
  onCancel: () => void;
}) {
  const text = useText('reviews');
  const [stars, setStars] = useState(review?.stars ?? rated);
  const [words, setWords] = useState(review?.text ?? '');
  const [lacks, setLacks] = useState<'stars' | 'text' | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);

  const keep = async () => {
    const written = words.trim();
    if (stars === null) return setLacks('stars');
    if (written === '') {
      setLacks('text');
      return field.current?.focus();
    }
    setLacks(null);
    setBusy(true);
    await onKeep({ stars, text: written }).catch(() => setBusy(false));
  };

  return (
    <form
      className={styles.form}
      aria-label={text(review === null ? 'review.write' : 'review.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void keep();
      }}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
    >
      <StarsInput legend={text('review.stars')} value={stars} onChange={setStars} />
      <label htmlFor={id} className={styles.label}>
        {text('review.text')}
      </label>
      <textarea
        id={id}
        ref={field}
        className={styles.words}
        rows={4}
        maxLength={LONGEST_REVIEW}
        value={words}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => setWords(target.value)}
      />
      <p id={`${id}-note`} className="soft tiny">
        {text('review.note')}
      </p>
      <p className={styles.lacks} role="status">
        {lacks === 'stars' && text('review.no-stars')}
        {lacks === 'text' && text('review.no-text')}
        {lacks === null &&
          LONGEST_REVIEW - words.length <= NEARLY_FULL &&
          text('review.left', { left: LONGEST_REVIEW - words.length })}
      </p>
      <div className={styles.actions}>
        <Button type="submit" look="primary" size="small" disabled={busy}>
          {text('review.keep')}
        </Button>
        <Button size="small" look="quiet" onClick={onCancel}>
          {text('review.cancel')}
        </Button>
      </div>
    </form>
  );
}
