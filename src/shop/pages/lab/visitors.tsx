/** "/lab/visitors": five ready-made visitors side by side, and their first shelves; any of them can be become. */

import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ExampleVisitorShown, ExampleVisitorsPage } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Picture } from '../../components/Picture.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine, useStatus } from '../../engine.tsx';
import { usePageTitle } from '../../page-title.ts';
import { itemPath } from '../../paths.ts';
import { percent } from './replay-words.ts';
import styles from './visitors.module.css';

export default function Visitors() {
  usePageTitle('Ready-made visitors');
  const { data, error, retry } = useAsk('example-visitors', (engine) => engine.exampleVisitors());
  return (
    <div className="page" aria-busy={!data}>
      <header className={styles.opening}>
        <Link href="/lab" className={styles.back}>
          The Lab
        </Link>
        <h1>
          {data ? `${COUNTS[data.visitors.length] ?? 'Some'} visitors, one shop` : 'Visitors, one shop'}
        </h1>
        <p>
          Short histories, made by rule from this shop’s own shelves and ranked on this device a moment ago.
          The same shop meets each of them differently. Become one to walk around as them; your own history
          stays as it is.
        </p>
      </header>
      {!data && error && (
        <EmptyState
          title="The visitors could not be made"
          action={<Button onClick={retry}>Try again</Button>}
        >
          <p>{error.message}</p>
        </EmptyState>
      )}
      {!data && !error && <Skeleton height="40rem" />}
      {data && (
        <>
          <ul role="list" className={styles.visitors}>
            {data.visitors.map((visitor) => (
              <li key={visitor.id}>
                <VisitorColumn visitor={visitor} />
              </li>
            ))}
          </ul>
          <Differences page={data} />
        </>
      )}
    </div>
  );
}

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five'];

function VisitorColumn({ visitor }: { visitor: ExampleVisitorShown }) {
  const { id, name, sentence, did, shelf, share, after, departments, events } = visitor;
  const become = useBecome();
  const [busy, setBusy] = useState(false);
  return (
    <section className={styles.visitor} aria-labelledby={`visitor-${id}`}>
      <div className={styles.who}>
        <h2 id={`visitor-${id}`}>{name}</h2>
        <p className={styles.sentence}>{sentence}</p>
      </div>
      <p className={styles.title}>{shelf.title}</p>
      <ul role="list" className={styles.shelf} aria-label={`${shelf.title}, for ${name.toLowerCase()}`}>
        {shelf.entries.map(({ card, reason }) => (
          <li key={card.id}>
            <Link href={itemPath(card.id)} className={styles.thing} title={reason?.text}>
              <Picture item={card} />
              <span>{card.title}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.mix}>
        <DepartmentBar departments={departments} />
        <p className={styles.share}>
          {share === null || after === null ? (
            `${departments.length} departments on one shelf.`
          ) : (
            <>
              <strong>{percent(share.shelf)}</strong> {after}, against {percent(share.catalog)} in the shop:{' '}
              {times(share.shelf / share.catalog)} as many.
            </>
          )}
        </p>
      </div>
      <details className={styles.did}>
        <summary>{events === 0 ? 'No history' : `${events} events`}</summary>
        {did.length === 0 ? (
          <p>Nothing was done yet.</p>
        ) : (
          <ul>
            {did.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </details>
      <div>
        <Button
          size="small"
          disabled={busy}
          aria-describedby={`visitor-${id}`}
          onClick={async () => {
            setBusy(true);
            await become(visitor);
            setBusy(false);
          }}
        >
          Become this visitor
        </Button>
      </div>
    </section>
  );
}

function times(factor: number): string {
  return factor < 10 ? `${factor.toFixed(1)} times` : `${Math.round(factor)} times`;
}

/** Adds them as a person and shows the shop as they find it; the way back is in the toast. */
function useBecome(): (visitor: ExampleVisitorShown) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const before = useStatus()?.person.id ?? '';
  const [, navigate] = useLocation();
  return async ({ id, name }) => {
    try {
      const person = await engine.becomeExample(id);
      navigate('/');
      toast({
        message: `You are ${name.toLowerCase()} now. Your own history waits under “Who is looking?”.`,
        action: {
          label: 'Undo',
          run: async () => {
            await engine.openPerson(before);
            await engine.removePerson(person.id);
          },
        },
      });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : String(error), stays: true });
    }
  };
}

/** The shelf's departments as one bar, the largest first. */
function DepartmentBar({ departments }: { departments: readonly { name: string; count: number }[] }) {
  const all = departments.reduce((sum, { count }) => sum + count, 0);
  const [first, ...others] = departments;
  if (first === undefined) return null;
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        {departments.map(({ name, count }, d) => (
          <span key={name} data-first={d === 0} style={{ flexGrow: count }} title={`${name}: ${count}`} />
        ))}
      </div>
      <p className="visually-hidden">
        Of {all}: {[first, ...others].map(({ name, count }) => `${count} from ${name}`).join(', ')}.
      </p>
    </>
  );
}

/** What each two have in common, as a table; a pair of shelves is alike the more green its cell is. */
function Differences({ page: { visitors, overlap } }: { page: ExampleVisitorsPage }) {
  const pairs = overlap.flatMap((row, a) => row.filter((_, b) => b < a));
  const mean = pairs.reduce((sum, shared) => sum + shared, 0) / Math.max(1, pairs.length);
  return (
    <section className={styles.differences} aria-labelledby="differences">
      <h2 id="differences">How much their shelves share</h2>
      <p className="soft">
        Of the things on either shelf, the share that stands on both (Jaccard). On average {percent(mean)}:
        what is left is mostly what everybody takes this week.
      </p>
      <section className={styles.scroll} aria-label="Overlap of shelves">
        <table>
          <thead>
            <tr>
              <td />
              {visitors.map(({ id, name }) => (
                <th scope="col" key={id}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visitors.map(({ id, name }, a) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {overlap[a].map((shared, b) => (
                  <td
                    key={visitors[b].id}
                    data-self={a === b}
                    style={
                      a === b
                        ? undefined
                        : {
                            background: `color-mix(in oklab, var(--green) ${Math.round(70 * shared)}%, var(--paper-raised))`,
                          }
                    }
                  >
                    {a === b ? '' : percent(shared)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
