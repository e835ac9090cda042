/** "Erase everything": a question that says exactly what goes and what stays, and then a visitor who is new. */
import { type ReactNode, useState } from 'react';
import { deviceLanguageModels } from '../../../engine/device-language-models.ts';
import type { KnownEvent } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine, useStatus } from '../../engine.tsx';
import { Text, useText } from '../../language.tsx';
import { nameOf } from '../../people.ts';
import { Choice } from './Choice.tsx';
import { ALL_DOINGS, DOINGS } from './diary.ts';
import styles from './Erase.module.css';

const figure = (words: ReactNode) => <span className="tabular">{words}</span>;

export function Erase({ events }: { events: KnownEvent[] }) {
  const text = useText('you');
  const engine = useEngine();
  const toast = useToast();
  const shop = useStatus()?.shop.name ?? text('erase.this-shop');
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const people = useAsk(open ? 'people' : null, (engine) => engine.people()).data ?? [];
  const others = people.filter(({ current }) => !current);

  async function erase() {
    setBusy(true);
    try {
      await engine.eraseEverything();
      deviceLanguageModels().turnOff();
      toast({ message: text('erase.done'), alone: true });
    } catch (error) {
      toast({
        message: text('erase.failed', { problem: error instanceof Error ? error.message : String(error) }),
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
    <Choice title={text('erase')}>
      <p>{text('erase.note')}</p>
      <Button size="small" look="danger" icon="trash" onClick={() => setOpen(true)}>
        {text('erase.everything')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={text('erase.question')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{text('erase.keep')}</Button>
            <Button look="danger" disabled={busy} onClick={erase}>
              {text(busy ? 'erase.busy' : 'erase.all')}
            </Button>
          </>
        }
      >
        <div className={styles.account}>
          <p>{text('erase.goes')}</p>
          <ul>
            {counts.map(({ doing, count }) => (
              <li key={doing}>
                <Text text={text} id={`erase.${doing}`} values={{ count }} components={{ n: figure }} />
              </li>
            ))}
            {others.map((person) => (
              <li key={person.id}>
                <Text
                  text={text}
                  id="erase.person"
                  values={{ name: nameOf(text, person), count: person.events }}
                  components={{ n: figure }}
                />
              </li>
            ))}
            <li>{text('erase.interests')}</li>
            <li>{text('erase.choices')}</li>
            <li>{text('erase.computed')}</li>
          </ul>
          <p className="soft">{text('erase.stays', { shop })}</p>
        </div>
      </Dialog>
    </Choice>
  );
}
