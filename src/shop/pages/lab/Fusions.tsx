/** The ways in which what is known about an item can be joined into one score, with what each is worth; one can be chosen. */
import { useId, useState } from 'react';
import type { FusionChoice } from '../../../engine/recommender.ts';
import { Chip } from '../../components/Chip.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import { Experiment, table } from './Experiment.tsx';
import { FusionLists } from './FusionLists.tsx';
import styles from './Fusions.module.css';
import { FUSIONS } from './words.ts';

export function Fusions() {
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
    <Experiment
      title="How signals become one score"
      about="Three ways were trained from the same past orders and measured on orders kept aside. Choose one and every shelf follows, on this device only."
    >
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Way</th>
            <th scope="col" className={table.number}>
              New things
            </th>
            <th scope="col" className={table.number}>
              All things
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
                    {FUSIONS[choice.level].title} {choice.chosen && <Chip>The shop’s choice</Chip>}
                    <span className={styles.about}>{FUSIONS[choice.level].about}</span>
                  </span>
                </label>
              </th>
              <td className={table.number}>{choice.quality?.new.toFixed(3) ?? '—'}</td>
              <td className={table.number}>{choice.quality?.all.toFixed(3) ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        NDCG@10: 1 if the ten things shown first were just those that people took next.
      </p>
      <div role="alert">
        {problem && <p className={styles.problem}>That could not be changed: {problem}</p>}
      </div>
      <FusionLists />
    </Experiment>
  );
}
