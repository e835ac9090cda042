/** How long each step took since the shop was opened: a histogram each, its middle, and its slow end. */
import { useEffect, useState } from 'react';
import { useEngine } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';
import { Experiment, table } from './Experiment.tsx';
import { HistogramPlot } from './HistogramPlot.tsx';
import { histogramOf } from './histogram.ts';
import { milliseconds, quantile } from './milliseconds.ts';
import styles from './Timings.module.css';

/** Steps in the order they happen. One that is not listed shows under its own name, after these. */
const STEPS = [
  'open',
  'backend',
  'signals',
  'fusion',
  'home',
  'search',
  'encode',
  'explain',
  'record',
] as const;

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
  const text = useText('lab');
  const formats = useFormats();
  const known: readonly string[] = STEPS.filter((step) => step in durations);
  const others = Object.keys(durations).filter((step) => !known.includes(step));
  const steps = [...known, ...others.sort()];
  const named = (name: string) => {
    const step = STEPS.find((one) => one === name);
    return step === undefined ? name : text(`timings.of.${step}`);
  };
  const all = histogramOf(steps.flatMap((step) => durations[step]));
  return (
    <Experiment title={text('timings')} about={text('timings.about')}>
      {steps.length === 0 ? (
        <p className="soft">{text('timings.none')}</p>
      ) : (
        <section className={styles.scroll} aria-label={text('timings.table')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{text('timings.step')}</th>
                <th scope="col">
                  {text('timings.scale', {
                    from: milliseconds(formats, all.from),
                    to: milliseconds(formats, all.to),
                  })}
                </th>
                <th scope="col" className={`${table.number} ${styles.number}`}>
                  {text('timings.runs')}
                </th>
                <th scope="col" className={`${table.number} ${styles.number}`}>
                  {text('timings.middle')}
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
                    <th scope="row">{named(step)}</th>
                    <td>
                      <HistogramPlot
                        durations={durations[step]}
                        domain={[all.from, all.to]}
                        median={median}
                        slow={slow}
                      />
                    </td>
                    <td className={`${table.number} ${styles.number}`}>
                      {formats.number(durations[step].length)}
                    </td>
                    <td className={`${table.number} ${styles.number}`}>{milliseconds(formats, median)}</td>
                    <td className={`${table.number} ${styles.number}`}>{milliseconds(formats, slow)}</td>
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
