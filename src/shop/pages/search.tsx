/**
 * Search as one types: what matches by word at once, what is meant a moment later, both in one list that rearranges
 * itself when meaning joins. What was understood of the request stands above it, each part to be taken back, and so do a
 * picture and a colour that things should be like. All of a search but the picture itself is in the address: it can be
 * shared, and gone back to.
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
import { type OwnPicture, takePicture, useOwnPicture } from '../own-pictures.ts';
import { usePageTitle } from '../page-title.ts';
import { type Search as Asked, searchFrom, searchPath } from '../paths.ts';
import { Invitation } from './search/Invitation.tsx';
import { LooksAsked, useShadeName } from './search/LooksAsked.tsx';
import { Notes } from './search/Notes.tsx';
import { PictureDrop } from './search/PictureOffer.tsx';
import { Shades } from './search/Shades.tsx';
import { Suggestions } from './search/Suggestions.tsx';
import { Taste } from './search/Taste.tsx';
import { Understood } from './search/Understood.tsx';
import styles from './search.module.css';

/** Words are matched after each key, meaning once typing rests, and a search is remembered once it was meant. */
const MEANING_AFTER_MS = 40;
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
  const asked = searchFrom(search);
  const { query, picture, shade } = asked;
  const nothing = query === '' && picture === null && shade === null;
  const title = useTitle(asked);
  usePageTitle(nothing ? text('search.title') : title);
  useRemembered(query);
  const onPicture = useTakePicture();
  // The button that was pressed may have gone with what it was about: the keyboard goes on from the page's beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time something comes or goes
  useEffect(() => {
    if (document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true });
  }, [picture, shade, nothing]);
  return (
    <>
      {onPicture && <PictureDrop onPicture={onPicture} />}
      {nothing ? (
        <Invitation onPicture={onPicture} />
      ) : (
        <Results
          asked={asked}
          title={title}
          narrowing={fromAddress<SearchSort>(search, SORTS)}
          onPicture={onPicture}
        />
      )}
    </>
  );
}

/** Of a search, in its own words. */
function useTitle({ query, picture, shade }: Asked): string {
  const text = useText('media');
  const nameOf = useShadeName();
  const own = useOwnPicture(picture);
  if (own?.state === 'ready' || own?.state === 'reading')
    return query === '' ? text('picture.title') : text('picture.title-words', { query });
  if (picture !== null && query === '' && shade === null) return text('picture.search');
  if (shade === null) return `“${query}”`;
  const colour = nameOf(shade);
  return query === '' ? text('shades.title', { colour }) : text('shades.title-words', { query, colour });
}

/** Searches by a picture, beside what is searched for already; undefined where the shop's pictures weren't described. */
function useTakePicture(): ((file: File) => void) | undefined {
  const stamp = useStatus()?.shop.pictures;
  const search = useSearch();
  const [, navigate] = useLocation();
  if (stamp === undefined) return undefined;
  return (file) => {
    const { query, ...asked } = searchFrom(search);
    navigate(searchPath(query, { ...asked, picture: takePicture(file, stamp) }));
  };
}

function Results({
  asked,
  title,
  narrowing,
  onPicture = () => {},
}: {
  asked: Asked;
  title: string;
  narrowing: Narrowing<SearchSort>;
  onPicture?: (file: File) => void;
}) {
  const text = useText('search');
  const looksText = useText('media');
  const [, navigate] = useLocation();
  const [taste, setTaste] = useState<number | undefined>(undefined);
  const { query, dropped, beside, shade } = asked;
  const own = useOwnPicture(asked.picture);
  const picture = own?.state === 'ready' ? own.asked : undefined;
  const { show, sort, ...filters } = narrowing;
  const options: Omit<SearchOptions, 'meaning'> = {
    limit: show,
    filters,
    dropped,
    ...(sort !== null && { sort }),
    ...(beside !== null && { beside }),
    ...(taste !== undefined && { strength: taste }),
    ...(shade !== null && { shade }),
  };
  // A picture goes by its name: what it was described by is a long list of numbers.
  const key = JSON.stringify([query, options, picture && asked.picture]);
  // Until the picture was looked at there is nothing to search for but words.
  const coming = own?.state === 'reading';
  const something = !coming && (query !== '' || shade !== null || picture !== undefined);
  const rested = useRested(key, MEANING_AFTER_MS);

  const words = useAsk(
    something ? `search:${key}` : null,
    (engine) => engine.search(query, { ...options, picture, meaning: false }),
    { keep: true },
  );
  // While one types, meaning isn't asked for what will be another text by the next key.
  const meant = useAsk(
    something && query !== '' && rested === key ? `meaning:${key}` : null,
    (engine) => engine.search(query, { ...options, picture, meaning: true }),
    { keep: true },
  );

  const meaning = meant.fresh && meant.data?.query === query ? meant.data : undefined;
  // Changing a filter keeps the list of the same words and meaning in view until the next is there.
  const before = meant.data?.query === query && !meant.error ? meant.data : undefined;
  const page: SearchPage | undefined = something ? (meaning ?? before ?? words.data) : undefined;
  const settled = query === '' || meaning !== undefined || (rested === key && meant.error !== null);

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
      <h1 className={styles.title}>{title}</h1>
      <LooksAsked
        asked={asked}
        picture={own}
        pathTo={(change) => addressOf({ ...asked, ...change }, narrowing)}
        onPicture={onPicture}
      />
      {page && (
        <>
          <Understood page={page} dropped={dropped} onDropped={drop} />
          <Notes page={page} asked={asked} settled={settled} />
        </>
      )}
      {!something && !coming && (
        <section className={styles.looks} aria-labelledby="instead-of-picture">
          <h2 id="instead-of-picture">{looksText('shades.begin')}</h2>
          <Shades
            chosen={null}
            named
            pathTo={(other) => searchPath('', { shade: other })}
            onOther={(other) => navigate(searchPath('', { shade: other }))}
          />
        </section>
      )}
      {(something || coming) && (
        <Listing
          answer={page}
          fresh={words.fresh}
          status={page && <Found page={page} settled={settled} asked={asked} picture={own} />}
          label={text('search.results')}
          shelf="Search"
          narrowing={narrowing}
          onChange={go}
          onClear={clear}
          sorts={SORTS}
          sorted={page?.sort ?? sort ?? 'best'}
          sortName={(name) => (name === 'best' ? text('search.sort.best') : text(`search.sort.${name}`))}
          extra={
            page && (
              <>
                <Taste value={taste ?? page.strength} onChange={setTaste} />
                {page.facets.hues.length > 0 && (
                  <section className={styles.byShade} aria-label={looksText('shades')}>
                    <h2>{looksText('shades')}</h2>
                    <Shades
                      chosen={shade}
                      pathTo={(other) => addressOf({ ...asked, shade: other }, narrowing)}
                      onOther={(other) => go({}, { shade: other })}
                    />
                  </section>
                )}
              </>
            )
          }
          instead={
            <InsteadOf page={page} asked={asked} settled={settled} error={words.error} retry={words.retry} />
          }
        />
      )}
    </div>
  );
}

/** Stands where nothing was found, or not yet. */
function InsteadOf({
  page,
  asked,
  settled,
  error,
  retry,
}: {
  page: SearchPage | undefined;
  asked: Asked;
  settled: boolean;
  error: Error | null;
  retry: () => void;
}) {
  const text = useText('search');
  const looksText = useText('media');
  const own = useStatus()?.shop.own ?? false;
  const { query, shade } = asked;
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
        title={shade !== null ? looksText('nothing.shade') : text('search.nothing')}
        action={
          <>
            {query !== '' && (
              <ButtonLink look="primary" href={`/ask?${new URLSearchParams({ q: query })}`}>
                {text('search.ask-instead', { query })}
              </ButtonLink>
            )}
            <ButtonLink href="/">{text('search.look-around')}</ButtonLink>
          </>
        }
      >
        {shade !== null ? (
          <p>{looksText('nothing.shade-text')}</p>
        ) : (
          <p>
            {text('search.nothing-text')}
            {!own && ` ${text('search.luck')}`}
          </p>
        )}
      </EmptyState>
      {!own && query !== '' && <Suggestions />}
    </>
  );
}

/** How many, and how they were found. */
function Found({
  page,
  settled,
  asked,
  picture,
}: {
  page: SearchPage;
  settled: boolean;
  asked: Asked;
  picture: OwnPicture | undefined;
}) {
  const text = useText('search');
  const looksText = useText('media');
  const encoder = useStatus()?.encoder;
  const count = page.total;
  const byPicture = picture?.state === 'ready';
  if (asked.query === '') return <>{looksText(byPicture ? 'found.looks' : 'found.shade', { count })}</>;
  if (byPicture || asked.shade !== null) {
    const reading = !page.meaning && !settled && encoder !== 'failed';
    return (
      <>{looksText(page.meaning ? 'found.both' : reading ? 'found.reading' : 'found.words', { count })}</>
    );
  }
  if (page.meaning) return <>{text('search.found', { count })}</>;
  if (!settled && encoder !== 'failed') return <>{text('search.found-reading', { count })}</>;
  return <>{text('search.found-words', { count })}</>;
}
