/** Where the history lies, how safe it is there, and what has left the device: nothing, and how that is known. */
import { Link } from 'wouter';
import type { EngineStatus } from '../../../engine/recommender.ts';
import { useStatus } from '../../engine.tsx';
import { Text, useText } from '../../language.tsx';
import { useRequests } from '../../requests.ts';
import { Choice } from './Choice.tsx';
import styles from './WhereItLives.module.css';

/** How safe it is there. @param storage `private` on a private visit */
export function StorageInWords({ storage }: { storage: EngineStatus['storage'] | 'private' }) {
  const text = useText('you');
  return (
    <Text
      text={text}
      id={`lives.${storage}`}
      components={{ soft: (words) => <span className="soft">{words}</span> }}
    />
  );
}

export function WhereItLives() {
  const text = useText('you');
  const status = useStatus();
  const { all, elsewhere } = useRequests();
  if (!status) return null;
  return (
    <Choice title={text('lives')} alert={status.storage === 'memory'}>
      <dl className={styles.facts}>
        <div>
          <dt>{text('lives.place')}</dt>
          <dd>{status.private ? text('lives.tab') : text('lives.browser', { host: location.host })}</dd>
        </div>
        <div>
          <dt>{text('lives.storage')}</dt>
          <dd>
            <StorageInWords storage={status.private ? 'private' : status.storage} />
          </dd>
        </div>
        <div>
          <dt>{text('device.elsewhere')}</dt>
          <dd>
            <Text
              text={text}
              id="lives.requests"
              values={{ elsewhere, all }}
              components={{
                strong: (words) => <strong className="tabular">{words}</strong>,
                soft: (words) => <span className="soft">{words}</span>,
              }}
            />
          </dd>
        </div>
      </dl>
      <p>
        <Link href="/lab">{text('lives.lab')}</Link>
      </p>
    </Choice>
  );
}
