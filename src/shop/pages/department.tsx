/** A department: its things, sorted and narrowed. What was chosen is in the address, so it can be shared. */
import { useLocation, useSearch } from 'wouter';
import type { BrowseRequest, Sort } from '../../engine/recommender.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { ChipToggle } from '../components/Chip.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Listing } from '../components/Listing.tsx';
import { departmentPath, useDepartments } from '../departments.ts';
import { useAsk, useStatus } from '../engine.tsx';
import { useText } from '../language.tsx';
import { fromAddress, type Narrowing, SHOWN_AT_FIRST, toAddress } from '../narrowing.ts';
import { usePageTitle } from '../page-title.ts';
import styles from './department.module.css';

const SORTS = ['for-you', 'rating', 'newest', 'price-low', 'price-high', 'title'] as const;

/** Kinds have a row of their own. */
const BESIDES = ['departments', 'kinds'] as const;

export default function DepartmentPage({ slug }: { slug: string }) {
  const text = useText('shop');
  const lang = useCatalogLanguage();
  const search = useSearch();
  const [, navigate] = useLocation();
  const narrowing = fromAddress<Sort>(search, SORTS);
  const { show: _, sort, ...filters } = narrowing;
  const request: BrowseRequest = { department: slug, ...filters, sort: sort ?? SORTS[0] };
  const shop = useStatus()?.shop.id ?? '';
  const { data, error, fresh, retry } = useAsk(
    `browse:${shop}:${JSON.stringify(request)}`,
    (engine) => engine.browse(request),
    { keep: true },
  );
  const departments = useDepartments();
  const department = data?.department ?? departments.find((other) => other.slug === slug) ?? null;
  const missing = data !== undefined && data.department === null;
  usePageTitle(missing ? text('not-found') : department?.name);

  const change = (next: Partial<Narrowing<Sort>>) => {
    const address = toAddress({ ...narrowing, show: SHOWN_AT_FIRST, ...next }).toString();
    navigate(departmentPath(slug) + (address && `?${address}`), { replace: true });
  };
  const clear = () => navigate(departmentPath(slug), { replace: true });

  if (missing) {
    return (
      <div className="page">
        <h1>{text('department.missing')}</h1>
        <EmptyState
          title={text('department.others')}
          action={
            <ButtonLink look="primary" href="/">
              {text('department.whole')}
            </ButtonLink>
          }
        />
      </div>
    );
  }

  const { kinds } = narrowing;
  return (
    <div className="page">
      <h1 className={styles.name} lang={lang}>
        {department?.name ?? ' '}
      </h1>
      <p className={styles.blurb} lang={lang}>
        {department?.blurb}
      </p>

      {department && department.kinds.length > 1 && (
        <fieldset className={styles.kinds} aria-label={text('department.kinds')}>
          {department.kinds.map((kind) => (
            <ChipToggle
              key={kind}
              on={kinds.includes(kind)}
              onChange={(on) =>
                change({ kinds: on ? [...kinds, kind] : kinds.filter((other) => other !== kind) })
              }
            >
              <span lang={lang}>{kind}</span>
            </ChipToggle>
          ))}
        </fieldset>
      )}

      <Listing
        answer={data}
        fresh={fresh}
        status={data || department ? text('things', { count: data?.total ?? department?.count ?? 0 }) : ''}
        label={department?.name ?? text('department.things')}
        shelf={department?.name}
        narrowing={narrowing}
        onChange={change}
        onClear={clear}
        sorts={SORTS}
        sorted={request.sort}
        sortName={(name) => text(`sort.${name}`)}
        besides={BESIDES}
        instead={
          !data && error ? (
            <EmptyState
              title={text('department.failed')}
              action={<Button onClick={retry}>{text('again')}</Button>}
            >
              <p>{error.message}</p>
            </EmptyState>
          ) : data?.total === 0 ? (
            <EmptyState
              title={text('department.nothing')}
              action={
                <Button look="primary" onClick={clear}>
                  {text('department.clear')}
                </Button>
              }
            >
              <p>{text('department.nothing-text')}</p>
            </EmptyState>
          ) : undefined
        }
      />
    </div>
  );
}
