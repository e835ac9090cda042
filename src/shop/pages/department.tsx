/** A department: its things, sorted and narrowed. What was chosen is in the address, so it can be shared. */
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { BrowseRequest, Sort } from '../../engine/recommender.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { ChipRemovable, ChipToggle } from '../components/Chip.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Filters } from '../components/Filters.tsx';
import { GridSkeleton, ItemGrid } from '../components/ItemGrid.tsx';
import { formatPrice, useCurrency } from '../components/Price.tsx';
import { departmentPath, useDepartments } from '../departments.ts';
import { useAsk, useStatus } from '../engine.tsx';
import { chosenCount, fromAddress, type Narrowing, SORTS, toAddress } from '../narrowing.ts';
import { usePageTitle } from '../page-title.ts';
import styles from './department.module.css';

/** Rows of two to five cards fill up evenly. */
const PAGE = 60;

const SORT_WORDS: Record<Sort, string> = {
  'for-you': 'For you',
  rating: 'Best loved',
  newest: 'Newest',
  'price-low': 'Price, low first',
  'price-high': 'Price, high first',
  title: 'By name',
};

export default function DepartmentPage({ slug }: { slug: string }) {
  const search = useSearch();
  const [, navigate] = useLocation();
  const narrowing = fromAddress(search);
  const { show, ...choice } = narrowing;
  const request: BrowseRequest = { department: slug, ...choice };
  const shop = useStatus()?.shop.id ?? '';
  const { data, error, fresh, retry } = useAsk(
    `browse:${shop}:${JSON.stringify(request)}`,
    (engine) => engine.browse(request),
    { keep: true },
  );
  const departments = useDepartments();
  const department = data?.department ?? departments.find((other) => other.slug === slug) ?? null;
  const missing = data !== undefined && data.department === null;
  usePageTitle(missing ? 'Not found' : department?.name);

  const change = (next: Partial<Narrowing>) => {
    const address = toAddress({ ...narrowing, show: PAGE, ...next });
    navigate(departmentPath(slug) + (address && `?${address}`), { replace: true });
  };
  const clear = () => navigate(departmentPath(slug), { replace: true });

  if (missing) {
    return (
      <div className="page">
        <h1>There is no such department</h1>
        <EmptyState
          title="But there are others"
          action={
            <ButtonLink look="primary" href="/">
              See the whole shop
            </ButtonLink>
          }
        />
      </div>
    );
  }

  const shown = data?.entries.slice(0, show) ?? [];
  const total = data?.total ?? department?.count ?? 0;
  const filters = data && <Filters facets={data.facets} narrowing={narrowing} onChange={change} />;

  return (
    <div className="page">
      <h1 className={styles.name}>{department?.name ?? ' '}</h1>
      <p className={styles.blurb}>{department?.blurb}</p>

      {department && department.kinds.length > 1 && (
        <fieldset className={styles.kinds} aria-label="Kinds">
          {department.kinds.map((kind) => (
            <ChipToggle
              key={kind}
              on={narrowing.kinds.includes(kind)}
              onChange={(on) =>
                change({
                  kinds: on ? [...narrowing.kinds, kind] : narrowing.kinds.filter((other) => other !== kind),
                })
              }
            >
              {kind}
            </ChipToggle>
          ))}
        </fieldset>
      )}

      <div className={styles.layout}>
        <aside className={styles.side} aria-label="Filters">
          {filters ?? <div className={styles.sideComing} />}
        </aside>
        <div className={styles.results}>
          <div className={styles.bar}>
            <p className={styles.count} role="status">
              {data || department ? `${total} ${total === 1 ? 'thing' : 'things'}` : ''}
            </p>
            <FilterSheet count={chosenCount(narrowing)} total={total} onClear={clear}>
              {filters}
            </FilterSheet>
            <label className={styles.sort}>
              <span className={styles.sortLabel}>Sort</span>
              <select
                value={narrowing.sort}
                onChange={(event) => change({ sort: event.target.value as Sort })}
                className={styles.select}
              >
                {SORTS.map((sort) => (
                  <option key={sort} value={sort}>
                    {SORT_WORDS[sort]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <Chosen narrowing={narrowing} onChange={change} onClear={clear} />

          {!data &&
            (error ? (
              <EmptyState
                title="This shelf could not be read"
                action={<Button onClick={retry}>Try again</Button>}
              >
                <p>{error.message}</p>
              </EmptyState>
            ) : (
              <GridSkeleton />
            ))}
          {data && data.total === 0 && (
            <EmptyState
              title="Nothing fits all of that"
              action={
                <Button look="primary" onClick={clear}>
                  Clear the filters
                </Button>
              }
            >
              <p>Take one or two filters away and there will be something again.</p>
            </EmptyState>
          )}
          {shown.length > 0 && (
            <div className={styles.grid} aria-busy={!fresh}>
              <ItemGrid entries={shown} label={department?.name ?? 'Things'} shelf={department?.name} />
            </div>
          )}
          {data && shown.length < data.total && (
            <div className={styles.more}>
              <p className="soft small">
                {shown.length} of {data.total}
              </p>
              <Button onClick={() => change({ show: show + PAGE })}>
                Show {Math.min(PAGE, data.total - shown.length)} more
              </Button>
            </div>
          )}
        </div>
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
  children: React.ReactNode;
}) {
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
        Filter{count > 0 ? ` (${count})` : ''}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Filter"
        footer={
          <>
            <Button onClick={onClear} disabled={count === 0}>
              Clear
            </Button>
            <Button look="primary" onClick={() => setOpen(false)}>
              Show {total}
            </Button>
          </>
        }
      >
        {children}
      </Dialog>
    </>
  );
}

/** What narrows the list, each to be taken away. Kinds have their own row. */
function Chosen({
  narrowing,
  onChange,
  onClear,
}: {
  narrowing: Narrowing;
  onChange: (next: Partial<Narrowing>) => void;
  onClear: () => void;
}) {
  const currency = useCurrency();
  const { brands, colours, price } = narrowing;
  if (brands.length + colours.length === 0 && price.min === null && price.max === null) return null;
  const money = (amount: number) => formatPrice(amount, currency);
  const priceWords =
    price.min === null
      ? `Up to ${money(price.max ?? 0)}`
      : price.max === null
        ? `From ${money(price.min)}`
        : `${money(price.min)} to ${money(price.max)}`;
  return (
    <fieldset className={styles.chosen} aria-label="Chosen filters">
      {brands.map((brand) => (
        <ChipRemovable
          key={`brand ${brand}`}
          label={`Remove filter: ${brand}`}
          onRemove={() => onChange({ brands: brands.filter((other) => other !== brand) })}
        >
          {brand}
        </ChipRemovable>
      ))}
      {colours.map((colour) => (
        <ChipRemovable
          key={`colour ${colour}`}
          label={`Remove filter: ${colour}`}
          onRemove={() => onChange({ colours: colours.filter((other) => other !== colour) })}
        >
          {colour}
        </ChipRemovable>
      ))}
      {(price.min !== null || price.max !== null) && (
        <ChipRemovable
          label="Remove filter: price"
          onRemove={() => onChange({ price: { min: null, max: null } })}
        >
          {priceWords}
        </ChipRemovable>
      )}
      <Button look="quiet" size="small" onClick={onClear}>
        Clear all
      </Button>
    </fieldset>
  );
}
