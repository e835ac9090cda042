/** The shop's languages, each by the name its speakers use, so that those find it who can't read this one. */
import { LANGUAGES, type Language } from '../../messages/languages.ts';
import { useLanguage, useText } from '../language.tsx';
import { Icon } from './icons.tsx';
import styles from './LanguageSwitch.module.css';
import { useToast } from './Toasts.tsx';

export function LanguageSwitch() {
  const [language, choose] = useLanguage();
  const text = useText();
  const toast = useToast();
  return (
    <label className={styles.language}>
      <Icon name="language" size={18} />
      <span className="visually-hidden">{text('language')}</span>
      <select
        className={styles.select}
        value={language}
        onChange={({ target }) =>
          choose(target.value as Language).catch(() => toast({ message: text('language.failed') }))
        }
      >
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
