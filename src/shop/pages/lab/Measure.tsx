/** Times each way of computing on this device, and ranking as a whole. */
import { useState } from 'react';
import type { Recommender } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { Text, useFormats, useText } from '../../language.tsx';
import { Experiment, table } from './Experiment.tsx';
import styles from './Measure.module.css';
import { milliseconds, quantile } from './milliseconds.ts';

type Measured = Awaited<ReturnType<Recommender['measure']>>;

export function Measure() {
  const text = useText('lab');
  const formats = useFormats();
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
    <Experiment title={text('measure')} about={text('measure.about')}>
      <div>
        <Button disabled={busy || status?.engine !== 'ready'} onClick={run}>
          {busy ? text('measure.running') : text('measure')}
        </Button>
      </div>
      <div role="status" className={styles.result}>
        {measured && (
          <>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{text('measure.way')}</th>
                  <th scope="col">{text('measure.outcome')}</th>
                  <th scope="col" className={table.number}>
                    {text('measure.trial')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {measured.backends.map(({ backend, ms, ok, note }) => (
                  <tr key={backend}>
                    <th scope="row">{text(`backend.${backend}`)}</th>
                    <td className={table.note}>
                      {backend === status?.backend ? (
                        <Chip>{text('lab.in-use')}</Chip>
                      ) : (
                        text(ok ? 'measure.correct' : 'measure.not-used')
                      )}
                      {note && <span className={styles.note}>{note}</span>}
                    </td>
                    <td className={table.number}>{ms === null ? '—' : milliseconds(formats, ms)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {measured.rankMs.length > 0 && (
              <p>
                <Text
                  text={text}
                  id="measure.ranking"
                  values={{
                    items: status?.shop.items ?? 0,
                    middle: milliseconds(formats, quantile(measured.rankMs, 0.5)),
                    runs: measured.rankMs.length,
                    slow: milliseconds(formats, quantile(measured.rankMs, 0.95)),
                  }}
                  components={{ strong: (words) => <strong>{words}</strong> }}
                />
              </p>
            )}
          </>
        )}
      </div>
      <div role="alert">
        {problem && <p className={styles.problem}>{text('measure.failed', { problem })}</p>}
      </div>
    </Experiment>
  );
}
