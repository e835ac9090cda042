/** Times each way of computing on this device, and ranking as a whole. */
import { useState } from 'react';
import type { Recommender } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { Experiment, table } from './Experiment.tsx';
import styles from './Measure.module.css';
import { milliseconds, quantile } from './milliseconds.ts';
import { BACKENDS } from './State.tsx';

type Measured = Awaited<ReturnType<Recommender['measure']>>;

export function Measure() {
  const engine = useEngine();
  const status = useStatus();
  const [busy, setBusy] = useState(false);
  const [measured, setMeasured] = useState<Measured | null>(null);
  const [problem, setProblem] = useState('');

  async function run() {
    setBusy(true);
    setProblem('');
    try {
      setMeasured(await engine.measure());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  }

  return (
    <Experiment
      title="Measure this device"
      about="A chip that is there may still be slow. So each way of computing is tried with a small piece of the real work, its answer checked, and the fastest correct one does the ranking."
    >
      <div>
        <Button disabled={busy || status?.engine !== 'ready'} onClick={run}>
          {busy ? 'Measuring…' : 'Measure this device'}
        </Button>
      </div>
      <div role="status" className={styles.result}>
        {measured && (
          <>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Way</th>
                  <th scope="col">Outcome</th>
                  <th scope="col" className={table.number}>
                    Trial
                  </th>
                </tr>
              </thead>
              <tbody>
                {measured.backends.map(({ backend, ms, ok, note }) => (
                  <tr key={backend}>
                    <th scope="row">{BACKENDS[backend]}</th>
                    <td className={table.note}>
                      {backend === status?.backend ? <Chip>In use</Chip> : ok ? 'Correct' : 'Not used'}
                      {note && <span className={styles.note}>{note}</span>}
                    </td>
                    <td className={table.number}>{ms === null ? '—' : milliseconds(ms)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {measured.rankMs.length > 0 && (
              <p>
                Ranking all {status?.shop.items.toLocaleString()} items for you took{' '}
                <strong>{milliseconds(quantile(measured.rankMs, 0.5))}</strong> in the middle of{' '}
                {measured.rankMs.length} runs (p50), and{' '}
                <strong>{milliseconds(quantile(measured.rankMs, 0.95))}</strong> near the slowest (p95).
              </p>
            )}
          </>
        )}
      </div>
      <div role="alert">
        {problem && <p className={styles.problem}>That could not be measured: {problem}</p>}
      </div>
    </Experiment>
  );
}
