/** The search page before anything was typed: what to say, what was searched for lately, and a shelf. */
import { useLocation } from 'wouter';
import { ItemShelf } from '../../components/ItemShelf.tsx';
import { useAsk, useStatus } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { searchPath } from '../../paths.ts';
import styles from '../search.module.css';
import { PictureOffer } from './PictureOffer.tsx';
import { Recent } from './Recent.tsx';
import { Shades } from './Shades.tsx';
import { Suggestions } from './Suggestions.tsx';

/** @param onPicture absent where pictures can't be searched by */
export function Invitation({ onPicture }: { onPicture: ((file: File) => void) | undefined }) {
  const text = useText('search');
  const looksText = useText('media');
  const [, navigate] = useLocation();
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
      {onPicture && (
        <div className={styles.looks}>
          <PictureOffer onPicture={onPicture} />
          <section aria-labelledby="begin-with-colour">
            <h2 id="begin-with-colour" className={styles.begin}>
              {looksText('shades.begin')}
            </h2>
            <Shades
              chosen={null}
              named
              pathTo={(shade) => searchPath('', { shade })}
              onOther={(shade) => navigate(searchPath('', { shade }))}
            />
          </section>
        </div>
      )}
      {shelf && <ItemShelf shelf={shelf} eager />}
    </div>
  );
}
