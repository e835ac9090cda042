/** The top of every page: name, departments, search, the visitor's things, and who they are where several share it. */
import { lazy, Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { useCatalogLanguage } from '../catalog-language.ts';
import { departmentPath, useDepartments } from '../departments.ts';
import { useAsk, useStatus } from '../engine.tsx';
import { useFirstView } from '../first-view.ts';
import { useText } from '../language.tsx';
import { DepartmentList } from './DepartmentList.tsx';
import { DeviceIndicator } from './DeviceIndicator.tsx';
import styles from './Header.module.css';
import { Icon } from './icons.tsx';
import { PopoverButton } from './PopoverButton.tsx';
import { SearchField } from './SearchField.tsx';
import { StandingBar } from './StandingBar.tsx';

const PersonSwitch = lazy(() => import('./PersonSwitch.tsx'));

/** How many stand in the header itself; narrower windows show fewer (see the styles). */
const IN_HEADER = 5;

/** Number of things in the basket, for its badges. */
export function useBasketCount(): number {
  return useAsk('basket', (engine) => engine.basket()).data?.count ?? 0;
}

export function Header() {
  const text = useText();
  const lang = useCatalogLanguage();
  const departments = useDepartments();
  const [path] = useLocation();
  const count = useBasketCount();
  const status = useStatus();
  const shop = status?.shop;
  const first = useFirstView();
  const shared = status !== null && status.people.length > 1 && !status.private;
  return (
    <header className={styles.header}>
      <div className={styles.inner} data-shared={shared}>
        <Link href="/" className={styles.name}>
          {shop?.own ? shop.name : (first?.name ?? 'Inkling')}
        </Link>
        <nav aria-label={text('departments')} className={styles.departments}>
          {departments.slice(0, IN_HEADER).map(({ name, slug }) => (
            <Link
              key={slug}
              href={departmentPath(slug)}
              className={styles.department}
              lang={lang}
              aria-current={path === departmentPath(slug) ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
          {departments.length > 0 && (
            <PopoverButton
              button={
                <>
                  <span className={styles.beside}>{text('departments.more')}</span>
                  <span className={styles.alone}>{text('departments')}</span>
                  <Icon name="down" size={16} />
                </>
              }
              label={text('departments.all')}
              className={styles.more}
              placement="bottom-start"
              wide
            >
              <DepartmentList departments={departments} />
            </PopoverButton>
          )}
        </nav>
        <SearchField className={styles.search} />
        <nav aria-label={text('header.yours')} className={styles.yours}>
          <Link href="/saved" className={styles.mine} aria-label={text('saved')} title={text('saved')}>
            <Icon name="heart" />
          </Link>
          <Link
            href="/basket"
            className={styles.mine}
            aria-label={text('basket.label', { count })}
            title={text('basket')}
          >
            <Icon name="basket" />
            {count > 0 && <Badge count={count} />}
          </Link>
        </nav>
        {shared && (
          <Suspense>
            <PersonSwitch />
          </Suspense>
        )}
        <DeviceIndicator />
      </div>
      <StandingBar />
    </header>
  );
}

/** The little number at a basket. */
export function Badge({ count }: { count: number }) {
  return (
    <span className={styles.badge} aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  );
}
