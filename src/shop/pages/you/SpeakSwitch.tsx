/** Whether shelves and lines may speak of the visitor's interests. Takes effect at once, with the way back. */
import { useState } from 'react';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';

export function SpeakSwitch() {
  const text = useText('copy');
  const engine = useEngine();
  const toast = useToast();
  const kept = useAsk('preferences', (one) => one.preferences()).data?.speak;
  const [next, setNext] = useState<boolean | null>(null);
  if (kept === undefined) return <Skeleton height="3rem" />;

  async function choose(speak: boolean) {
    setNext(speak);
    try {
      await engine.setPreferences({ speak });
      toast({
        message: text(speak ? 'copy.switch.on' : 'copy.switch.off'),
        action: { label: text('undo'), run: () => engine.setPreferences({ speak: !speak }) },
      });
    } catch {
      toast({ message: text('failed.not-stored') });
    }
    setNext(null);
  }

  return (
    <Switch on={next ?? kept} onChange={choose} note={text('copy.switch.note')}>
      {text('copy.switch.name')}
    </Switch>
  );
}
