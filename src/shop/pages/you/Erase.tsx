/** "Erase everything": a question that says exactly what goes and what stays, and then a visitor who is new. */
import { useState } from 'react';
import type { KnownEvent } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine, useStatus } from '../../engine.tsx';
import { Choice } from './Choice.tsx';
import { ALL_DOINGS, DOINGS, type Doing } from './diary.ts';
import styles from './Erase.module.css';

/** One and many. */
const PARTS: Record<Doing, readonly [string, string]> = {
  Looked: ['look at a thing', 'looks at things'],
  Searched: ['search', 'searches'],
  Basket: ['change to the basket', 'changes to the basket'],
  Saved: ['saved thing', 'saved things'],
  Bought: ['line of an order', 'lines of orders'],
  Rated: ['rating you gave', 'ratings you gave'],
  Steered: ['wish for more or less of something', 'wishes for more or less of something'],
  Shown: ['note of what was shown', 'notes of what was shown'],
  Hidden: ['thing you asked not to see', 'things you asked not to see'],
};

export function Erase({ events }: { events: KnownEvent[] }) {
  const engine = useEngine();
  const toast = useToast();
  const shop = useStatus()?.shop.name ?? 'this shop';
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const people = useAsk(open ? 'people' : null, (engine) => engine.people()).data ?? [];
  const others = people.filter(({ current }) => !current);

  async function erase() {
    setBusy(true);
    try {
      await engine.eraseEverything();
      toast({ message: 'Everything is erased. You are new here.', alone: true });
    } catch (error) {
      toast({
        message: `Not everything could be erased: ${error instanceof Error ? error.message : String(error)}`,
        stays: true,
      });
    }
    setOpen(false);
    setBusy(false);
  }

  const counts = ALL_DOINGS.map((doing) => {
    const types = new Set<string>(DOINGS[doing]);
    return { doing, count: events.filter(({ event }) => types.has(event.type)).length };
  }).filter(({ count }) => count > 0);

  return (
    <Choice title="Start afresh">
      <p>
        Forgets all of it for good, for everyone who looks here. The shop then knows you as little as it did
        before you came.
      </p>
      <Button size="small" look="danger" icon="trash" onClick={() => setOpen(true)}>
        Erase everything
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Erase everything?"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button look="danger" disabled={busy} onClick={erase}>
              {busy ? 'Erasing…' : 'Erase it all'}
            </Button>
          </>
        }
      >
        <div className={styles.account}>
          <p>This can’t be undone. Export a copy first if you may want it back. What goes:</p>
          <ul>
            {counts.map(({ doing, count }) => (
              <li key={doing}>
                <span className="tabular">{count.toLocaleString()}</span> {PARTS[doing][count === 1 ? 0 : 1]}
              </li>
            ))}
            {others.map(({ id, name, events }) => (
              <li key={id}>
                everything of “{name}”: <span className="tabular">{events.toLocaleString()}</span>{' '}
                {events === 1 ? 'note' : 'notes'}
              </li>
            ))}
            <li>every interest worked out from them</li>
            <li>your choices here: recording, how long notes are kept, how the shop chooses</li>
            <li>what was computed from your searches</li>
          </ul>
          <p className="soft">
            What stays: the shop itself, which is the same for everyone, and the histories of other shops
            opened in this browser. This is about {shop} only.
          </p>
        </div>
      </Dialog>
    </Choice>
  );
}
