/** What each of the pack's fusions would put first, side by side, with the places compared. */

import { Link } from 'wouter';
import type { FusionView } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Chip } from '../../components/Chip.tsx';
import { Picture } from '../../components/Picture.tsx';
import { useAsk } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { itemPath } from '../../paths.ts';
import styles from './FusionLists.module.css';

export function FusionLists() {
  const text = useText('lab');
  const lang = useCatalogLanguage();
  const { data: views } = useAsk('fusion-views', (engine) => engine.fusionViews());
  if (views === undefined || views.length < 2) return null;
  const [inUse] = views;
  const shared = views[0].top.filter(({ card }) =>
    views.every(({ top }) => top.some((other) => other.card.id === card.id)),
  ).length;
  return (
    <div className={styles.sideBySide}>
      <p className="soft small">{text('fusions.lists', { shared })}</p>
      <div className={styles.lists}>
        {views.map((view) => (
          <section key={view.name} className={styles.list} aria-labelledby={`fusion-${view.level}`}>
            <h3 id={`fusion-${view.level}`}>
              {text(`fusion.${view.level}`)} {view.inUse && <Chip>{text('lab.in-use')}</Chip>}
            </h3>
            <ol>
              {view.top.map(({ card }, place) => (
                <li key={card.id} className={styles.thing}>
                  <span className={styles.place}>{place + 1}</span>
                  <span className={styles.picture}>
                    <Picture item={card} />
                  </span>
                  <Link href={itemPath(card.id)} className={styles.name} lang={lang}>
                    {card.title}
                  </Link>
                  {view !== inUse && <Compared here={place + 1} there={inUse.places[card.id]} of={inUse} />}
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </div>
  );
}

/** How much higher or lower it stands here than with the fusion in use. */
function Compared({ here, there, of }: { here: number; there: number; of: FusionView }) {
  const text = useText('lab');
  if (there === 0) return null;
  const by = there - here;
  const words = text('fusions.place-with', { place: there, level: of.level });
  return (
    <span className={styles.compared} data-far={Math.abs(by) >= 10} title={words}>
      <span className="visually-hidden">{words}</span>
      <span aria-hidden="true">{by === 0 ? '=' : by > 0 ? `↑ ${by}` : `↓ ${-by}`}</span>
    </span>
  );
}
