/** What keeps a thing off the first shelf whatever its score, each with the lever that lifts it. */
import type { Bar } from '../../engine/recommender.ts';
import { useForget } from '../actions.ts';
import { Button } from './Button.tsx';
import styles from './WhyDialog.module.css';

/** What lifting is called; what it says when it is done. */
const LEVERS: Record<Bar['reason'], { lever: string; done: (title: string) => string }> = {
  hidden: { lever: 'Show it again', done: (title) => `${title} may be shown again.` },
  facet: { lever: 'Show such things again', done: () => 'Such things may be shown again.' },
  disliked: { lever: 'Forget the stars', done: (title) => `Your stars for ${title} are forgotten.` },
  basket: { lever: 'Take it out', done: (title) => `${title} is out of your basket.` },
  bought: { lever: 'Forget the purchase', done: (title) => `That you bought ${title} is forgotten.` },
  met: { lever: 'Forget that', done: (title) => `What you did with ${title} is forgotten.` },
  unavailable: { lever: '', done: () => '' },
};

export function Bars({ bars, title }: { bars: Bar[]; title: string }) {
  const forget = useForget();
  return (
    <ul className={styles.rows} role="list">
      {bars.map(({ reason, text, eventIds }) => (
        <li key={text}>
          <span>{text}</span>
          {eventIds.length > 0 && (
            <Button size="small" onClick={() => forget(eventIds, LEVERS[reason].done(title))}>
              {LEVERS[reason].lever}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
