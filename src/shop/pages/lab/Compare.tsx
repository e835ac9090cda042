/** Two rankers on one shelf: each picks in turn, and what is opened tells which of them knows the visitor better. */
import { useId, useState } from 'react';
import type { Comparison, Rival } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import styles from './Compare.module.css';
import { Experiment } from './Experiment.tsx';
import { percent } from './replay-words.ts';

export function Compare() {
  const { data: rivals } = useAsk('rivals', (engine) => engine.rivals());
  const { data: comparison } = useAsk('comparison', (engine) => engine.comparison());
  if (rivals === undefined || comparison === undefined) return null;
  return (
    <Experiment
      title="Two rankers, one shelf"
      about="Let two share your “For you” shelf: like captains they pick in turn, a coin settling who begins (team-draft interleaving). The cards don’t say whose pick they are. What you open does."
    >
      {comparison === null ? <Start rivals={rivals} /> : <Standing comparison={comparison} />}
    </Experiment>
  );
}

function Start({ rivals }: { rivals: readonly Rival[] }) {
  const engine = useEngine();
  const toast = useToast();
  const [a, setA] = useState(rivals[0]?.name ?? '');
  const [b, setB] = useState(rivals.at(-1)?.name ?? '');

  async function start() {
    try {
      await engine.setPreferences({ compare: { a, b } });
      toast({
        message: 'The two share your first shelf from now on.',
        action: { label: 'Undo', run: () => engine.setPreferences({ compare: null }) },
      });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : String(error), stays: true });
    }
  }

  return (
    <div className={styles.start}>
      <Choice label="One of them" value={a} rivals={rivals} onChange={setA} />
      <Choice label="The other" value={b} rivals={rivals} onChange={setB} />
      <Button look="primary" disabled={a === b} onClick={start}>
        Let them share the shelf
      </Button>
      {a === b && <p className={styles.same}>Choose two that differ.</p>}
    </div>
  );
}

function Choice({
  label,
  value,
  rivals,
  onChange,
}: {
  label: string;
  value: string;
  rivals: readonly Rival[];
  onChange: (name: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        aria-describedby={`${id}-about`}
      >
        {rivals.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
      <p id={`${id}-about`}>{rivals.find(({ name }) => name === value)?.about}</p>
    </div>
  );
}

function Standing({ comparison }: { comparison: Comparison }) {
  const engine = useEngine();
  const toast = useToast();
  const { a, b, openings, wins, ties, share, low, high, words } = comparison;
  const decided = wins.a + wins.b;

  async function stop() {
    const compare = { a: a.name, b: b.name };
    try {
      await engine.setPreferences({ compare: null });
      toast({
        message: 'One ranker fills the shelf again. What was opened stays in your history.',
        action: { label: 'Undo', run: () => engine.setPreferences({ compare }) },
      });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : String(error), stays: true });
    }
  }

  return (
    <div className={styles.standing}>
      <p className={styles.words} role="status">
        {words}
      </p>
      <div className={styles.sides}>
        <Side side="a" rival={a} wins={wins.a} openings={openings.a} />
        <p className={styles.ties}>
          <strong>{ties}</strong>
          <span>{ties === 1 ? 'tie' : 'ties'}</span>
        </p>
        <Side side="b" rival={b} wins={wins.b} openings={openings.b} />
      </div>
      <div className={styles.tug} aria-hidden="true">
        {decided > 0 && (
          <span className={styles.range} style={{ left: `${100 * (1 - high)}%`, right: `${100 * low}%` }} />
        )}
        <span className={styles.middle} />
        {decided > 0 && <span className={styles.share} style={{ left: `${100 * (1 - share)}%` }} />}
      </div>
      <p className="soft small">
        {decided === 0
          ? 'Open things from “For you”, over a few visits. A visit ends with half an hour’s pause, and counts for the one more of whose picks you opened.'
          : `${a.title} won ${percent(share)} of the visits that one of them won; the truth lies between ${percent(low)} and ${percent(high)} (95 %, Wilson). Worked out from your history each time: forget an opening, and it no longer counts.`}
      </p>
      <div>
        <Button size="small" onClick={stop}>
          End the comparison
        </Button>
      </div>
    </div>
  );
}

function Side({
  side,
  rival,
  wins,
  openings,
}: {
  side: 'a' | 'b';
  rival: Rival;
  wins: number;
  openings: number;
}) {
  return (
    <div className={styles.side} data-side={side}>
      <h3>{rival.title}</h3>
      <p>
        <strong>{wins}</strong> <span>{wins === 1 ? 'visit won' : 'visits won'}</span>
      </p>
      <p className="soft small">{openings === 1 ? '1 opening' : `${openings} openings`}</p>
    </div>
  );
}
