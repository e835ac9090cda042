/** What was found in the files: counts, what is wrong and how to mend it, and a few items as they were read. */
import type { ImportCheck } from '../../../engine/recommender.ts';
import { formatPrice } from '../../components/Price.tsx';
import styles from './CheckReport.module.css';
import { table } from './Experiment.tsx';

const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

export function CheckReport({ check }: { check: ImportCheck }) {
  const { items, currency, orders, problems, problemCount, notes, sample, usable } = check;
  return (
    <div className={styles.report}>
      <h3 className={styles.title}>
        {usable ? 'Your files were read' : 'These files can’t be used as they are'}
      </h3>
      {usable && (
        <dl className={styles.counts}>
          <Count name="items" of={items} />
          {orders ? (
            <>
              <Count name="purchases" of={orders.purchases} />
              <Count name="lines of orders and events" of={orders.events} />
              <Count name="customers" of={orders.users} />
              <div>
                <dt>time spanned</dt>
                <dd className={styles.span}>{month.formatRange(orders.from, orders.to)}</dd>
              </div>
            </>
          ) : (
            <div>
              <dt>It starts from what things are like, and from what you do.</dt>
              <dd className={styles.span}>No orders</dd>
            </div>
          )}
        </dl>
      )}

      {problemCount > 0 && (
        <section aria-label="Problems" className={styles.part}>
          <h4>
            {problemCount === 1 ? '1 problem' : `${problemCount.toLocaleString()} problems`}
            {problems.length < problemCount && `, the first ${problems.length} of them`}
          </h4>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className={styles.scroll} tabIndex={0} aria-label="List of problems">
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Where</th>
                  <th scope="col">What, and how to mend it</th>
                </tr>
              </thead>
              <tbody>
                {problems.map(({ file, line, field, message, fix }) => (
                  <tr key={`${file} ${line} ${field} ${message}`}>
                    <th scope="row" className={styles.where}>
                      {line === null ? file : `Line ${line.toLocaleString()}`}
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
        <section aria-label="Notes" className={styles.part}>
          <h4>Good to know</h4>
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}

      {sample.length > 0 && (
        <section aria-label="Sample" className={styles.part}>
          <h4>As it reads them</h4>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">Department</th>
                <th scope="col" className={table.number}>
                  Price
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
                  <td className={table.number}>{price === null ? '—' : formatPrice(price, currency)}</td>
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
  return (
    <div>
      <dt>{name}</dt>
      <dd>{of.toLocaleString()}</dd>
    </div>
  );
}
