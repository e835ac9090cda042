/** How long notes are kept. A shorter time forgets the older ones at once, with a way back. */
import { useId, useState } from 'react';
import type { KnownEvent } from '../../../engine/recommender.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { Choice } from './Choice.tsx';
import styles from './Retention.module.css';

const DAY_MS = 86_400_000;

const TIMES: { days: number | null; name: string }[] = [
  { days: null, name: 'Keep all' },
  { days: 365, name: '1 year' },
  { days: 90, name: '90 days' },
  { days: 30, name: '30 days' },
];

export function Retention({ days, events }: { days: number | null; events: KnownEvent[] }) {
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
          message: `${older.length === 1 ? 'One older note is' : `${older.length.toLocaleString()} older notes are`} forgotten.`,
          action: {
            label: 'Undo',
            run: async () => {
              await engine.setRetention(days);
              await engine.restore(older);
            },
          },
        });
      }
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : 'That did not work. Please try again.' });
    }
    setChosen(undefined);
  }

  return (
    <Choice title="How long notes are kept">
      <fieldset className={styles.times}>
        <legend className="visually-hidden">How long notes are kept</legend>
        {TIMES.map((time) => (
          <label key={time.name} className={styles.time}>
            <input
              type="radio"
              name={name}
              className={styles.radio}
              checked={shown === time.days}
              onChange={() => choose(time.days)}
            />
            {time.name}
          </label>
        ))}
      </fieldset>
      <p>Older ones are forgotten by themselves.</p>
    </Choice>
  );
}
