/** A round button over a record's picture: plays a few seconds of it, with a ring for how far it is. */
import { useText } from '../language.tsx';
import { togglePreview, usePlayback } from '../preview-player.ts';
import { Icon } from './icons.tsx';
import styles from './PreviewButton.module.css';

export default function PreviewButton({ address, title }: { address: string; title: string }) {
  const text = useText('sound');
  const { status, time, length } = usePlayback(address);
  const on = status === 'playing' || status === 'loading';
  const failed = status === 'failed';
  const played = status === 'loading' ? 0.2 : length > 0 ? time / length : 0;
  return (
    <div className={styles.preview} data-status={status}>
      {failed && (
        <span className={styles.failed} role="alert">
          {text('listen.failed-short')}
        </span>
      )}
      <button
        type="button"
        className={styles.button}
        aria-label={text(failed ? 'listen.again' : on ? 'listen.pause' : 'listen.play', { title })}
        onClick={() => togglePreview(address)}
      >
        <svg className={styles.ring} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
          <circle cx="20" cy="20" r="18" pathLength="1" />
          {played > 0 && (
            <circle
              className={styles.played}
              cx="20"
              cy="20"
              r="18"
              pathLength="1"
              style={{ ['--played' as string]: played }}
            />
          )}
        </svg>
        <Icon name={on ? 'pause' : 'play'} size={18} filled={!on} />
      </button>
    </div>
  );
}
