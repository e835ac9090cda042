/** A private visit: as a stranger, in memory only, until it is ended or the tab is closed. */
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useStatus } from '../../engine.tsx';
import { useSetPrivate } from '../../visit.ts';
import { Choice } from './Choice.tsx';

export function Private() {
  const on = useStatus()?.private ?? false;
  const setPrivate = useSetPrivate();
  const [busy, setBusy] = useState(false);

  async function change() {
    setBusy(true);
    await setPrivate(!on);
    setBusy(false);
  }

  return (
    <Choice title={on ? 'You are browsing privately' : 'Browse privately'} alert={on}>
      <p>
        {on
          ? 'The shop takes you for a stranger and writes nothing down. All of this visit is gone when you end it or close this tab; your history is then as you left it.'
          : 'For a while the shop takes you for a stranger and writes nothing down. Your history waits, untouched. (The browser’s own list of pages you visited is not ours to switch off.)'}
      </p>
      <Button size="small" icon={on ? 'close' : 'hide'} disabled={busy} onClick={change}>
        {on ? 'End the private visit' : 'Browse privately'}
      </Button>
    </Choice>
  );
}
