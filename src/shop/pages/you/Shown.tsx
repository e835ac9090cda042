/** What the shelves showed this week: how much, how varied, how well known, and in what mix beside the visitor's own. */
import type { Readout } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAsk } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';
import { figuresOf, headlineOf } from '../../shown.ts';
import styles from './Shown.module.css';

/** Rows of the chart; the rest is summed up. */
const ROWS = 8;

export function Shown() {
  const text = useText('you');
  const formats = useFormats();
  const { data: readout, error } = useAsk('readout', (engine) => engine.readout());
  return (
    <section className={styles.shown} aria-label={text('you.shown')}>
      <h2>{text('you.shown')}</h2>
      {error && !readout && <p className="soft">{text('shown.failed')}</p>}
      {!readout && !error && <Skeleton height="12rem" />}
      {readout?.places === 0 && <p className="soft">{text('shown.nothing')}</p>}
      {readout && readout.places > 0 && (
        <>
          <p>{headlineOf(text, formats, readout)}</p>
          <dl className={styles.figures}>
            {figuresOf(text, formats, readout).map(({ name, value, words }) => (
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
  const text = useText('you');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const rows = mix.slice(0, ROWS).map((row) => ({ ...row, lang }));
  const rest = { name: text('shown.others'), shown: 0, own: 0, lang: undefined };
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
        {share > 0 ? formats.percent(share) : text('shown.none')}
      </span>
    </td>
  );
  return (
    <table className={styles.mix}>
      <caption>{text('shown.mix')}</caption>
      <thead>
        <tr>
          <th scope="col">{text(level === 'kind' ? 'shown.kind' : 'shown.department')}</th>
          <th scope="col">
            <span className={`${styles.key} ${styles.ofShop}`} aria-hidden="true" />
            {text('shown.of-shop')}
          </th>
          <th scope="col">
            <span className={`${styles.key} ${styles.ofYou}`} aria-hidden="true" />
            {text('shown.of-you')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, shown, own, lang }) => (
          <tr key={name}>
            <th scope="row" lang={lang}>
              {name}
            </th>
            {bar(shown, styles.ofShop)}
            {bar(own, styles.ofYou)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
