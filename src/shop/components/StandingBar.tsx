/** A line under the header for as long as something unusual holds on this visit, with one press to end it. */
import { useState } from 'react';
import { useStatus } from '../engine.tsx';
import { usePauseSession, useSetPrivate } from '../visit.ts';
import { Icon } from './icons.tsx';
import styles from './StandingBar.module.css';

export function StandingBar() {
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
      aria-label={status.private ? 'Private visit' : 'Paused visit'}
    >
      <div className={styles.inner}>
        <Icon name={status.private ? 'hide' : 'pause'} size={16} />
        <p className={styles.words}>
          {status.private ? (
            <>
              Browsing privately<span className={styles.more}>: nothing you do is written down</span>
            </>
          ) : (
            <>
              Paused for this visit<span className={styles.more}>: looks and searches aren’t noted</span>
            </>
          )}
        </p>
        <button type="button" className={styles.end} disabled={busy} onClick={end}>
          {status.private ? 'End private visit' : 'Take notes again'}
        </button>
      </div>
    </section>
  );
}
