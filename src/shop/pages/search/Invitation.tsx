/** The search page before anything was typed: what to say, what was searched for lately, and a shelf. */
import { ItemShelf } from '../../components/ItemShelf.tsx';
import { useAsk, useStatus } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import styles from '../search.module.css';
import { Recent } from './Recent.tsx';
import { Suggestions } from './Suggestions.tsx';

export function Invitation() {
  const text = useText('search');
  const { data: home } = useAsk('home', (engine) => engine.home());
  const { data: page } = useAsk('search:recent', (engine) => engine.search('', { meaning: false, limit: 0 }));
  const shelf = home?.shelves[0];
  const own = useStatus()?.shop.own ?? false;
  return (
    <div className="page">
      <h1>{text('search.invitation')}</h1>
      <p className={styles.status}>{text('search.invitation-text')}</p>
      {page && page.recent.length > 0 && <Recent searches={page.recent} />}
      {!own && <Suggestions />}
      {shelf && <ItemShelf shelf={shelf} eager />}
    </div>
  );
}
