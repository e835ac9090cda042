/**
 * The glass engine: every number behind the first shelf, or behind one thing. Signals can be silenced, and what
 * would then stand there shows at once.
 */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Inspected, Inspection } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button, ButtonLink } from '../../components/Button.tsx';
import { ChipRemovable, ChipToggle } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useEngine, useHistoryVersion } from '../../engine.tsx';
import { Text, useText } from '../../language.tsx';
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
  const text = useText('lab');
  const lang = useCatalogLanguage();
  const [what, setWhat] = useState<Inspected>({ shelf: 'for-you' });
  const [silent, setSilent] = useState<readonly string[]>(NOTHING);
  const [shown, setShown] = useState<Shown>('values');
  const { inspection, problem } = useInspection(what, silent);
  const ofShelf = 'shelf' in what;

  return (
    <Experiment title={text('inspector')} about={text('inspector.about')}>
      <div className={styles.choose}>
        <ItemPicker
          onPick={(id) => setWhat({ itemIds: [id, ...(ofShelf ? [] : what.itemIds)].slice(0, 8) })}
        />
        {!ofShelf && (
          <Button size="small" onClick={() => setWhat({ shelf: 'for-you' })}>
            {text('inspector.back')}
          </Button>
        )}
      </div>
      <div role="alert">
        {problem && <p className={styles.problem}>{text('inspector.failed', { problem })}</p>}
      </div>
      {inspection === null ? (
        !problem && <Skeleton height="40rem" />
      ) : ofShelf && inspection.items.length === 0 && silent.length === 0 ? (
        <EmptyState
          title={text('inspector.empty')}
          action={<ButtonLink href="/lab/visitors">{text('lab.borrow')}</ButtonLink>}
        >
          <p>{text('inspector.empty-text')}</p>
        </EmptyState>
      ) : (
        <>
          <Ablation inspection={inspection} silent={silent} onRestore={() => setSilent(NOTHING)} />
          <fieldset className={styles.modes}>
            <legend className="visually-hidden">{text('inspector.cells')}</legend>
            <ChipToggle on={shown === 'values'} onChange={() => setShown('values')}>
              {text('inspector.values')}
            </ChipToggle>
            <ChipToggle on={shown === 'contributions'} onChange={() => setShown('contributions')}>
              {text('inspector.contributions')}
            </ChipToggle>
          </fieldset>
          {!ofShelf && (
            <ul role="list" className={styles.picked} aria-label={text('inspector.picked')}>
              {inspection.items.map(({ card }) => (
                <li key={card.id}>
                  <ChipRemovable
                    label={text('inspector.leave-out', { title: card.title })}
                    onRemove={() => {
                      const rest = what.itemIds.filter((id) => id !== card.id);
                      setWhat(rest.length === 0 ? { shelf: 'for-you' } : { itemIds: rest });
                    }}
                  >
                    <span lang={lang}>{card.title}</span>
                  </ChipRemovable>
                </li>
              ))}
            </ul>
          )}
          <SignalTable inspection={inspection} shown={shown} silent={silent} onSilence={setSilent} />
          <div className={styles.pair}>
            {inspection.shelf.length > 0 && (
              <section aria-labelledby="slope-title" className={styles.block}>
                <h3 id="slope-title">{text('inspector.slope')}</h3>
                <p className="soft small">
                  {text('inspector.slope-about', {
                    candidates: inspection.candidates,
                    shared: inspection.shared ? 'yes' : 'no',
                  })}
                </p>
                <Slope best={inspection.best} shelf={inspection.shelf} items={inspection.items} />
                <Volumes volumes={inspection.volumes} />
              </section>
            )}
            <section aria-labelledby="context-title" className={styles.block}>
              <h3 id="context-title">{text('inspector.context')}</h3>
              <p className="soft small">{text('inspector.context-about')}</p>
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
  const text = useText('lab');
  return (
    <>
      <h3>{text('inspector.volumes')}</h3>
      <p className="soft small">
        <Text
          text={text}
          id="inspector.volumes-about"
          components={{ link: (words) => <Link href="/you">{words}</Link> }}
        />
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
