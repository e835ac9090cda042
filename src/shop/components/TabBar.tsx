/** A phone's way around, within reach of the thumb. Wider windows have it all in the header. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Badge, useBasketCount } from './Header.tsx';
import { Icon, type IconName } from './icons.tsx';
import styles from './TabBar.module.css';

const load = () => import('./DepartmentsSheet.tsx');
const DepartmentsSheet = lazy(load);

export function TabBar() {
  const [path] = useLocation();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const count = useBasketCount();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a chosen department closes the sheet
  useEffect(() => setOpen(false), [path]);

  const tab = (href: string, icon: IconName, label: string) => (
    <Link href={href} className={styles.tab} aria-current={path === href ? 'page' : undefined}>
      <Icon name={icon} size={22} />
      {label}
    </Link>
  );
  return (
    <nav aria-label="Main" className={styles.bar}>
      {tab('/', 'home', 'Home')}
      <button
        type="button"
        className={styles.tab}
        aria-haspopup="dialog"
        data-here={path.startsWith('/shop/')}
        onPointerDown={load}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <Icon name="grid" size={22} />
        Shop
      </button>
      {tab('/saved', 'heart', 'Saved')}
      <Link
        href="/basket"
        className={styles.tab}
        aria-label={count === 0 ? 'Basket, empty' : `Basket, ${count} ${count === 1 ? 'thing' : 'things'}`}
        aria-current={path === '/basket' ? 'page' : undefined}
      >
        <span className={styles.counted}>
          <Icon name="basket" size={22} />
          {count > 0 && <Badge count={count} />}
        </span>
        Basket
      </Link>
      {tab('/you', 'person', 'You')}
      {wanted && (
        <Suspense>
          <DepartmentsSheet open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}
