/** Whether the shop takes notes: at all, or on this visit. */
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { usePauseSession } from '../../visit.ts';
import { Choice } from './Choice.tsx';
import styles from './Recording.module.css';

const NO_TRACE =
  'Looks and searches leave no trace now. Basket, saved things, stars, orders and what you asked for or hid are still kept, since they would not work otherwise.';

export function Recording({ on }: { on: boolean }) {
  const engine = useEngine();
  const toast = useToast();
  const pauseSession = usePauseSession();
  const sessionPaused = useStatus()?.sessionPaused ?? false;
  const [busy, setBusy] = useState(false);

  async function change() {
    setBusy(true);
    try {
      await engine.setRecording(!on);
      toast({
        message: on ? 'Recording is paused.' : 'Recording is on again.',
        action: { label: 'Undo', run: () => engine.setRecording(on) },
      });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : 'That did not work. Please try again.' });
    }
    setBusy(false);
  }

  async function changeSession() {
    setBusy(true);
    await pauseSession(!sessionPaused);
    setBusy(false);
  }

  const thisVisit = on && sessionPaused;
  return (
    <Choice
      title={thisVisit ? 'Paused for this visit' : on ? 'Recording is on' : 'Recording is paused'}
      alert={!on || sessionPaused}
    >
      <p>
        {thisVisit
          ? `${NO_TRACE} It goes on by itself half an hour after you last did something.`
          : on
            ? 'What you look at and search for is noted here, to choose things by.'
            : NO_TRACE}
      </p>
      <div className={styles.buttons}>
        {on && (
          <Button
            size="small"
            icon={sessionPaused ? 'play' : 'pause'}
            disabled={busy}
            onClick={changeSession}
          >
            {sessionPaused ? 'Take notes again' : 'Pause for this visit'}
          </Button>
        )}
        <Button size="small" icon={on ? 'pause' : 'play'} disabled={busy} onClick={change}>
          {on ? 'Pause recording' : 'Resume recording'}
        </Button>
      </div>
    </Choice>
  );
}
