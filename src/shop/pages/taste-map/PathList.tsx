/** The visitor's last steps beneath the map: each is a button that goes there. */
import type { TasteMap } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { useFormats, useText } from '../../language.tsx';
import styles from './PathList.module.css';
import type { PathStep } from './path.ts';

/** A row or two; the table has all. */
const SHOWN = 8;

export function PathList({
  map,
  path,
  onGo,
}: {
  map: TasteMap;
  path: readonly PathStep[];
  onGo: (item: number) => void;
}) {
  const text = useText('map');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  if (path.length === 0) return null;
  return (
    <section className={styles.path} aria-label={text('map.path')}>
      <h2>{text('map.path.last')}</h2>
      <ol className={styles.steps}>
        {path
          .slice(-SHOWN)
          .reverse()
          .map(({ item, at, what }) => (
            <li key={`${at} ${item}`}>
              <button type="button" className={styles.step} onClick={() => onGo(item)}>
                <span className={styles.title} lang={lang}>
                  {map.titles[item]}
                </span>
                <span className={styles.when}>
                  {text('map.path.step', { what, when: formats.date(at, MOMENT) })}
                </span>
              </button>
            </li>
          ))}
      </ol>
    </section>
  );
}

const MOMENT = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
