/** A line under the header for as long as something unusual holds on this visit, with one press to end it. */
import { useState } from 'react';
import { useStatus } from '../engine.tsx';
import { Text, useText } from '../language.tsx';
import { usePauseSession, useSetPrivate } from '../visit.ts';
import { Icon } from './icons.tsx';
import styles from './StandingBar.module.css';

export function StandingBar() {
  const text = useText();
  const status = useStatus();
  const setPrivate = useSetPrivate();
  const pauseSession = usePauseSession();
  const [busy, setBusy] = useState(false);
  if (!status?.private && !status?.sessionPaused) return null;

  async function end() {
    setBusy(true);
    await (status?.private ? setPrivate(false) : pauseSession(false));
    setBusy(false);
  }

  return (
    <section
      className={styles.bar}
      data-private={status.private}
      aria-label={text(status.private ? 'standing.private' : 'standing.paused')}
    >
      <div className={styles.inner}>
        <Icon name={status.private ? 'hide' : 'pause'} size={16} />
        <p className={styles.words}>
          <Text
            text={text}
            id={status.private ? 'standing.private-text' : 'standing.paused-text'}
            components={{ more: (words) => <span className={styles.more}>{words}</span> }}
          />
        </p>
        <button type="button" className={styles.end} disabled={busy} onClick={end}>
          {text(status.private ? 'standing.end-private' : 'standing.resume')}
        </button>
      </div>
    </section>
  );
}
