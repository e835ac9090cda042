/** In which language the catalog's own words are, for screen readers and fonts, where the interface speaks another. */
import { useStatus } from './engine.tsx';
import { useLanguage } from './language.tsx';
import { lastShop } from './last-shop.ts';

const DEMO = 'en';

/** For `lang` on titles, departments and the like; undefined where it is the page's own, or unknown. */
export function useCatalogLanguage(): string | undefined {
  const [language] = useLanguage();
  const own = useStatus()?.shop.own ?? lastShop().own;
  // Nobody knows what a shop of one's own is written in.
  return own || language === DEMO ? undefined : DEMO;
}
