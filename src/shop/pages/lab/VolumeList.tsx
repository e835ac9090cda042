/** How loud each group of signals is to this visitor: by hand, and by their own choices. */
import type { Inspection } from '../../../engine/recommender.ts';
import { useFormats, useText } from '../../language.tsx';
import { table } from './Experiment.tsx';
import styles from './VolumeList.module.css';

export function VolumeList({ volumes }: { volumes: Inspection['volumes'] }) {
  const text = useText('lab');
  const reasons = useText('you');
  const { fixed } = useFormats();
  return (
    <table className={`${table.table} ${styles.volumes}`}>
      <thead>
        <tr>
          <th scope="col">{text('volumes.group')}</th>
          <th scope="col" className={table.number}>
            {text('volumes.set')}
          </th>
          <th scope="col" className={table.number}>
            {text('volumes.learned')}
          </th>
          <th scope="col" className={table.number}>
            {text('volumes.in-all')}
          </th>
        </tr>
      </thead>
      <tbody>
        {volumes.map(({ group, set, adapted }) => (
          <tr key={group}>
            <th scope="row">{reasons(`choosing.${group}`)}</th>
            <td className={table.number}>{fixed(set, 2)}</td>
            <td className={table.number}>× {fixed(adapted, 2)}</td>
            <td className={table.number}>{fixed(set * adapted, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
