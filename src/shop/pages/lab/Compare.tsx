/** Two rankers on one shelf: each picks in turn, and what is opened tells which of them knows the visitor better. */
import { type ReactNode, useId, useState } from 'react';
import type { Comparison, Rival } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import { Text, useText } from '../../language.tsx';
import styles from './Compare.module.css';
import { Experiment } from './Experiment.tsx';
import { percent } from './replay-words.ts';

export function Compare() {
  const text = useText('lab');
  const { data: rivals } = useAsk('rivals', (engine) => engine.rivals());
  const { data: comparison } = useAsk('comparison', (engine) => engine.comparison());
  if (rivals === undefined || comparison === undefined) return null;
  return (
    <Experiment title={text('compare')} about={text('compare.about')}>
      {comparison === null ? <Start rivals={rivals} /> : <Standing comparison={comparison} />}
    </Experiment>
  );
}

function Start({ rivals }: { rivals: readonly Rival[] }) {
  const text = useText('lab');
  const engine = useEngine();
  const toast = useToast();
  const [a, setA] = useState(rivals[0]?.name ?? '');
  const [b, setB] = useState(rivals.at(-1)?.name ?? '');

  async function start() {
    try {
      await engine.setPreferences({ compare: { a, b } });
      toast({
        message: text('compare.started'),
        action: { label: text('undo'), run: () => engine.setPreferences({ compare: null }) },
      });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : String(error), stays: true });
    }
  }

  return (
    <div className={styles.start}>
      <Choice label={text('compare.one')} value={a} rivals={rivals} onChange={setA} />
      <Choice label={text('compare.other')} value={b} rivals={rivals} onChange={setB} />
      <Button look="primary" disabled={a === b} onClick={start}>
        {text('compare.start')}
      </Button>
      {a === b && <p className={styles.same}>{text('compare.same')}</p>}
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
  const text = useText('lab');
  const engine = useEngine();
  const toast = useToast();
  const { a, b, openings, wins, ties, share, low, high, words } = comparison;
  const decided = wins.a + wins.b;

  async function stop() {
    const compare = { a: a.name, b: b.name };
    try {
      await engine.setPreferences({ compare: null });
      toast({
        message: text('compare.stopped'),
        action: { label: text('undo'), run: () => engine.setPreferences({ compare }) },
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
          <Text text={text} id="compare.ties" values={{ ties }} components={FIGURE} />
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
          ? text('compare.undecided')
          : text('compare.estimate', {
              title: a.title,
              share: percent(text, share),
              low: percent(text, low),
              high: percent(text, high),
            })}
      </p>
      <div>
        <Button size="small" onClick={stop}>
          {text('compare.stop')}
        </Button>
      </div>
    </div>
  );
}

/** A figure, and what it counts. */
const FIGURE = {
  strong: (words: ReactNode) => <strong>{words}</strong>,
  unit: (words: ReactNode) => <span>{words}</span>,
};

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
  const text = useText('lab');
  return (
    <div className={styles.side} data-side={side}>
      <h3>{rival.title}</h3>
      <p>
        <Text text={text} id="compare.wins" values={{ wins }} components={FIGURE} />
      </p>
      <p className="soft small">{text('compare.openings', { openings })}</p>
    </div>
  );
}
