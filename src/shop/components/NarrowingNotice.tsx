/** One calm line where a visitor's attention has gathered on one thing, with a way out of it. Once a session. */
import { useState } from 'react';
import { useEngine } from '../engine.tsx';
import { useText } from '../language.tsx';
import { Button, IconButton } from './Button.tsx';
import styles from './NarrowingNotice.module.css';
import { useToast } from './Toasts.tsx';

const KEY = 'inkling:narrowing-seen';

/** How far the dial is turned up, and at least to where "Something different" stands second. */
const STEP = 0.3;
const LEAST = 0.5;

function seenBefore(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** @param text a whole sentence */
export function NarrowingNotice({ text }: { text: string }) {
  const words = useText();
  const engine = useEngine();
  const toast = useToast();
  const [over, setOver] = useState(seenBefore);
  const [busy, setBusy] = useState(false);
  if (over) return null;

  function dismiss() {
    setOver(true);
    try {
      sessionStorage.setItem(KEY, 'yes');
    } catch {
      // Storage refused: said again after a reload.
    }
  }

  async function widen() {
    setBusy(true);
    try {
      const { novelty } = await engine.preferences();
      await engine.setPreferences({ novelty: Math.min(1, Math.max(LEAST, novelty + STEP)) });
      dismiss();
      toast({
        message: words('narrowing.widened'),
        action: { label: words('undo'), run: () => engine.setPreferences({ novelty }) },
      });
    } catch {
      setBusy(false);
      toast({ message: words('failed.not-stored') });
    }
  }

  return (
    <aside className={styles.notice} aria-label={words('narrowing.label')}>
      <p>{text}</p>
      <Button size="small" disabled={busy} onClick={widen}>
        {words('narrowing.widen')}
      </Button>
      <IconButton icon="close" label={words('dismiss')} className={styles.dismiss} onClick={dismiss} />
    </aside>
  );
}
