/** "Would it have known?": the visitor's last choices, looked for in what each ranker would have shown before. */

import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { ReplayReport } from '../../../engine/recommender.ts';
import { Button, ButtonLink } from '../../components/Button.tsx';
import { ChipToggle } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useEngine, useHistoryVersion } from '../../engine.tsx';
import { itemPath } from '../../paths.ts';
import { Experiment, table } from './Experiment.tsx';
import { IntervalPlot } from './IntervalPlot.tsx';
import styles from './Replay.module.css';
import { MEASURES, type Measure, percent } from './replay-words.ts';

/** A replay that is done sooner needs no bar. */
const PATIENCE_MS = 300;

export function Replay() {
  const engine = useEngine();
  const version = useHistoryVersion();
  const [report, setReport] = useState<{ of: number; report: ReplayReport } | null>(null);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [running, setRunning] = useState(false);
  const [slow, setSlow] = useState(false);
  const [problem, setProblem] = useState('');
  const [measure, setMeasure] = useState<Measure>('hit20');

  useEffect(() => {
    if (!running) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [running]);
  // Whoever leaves the page needs no answer.
  useEffect(() => () => void engine.cancelReplay().catch(() => {}), [engine]);

  async function run() {
    setRunning(true);
    setProblem('');
    setProgress(null);
    const of = version;
    try {
      const next = await engine.replay((told) => setProgress(told));
      setReport({ of, report: next });
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ReplayCancelled')) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    }
    setRunning(false);
  }

  return (
    <Experiment
      title="Would it have known?"
      about="Your last twenty choices (saved, put in the basket, bought), replayed. For each, every ranker orders the whole shop from nothing but what was known before you first met that thing. Where would it have stood?"
    >
      <div className={styles.run}>
        <Button look="primary" disabled={running} onClick={run}>
          {running ? 'Replaying…' : report ? 'Replay again' : 'Replay my choices'}
        </Button>
        {running && slow && (
          <Button size="small" onClick={() => void engine.cancelReplay()}>
            Cancel
          </Button>
        )}
      </div>
      {running && slow && (
        <Progress
          label="Replaying your choices"
          value={progress?.done ?? 0}
          max={progress?.total ?? 0}
          words={
            progress
              ? `Choice ${Math.min(progress.done + 1, progress.total)} of ${progress.total}`
              : 'Starting'
          }
        />
      )}
      <div role="alert">
        {problem && <p className={styles.problem}>That could not be replayed: {problem}</p>}
      </div>
      {report && (
        <div className={styles.result} aria-live="polite">
          {report.of !== version && (
            <p className="soft small">Your history, or what you set, has changed since.</p>
          )}
          {report.report.rankers.length === 0 ? (
            <EmptyState
              title={report.report.found === 0 ? 'No choices to replay yet' : 'Too few choices to tell'}
              action={<ButtonLink href="/lab/visitors">Borrow a ready-made visitor</ButtonLink>}
            >
              <p>
                {report.report.found === 0 ? 'You have' : `You have made ${report.report.found}, and`}{' '}
                {report.report.found === 0
                  ? 'saved, basketed and bought nothing here so far.'
                  : `it takes ${report.report.fewest} to say anything.`}{' '}
                Looking alone doesn’t count as choosing.
              </p>
            </EmptyState>
          ) : (
            <Result report={report.report} measure={measure} onMeasure={setMeasure} />
          )}
        </div>
      )}
    </Experiment>
  );
}

function Result({
  report,
  measure,
  onMeasure,
}: {
  report: ReplayReport;
  measure: Measure;
  onMeasure: (measure: Measure) => void;
}) {
  const { rankers, choices } = report;
  return (
    <>
      <p className={styles.outcome}>{report.words}</p>
      <fieldset className={styles.measures}>
        <legend className="visually-hidden">What to compare by</legend>
        {(Object.keys(MEASURES) as Measure[]).map((key) => (
          <ChipToggle key={key} on={key === measure} onChange={() => onMeasure(key)}>
            {MEASURES[key].title}
          </ChipToggle>
        ))}
      </fieldset>
      <IntervalPlot
        rows={rankers.map((ranker, r) => ({ name: ranker.title, ...ranker[measure], first: r === 0 }))}
        format={measure === 'mrr' ? (value) => value.toFixed(2) : percent}
      />
      <p className="soft small">
        {MEASURES[measure].about} The line is the 95 % interval over your {choices.length} choices. You chose
        among things the shop had put before you by the ranking in use, which favours it a little.
      </p>
      <details className={styles.details}>
        <summary>Choice by choice</summary>
        <section className={styles.scroll} aria-label="Places choice by choice">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">What you chose</th>
                <th scope="col" className={table.number}>
                  Known before
                </th>
                {rankers.map(({ name, title }) => (
                  <th scope="col" key={name} className={table.number}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {choices.map(({ card, at, known, of, places }) => (
                <tr key={card.id}>
                  <th scope="row">
                    <Link href={itemPath(card.id)}>{card.title}</Link>
                    <span className={styles.when}>met on {day.format(at)}</span>
                  </th>
                  <td className={table.number}>
                    {known === 1 ? '1 event' : `${known.toLocaleString()} events`}
                  </td>
                  {places.map((place, r) => (
                    <td key={rankers[r].name} className={table.number} title={`of ${of.toLocaleString()}`}>
                      <span
                        className={styles.place}
                        data-first={place <= 10 ? '10' : place <= 20 ? '20' : ''}
                      >
                        {Math.round(place).toLocaleString()}
                      </span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <p className="soft small">Filled: among the first ten. Edged: among the first twenty.</p>
      </details>
    </>
  );
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
