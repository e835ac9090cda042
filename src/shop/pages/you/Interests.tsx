/** What the engine makes of the history, as shares of attention; each can be taken away with all behind it. */
import { useState } from 'react';
import type { KnownInterest } from '../../../engine/recommender.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import styles from './Interests.module.css';

const GROUPS = [
  { of: 'department', title: 'Departments' },
  { of: 'kind', title: 'Kinds of things' },
  { of: 'brand', title: 'Makers' },
] as const;

const SHOWN_AT_FIRST = 4;

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

export function Interests({ interests }: { interests: KnownInterest[] }) {
  const [all, setAll] = useState(false);
  const groups = GROUPS.map(({ of, title }) => ({
    title,
    rows: interests.filter((interest) => interest.of === of),
  })).filter(({ rows }) => rows.length > 0);
  const longest = Math.max(0, ...groups.map(({ rows }) => rows.length));

  if (groups.length === 0) {
    return (
      <p className="soft">
        No interests yet. They are worked out from what you look at, save and buy, and change as you do.
      </p>
    );
  }
  return (
    <>
      <p className="soft small">
        Shares of your attention, newer things counting more. Removing one forgets the notes behind it.
      </p>
      <div className={styles.groups}>
        {groups.map(({ title, rows }) => (
          <div key={title}>
            <h3 className={styles.group}>{title}</h3>
            <ul role="list" className={styles.list}>
              {(all ? rows : rows.slice(0, SHOWN_AT_FIRST)).map((interest) => (
                <InterestRow key={interest.name} interest={interest} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      {longest > SHOWN_AT_FIRST && (
        <div>
          <Button size="small" look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : 'Show all'}
          </Button>
        </div>
      )}
    </>
  );
}

function InterestRow({ interest: { name, share, eventIds } }: { interest: KnownInterest }) {
  const engine = useEngine();
  const toast = useToast();
  const [going, setGoing] = useState(false);
  const notes = eventIds.length === 1 ? '1 note' : `${eventIds.length} notes`;

  async function remove() {
    setGoing(true);
    try {
      const forgotten = await engine.forget(eventIds);
      toast({
        message: `${name} is forgotten, with ${notes} behind it.`,
        action: { label: 'Undo', run: () => engine.restore(forgotten) },
      });
    } catch {
      setGoing(false);
      toast({ message: `${name} could not be forgotten just now. Please try again.` });
    }
  }

  return (
    <li className={styles.interest} data-going={going}>
      <span className={styles.bar} style={{ width: `${100 * share}%` }} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.notes}>{notes}</span>
      </span>
      <span className={styles.share}>{percent.format(share)}</span>
      <IconButton
        icon="close"
        label={`Forget ${name}, ${notes}`}
        disabled={going}
        className={styles.remove}
        onClick={remove}
      />
    </li>
  );
}
