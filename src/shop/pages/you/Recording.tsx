/** Whether the shop takes notes: at all, or on this visit. */
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { usePauseSession } from '../../visit.ts';
import { Choice } from './Choice.tsx';
import styles from './Recording.module.css';

export function Recording({ on }: { on: boolean }) {
  const text = useText('you');
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
        message: text(on ? 'recording.paused' : 'recording.resumed'),
        action: { label: text('undo'), run: () => engine.setRecording(on) },
      });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : text('failed') });
    }
    setBusy(false);
  }

  async function changeSession() {
    setBusy(true);
    await pauseSession(!sessionPaused);
    setBusy(false);
  }

  const state = on && sessionPaused ? 'visit' : on ? 'on' : 'off';
  return (
    <Choice title={text(`recording.${state}`)} alert={!on || sessionPaused}>
      <p>{text(`recording.${state}-text`)}</p>
      <div className={styles.buttons}>
        {on && (
          <Button
            size="small"
            icon={sessionPaused ? 'play' : 'pause'}
            disabled={busy}
            onClick={changeSession}
          >
            {text(sessionPaused ? 'standing.resume' : 'recording.pause-visit')}
          </Button>
        )}
        <Button size="small" icon={on ? 'pause' : 'play'} disabled={busy} onClick={change}>
          {text(on ? 'recording.pause' : 'recording.resume')}
        </Button>
      </div>
    </Choice>
  );
}
