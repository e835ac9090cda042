/**
 * Things found, with what narrows and sorts them: filters at the side, or on a phone in a sheet; what was chosen as
 * chips; cards; more of them. A department and a search are both one.
 */
import { type ReactNode, useEffect, useState } from 'react';
import type { Entry, Facets } from '../../engine/recommender.ts';
import { useFormats, useText } from '../language.tsx';
import { chosenCount, type Narrowing, SHOWN_AT_FIRST } from '../narrowing.ts';
import { Button } from './Button.tsx';
import { ChipRemovable } from './Chip.tsx';
import { Dialog } from './Dialog.tsx';
import { Filters } from './Filters.tsx';
import { GridSkeleton, ItemGrid } from './ItemGrid.tsx';
import styles from './Listing.module.css';
import { useCurrency } from './Price.tsx';

/** Lists that a page has a row of its own for, or that would hold one value. */
export type Besides = readonly ('departments' | 'kinds')[];

export interface ListingProps<S extends string> {
  /** Undefined until it was answered. */
  answer: { entries: Entry[]; total: number; facets: Facets } | undefined;
  /** False while a newer answer is on its way. */
  fresh: boolean;
  /** What stands in the list's place: while it comes, where it failed, where there is nothing. */
  instead?: ReactNode;
  /** Before the list: how many there are, as a sentence. */
  status: ReactNode;
  label: string;
  /** Noted with visits that begin here. */
  shelf?: string;
  narrowing: Narrowing<S>;
  onChange: (next: Partial<Narrowing<S>>) => void;
  onClear: () => void;
  sorts: readonly S[];
  /** The order that the list is in. */
  sorted: S;
  sortName: (sort: S) => string;
  besides?: Besides;
  /** Stands before the filters. */
  extra?: ReactNode;
}

export function Listing<S extends string>(props: ListingProps<S>) {
  const { answer, fresh, instead, status, label, shelf, narrowing, onChange, onClear } = props;
  const { sorts, sorted, sortName, besides, extra } = props;
  const text = useText('shop');
  const shown = answer?.entries.slice(0, narrowing.show) ?? [];
  const total = answer?.total ?? 0;
  const filters = answer && (
    <>
      {extra && <div className={styles.extra}>{extra}</div>}
      <Filters facets={answer.facets} narrowing={narrowing} onChange={onChange} besides={besides} />
    </>
  );
  return (
    <div className={styles.layout}>
      <aside className={styles.side} aria-label={text('filters')}>
        {filters ?? <div className={styles.sideComing} />}
      </aside>
      <div className={styles.results}>
        <div className={styles.bar}>
          <p className={styles.count} role="status">
            {status}
          </p>
          <FilterSheet count={chosenCount(narrowing, besides)} total={total} onClear={onClear}>
            {filters}
          </FilterSheet>
          <label className={styles.sort}>
            <span className={styles.sortLabel}>{text('sort')}</span>
            <select
              value={sorted}
              onChange={(event) => onChange({ sort: event.target.value as S } as Partial<Narrowing<S>>)}
              className={styles.select}
            >
              {sorts.map((sort) => (
                <option key={sort} value={sort}>
                  {sortName(sort)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Chosen narrowing={narrowing} onChange={onChange} onClear={onClear} besides={besides} />
        {instead ?? (answer === undefined && <GridSkeleton />)}
        {shown.length > 0 && (
          <div aria-busy={!fresh}>
            <ItemGrid entries={shown} label={label} shelf={shelf} />
          </div>
        )}
        {answer && shown.length > 0 && shown.length < total && (
          <div className={styles.more}>
            <p className="soft small">{text('department.shown', { shown: shown.length, all: total })}</p>
            <Button
              onClick={() => onChange({ show: narrowing.show + SHOWN_AT_FIRST } as Partial<Narrowing<S>>)}
            >
              {text('department.show-more', { count: Math.min(SHOWN_AT_FIRST, total - shown.length) })}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** The filters on a phone. */
function FilterSheet({
  count,
  total,
  onClear,
  children,
}: {
  count: number;
  total: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const text = useText('shop');
  const [open, setOpen] = useState(false);
  // A window made wide has the filters at its side.
  useEffect(() => {
    const wide = matchMedia('(min-width: 62rem)');
    const close = () => setOpen(false);
    wide.addEventListener('change', close);
    return () => wide.removeEventListener('change', close);
  }, []);
  return (
    <>
      <Button size="small" icon="filter" className={styles.filterButton} onClick={() => setOpen(true)}>
        {text('filters.open', { count })}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={text('filters.title')}
        footer={
          <>
            <Button onClick={onClear} disabled={count === 0}>
              {text('filters.clear')}
            </Button>
            <Button look="primary" onClick={() => setOpen(false)}>
              {text('filters.show', { count: total })}
            </Button>
          </>
        }
      >
        {children}
      </Dialog>
    </>
  );
}

/** What narrows the list, each to be taken away. */
function Chosen<S extends string>({
  narrowing,
  onChange,
  onClear,
  besides = [],
}: Pick<ListingProps<S>, 'narrowing' | 'onChange' | 'onClear' | 'besides'>) {
  const text = useText('shop');
  const looksText = useText('media');
  const { price: money } = useFormats();
  const currency = useCurrency();
  if (chosenCount(narrowing, besides) === 0) return null;
  const { departments, kinds, brands, colours, hues, attributes, price, rating } = narrowing;
  const change = (next: Partial<Narrowing<string>>) => onChange(next as Partial<Narrowing<S>>);
  const lists = { departments, kinds, brands, colours };
  const named = (Object.keys(lists) as (keyof typeof lists)[]).filter(
    (list) => !besides.some((other) => other === list),
  );
  const chip = (key: string, value: string, onRemove: () => void) => (
    <ChipRemovable key={key} label={text('filters.remove', { name: value })} onRemove={onRemove}>
      {value}
    </ChipRemovable>
  );
  const without = (values: string[], value: string) => values.filter((other) => other !== value);
  const amount = (value: number | null) => money(value ?? 0, currency);
  return (
    <fieldset className={styles.chosen} aria-label={text('filters.chosen')}>
      {named.flatMap((list) =>
        lists[list].map((value) =>
          chip(`${list} ${value}`, value, () => change({ [list]: without(lists[list], value) })),
        ),
      )}
      {hues.map((hue) =>
        chip(`hue ${hue}`, looksText('hue', { hue }), () =>
          change({ hues: hues.filter((other) => other !== hue) }),
        ),
      )}
      {Object.entries(attributes).flatMap(([name, values]) =>
        values.map((value) =>
          chip(`${name}: ${value}`, `${name}: ${value}`, () =>
            change({ attributes: { ...attributes, [name]: without(values, value) } }),
          ),
        ),
      )}
      {rating !== null &&
        chip('rating', text('filters.stars', { stars: rating }), () => change({ rating: null }))}
      {(price.min !== null || price.max !== null) && (
        <ChipRemovable
          label={text('filters.remove-price')}
          onRemove={() => change({ price: { min: null, max: null } })}
        >
          {price.min === null
            ? text('filters.up-to', { price: amount(price.max) })
            : price.max === null
              ? text('filters.from', { price: amount(price.min) })
              : text('filters.between', { from: amount(price.min), to: amount(price.max) })}
        </ChipRemovable>
      )}
      <Button look="quiet" size="small" onClick={onClear}>
        {text('filters.clear-all')}
      </Button>
    </fieldset>
  );
}
