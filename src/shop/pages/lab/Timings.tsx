/** How long each step took since the shop was opened: a histogram each, its middle, and its slow end. */
import { useEffect, useState } from 'react';
import { useEngine } from '../../engine.tsx';
import { Experiment, table } from './Experiment.tsx';
import { HistogramPlot } from './HistogramPlot.tsx';
import { histogramOf } from './histogram.ts';
import { milliseconds, quantile } from './milliseconds.ts';
import styles from './Timings.module.css';

/** Steps in the order they happen. One that is not listed shows under its own name, after these. */
const STEPS: Record<string, string> = {
  open: 'Open history, shop and models',
  backend: 'Choose what to rank with',
  signals: 'Score every item with every signal',
  fusion: 'Fuse the signals into one score',
  home: 'Put the first page together',
  search: 'Search',
  encode: 'Turn a text into a vector',
  explain: 'Explain one item',
  record: 'Write down what you did',
};

/** A timing alone is no change of status that would be told, so this asks. */
const ASKED_EVERY_MS = 2000;

function useDurations(): Record<string, number[]> {
  const engine = useEngine();
  const [durations, setDurations] = useState<Record<string, number[]>>({});
  useEffect(() => {
    let over = false;
    const ask = () =>
      engine.vitals().then(
        (vitals) => over || setDurations(vitals.durations),
        () => 'the state above this says what failed',
      );
    ask();
    const timer = setInterval(ask, ASKED_EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [engine]);
  return durations;
}

export function Timings() {
  const durations = useDurations();
  const known = Object.keys(STEPS).filter((step) => step in durations);
  const others = Object.keys(durations).filter((step) => !(step in STEPS));
  const steps = [...known, ...others.sort()];
  const all = histogramOf(steps.flatMap((step) => durations[step]));
  return (
    <Experiment
      title="How long it took"
      about="The last 200 runs of each step, drawn on a logarithmic scale. The line is the middle, the dashed one the slowest twentieth."
    >
      {steps.length === 0 ? (
        <p className="soft">Nothing has run yet.</p>
      ) : (
        <section className={styles.scroll} aria-label="Durations by step">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">
                  {milliseconds(all.from)} to {milliseconds(all.to)}
                </th>
                <th scope="col" className={`${table.number} ${styles.number}`}>
                  Runs
                </th>
                <th scope="col" className={`${table.number} ${styles.number}`}>
                  Middle
                </th>
                <th scope="col" className={`${table.number} ${styles.number}`}>
                  p95
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => {
                const median = quantile(durations[step], 0.5);
                const slow = quantile(durations[step], 0.95);
                return (
                  <tr key={step}>
                    <th scope="row">{STEPS[step] ?? step}</th>
                    <td>
                      <HistogramPlot
                        durations={durations[step]}
                        domain={[all.from, all.to]}
                        median={median}
                        slow={slow}
                      />
                    </td>
                    <td className={`${table.number} ${styles.number}`}>{durations[step].length}</td>
                    <td className={`${table.number} ${styles.number}`}>{milliseconds(median)}</td>
                    <td className={`${table.number} ${styles.number}`}>{milliseconds(slow)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </Experiment>
  );
}
