/**
 * The glass engine: every number behind the first shelf, or behind one thing. Signals can be silenced, and what
 * would then stand there shows at once.
 */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Inspected, Inspection } from '../../../engine/recommender.ts';
import { Button, ButtonLink } from '../../components/Button.tsx';
import { ChipRemovable, ChipToggle } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useEngine, useHistoryVersion } from '../../engine.tsx';
import { Ablation } from './Ablation.tsx';
import { ContextList } from './ContextList.tsx';
import { Experiment } from './Experiment.tsx';
import styles from './Inspector.module.css';
import { ItemPicker } from './ItemPicker.tsx';
import { type Shown, SignalTable } from './SignalTable.tsx';
import { Slope } from './Slope.tsx';
import { VolumeList } from './VolumeList.tsx';

const NOTHING: readonly string[] = [];

export function Inspector() {
  const [what, setWhat] = useState<Inspected>({ shelf: 'for-you' });
  const [silent, setSilent] = useState<readonly string[]>(NOTHING);
  const [shown, setShown] = useState<Shown>('values');
  const { inspection, problem } = useInspection(what, silent);
  const ofShelf = 'shelf' in what;

  return (
    <Experiment
      title="Inside the shelf"
      about="Every signal scores every thing in the shop. The moment decides how much each signal counts, and the sum puts things in order. Below are the numbers themselves: those that made “For you” just now."
    >
      <div className={styles.choose}>
        <ItemPicker
          onPick={(id) => setWhat({ itemIds: [id, ...(ofShelf ? [] : what.itemIds)].slice(0, 8) })}
        />
        {!ofShelf && (
          <Button size="small" onClick={() => setWhat({ shelf: 'for-you' })}>
            Back to the shelf
          </Button>
        )}
      </div>
      <div role="alert">{problem && <p className={styles.problem}>That could not be read: {problem}</p>}</div>
      {inspection === null ? (
        !problem && <Skeleton height="40rem" />
      ) : ofShelf && inspection.items.length === 0 && silent.length === 0 ? (
        <EmptyState
          title="No shelf of your own yet"
          action={<ButtonLink href="/lab/visitors">Borrow a ready-made visitor</ButtonLink>}
        >
          <p>
            Look at a thing or two, and the numbers behind “For you” appear here. Or pick any thing above.
          </p>
        </EmptyState>
      ) : (
        <>
          <Ablation inspection={inspection} silent={silent} onRestore={() => setSilent(NOTHING)} />
          <fieldset className={styles.modes}>
            <legend className="visually-hidden">What the cells show</legend>
            <ChipToggle on={shown === 'values'} onChange={() => setShown('values')}>
              What signals say
            </ChipToggle>
            <ChipToggle on={shown === 'contributions'} onChange={() => setShown('contributions')}>
              What that adds to the score
            </ChipToggle>
          </fieldset>
          {!ofShelf && (
            <ul role="list" className={styles.picked} aria-label="Things looked into">
              {inspection.items.map(({ card }) => (
                <li key={card.id}>
                  <ChipRemovable
                    label={`Leave out ${card.title}`}
                    onRemove={() => {
                      const rest = what.itemIds.filter((id) => id !== card.id);
                      setWhat(rest.length === 0 ? { shelf: 'for-you' } : { itemIds: rest });
                    }}
                  >
                    {card.title}
                  </ChipRemovable>
                </li>
              ))}
            </ul>
          )}
          <SignalTable inspection={inspection} shown={shown} silent={silent} onSilence={setSilent} />
          <div className={styles.pair}>
            {inspection.shelf.length > 0 && (
              <section aria-labelledby="slope-title" className={styles.block}>
                <h3 id="slope-title">From scores to the shelf</h3>
                <p className="soft small">
                  Left, the best of {inspection.candidates.toLocaleString()} by score alone. Right, the shelf:{' '}
                  {inspection.shared
                    ? 'two rankers share it at the moment, and pick in turn.'
                    : 'alike things step back, other corners of the shop step forward.'}
                </p>
                <Slope best={inspection.best} shelf={inspection.shelf} items={inspection.items} />
                <Volumes volumes={inspection.volumes} />
              </section>
            )}
            <section aria-labelledby="context-title" className={styles.block}>
              <h3 id="context-title">The moment, as the gate reads it</h3>
              <p className="soft small">These numbers, and nothing else, set the weights above.</p>
              <ContextList context={inspection.context} />
              {inspection.shelf.length === 0 && <Volumes volumes={inspection.volumes} />}
            </section>
          </div>
        </>
      )}
    </Experiment>
  );
}

function Volumes({ volumes }: Pick<Inspection, 'volumes'>) {
  return (
    <>
      <h3>Volumes</h3>
      <p className="soft small">
        What you set on <Link href="/you">your page</Link>, times what your own choices made of it.
      </p>
      <VolumeList volumes={volumes} />
    </>
  );
}

/** Asks again whenever the question or history changes; the last answer stays until the next is there. */
function useInspection(
  what: Inspected,
  silent: readonly string[],
): { inspection: Inspection | null; problem: string } {
  const engine = useEngine();
  const version = useHistoryVersion();
  const [inspection, setInspection] = useState<Inspection | null>(null);
  const [problem, setProblem] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of history is a reason to ask again
  useEffect(() => {
    let over = false;
    engine.inspect(what, [...silent]).then(
      (next) => {
        if (over) return;
        setInspection(next);
        setProblem('');
      },
      (error: unknown) => {
        if (!over) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      over = true;
    };
  }, [engine, what, silent, version]);
  return { inspection, problem };
}
