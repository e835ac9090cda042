/** What the shelves showed this week: how much, how varied, how well known, and in what mix beside the visitor's own. */
import type { Readout } from '../../../engine/recommender.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAsk } from '../../engine.tsx';
import { figuresOf, headlineOf } from '../../shown.ts';
import styles from './Shown.module.css';

/** Rows of the chart; the rest is summed up. */
const ROWS = 8;

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

export function Shown() {
  const { data: readout, error } = useAsk('readout', (engine) => engine.readout());
  return (
    <section className={styles.shown} aria-label="What you were shown">
      <h2>What you were shown</h2>
      {error && !readout && <p className="soft">This could not be worked out just now.</p>}
      {!readout && !error && <Skeleton height="12rem" />}
      {readout?.places === 0 && (
        <p className="soft">
          Nothing yet. What stands in view on a shelf for a second is counted here, so that you can see how
          wide or narrow your shop has become.
        </p>
      )}
      {readout && readout.places > 0 && (
        <>
          <p>{headlineOf(readout)}</p>
          <dl className={styles.figures}>
            {figuresOf(readout).map(({ name, value, words }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <strong>{value}</strong> {words}
                </dd>
              </div>
            ))}
          </dl>
          {readout.mix.length > 1 && <Mix readout={readout} />}
        </>
      )}
    </section>
  );
}

/** Two bars a row, which are a table for those who hear it. */
function Mix({ readout: { mix, level } }: { readout: Readout }) {
  const rows = mix.slice(0, ROWS);
  const rest = { name: 'All others', shown: 0, own: 0 };
  for (const { shown, own } of mix.slice(ROWS)) {
    rest.shown += shown;
    rest.own += own;
  }
  if (rest.shown + rest.own > 0) rows.push(rest);
  const largest = Math.max(...rows.flatMap(({ shown, own }) => [shown, own]));
  const bar = (share: number, look: string) => (
    <td>
      <span className={styles.share}>
        <span className={styles.track}>
          {share > 0 && (
            <span className={`${styles.bar} ${look}`} style={{ width: `${(100 * share) / largest}%` }} />
          )}
        </span>
        {share > 0 ? percent.format(share) : 'none'}
      </span>
    </td>
  );
  return (
    <table className={styles.mix}>
      <caption>Shown to you, beside your own interest</caption>
      <thead>
        <tr>
          <th scope="col">{level === 'kind' ? 'Kind' : 'Department'}</th>
          <th scope="col">
            <span className={`${styles.key} ${styles.ofShop}`} aria-hidden="true" />
            Shown
          </th>
          <th scope="col">
            <span className={`${styles.key} ${styles.ofYou}`} aria-hidden="true" />
            Yours
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, shown, own }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {bar(shown, styles.ofShop)}
            {bar(own, styles.ofYou)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
