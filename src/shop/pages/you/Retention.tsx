/** How long notes are kept. A shorter time forgets the older ones at once, with a way back. */
import { useId, useState } from 'react';
import type { KnownEvent } from '../../../engine/recommender.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { Choice } from './Choice.tsx';
import styles from './Retention.module.css';

const DAY_MS = 86_400_000;

const TIMES = [
  { days: null, name: 'retention.all' },
  { days: 365, name: 'retention.year' },
  { days: 90, name: 'retention.quarter' },
  { days: 30, name: 'retention.month' },
] as const;

export function Retention({ days, events }: { days: number | null; events: KnownEvent[] }) {
  const text = useText('you');
  const engine = useEngine();
  const toast = useToast();
  const name = useId();
  const [chosen, setChosen] = useState<number | null | undefined>(undefined);
  const shown = chosen === undefined ? days : chosen;

  async function choose(next: number | null) {
    const oldest = next === null ? Number.NEGATIVE_INFINITY : Date.now() - next * DAY_MS;
    const older = events.map(({ event }) => event).filter(({ at }) => at < oldest);
    setChosen(next);
    try {
      await engine.setRetention(next);
      if (older.length > 0) {
        toast({
          message: text('retention.forgotten', { count: older.length }),
          action: {
            label: text('undo'),
            run: async () => {
              await engine.setRetention(days);
              await engine.restore(older);
            },
          },
        });
      }
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : text('failed') });
    }
    setChosen(undefined);
  }

  return (
    <Choice title={text('retention')}>
      <fieldset className={styles.times}>
        <legend className="visually-hidden">{text('retention')}</legend>
        {TIMES.map((time) => (
          <label key={time.name} className={styles.time}>
            <input
              type="radio"
              name={name}
              className={styles.radio}
              checked={shown === time.days}
              onChange={() => choose(time.days)}
            />
            {text(time.name)}
          </label>
        ))}
      </fieldset>
      <p>{text('retention.note')}</p>
    </Choice>
  );
}
