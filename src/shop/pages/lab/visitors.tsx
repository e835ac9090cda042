/** "/lab/visitors": five ready-made visitors side by side, and their first shelves; any of them can be become. */

import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ExampleVisitorShown, ExampleVisitorsPage } from '../../../engine/recommender.ts';
import type { Formats } from '../../../messages/formats.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { titleOf } from '../../components/ItemShelf.tsx';
import { Picture } from '../../components/Picture.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine, useStatus } from '../../engine.tsx';
import { Text, useFormats, useText } from '../../language.tsx';
import { usePageTitle } from '../../page-title.ts';
import { itemPath } from '../../paths.ts';
import { percent } from './replay-words.ts';
import styles from './visitors.module.css';

export default function Visitors() {
  const text = useText('lab');
  usePageTitle(text('visitors'));
  const { data, error, retry } = useAsk('example-visitors', (engine) => engine.exampleVisitors());
  return (
    <div className="page" aria-busy={!data}>
      <header className={styles.opening}>
        <Link href="/lab" className={styles.back}>
          {text('lab')}
        </Link>
        <h1>{data ? text('visitors.title', { count: data.visitors.length }) : text('visitors.coming')}</h1>
        <p>{text('visitors.about')}</p>
      </header>
      {!data && error && (
        <EmptyState title={text('visitors.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
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

function VisitorColumn({ visitor }: { visitor: ExampleVisitorShown }) {
  const { id, name, sentence, did, shelf, share, after, departments, events } = visitor;
  const text = useText('lab');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const title = titleOf(shelf, text);
  const become = useBecome();
  const [busy, setBusy] = useState(false);
  return (
    <section className={styles.visitor} aria-labelledby={`visitor-${id}`}>
      <div className={styles.who}>
        <h2 id={`visitor-${id}`}>{name}</h2>
        <p className={styles.sentence}>{sentence}</p>
      </div>
      <p className={styles.title}>{title}</p>
      <ul
        role="list"
        className={styles.shelf}
        aria-label={text('visitors.shelf', { shelf: title, name: name.toLowerCase() })}
      >
        {shelf.entries.map(({ card, reason }) => (
          <li key={card.id}>
            <Link href={itemPath(card.id)} className={styles.thing} title={reason?.text}>
              <Picture item={card} />
              <span lang={lang}>{card.title}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.mix}>
        <DepartmentBar departments={departments} />
        <p className={styles.share}>
          {share === null || after === null ? (
            text('visitors.departments', { count: departments.length })
          ) : (
            <Text
              text={text}
              id="visitors.share"
              values={{
                shelf: percent(text, share.shelf),
                after,
                catalog: percent(text, share.catalog),
                times: times(formats, share.shelf / share.catalog),
              }}
              components={{ strong: (words) => <strong>{words}</strong> }}
            />
          )}
        </p>
      </div>
      <details className={styles.did}>
        <summary>{text('visitors.events', { events })}</summary>
        {did.length === 0 ? (
          <p>{text('visitors.nothing')}</p>
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
          {text('visitors.become')}
        </Button>
      </div>
    </section>
  );
}

function times(formats: Formats, factor: number): string {
  return factor < 10 ? formats.fixed(factor, 1) : formats.number(Math.round(factor));
}

/** Adds them as a person and shows the shop as they find it; the way back is in the toast. */
function useBecome(): (visitor: ExampleVisitorShown) => Promise<void> {
  const text = useText('lab');
  const engine = useEngine();
  const toast = useToast();
  const before = useStatus()?.person.id ?? '';
  const [, navigate] = useLocation();
  return async ({ id, name }) => {
    try {
      const person = await engine.becomeExample(id);
      navigate('/');
      toast({
        message: text('visitors.became', { name: name.toLowerCase() }),
        action: {
          label: text('undo'),
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
  const text = useText('lab');
  const { list } = useFormats();
  const all = departments.reduce((sum, { count }) => sum + count, 0);
  if (departments.length === 0) return null;
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        {departments.map(({ name, count }, d) => (
          <span key={name} data-first={d === 0} style={{ flexGrow: count }} title={`${name}: ${count}`} />
        ))}
      </div>
      <p className="visually-hidden">
        {text('visitors.mix', {
          all,
          departments: list(
            departments.map(({ name, count }) => text('visitors.mix-part', { count, department: name })),
          ),
        })}
      </p>
    </>
  );
}

/** What each two have in common, as a table; a pair of shelves is alike the more green its cell is. */
function Differences({ page: { visitors, overlap } }: { page: ExampleVisitorsPage }) {
  const text = useText('lab');
  const pairs = overlap.flatMap((row, a) => row.filter((_, b) => b < a));
  const mean = pairs.reduce((sum, shared) => sum + shared, 0) / Math.max(1, pairs.length);
  return (
    <section className={styles.differences} aria-labelledby="differences">
      <h2 id="differences">{text('visitors.overlap')}</h2>
      <p className="soft">{text('visitors.overlap-about', { mean: percent(text, mean) })}</p>
      <section className={styles.scroll} aria-label={text('visitors.overlap-table')}>
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
                    {a === b ? '' : percent(text, shared)}
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
