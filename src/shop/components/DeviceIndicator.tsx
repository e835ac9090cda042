/** "On this device": trust in view, and its proof one click away. */
import type { Backend, EngineStatus } from '../../engine/recommender.ts';
import { useAsk, useStatus } from '../engine.tsx';
import { useRequests } from '../requests.ts';
import { ButtonLink } from './Button.tsx';
import styles from './DeviceIndicator.module.css';
import { PopoverButton } from './PopoverButton.tsx';

const BACKENDS: Record<Backend, string> = {
  webgpu: 'Graphics chip',
  wasm: 'Processor (WASM)',
  cpu: 'Processor (plain)',
};

const STORAGE: Record<EngineStatus['storage'], string> = {
  durable: 'Kept until you erase it',
  'best-effort': 'Kept while there is room',
  memory: 'Until this tab closes',
};

const mega = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

function encoderWords({ encoder, encoderProgress }: EngineStatus): string {
  switch (encoder) {
    case 'ready':
      return 'Ready';
    case 'failed':
      return 'Not on this device';
    case 'idle':
      return 'Loads when needed';
    case 'loading':
      return encoderProgress
        ? `Loading, ${mega(encoderProgress.loaded)} of ${mega(encoderProgress.total)}`
        : 'Loading';
  }
}

function recordingWords(status: EngineStatus): string {
  if (status.private) return 'You are browsing privately: nothing of this visit is written down.';
  if (!status.recording) return 'Recording is paused: what you look at and search for is not remembered.';
  if (status.sessionPaused)
    return 'Paused for this visit: what you look at and search for is not remembered.';
  return 'The shop remembers what you do in this browser, and chooses things for you here.';
}

export function DeviceIndicator() {
  const status = useStatus();
  return (
    <PopoverButton
      button={
        <>
          <span
            className={styles.dot}
            data-engine={status?.engine ?? 'loading'}
            data-paused={status ? !status.recording || status.sessionPaused || status.private : false}
          />
          <span className={styles.label}>On this device</span>
        </>
      }
      label="On this device"
      className={styles.indicator}
      placement="bottom-end"
    >
      <h2>On this device</h2>
      {status?.engine === 'failed' ? (
        <p className={styles.text}>
          The part of the shop that ranks things did not start here. You can still look around; reloading the
          page may help.
        </p>
      ) : (
        status && <Facts status={status} />
      )}
      <div className={styles.foot}>
        <ButtonLink href="/you" look="primary" size="small">
          What we know about you
        </ButtonLink>
        <ButtonLink href="/lab" look="quiet" size="small">
          The Lab
        </ButtonLink>
      </div>
    </PopoverButton>
  );
}

function Facts({ status }: { status: EngineStatus }) {
  const { data: known } = useAsk('known', (engine) => engine.known());
  const { all, elsewhere } = useRequests();
  return (
    <>
      <p className={styles.text}>{recordingWords(status)}</p>
      <dl className={styles.facts}>
        <div>
          <dt>Things it knows you did</dt>
          <dd>{known ? known.events.length : '…'}</dd>
        </div>
        <div>
          <dt>Requests sent elsewhere</dt>
          <dd>
            <strong>{elsewhere}</strong> <span className="soft">of {all}</span>
          </dd>
        </div>
        <div>
          <dt>Ranked by</dt>
          <dd>{BACKENDS[status.backend]}</dd>
        </div>
        <div>
          <dt>Search by meaning</dt>
          <dd>{encoderWords(status)}</dd>
        </div>
        <div>
          <dt>History</dt>
          <dd>{status.private ? 'Until this visit ends' : STORAGE[status.storage]}</dd>
        </div>
      </dl>
    </>
  );
}
