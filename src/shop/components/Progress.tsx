/** A bar for something that takes a while, with words beneath. */
import { useId } from 'react';
import styles from './Progress.module.css';

/**
 * @param label what is under way; the bar's accessible name
 * @param max 0 where it is not known how much there is
 * @param words beneath the bar: how far it is, how long it will take
 */
export function Progress({
  label,
  value,
  max,
  words,
}: {
  label: string;
  value: number;
  max: number;
  words: string;
}) {
  const id = useId();
  return (
    <div className={styles.progress}>
      <progress
        aria-label={label}
        aria-describedby={id}
        className={styles.bar}
        max={max || undefined}
        value={max ? Math.min(value, max) : undefined}
      />
      <p id={id} className={styles.words}>
        {words}
      </p>
    </div>
  );
}
