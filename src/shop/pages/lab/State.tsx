/** How each part of the engine is right now. */
import type { ReactNode } from 'react';
import type { Backend, EngineStatus } from '../../../engine/recommender.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAsk, useStatus } from '../../engine.tsx';
import { isBrought } from '../../last-shop.ts';
import { STORAGE } from '../you/WhereItLives.tsx';
import { EncoderProgress } from './EncoderProgress.tsx';
import { Experiment } from './Experiment.tsx';
import styles from './State.module.css';

export const BACKENDS: Record<Backend, string> = {
  webgpu: 'WebGPU, the graphics chip',
  wasm: 'WebAssembly, the processor',
  cpu: 'Plain JavaScript',
};

const ENGINE: Record<EngineStatus['engine'], string> = {
  loading: 'Starting',
  ready: 'Ready',
  failed: 'Did not start',
};

export function State() {
  const status = useStatus();
  const { data: vitals } = useAsk(`vitals:${status?.backend ?? ''}`, (engine) => engine.vitals());
  return (
    <Experiment title="Right now">
      {status ? (
        <dl className={styles.state}>
          <Fact name="Engine" good={status.engine === 'ready'}>
            {ENGINE[status.engine]}
          </Fact>
          <Fact name="Ranks with" good={status.engine === 'ready'}>
            {BACKENDS[status.backend]}
            {vitals && <span className={styles.why}>{vitals.backend.why}</span>}
          </Fact>
          <Fact name="Encoder" good={status.encoder === 'ready'}>
            <EncoderProgress status={status} />
          </Fact>
          <Fact name="Storage" good={status.storage !== 'memory'}>
            {STORAGE[status.storage].name}. <span className="soft">{STORAGE[status.storage].meaning}</span>
          </Fact>
          <Fact name="Recording" good={status.recording}>
            {status.recording ? 'On' : 'Paused'}
          </Fact>
          <Fact name="Shop" good>
            {status.shop.name}, {status.shop.items.toLocaleString()} items
            {isBrought(status.shop) ? ', your own' : status.shop.own ? '' : ', the demo'}
          </Fact>
          {status.notices.map((notice) => (
            <Fact key={notice} name="Note" good={false}>
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
