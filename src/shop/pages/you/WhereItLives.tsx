/** Where the history lies, how safe it is there, and what has left the device: nothing, and how that is known. */
import { Link } from 'wouter';
import type { EngineStatus } from '../../../engine/recommender.ts';
import { useStatus } from '../../engine.tsx';
import { useRequests } from '../../requests.ts';
import { Choice } from './Choice.tsx';
import styles from './WhereItLives.module.css';

export const STORAGE: Record<EngineStatus['storage'], { name: string; meaning: string }> = {
  durable: {
    name: 'Kept until you erase it',
    meaning: 'The browser promised not to clear it to make room.',
  },
  'best-effort': {
    name: 'Kept, without a promise',
    meaning: 'The browser may clear it when it runs out of room. Export a copy now and then.',
  },
  memory: {
    name: 'Only until this tab closes',
    meaning: 'This browser refused storage, as private windows may, or it is full. Export to keep it.',
  },
};

const PRIVATE: (typeof STORAGE)['memory'] = {
  name: 'Only until this visit ends',
  meaning: 'A private visit writes nothing down.',
};

export function WhereItLives() {
  const status = useStatus();
  const { all, elsewhere } = useRequests();
  if (!status) return null;
  const storage = status.private ? PRIVATE : STORAGE[status.storage];
  return (
    <Choice title="Where it lives" alert={status.storage === 'memory'}>
      <dl className={styles.facts}>
        <div>
          <dt>Place</dt>
          <dd>
            {status.private
              ? 'The memory of this tab'
              : `This browser’s own storage (IndexedDB), under ${location.host}`}
          </dd>
        </div>
        <div>
          <dt>Storage</dt>
          <dd>
            {storage.name}. <span className="soft">{storage.meaning}</span>
          </dd>
        </div>
        <div>
          <dt>Requests sent elsewhere</dt>
          <dd>
            <strong className="tabular">{elsewhere}</strong>{' '}
            <span className="soft">
              of {all.toLocaleString()} this page made, by the browser’s own record. The shop’s security
              policy forbids any other address, in the page and in its workers.
            </span>
          </dd>
        </div>
      </dl>
      <p>
        <Link href="/lab">See how it works in the Lab</Link>
      </p>
    </Choice>
  );
}
