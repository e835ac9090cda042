/** A phone's way around, within reach of the thumb. Wider windows have it all in the header. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../language.tsx';
import { Badge, useBasketCount } from './Header.tsx';
import { Icon, type IconName } from './icons.tsx';
import styles from './TabBar.module.css';

const load = () => import('./DepartmentsSheet.tsx');
const DepartmentsSheet = lazy(load);

export function TabBar() {
  const text = useText();
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
    <nav aria-label={text('tabs')} className={styles.bar}>
      {tab('/', 'home', text('tabs.home'))}
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
        {text('tabs.shop')}
      </button>
      {tab('/saved', 'heart', text('saved'))}
      <Link
        href="/basket"
        className={styles.tab}
        aria-label={text('basket.label', { count })}
        aria-current={path === '/basket' ? 'page' : undefined}
      >
        <span className={styles.counted}>
          <Icon name="basket" size={22} />
          {count > 0 && <Badge count={count} />}
        </span>
        {text('basket')}
      </Link>
      {tab('/you', 'person', text('tabs.you'))}
      {wanted && (
        <Suspense>
          <DepartmentsSheet open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}
