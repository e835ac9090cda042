/** "On this device": trust in view, and its proof one click away. */
import type { EngineStatus } from '../../engine/recommender.ts';
import { useAsk, useStatus } from '../engine.tsx';
import { Text, useFormats, useText } from '../language.tsx';
import { useRequests } from '../requests.ts';
import { ButtonLink } from './Button.tsx';
import styles from './DeviceIndicator.module.css';
import { PopoverButton } from './PopoverButton.tsx';

function recordingKey(status: EngineStatus) {
  if (status.private) return 'device.private';
  if (!status.recording) return 'device.not-recording';
  return status.sessionPaused ? 'device.paused' : 'device.recording';
}

export function DeviceIndicator() {
  const text = useText();
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
          <span className={styles.label}>{text('device')}</span>
        </>
      }
      label={text('device')}
      className={styles.indicator}
      placement="bottom-end"
    >
      <h2>{text('device')}</h2>
      {status?.engine === 'failed' ? (
        <p className={styles.text}>{text('device.failed')}</p>
      ) : (
        status && <Facts status={status} />
      )}
      <div className={styles.foot}>
        <ButtonLink href="/you" look="primary" size="small">
          {text('what-we-know')}
        </ButtonLink>
        <ButtonLink href="/lab" look="quiet" size="small">
          {text('lab')}
        </ButtonLink>
      </div>
    </PopoverButton>
  );
}

function Facts({ status }: { status: EngineStatus }) {
  const { data: known } = useAsk('known', (engine) => engine.known());
  const { all, elsewhere } = useRequests();
  const text = useText();
  const { megabytes } = useFormats();
  const { encoder, encoderProgress } = status;
  return (
    <>
      <p className={styles.text}>{text(recordingKey(status))}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{text('device.known')}</dt>
          <dd>{known ? known.events.length : '…'}</dd>
        </div>
        <div>
          <dt>{text('device.elsewhere')}</dt>
          <dd>
            <Text
              text={text}
              id="device.elsewhere-count"
              values={{ elsewhere, all }}
              components={{
                strong: (words) => <strong>{words}</strong>,
                soft: (words) => <span className="soft">{words}</span>,
              }}
            />
          </dd>
        </div>
        <div>
          <dt>{text('device.ranked-by')}</dt>
          <dd>{text('device.backend', { backend: status.backend })}</dd>
        </div>
        <div>
          <dt>{text('device.meaning')}</dt>
          <dd>
            {encoder === 'loading' && encoderProgress
              ? text('device.encoder-progress', {
                  loaded: megabytes(encoderProgress.loaded),
                  total: megabytes(encoderProgress.total),
                })
              : text('device.encoder', { state: encoder })}
          </dd>
        </div>
        <div>
          <dt>{text('device.history')}</dt>
          <dd>{text(status.private ? 'device.history-private' : `device.storage.${status.storage}`)}</dd>
        </div>
      </dl>
    </>
  );
}
