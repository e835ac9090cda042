/** What each of the pack's fusions would put first, side by side, with the places compared. */

import { Link } from 'wouter';
import type { FusionView } from '../../../engine/recommender.ts';
import { Chip } from '../../components/Chip.tsx';
import { Picture } from '../../components/Picture.tsx';
import { useAsk } from '../../engine.tsx';
import { itemPath } from '../../paths.ts';
import styles from './FusionLists.module.css';
import { FUSIONS, ordinal } from './words.ts';

export function FusionLists() {
  const { data: views } = useAsk('fusion-views', (engine) => engine.fusionViews());
  if (views === undefined || views.length < 2) return null;
  const [inUse] = views;
  const shared = views[0].top.filter(({ card }) =>
    views.every(({ top }) => top.some((other) => other.card.id === card.id)),
  ).length;
  return (
    <div className={styles.sideBySide}>
      <p className="soft small">
        The ten that each would put first for you now, before diversity has its say.{' '}
        {shared === 0 ? 'No thing is' : shared === 1 ? 'One thing is' : `${shared} things are`} in all three.
      </p>
      <div className={styles.lists}>
        {views.map((view) => (
          <section key={view.name} className={styles.list} aria-labelledby={`fusion-${view.level}`}>
            <h3 id={`fusion-${view.level}`}>
              {FUSIONS[view.level].title} {view.inUse && <Chip>In use</Chip>}
            </h3>
            <ol>
              {view.top.map(({ card }, place) => (
                <li key={card.id} className={styles.thing}>
                  <span className={styles.place}>{place + 1}</span>
                  <span className={styles.picture}>
                    <Picture item={card} />
                  </span>
                  <Link href={itemPath(card.id)} className={styles.name}>
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
  if (there === 0) return null;
  const by = there - here;
  const words = `${ordinal(there)} with ${FUSIONS[of.level].title.toLowerCase()}`;
  return (
    <span className={styles.compared} data-far={Math.abs(by) >= 10} title={words}>
      <span className="visually-hidden">{words}</span>
      <span aria-hidden="true">{by === 0 ? '=' : by > 0 ? `↑ ${by}` : `↓ ${-by}`}</span>
    </span>
  );
}
