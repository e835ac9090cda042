/** "Would it have known?": the visitor's last choices, looked for in what each ranker would have shown before. */

import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { ReplayReport } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button, ButtonLink } from '../../components/Button.tsx';
import { ChipToggle } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useEngine, useHistoryVersion } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';
import { itemPath } from '../../paths.ts';
import { Experiment, table } from './Experiment.tsx';
import { IntervalPlot } from './IntervalPlot.tsx';
import styles from './Replay.module.css';
import { MEASURES, type Measure, percent } from './replay-words.ts';

/** A replay that is done sooner needs no bar. */
const PATIENCE_MS = 300;

export function Replay() {
  const text = useText('lab');
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
    <Experiment title={text('replay')} about={text('replay.about')}>
      <div className={styles.run}>
        <Button look="primary" disabled={running} onClick={run}>
          {text(running ? 'replay.running' : report ? 'replay.again' : 'replay.run')}
        </Button>
        {running && slow && (
          <Button size="small" onClick={() => void engine.cancelReplay()}>
            {text('lab.cancel')}
          </Button>
        )}
      </div>
      {running && slow && (
        <Progress
          label={text('replay.progress')}
          value={progress?.done ?? 0}
          max={progress?.total ?? 0}
          words={
            progress
              ? text('replay.choice', {
                  choice: Math.min(progress.done + 1, progress.total),
                  total: progress.total,
                })
              : text('replay.starting')
          }
        />
      )}
      <div role="alert">
        {problem && <p className={styles.problem}>{text('replay.failed', { problem })}</p>}
      </div>
      {report && (
        <div className={styles.result} aria-live="polite">
          {report.of !== version && <p className="soft small">{text('replay.changed')}</p>}
          {report.report.rankers.length === 0 ? (
            <EmptyState
              title={text(report.report.found === 0 ? 'replay.none' : 'replay.few')}
              action={<ButtonLink href="/lab/visitors">{text('lab.borrow')}</ButtonLink>}
            >
              <p>
                {report.report.found === 0
                  ? text('replay.none-text')
                  : text('replay.few-text', {
                      found: report.report.found,
                      fewest: report.report.fewest,
                    })}
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
  const text = useText('lab');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const { rankers, choices } = report;
  return (
    <>
      <p className={styles.outcome}>{report.words}</p>
      <fieldset className={styles.measures}>
        <legend className="visually-hidden">{text('replay.compare-by')}</legend>
        {MEASURES.map((key) => (
          <ChipToggle key={key} on={key === measure} onChange={() => onMeasure(key)}>
            {text(`replay.measure.${key}`)}
          </ChipToggle>
        ))}
      </fieldset>
      <IntervalPlot
        rows={rankers.map((ranker, r) => ({ name: ranker.title, ...ranker[measure], first: r === 0 }))}
        format={(value) => (measure === 'mrr' ? formats.fixed(value, 2) : percent(text, value))}
      />
      <p className="soft small">{text('replay.note', { measure, choices: choices.length })}</p>
      <details className={styles.details}>
        <summary>{text('replay.by-choice')}</summary>
        <section className={styles.scroll} aria-label={text('replay.places')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{text('replay.chosen')}</th>
                <th scope="col" className={table.number}>
                  {text('replay.known')}
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
                    <Link href={itemPath(card.id)} lang={lang}>
                      {card.title}
                    </Link>
                    <span className={styles.when}>{text('replay.met', { day: formats.date(at, DAY) })}</span>
                  </th>
                  <td className={table.number}>{text('replay.events', { known })}</td>
                  {places.map((place, r) => (
                    <td
                      key={rankers[r].name}
                      className={table.number}
                      title={text('replay.of', { of: formats.number(of) })}
                    >
                      <span
                        className={styles.place}
                        data-first={place <= 10 ? '10' : place <= 20 ? '20' : ''}
                      >
                        {formats.number(Math.round(place))}
                      </span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <p className="soft small">{text('replay.legend')}</p>
      </details>
    </>
  );
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };
