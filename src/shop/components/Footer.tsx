/** The foot of every page: where things are, what the shop promises, and the lamp switch. */
import { Link } from 'wouter';
import { useStatus } from '../engine.tsx';
import { useFirstView } from '../first-view.ts';
import { THEMES, type Theme, useTheme } from '../theme.ts';
import styles from './Footer.module.css';
import { Icon, type IconName } from './icons.tsx';

const THEME_LOOK: Record<Theme, { icon: IconName; label: string }> = {
  system: { icon: 'device', label: 'As this device' },
  light: { icon: 'sun', label: 'Light' },
  dark: { icon: 'moon', label: 'Dark' },
};

export function Footer() {
  const [theme, setTheme] = useTheme();
  const shop = useStatus()?.shop;
  const first = useFirstView();
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.promise}>
          <p className={styles.name}>{shop?.own ? shop.name : (first?.name ?? 'Inkling')}</p>
          <p>
            A shop that gets to know you on your own device, and tells nobody. It has no server to tell: what
            you look at, save and buy here stays in this browser until you take it with you or erase it.
          </p>
        </div>
        <nav aria-label="About" className={styles.links}>
          <Link href="/you">What we know about you</Link>
          <Link href="/saved">Saved</Link>
          <Link href="/basket">Basket</Link>
          <Link href="/lab">The Lab</Link>
        </nav>
        <fieldset className={styles.themes}>
          <legend className="visually-hidden">Light or dark</legend>
          {THEMES.map((name) => (
            <label key={name} className={styles.theme} title={THEME_LOOK[name].label}>
              <input
                type="radio"
                name="theme"
                checked={theme === name}
                onChange={() => setTheme(name)}
                className="visually-hidden"
              />
              <Icon name={THEME_LOOK[name].icon} size={18} />
              <span className="visually-hidden">{THEME_LOOK[name].label}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </footer>
  );
}
