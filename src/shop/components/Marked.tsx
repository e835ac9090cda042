/** A text with the words marked that were searched for. */
import type { Mark } from '../../engine/recommender.ts';
import styles from './Marked.module.css';

/** @param marks in the text's order, not overlapping; UTF-16 indices */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  if (marks.length === 0) return text;
  return (
    <>
      {marks.map(({ start, end }, at) => (
        <span key={start}>
          {text.slice(at === 0 ? 0 : marks[at - 1].end, start)}
          <mark className={styles.mark}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(marks[marks.length - 1].end)}
    </>
  );
}
