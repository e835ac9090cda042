/** Ratings: stars to look at, and stars to give. */
import { useId } from 'react';
import { Text, useFormats, useText } from '../language.tsx';
import styles from './Stars.module.css';

const STAR = 'M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5L12 17.4l-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z';

function Row({ width }: { width: number }) {
  const clip = useId();
  return (
    <svg viewBox="0 0 120 24" className={styles.row} aria-hidden="true" focusable="false">
      <clipPath id={clip}>
        <rect width={width} height="24" />
      </clipPath>
      {[0, 1, 2, 3, 4].map((index) => (
        <path key={index} d={STAR} transform={`translate(${index * 24} 0)`} className={styles.empty} />
      ))}
      <g clipPath={`url(#${clip})`}>
        {[0, 1, 2, 3, 4].map((index) => (
          <path key={index} d={STAR} transform={`translate(${index * 24} 0)`} className={styles.full} />
        ))}
      </g>
    </svg>
  );
}

/**
 * @param mean 0 to 5
 * @param count number of ratings behind it; leave out for a single person's stars
 */
export function Stars({ mean, count }: { mean: number; count?: number }) {
  const text = useText();
  const { number, fixed } = useFormats();
  return (
    <span className={styles.stars}>
      <Row width={mean * 24} />
      <span className="visually-hidden">{text('stars.of-five', { mean: number(mean) })}</span>
      {count !== undefined && (
        <span className={styles.count}>
          <Text
            text={text}
            id="stars.count"
            values={{ mean: fixed(mean, 1), count: number(count) }}
            components={{
              short: (words) => <span aria-hidden="true">{words}</span>,
              hidden: (words) => <span className="visually-hidden">{words}</span>,
            }}
          />
        </span>
      )}
    </span>
  );
}

/** Five radio buttons that look like stars. */
export function StarsInput({
  legend,
  value,
  onChange,
}: {
  legend: string;
  value: number | null;
  onChange: (stars: number) => void;
}) {
  const text = useText();
  const name = useId();
  return (
    <fieldset className={styles.input}>
      <legend className={styles.legend}>{legend}</legend>
      {[1, 2, 3, 4, 5].map((stars) => (
        <label key={stars} className={styles.choice} data-full={value !== null && stars <= value}>
          <input
            type="radio"
            name={name}
            value={stars}
            checked={value === stars}
            onChange={() => onChange(stars)}
            className={styles.radio}
          />
          <span className="visually-hidden">{text('stars.give', { stars })}</span>
          <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
            <path d={STAR} />
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
