/**
 * Search as one types: what matches by word at once, what is meant a moment later, both in one list that
 * rearranges itself when meaning joins.
 */

import { useEffect, useRef, useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { SearchPage } from '../../engine/recommender.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { GridSkeleton, ItemGrid } from '../components/ItemGrid.tsx';
import { ItemShelf } from '../components/ItemShelf.tsx';
import { useAsk, useEngine, useStatus } from '../engine.tsx';
import { usePageTitle } from '../page-title.ts';
import { searchPath } from '../paths.ts';
import styles from './search.module.css';

/** Words are matched after each key, meaning once typing rests, and a search is remembered once it was meant. */
const MEANING_AFTER_MS = 250;
const REMEMBER_AFTER_MS = 1500;
const SHORTEST_REMEMBERED = 3;
const LIMIT = 60;

const SUGGESTIONS = [
  'something warm for a wet walk',
  'a present for someone who bakes',
  'quiet evening in',
  'first guitar',
  'for a very small garden',
  'keeps coffee hot',
];

/** @returns `value` once it has stayed the same for a while */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

function useRemembered(query: string): void {
  const engine = useEngine();
  const rested = useRested(query, REMEMBER_AFTER_MS);
  const last = useRef('');
  useEffect(() => {
    if (rested.length < SHORTEST_REMEMBERED || rested === last.current) return;
    last.current = rested;
    // A search that can't be noted is still a search.
    engine.record({ type: 'search', query: rested }).catch(() => {});
  }, [engine, rested]);

  // Whoever opens a find sooner meant the search, too.
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  });
  useEffect(
    () => () => {
      const opened = location.pathname.startsWith('/item/');
      if (!opened || latest.current.length < SHORTEST_REMEMBERED || latest.current === last.current) return;
      engine.record({ type: 'search', query: latest.current }).catch(() => {});
    },
    [engine],
  );
}

export default function Search() {
  const query = (new URLSearchParams(useSearch()).get('q') ?? '').trim();
  usePageTitle(query === '' ? 'Search' : `“${query}”`);
  const rested = useRested(query, MEANING_AFTER_MS);
  useRemembered(query);

  const words = useAsk(
    query === '' ? null : `search:${query}`,
    (engine) => engine.search(query, { meaning: false, limit: LIMIT }),
    { keep: true },
  );
  const meant = useAsk(rested === '' ? null : `meaning:${rested}`, (engine) =>
    engine.search(rested, { meaning: true, limit: LIMIT }),
  );

  if (query === '') return <Invitation />;
  const meaning = meant.data?.query === query ? meant.data : undefined;
  const page: SearchPage | undefined = meaning ?? words.data;
  const settled = meaning !== undefined || (rested === query && meant.error !== null);

  return (
    <div className="page">
      <h1 className={styles.title}>“{query}”</h1>
      <p className={styles.status} role="status">
        {page && <Found page={page} settled={settled} />}
      </p>
      {!page &&
        (words.error ? (
          <EmptyState
            title="The search did not work"
            action={<Button onClick={words.retry}>Try again</Button>}
          >
            <p>{words.error.message}</p>
          </EmptyState>
        ) : (
          <GridSkeleton />
        ))}
      {page && page.entries.length > 0 && <ItemGrid entries={page.entries} label="Results" shelf="Search" />}
      {page && page.entries.length === 0 && (settled ? <Nothing /> : <GridSkeleton count={4} />)}
    </div>
  );
}

/** How many, and how they were found. */
function Found({ page, settled }: { page: SearchPage; settled: boolean }) {
  const encoder = useStatus()?.encoder;
  const things = page.total === 0 ? 'Nothing' : page.total === 1 ? '1 thing' : `${page.total} things`;
  if (page.meaning) return <>{things}, by word and by meaning.</>;
  if (!settled && encoder !== 'failed') return <>{things} by word. Reading for meaning…</>;
  return <>{things} by word.</>;
}

function Suggestions() {
  return (
    <ul className={styles.suggestions} role="list">
      {SUGGESTIONS.map((suggestion) => (
        <li key={suggestion}>
          <Link href={searchPath(suggestion)} replace>
            {suggestion}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Invitation() {
  const { data: home } = useAsk('home', (engine) => engine.home());
  const shelf = home?.shelves[0];
  const own = useStatus()?.shop.own ?? false;
  return (
    <div className="page">
      <h1>What are you after?</h1>
      <p className={styles.status}>
        Say it as you would to someone behind the counter. Words are matched at once; then what you mean.
      </p>
      {!own && <Suggestions />}
      {shelf && <ItemShelf shelf={shelf} eager />}
    </div>
  );
}

function Nothing() {
  const own = useStatus()?.shop.own ?? false;
  return (
    <>
      <EmptyState
        title="Nothing like that on our shelves"
        action={<ButtonLink href="/">Look around</ButtonLink>}
      >
        <p>
          Fewer words often find more; so does saying what it is for.
          {!own && ' People have had luck with these:'}
        </p>
      </EmptyState>
      {!own && <Suggestions />}
    </>
  );
}
