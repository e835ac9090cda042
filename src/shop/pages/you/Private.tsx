/** A private visit: as a stranger, in memory only, until it is ended or the tab is closed. */
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useStatus } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { useSetPrivate } from '../../visit.ts';
import { Choice } from './Choice.tsx';

export function Private() {
  const text = useText('you');
  const on = useStatus()?.private ?? false;
  const setPrivate = useSetPrivate();
  const [busy, setBusy] = useState(false);

  async function change() {
    setBusy(true);
    await setPrivate(!on);
    setBusy(false);
  }

  return (
    <Choice title={text(on ? 'private.on' : 'private.off')} alert={on}>
      <p>{text(on ? 'private.on-text' : 'private.off-text')}</p>
      <Button size="small" icon={on ? 'close' : 'hide'} disabled={busy} onClick={change}>
        {text(on ? 'private.end' : 'private.off')}
      </Button>
    </Choice>
  );
}
