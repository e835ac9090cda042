/** Whether the shop takes notes at all. */
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { Choice } from './Choice.tsx';

export function Recording({ on }: { on: boolean }) {
  const engine = useEngine();
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  async function change() {
    setBusy(true);
    try {
      await engine.setRecording(!on);
      toast({ message: on ? 'Recording is paused.' : 'Recording is on again.' });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : 'That did not work. Please try again.' });
    }
    setBusy(false);
  }

  return (
    <Choice title={on ? 'Recording is on' : 'Recording is paused'} alert={!on}>
      <p>
        {on
          ? 'What you look at and search for is noted here, to choose things by.'
          : 'Looks and searches leave no trace now. Basket, saved things, stars, orders and what you hid are still kept, since they would not work otherwise.'}
      </p>
      <Button size="small" icon={on ? 'pause' : 'play'} disabled={busy} onClick={change}>
        {on ? 'Pause recording' : 'Resume recording'}
      </Button>
    </Choice>
  );
}
