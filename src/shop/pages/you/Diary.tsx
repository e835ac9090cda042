/**
 * The history as a diary: newest first, by day, searchable, each note and each day removable. Long diaries draw
 * only the rows near the view.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { KnownEvent } from '../../../engine/recommender.ts';
import type { EventType } from '../../../history/event.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { ChipToggle } from '../../components/Chip.tsx';
import { itemPath } from '../../components/ItemCard.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { searchPath } from '../../components/SearchField.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import styles from './Diary.module.css';
import { ALL_DOINGS, type DiaryRow, type Doing, dayName, diaryRows, filterEvents } from './diary.ts';

const ICONS: Record<EventType, IconName> = {
  view_item: 'eye',
  select_item: 'open',
  search: 'search',
  add_to_cart: 'basket',
  remove_from_cart: 'minus',
  add_to_wishlist: 'heart',
  purchase: 'parcel',
  rate: 'star',
  hide: 'hide',
  more_like_this: 'plus',
  less_like_this: 'minus',
  view_item_list: 'eye',
  user_engagement: 'eye',
};

/** Up to here every row is drawn, which find-in-page and screen readers like better. */
const DRAWN_WHOLE = 100;
const ROW_PX = 56;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export function Diary({ events }: { events: KnownEvent[] }) {
  const [doings, setDoings] = useState<ReadonlySet<Doing>>(new Set());
  const [words, setWords] = useState('');
  const shown = useMemo(() => filterEvents(events, doings, words), [events, doings, words]);
  const rows = useMemo(() => diaryRows(shown), [shown]);

  const toggle = (doing: Doing, on: boolean) => {
    const next = new Set(doings);
    if (on) next.add(doing);
    else next.delete(doing);
    setDoings(next);
  };
  const filtered = doings.size > 0 || words.trim() !== '';

  return (
    <>
      <search className={styles.filters}>
        <label className={styles.search}>
          <Icon name="search" size={18} />
          <span className="visually-hidden">Search the diary</span>
          <input
            type="search"
            placeholder="Search the diary"
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
        </label>
        <fieldset className={styles.doings}>
          <legend className="visually-hidden">Show only</legend>
          {ALL_DOINGS.map((doing) => (
            <ChipToggle key={doing} on={doings.has(doing)} onChange={(on) => toggle(doing, on)}>
              {doing}
            </ChipToggle>
          ))}
        </fieldset>
        <p className={styles.count} role="status">
          {filtered
            ? `${shown.length.toLocaleString()} of ${events.length.toLocaleString()} notes`
            : `${events.length.toLocaleString()} ${events.length === 1 ? 'note' : 'notes'}`}
        </p>
      </search>
      {rows.length === 0 ? (
        <p className={styles.none}>
          No note matches.{' '}
          <Button
            size="small"
            look="quiet"
            onClick={() => {
              setDoings(new Set());
              setWords('');
            }}
          >
            Show all
          </Button>
        </p>
      ) : (
        <Rows rows={rows} />
      )}
    </>
  );
}

function Rows({ rows }: { rows: DiaryRow[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop((list.current?.getBoundingClientRect().top ?? 0) + scrollY);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index].key,
    overscan: rows.length <= DRAWN_WHOLE ? rows.length : 10,
    scrollMargin: top,
  });

  const forget = useForget(list);
  return (
    <ul role="list" className={styles.rows} ref={list} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        return (
          <li
            key={key}
            data-index={index}
            ref={virtualizer.measureElement}
            className={styles.place}
            style={{ transform: `translateY(${start - top}px)` }}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
          >
            {row.kind === 'day' ? (
              <Day row={row} onForget={(name) => forget(row.eventIds, `${name} is forgotten`, index)} />
            ) : (
              <Note known={row.known} onForget={() => forget([row.known.event.id], 'Forgotten', index)} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Forgets events with a way back, and keeps keyboard focus where the removed row was. */
function useForget(list: React.RefObject<HTMLElement | null>) {
  const engine = useEngine();
  const toast = useToast();
  const [focusAt, setFocusAt] = useState<number | null>(null);

  // After each render: the row is gone once the new history has arrived.
  useEffect(() => {
    if (focusAt === null || document.activeElement !== document.body) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
    const next = rows.find(({ dataset }) => Number(dataset.index) >= focusAt) ?? rows.at(-1);
    next?.querySelector('button')?.focus({ preventScroll: true });
    setFocusAt(null);
  });

  return async (eventIds: string[], message: string, index: number) => {
    setFocusAt(index);
    try {
      const forgotten = await engine.forget(eventIds);
      toast({
        message: eventIds.length > 1 ? `${message}, ${eventIds.length} notes.` : `${message}.`,
        action: { label: 'Undo', run: () => engine.restore(forgotten) },
      });
    } catch (error) {
      setFocusAt(null);
      toast({
        message: `That could not be forgotten: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  };
}

function Day({
  row,
  onForget,
}: {
  row: Extract<DiaryRow, { kind: 'day' }>;
  onForget: (name: string) => void;
}) {
  const name = dayName(row.day, new Date(), 'en-GB');
  return (
    <div className={styles.day}>
      <h3>{name}</h3>
      <Button
        size="small"
        look="quiet"
        aria-label={`Forget ${name}, ${row.eventIds.length} ${row.eventIds.length === 1 ? 'note' : 'notes'}`}
        onClick={() => onForget(name)}
      >
        Forget day
      </Button>
    </div>
  );
}

function Note({ known: { event, title, what }, onForget }: { known: KnownEvent; onForget: () => void }) {
  const quantity = event.quantity !== undefined && event.quantity > 1 ? ` × ${event.quantity}` : '';
  return (
    <div className={styles.note}>
      <span className={styles.icon}>
        <Icon name={ICONS[event.type]} size={18} />
      </span>
      <p className={styles.words}>
        <span className="soft">{what}</span>{' '}
        {event.type === 'search' ? (
          <Link href={searchPath(event.query ?? '')}>{title}</Link>
        ) : (
          <Link href={itemPath(event.itemId ?? '')}>{title}</Link>
        )}
        {quantity}
        {event.shelf && <span className="soft"> from {event.shelf}</span>}
      </p>
      <time className={styles.time} dateTime={new Date(event.at).toISOString()}>
        {clock.format(event.at)}
      </time>
      <IconButton
        icon="close"
        label={`Forget: ${what} ${title}`}
        className={styles.forget}
        onClick={onForget}
      />
    </div>
  );
}
