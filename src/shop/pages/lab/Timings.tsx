/** The engine's own stop-watch: how long each step took when it last ran. */
import { useEffect, useState } from 'react';
import { useEngine } from '../../engine.tsx';
import { Experiment, table } from './Experiment.tsx';
import { milliseconds } from './milliseconds.ts';

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
const ASKED_EVERY_MS = 1000;

function useTimings(): Record<string, number> {
  const engine = useEngine();
  const [timings, setTimings] = useState<Record<string, number>>({});
  useEffect(() => {
    let over = false;
    const ask = () =>
      engine.status().then(
        (status) => over || setTimings(status.timings),
        () => 'the state beside this says what failed',
      );
    ask();
    const timer = setInterval(ask, ASKED_EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [engine]);
  return timings;
}

export function Timings() {
  const timings = useTimings();
  const known = Object.keys(STEPS).filter((step) => step in timings);
  const others = Object.keys(timings).filter((step) => !(step in STEPS));
  const steps = [...known, ...others.sort()];
  return (
    <Experiment title="How long it took">
      {steps.length === 0 ? (
        <p className="soft">Nothing has run yet.</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Step, when it last ran</th>
              <th scope="col" className={table.number}>
                Time
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step}>
                <th scope="row">{STEPS[step] ?? step}</th>
                <td className={table.number}>{milliseconds(timings[step])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Experiment>
  );
}
