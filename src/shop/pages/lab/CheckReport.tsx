/** What was found in the files: counts, what is wrong and how to mend it, and a few items as they were read. */
import type { ImportCheck } from '../../../engine/recommender.ts';
import { useFormats, useText } from '../../language.tsx';
import styles from './CheckReport.module.css';
import { table } from './Experiment.tsx';

const MONTH: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric' };

export function CheckReport({ check }: { check: ImportCheck }) {
  const { items, currency, orders, problems, problemCount, notes, sample, usable, media } = check;
  const text = useText('own-shop');
  const formats = useFormats();
  return (
    <div className={styles.report}>
      <h3 className={styles.title}>{text(usable ? 'check.usable' : 'check.unusable')}</h3>
      {usable && (
        <dl className={styles.counts}>
          <Count name={text('check.items')} of={items} />
          {orders ? (
            <>
              <Count name={text('check.purchases')} of={orders.purchases} />
              <Count name={text('check.events')} of={orders.events} />
              <Count name={text('check.customers')} of={orders.users} />
              <div>
                <dt>{text('check.span')}</dt>
                <dd className={styles.span}>{formats.dates(orders.from, orders.to, MONTH)}</dd>
              </div>
            </>
          ) : (
            <div>
              <dt>{text('check.no-orders-text')}</dt>
              <dd className={styles.span}>{text('check.no-orders')}</dd>
            </div>
          )}
          {media && media.pictures > 0 && <Count name={text('check.pictures')} of={media.pictures} />}
          {media && media.recordings > 0 && <Count name={text('check.recordings')} of={media.recordings} />}
        </dl>
      )}
      {usable && media && media.unused > 0 && (
        <p className="soft small">{text('check.unused', { count: media.unused })}</p>
      )}

      {problemCount > 0 && (
        <section aria-label={text('check.problems')} className={styles.part}>
          <h4>
            {text('check.problem-count', {
              count: problemCount,
              cut: problems.length < problemCount ? 'yes' : 'no',
              shown: problems.length,
            })}
          </h4>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className={styles.scroll} tabIndex={0} aria-label={text('check.problem-list')}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{text('check.where')}</th>
                  <th scope="col">{text('check.what')}</th>
                </tr>
              </thead>
              <tbody>
                {problems.map(({ file, line, field, message, fix }) => (
                  <tr key={`${file} ${line} ${field} ${message}`}>
                    <th scope="row" className={styles.where}>
                      {line === null ? file : text('check.line', { line })}
                      <span>{[line === null ? '' : file, field ?? ''].filter(Boolean).join(', ')}</span>
                    </th>
                    <td>
                      {message} <span className="soft">{fix}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      )}

      {notes.length > 0 && (
        <section aria-label={text('check.notes')} className={styles.part}>
          <h4>{text('check.notes-title')}</h4>
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}

      {sample.length > 0 && (
        <section aria-label={text('check.sample')} className={styles.part}>
          <h4>{text('check.sample-title')}</h4>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{text('check.item')}</th>
                <th scope="col">{text('check.department')}</th>
                <th scope="col" className={table.number}>
                  {text('check.price')}
                </th>
              </tr>
            </thead>
            <tbody>
              {sample.map(({ id, title, price, department }) => (
                <tr key={id}>
                  <th scope="row" className={styles.item}>
                    {title}
                  </th>
                  <td className={table.note}>{department}</td>
                  <td className={table.number}>{price === null ? '—' : formats.price(price, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function Count({ name, of }: { name: string; of: number }) {
  const { number } = useFormats();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{number(of)}</dd>
    </div>
  );
}
