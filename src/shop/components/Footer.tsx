/** The foot of every page: where things are, what the shop promises, the lamp switch and the language. */
import { Link } from 'wouter';
import { useStatus } from '../engine.tsx';
import { useFirstView } from '../first-view.ts';
import { useText } from '../language.tsx';
import { THEMES, type Theme, useTheme } from '../theme.ts';
import styles from './Footer.module.css';
import { Icon, type IconName } from './icons.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

const THEME_ICON: Record<Theme, IconName> = { system: 'device', light: 'sun', dark: 'moon' };

export function Footer() {
  const text = useText();
  const [theme, setTheme] = useTheme();
  const shop = useStatus()?.shop;
  const first = useFirstView();
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.promise}>
          <p className={styles.name}>{shop?.own ? shop.name : (first?.name ?? 'Inkling')}</p>
          <p>{text('footer.promise')}</p>
        </div>
        <nav aria-label={text('footer.about')} className={styles.links}>
          <Link href="/you">{text('what-we-know')}</Link>
          <Link href="/saved">{text('saved')}</Link>
          <Link href="/basket">{text('basket')}</Link>
          <Link href="/lab">{text('lab')}</Link>
        </nav>
        <div className={styles.settings}>
          <LanguageSwitch />
          <fieldset className={styles.themes}>
            <legend className="visually-hidden">{text('theme')}</legend>
            {THEMES.map((name) => (
              <label key={name} className={styles.theme} title={text(`theme.${name}`)}>
                <input
                  type="radio"
                  name="theme"
                  checked={theme === name}
                  onChange={() => setTheme(name)}
                  className="visually-hidden"
                />
                <Icon name={THEME_ICON[name]} size={18} />
                <span className="visually-hidden">{text(`theme.${name}`)}</span>
              </label>
            ))}
          </fieldset>
        </div>
      </div>
    </footer>
  );
}
