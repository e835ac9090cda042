/** How each part of the engine is right now. */
import type { ReactNode } from 'react';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAsk, useStatus } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { isBrought } from '../../last-shop.ts';
import { StorageInWords } from '../you/WhereItLives.tsx';
import { EncoderProgress } from './EncoderProgress.tsx';
import { Experiment } from './Experiment.tsx';
import styles from './State.module.css';

export function State() {
  const text = useText('lab');
  const status = useStatus();
  const { data: vitals } = useAsk(`vitals:${status?.backend ?? ''}`, (engine) => engine.vitals());
  return (
    <Experiment title={text('state')}>
      {status ? (
        <dl className={styles.state}>
          <Fact name={text('state.engine')} good={status.engine === 'ready'}>
            {text(`state.engine.${status.engine}`)}
          </Fact>
          <Fact name={text('state.backend')} good={status.engine === 'ready'}>
            {text(`backend.${status.backend}`)}
            {vitals && <span className={styles.why}>{vitals.backend.why}</span>}
          </Fact>
          <Fact name={text('state.encoder')} good={status.encoder === 'ready'}>
            <EncoderProgress status={status} />
          </Fact>
          <Fact name={text('state.storage')} good={status.storage !== 'memory'}>
            <StorageInWords storage={status.storage} />
          </Fact>
          <Fact name={text('state.recording')} good={status.recording}>
            {text(status.recording ? 'state.recording.on' : 'state.recording.paused')}
          </Fact>
          <Fact name={text('state.shop')} good>
            {text('state.shop.which', {
              name: status.shop.name,
              items: status.shop.items,
              which: isBrought(status.shop) ? 'brought' : status.shop.own ? '' : 'demo',
            })}
          </Fact>
          {status.notices.map((notice) => (
            <Fact key={notice} name={text('state.note')} good={false}>
              {notice}
            </Fact>
          ))}
        </dl>
      ) : (
        <Skeleton height="20rem" />
      )}
    </Experiment>
  );
}

function Fact({ name, good, children }: { name: string; good: boolean; children: ReactNode }) {
  return (
    <div>
      <dt data-good={good}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
