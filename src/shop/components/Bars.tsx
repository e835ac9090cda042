/** What keeps a thing off the first shelf whatever its score, each with the lever that lifts it. */
import type { Bar } from '../../engine/recommender.ts';
import { useForget } from '../actions.ts';
import { useText } from '../language.tsx';
import { Button } from './Button.tsx';
import styles from './WhyDialog.module.css';

export function Bars({ bars, title }: { bars: Bar[]; title: string }) {
  const text = useText('why');
  const forget = useForget();
  return (
    <ul className={styles.rows} role="list">
      {bars.map(({ reason, text: words, eventIds }) => (
        <li key={words}>
          <span>{words}</span>
          {eventIds.length > 0 && (
            <Button size="small" onClick={() => forget(eventIds, text('bar.done', { reason, title }))}>
              {text('bar.lever', { reason })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
