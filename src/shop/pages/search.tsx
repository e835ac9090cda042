/**
 * Search as one types: what matches by word at once, what is meant a moment later, both in one list that rearranges
 * itself when meaning joins. What was understood of the request stands above it, each part to be taken back. All of a
 * search is in the address: it can be shared, and gone back to.
 */
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { SearchOptions, SearchPage, SearchSort } from '../../engine/recommender.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { GridSkeleton } from '../components/ItemGrid.tsx';
import { Listing } from '../components/Listing.tsx';
import { useAsk, useEngine, useStatus } from '../engine.tsx';
import { useText } from '../language.tsx';
import { fromAddress, type Narrowing, SHOWN_AT_FIRST, toAddress } from '../narrowing.ts';
import { usePageTitle } from '../page-title.ts';
import { type Search as Asked, searchFrom, searchPath } from '../paths.ts';
import { Invitation } from './search/Invitation.tsx';
import { Notes } from './search/Notes.tsx';
import { Suggestions } from './search/Suggestions.tsx';
import { Taste } from './search/Taste.tsx';
import { Understood } from './search/Understood.tsx';
import styles from './search.module.css';

/** Words are matched after each key, meaning once typing rests, and a search is remembered once it was meant. */
const MEANING_AFTER_MS = 80;
const REMEMBER_AFTER_MS = 1500;
const SHORTEST_REMEMBERED = 3;

const SORTS = ['best', 'rating', 'newest', 'price-low', 'price-high', 'title'] as const;

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
  const text = useText('search');
  const search = useSearch();
  const { query } = searchFrom(search);
  usePageTitle(query === '' ? text('search.title') : `“${query}”`);
  useRemembered(query);
  if (query === '') return <Invitation />;
  return <Results asked={searchFrom(search)} narrowing={fromAddress<SearchSort>(search, SORTS)} />;
}

function Results({ asked, narrowing }: { asked: Asked; narrowing: Narrowing<SearchSort> }) {
  const text = useText('search');
  const [, navigate] = useLocation();
  const [taste, setTaste] = useState<number | undefined>(undefined);
  const { query, dropped, beside } = asked;
  const { show, sort, ...filters } = narrowing;
  const options: Omit<SearchOptions, 'meaning'> = {
    limit: show,
    filters,
    dropped,
    ...(sort !== null && { sort }),
    ...(beside !== null && { beside }),
    ...(taste !== undefined && { strength: taste }),
  };
  const key = JSON.stringify([query, options]);
  const rested = useRested(key, MEANING_AFTER_MS);

  const words = useAsk(`search:${key}`, (engine) => engine.search(query, { ...options, meaning: false }), {
    keep: true,
  });
  // While one types, meaning isn't asked for what will be another text by the next key.
  const meant = useAsk(
    rested === key ? `meaning:${key}` : null,
    (engine) => engine.search(query, { ...options, meaning: true }),
    { keep: true },
  );

  const meaning = meant.fresh && meant.data?.query === query ? meant.data : undefined;
  // Changing a filter keeps the list of the same words and meaning in view until the next is there.
  const before = meant.data?.query === query && !meant.error ? meant.data : undefined;
  const page: SearchPage | undefined = meaning ?? before ?? words.data;
  const settled = meaning !== undefined || (rested === key && meant.error !== null);

  const addressOf = (one: Asked, narrowed: Narrowing<SearchSort>) => {
    const narrowing = toAddress(narrowed).toString();
    return searchPath(one.query, one) + (narrowing && `&${narrowing}`);
  };
  const go = (next: Partial<Narrowing<SearchSort>>, also: Partial<Asked> = {}, replace = true) =>
    navigate(addressOf({ ...asked, ...also }, { ...narrowing, show: SHOWN_AT_FIRST, ...next }), { replace });
  const clear = () => navigate(addressOf(asked, fromAddress('', SORTS)), { replace: true });
  // A part that is taken back is a step that can be gone back from.
  const drop = (ids: string[]) => go({}, { dropped: ids }, false);

  return (
    <div className="page">
      <h1 className={styles.title}>“{query}”</h1>
      {page && (
        <>
          <Understood page={page} dropped={dropped} onDropped={drop} />
          <Notes page={page} asked={asked} settled={settled} />
        </>
      )}
      <Listing
        answer={page}
        fresh={words.fresh}
        status={page && <Found page={page} settled={settled} />}
        label={text('search.results')}
        shelf="Search"
        narrowing={narrowing}
        onChange={go}
        onClear={clear}
        sorts={SORTS}
        sorted={page?.sort ?? sort ?? 'best'}
        sortName={(name) => (name === 'best' ? text('search.sort.best') : text(`search.sort.${name}`))}
        extra={page && <Taste value={taste ?? page.strength} onChange={setTaste} />}
        instead={<InsteadOf page={page} settled={settled} error={words.error} retry={words.retry} />}
      />
    </div>
  );
}

/** Stands where nothing was found, or not yet. */
function InsteadOf({
  page,
  settled,
  error,
  retry,
}: {
  page: SearchPage | undefined;
  settled: boolean;
  error: Error | null;
  retry: () => void;
}) {
  const text = useText('search');
  const own = useStatus()?.shop.own ?? false;
  if (!page) {
    if (!error) return <GridSkeleton />;
    return (
      <EmptyState title={text('search.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
        <p>{error.message}</p>
      </EmptyState>
    );
  }
  if (page.entries.length > 0) return null;
  if (!settled) return <GridSkeleton count={4} />;
  return (
    <>
      <EmptyState
        title={text('search.nothing')}
        action={<ButtonLink href="/">{text('search.look-around')}</ButtonLink>}
      >
        <p>
          {text('search.nothing-text')}
          {!own && ` ${text('search.luck')}`}
        </p>
      </EmptyState>
      {!own && <Suggestions />}
    </>
  );
}

/** How many, and how they were found. */
function Found({ page, settled }: { page: SearchPage; settled: boolean }) {
  const text = useText('search');
  const encoder = useStatus()?.encoder;
  const count = page.total;
  if (page.meaning) return <>{text('search.found', { count })}</>;
  if (!settled && encoder !== 'failed') return <>{text('search.found-reading', { count })}</>;
  return <>{text('search.found-words', { count })}</>;
}
