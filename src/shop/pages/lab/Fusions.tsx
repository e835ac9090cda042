/** The ways in which what is known about an item can be joined into one score, with what each is worth; one can be chosen. */
import { useId, useState } from 'react';
import type { FusionChoice } from '../../../engine/recommender.ts';
import { Chip } from '../../components/Chip.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';
import { Experiment, table } from './Experiment.tsx';
import { FusionLists } from './FusionLists.tsx';
import styles from './Fusions.module.css';

export function Fusions() {
  const text = useText('lab');
  const { fixed } = useFormats();
  const engine = useEngine();
  const { data: choices } = useAsk('fusions', (asked) => asked.fusions());
  const [problem, setProblem] = useState('');
  /** Chosen, but not confirmed by the engine yet. */
  const [picked, setPicked] = useState<string | null>(null);
  const name = useId();
  if (choices === undefined || choices.length === 0) return null;

  async function choose(choice: FusionChoice) {
    setProblem('');
    setPicked(choice.name);
    try {
      await engine.fuseBy(choice.chosen ? null : choice.name);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setPicked(null);
    }
  }

  return (
    <Experiment title={text('fusions')} about={text('fusions.about')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{text('fusions.way')}</th>
            <th scope="col" className={table.number}>
              {text('fusions.new')}
            </th>
            <th scope="col" className={table.number}>
              {text('fusions.all')}
            </th>
          </tr>
        </thead>
        <tbody>
          {choices.map((choice) => (
            <tr key={choice.name}>
              <th scope="row">
                <label className={styles.choice}>
                  <input
                    type="radio"
                    name={name}
                    checked={picked === null ? choice.inUse : choice.name === picked}
                    onChange={() => void choose(choice)}
                  />
                  <span>
                    {text(`fusion.${choice.level}`)}{' '}
                    {choice.chosen && <Chip>{text('fusions.shops-choice')}</Chip>}
                    <span className={styles.about}>{text(`fusion.${choice.level}-about`)}</span>
                  </span>
                </label>
              </th>
              <td className={table.number}>{choice.quality ? fixed(choice.quality.new, 3) : '—'}</td>
              <td className={table.number}>{choice.quality ? fixed(choice.quality.all, 3) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{text('fusions.measure')}</p>
      <div role="alert">
        {problem && <p className={styles.problem}>{text('fusions.failed', { problem })}</p>}
      </div>
      <FusionLists />
    </Experiment>
  );
}
