/** The visitor's last searches: to do again, or to be forgotten as if they had never been. */
import { Link } from 'wouter';
import type { RecentSearch } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { searchPath } from '../../paths.ts';
import styles from '../search.module.css';

export function Recent({ searches }: { searches: readonly RecentSearch[] }) {
  const text = useText('search');
  const engine = useEngine();
  const toast = useToast();
  const forget = async (gone: readonly RecentSearch[]) => {
    try {
      const events = await engine.forget(gone.flatMap(({ eventIds }) => eventIds));
      toast({
        message: text('search.recent-forgotten', { count: gone.length }),
        action: { label: text('undo'), run: () => engine.restore(events) },
      });
    } catch {
      toast({ message: text('failed.unchanged') });
    }
  };
  return (
    <section className={styles.recent} aria-labelledby="recent-searches">
      <header className={styles.recentHead}>
        <h2 id="recent-searches">{text('search.recent')}</h2>
        <Button look="quiet" size="small" onClick={() => forget(searches)}>
          {text('search.recent-clear')}
        </Button>
      </header>
      <ul role="list">
        {searches.map((search) => (
          <li key={search.query} className={styles.recentRow}>
            <Link href={searchPath(search.query)}>{search.query}</Link>
            <button
              type="button"
              className={styles.recentForget}
              aria-label={text('search.recent-forget', { query: search.query })}
              onClick={() => forget([search])}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
