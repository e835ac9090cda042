/** A value along a line: a native range input with its name, its value in words, and a mark at what is usual. */
import { useId } from 'react';
import styles from './Slider.module.css';

/**
 * @param words the value as a person would say it; also what is read out
 * @param usual where the mark stands
 * @param ends what lies at either end, beneath the line
 */
export function Slider({
  name,
  note,
  value,
  min,
  max,
  step,
  usual,
  words,
  ends,
  onChange,
}: {
  name: string;
  note?: string;
  value: number;
  min: number;
  max: number;
  step: number;
  usual: number;
  words: string;
  ends?: readonly [string, string];
  onChange: (value: number) => void;
}) {
  const id = useId();
  const along = (at: number) => `${(100 * (at - min)) / (max - min)}%`;
  return (
    <div className={styles.slider}>
      <label htmlFor={id} className={styles.name}>
        {name}
      </label>
      {/* Read out as the input's own value. */}
      <span className={styles.words} data-usual={value === usual} aria-hidden="true">
        {words}
      </span>
      {note && (
        <p id={`${id}-note`} className={styles.note}>
          {note}
        </p>
      )}
      <div
        className={styles.line}
        style={{
          ['--at' as string]: (usual - min) / (max - min),
          ['--from' as string]: along(Math.min(value, usual)),
          ['--to' as string]: along(Math.max(value, usual)),
        }}
      >
        <input
          id={id}
          type="range"
          className={styles.input}
          min={min}
          max={max}
          step={step}
          value={value}
          aria-valuetext={words}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      </div>
      {ends && (
        <p className={styles.ends} aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      )}
    </div>
  );
}
