/** The visitor's last steps beneath the map: each is a button that goes there. */
import type { TasteMap } from '../../../engine/recommender.ts';
import styles from './PathList.module.css';
import type { PathStep } from './path.ts';

/** A row or two; the table has all. */
const SHOWN = 8;

export function PathList({
  map,
  path,
  onGo,
}: {
  map: TasteMap;
  path: readonly PathStep[];
  onGo: (item: number) => void;
}) {
  if (path.length === 0) return null;
  return (
    <section className={styles.path} aria-label="Your path">
      <h2>Your last steps</h2>
      <ol className={styles.steps}>
        {path
          .slice(-SHOWN)
          .reverse()
          .map(({ item, at, what }) => (
            <li key={`${at} ${item}`}>
              <button type="button" className={styles.step} onClick={() => onGo(item)}>
                <span className={styles.title}>{map.titles[item]}</span>
                <span className={styles.when}>
                  {what}, {moment.format(at)}
                </span>
              </button>
            </li>
          ))}
      </ol>
    </section>
  );
}

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
