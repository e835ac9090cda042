/**
 * The history as a diary: newest first, by day, searchable; one note, a day, what was selected or all that a
 * search finds can be removed. Long diaries draw only the rows near the view.
 */

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { KnownEvent } from '../../../engine/recommender.ts';
import type { EventType } from '../../../history/event.ts';
import type { Text as TextOf } from '../../../messages/texts.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { ChipToggle } from '../../components/Chip.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { Text, useFormats, useText } from '../../language.tsx';
import { itemPath, searchPath } from '../../paths.ts';
import styles from './Diary.module.css';
import {
  ALL_DOINGS,
  between,
  type Category,
  categoriesOf,
  type DiaryRow,
  type Doing,
  dayName,
  diaryRows,
  findEvents,
  lookedFor,
  shelfInWords,
} from './diary.ts';

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
  review: 'quote',
};

/** Up to here every row is drawn, which find-in-page and screen readers like better. */
const DRAWN_WHOLE = 100;
const ROW_PX = 56;

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

const NOTHING: ReadonlySet<string> = new Set();

export function Diary({ events }: { events: KnownEvent[] }) {
  const text = useText('you');
  const [doings, setDoings] = useState<ReadonlySet<Doing>>(new Set());
  const [words, setWords] = useState('');
  const [category, setCategory] = useState<Category | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null);
  const anchor = useRef<string | null>(null);
  const diary = useRef<HTMLDivElement>(null);

  const wanted = useDeferredValue(words);
  const found = useMemo(
    () => findEvents(text, events, { doings, words: wanted, category }),
    [text, events, doings, wanted, category],
  );
  const rows = useMemo(() => diaryRows(found), [found]);
  const filtered = doings.size > 0 || wanted.trim() !== '' || category !== null;
  const selecting = picked !== null;
  // What is out of view is never taken along.
  const chosen = useMemo(
    () => found.listed.flatMap(({ event }) => (picked?.has(event.id) ? [event.id] : [])),
    [found, picked],
  );
  const forget = useForget(diary);

  const toggle = (doing: Doing, on: boolean) => {
    const next = new Set(doings);
    if (on) next.add(doing);
    else next.delete(doing);
    setDoings(next);
  };
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setPicked(next);
  };
  const pickOne: Select = (id, on, throughLast) => {
    const range = throughLast && anchor.current !== null ? between(rows, anchor.current, id) : [];
    anchor.current = id;
    pick(range.length > 0 ? range : [id], on);
  };
  const showAll = () => {
    setDoings(new Set());
    setWords('');
    setCategory(null);
  };
  const all = [...found.listed, ...found.folded].map(({ event }) => event.id);
  const counts = { listed: found.listed.length, folded: found.folded.length };

  return (
    <div className={styles.diary} ref={diary} tabIndex={-1}>
      <search className={styles.filters}>
        <div className={styles.find}>
          <label className={styles.search}>
            <Icon name="search" size={18} />
            <span className="visually-hidden">{text('diary.search')}</span>
            <input
              type="search"
              placeholder={text('diary.search')}
              value={words}
              onChange={({ target }) => setWords(target.value)}
            />
          </label>
          <CategoryPicker events={events} category={category} onChange={setCategory} />
        </div>
        <fieldset className={styles.doings}>
          <legend className="visually-hidden">{text('diary.only')}</legend>
          {ALL_DOINGS.map((doing) => (
            <ChipToggle key={doing} on={doings.has(doing)} onChange={(on) => toggle(doing, on)}>
              {text(`diary.${doing}`)}
            </ChipToggle>
          ))}
        </fieldset>
      </search>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape ends selecting from any of its buttons */}
      <div
        className={styles.tools}
        data-selecting={selecting}
        onKeyDown={({ key }) => key === 'Escape' && setPicked(null)}
      >
        <p className={styles.count} role="status">
          {selecting
            ? text('diary.selected', { count: chosen.length })
            : filtered
              ? text('diary.count-found', { ...counts, all: events.length })
              : text('diary.count', counts)}
        </p>
        {selecting ? (
          <>
            <Button
              size="small"
              look="quiet"
              onClick={() =>
                pick(
                  found.listed.map(({ event }) => event.id),
                  chosen.length < found.listed.length,
                )
              }
            >
              {chosen.length < found.listed.length
                ? text('diary.select-all', { count: found.listed.length })
                : text('diary.select-none')}
            </Button>
            <Button
              size="small"
              look="danger"
              disabled={chosen.length === 0}
              onClick={() => {
                setPicked(NOTHING);
                forget(chosen, text('diary.forgotten', { count: chosen.length }), 0);
              }}
            >
              {text('diary.forget', { count: chosen.length })}
            </Button>
            <Button size="small" onClick={() => setPicked(null)}>
              {text('diary.done')}
            </Button>
          </>
        ) : (
          found.listed.length > 0 && (
            <>
              {filtered && (
                <Button
                  size="small"
                  onClick={() => forget(all, text('diary.forgotten', { count: all.length }), 0)}
                >
                  {text('diary.forget-found', counts)}
                </Button>
              )}
              <Button
                size="small"
                look="quiet"
                onClick={() => {
                  anchor.current = null;
                  setPicked(NOTHING);
                }}
              >
                {text('diary.select')}
              </Button>
            </>
          )
        )}
      </div>
      {rows.length === 0 ? (
        <p className={styles.none}>
          {text(filtered ? 'diary.none' : 'diary.merely-shown')}{' '}
          {filtered ? (
            <Button size="small" look="quiet" onClick={showAll}>
              {text('diary.show-all')}
            </Button>
          ) : (
            <Button size="small" look="quiet" onClick={() => toggle('shown', true)}>
              {text('diary.show-it')}
            </Button>
          )}
        </p>
      ) : (
        <Rows rows={rows} picked={picked} onPick={pickOne} onPickMany={pick} forget={forget} />
      )}
    </div>
  );
}

function CategoryPicker({
  events,
  category,
  onChange,
}: {
  events: KnownEvent[];
  category: Category | null;
  onChange: (category: Category | null) => void;
}) {
  const text = useText('you');
  const lang = useCatalogLanguage();
  const known = useMemo(() => categoriesOf(events), [events]);
  const id = useId();
  const keyOf = (of: Category['of'], name: string) => `${of} ${name}`;
  const choices = (of: Category['of']) => {
    const here = known[of];
    // What was chosen stays a choice when all of it is forgotten.
    const gone = category?.of === of && !here.some(({ name }) => name === category.name);
    return gone ? [...here, { name: category.name, count: 0 }] : here;
  };
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {text('diary.about')}
      </label>
      <select
        id={id}
        className={styles.category}
        value={category ? keyOf(category.of, category.name) : ''}
        onChange={({ target }) => {
          const [of, ...name] = target.value.split(' ');
          onChange(of === '' ? null : { of: of as Category['of'], name: name.join(' ') });
        }}
      >
        <option value="">{text('diary.about-anything')}</option>
        {(['department', 'kind'] as const).map((of) => (
          <optgroup key={of} label={text(of === 'department' ? 'diary.departments' : 'diary.kinds')}>
            {choices(of).map(({ name, count }) => (
              <option key={name} value={keyOf(of, name)} lang={lang}>
                {text('diary.category', { name, count })}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}

/** @param throughLast takes all between the one picked last and this one along */
type Select = (id: string, on: boolean, throughLast: boolean) => void;

type Forget = (eventIds: string[], message: string, index: number) => void;

function Rows({
  rows,
  picked,
  onPick,
  onPickMany,
  forget,
}: {
  rows: DiaryRow[];
  /** Null while nothing is being selected. */
  picked: ReadonlySet<string> | null;
  onPick: Select;
  onPickMany: (ids: readonly string[], on: boolean) => void;
  forget: Forget;
}) {
  const text = useText('you');
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
              <Day
                row={row}
                picked={picked}
                onPick={onPickMany}
                onForget={(day) =>
                  forget(
                    row.eventIds,
                    text('diary.day.forgotten', { day, count: row.eventIds.length }),
                    index,
                  )
                }
              />
            ) : (
              <Note
                known={row.known}
                picked={picked === null ? null : picked.has(row.known.event.id)}
                onPick={onPick}
                onForget={() => forget([row.known.event.id], text('diary.forgotten', { count: 1 }), index)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Forgets events with a way back, and keeps keyboard focus where the removed row was. */
function useForget(diary: React.RefObject<HTMLElement | null>): Forget {
  const text = useText('you');
  const engine = useEngine();
  const toast = useToast();
  const [focusAt, setFocusAt] = useState<number | null>(null);

  // After each render: the row is gone once the new history has arrived.
  useEffect(() => {
    if (focusAt === null || document.activeElement !== document.body) return;
    const rows = [...(diary.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
    const next = rows.find(({ dataset }) => Number(dataset.index) >= focusAt) ?? rows.at(-1);
    const target = next?.querySelector<HTMLElement>('button, input') ?? diary.current;
    target?.focus({ preventScroll: true });
    setFocusAt(null);
  });

  return async (eventIds: string[], message: string, index: number) => {
    setFocusAt(index);
    try {
      const forgotten = await engine.forget(eventIds);
      toast({
        message,
        action: { label: text('undo'), run: () => engine.restore(forgotten) },
      });
    } catch (error) {
      setFocusAt(null);
      toast({
        message: text('diary.forget-failed', {
          problem: error instanceof Error ? error.message : String(error),
        }),
      });
    }
  };
}

function Day({
  row,
  picked,
  onPick,
  onForget,
}: {
  row: Extract<DiaryRow, { kind: 'day' }>;
  picked: ReadonlySet<string> | null;
  onPick: (ids: readonly string[], on: boolean) => void;
  onForget: (day: string) => void;
}) {
  const text = useText('you');
  const day = dayName(text, useFormats(), row.day, new Date());
  const count = row.eventIds.length;
  const whole = picked !== null && row.eventIds.every((id) => picked.has(id));
  return (
    <div className={styles.day}>
      <h3>{day}</h3>
      {picked === null ? (
        <Button
          size="small"
          look="quiet"
          aria-label={text('diary.day.forget-label', { day, count })}
          onClick={() => onForget(day)}
        >
          {text('diary.day.forget')}
        </Button>
      ) : (
        <Button
          size="small"
          look="quiet"
          aria-label={text(whole ? 'diary.day.leave-out-label' : 'diary.day.select-label', { day, count })}
          onClick={() => onPick(row.eventIds, !whole)}
        >
          {text(whole ? 'diary.day.leave-out' : 'diary.day.select')}
        </Button>
      )}
    </div>
  );
}

function Note({
  known: { event, title, what },
  picked,
  onPick,
  onForget,
}: {
  known: KnownEvent;
  /** Null while nothing is being selected. */
  picked: boolean | null;
  onPick: Select;
  onForget: () => void;
}) {
  const text = useText('you');
  const formats = useFormats();
  return (
    <div className={styles.note} data-picked={picked === true}>
      {picked === null ? (
        <span className={styles.icon}>
          <Icon name={ICONS[event.type]} size={18} />
        </span>
      ) : (
        <input
          type="checkbox"
          className={styles.pick}
          aria-label={text('diary.note.select', { what, title })}
          checked={picked}
          onChange={({ target, nativeEvent }) =>
            onPick(event.id, target.checked, (nativeEvent as MouseEvent).shiftKey)
          }
        />
      )}
      <p className={styles.words}>
        <Text
          text={text}
          id="diary.note"
          values={{
            what,
            title: <Title event={event} title={title} />,
            ...detailsOf(text, event),
            place: event.shelf ? (event.type === 'view_item_list' ? 'on' : 'from') : 'none',
            shelf: event.shelf ? shelfInWords(text, event.shelf) : '',
          }}
          components={{ soft: (words) => <span className="soft">{words}</span> }}
        />
      </p>
      <time className={styles.time} dateTime={new Date(event.at).toISOString()}>
        {formats.date(event.at, CLOCK)}
      </time>
      {picked === null && (
        <IconButton
          icon="close"
          label={text('diary.note.forget', { what, title })}
          className={styles.forget}
          onClick={onForget}
        />
      )}
    </div>
  );
}

/** A link where there is something to go to. */
function Title({ event, title }: Pick<KnownEvent, 'event' | 'title'>) {
  const lang = useCatalogLanguage();
  if (event.type === 'search') return <Link href={searchPath(event.query ?? '')}>{title}</Link>;
  if (event.itemId !== undefined) {
    return (
      <Link href={itemPath(event.itemId)} lang={lang}>
        {title}
      </Link>
    );
  }
  return <strong>{title}</strong>;
}

/** Characters of a review that a row holds. */
const EXCERPT = 80;

/** What else there is to say of it, and which of the message's ways of saying it that is. */
function detailsOf(
  words: TextOf<'you'>,
  { type, quantity, engagementMs, text }: KnownEvent['event'],
): { more: string; detail: string | number } {
  if (type === 'review' && text !== undefined) {
    const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT).trimEnd()}…` : text;
    return { more: 'review', detail: excerpt };
  }
  if (quantity !== undefined && quantity > 1) return { more: 'quantity', detail: quantity };
  if (type === 'user_engagement' && engagementMs !== undefined) {
    return { more: 'time', detail: lookedFor(words, engagementMs) };
  }
  return { more: 'none', detail: '' };
}
