/** How loud each group of signals is to this visitor: by hand, and by their own choices. */
import type { Inspection } from '../../../engine/recommender.ts';
import { REASONS } from '../you/choosing.ts';
import { table } from './Experiment.tsx';
import styles from './VolumeList.module.css';

export function VolumeList({ volumes }: { volumes: Inspection['volumes'] }) {
  return (
    <table className={`${table.table} ${styles.volumes}`}>
      <thead>
        <tr>
          <th scope="col">Signals about</th>
          <th scope="col" className={table.number}>
            Set
          </th>
          <th scope="col" className={table.number}>
            Learned
          </th>
          <th scope="col" className={table.number}>
            In all
          </th>
        </tr>
      </thead>
      <tbody>
        {volumes.map(({ group, set, adapted }) => (
          <tr key={group}>
            <th scope="row">{REASONS[group].name}</th>
            <td className={table.number}>{set.toFixed(2)}</td>
            <td className={table.number}>× {adapted.toFixed(2)}</td>
            <td className={table.number}>{(set * adapted).toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
