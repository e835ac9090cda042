/**
 * The people who share this browser: each with a history, a taste and settings of their own. Adding, renaming,
 * switching, removing; all of it can be taken back.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { PersonHere } from '../../../engine/recommender.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine, useStatus } from '../../engine.tsx';
import { initialOf, useSwitchPerson } from '../../people.ts';
import styles from './People.module.css';

/** As the engine keeps it. */
const LONGEST_NAME = 40;

export function People() {
  const onPrivateVisit = useStatus()?.private ?? false;
  const { data: people } = useAsk(onPrivateVisit ? null : 'people', (engine) => engine.people());
  if (onPrivateVisit) {
    return <p className="soft">Nobody’s history is open while you browse privately.</p>;
  }
  return (
    <>
      <p className="soft small">
        A present for someone, or a computer you share: each person has a history, a taste and settings of
        their own, and none of it rubs off on the others.
      </p>
      {people ? (
        <ul role="list" className={styles.people}>
          {people.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      ) : (
        <Skeleton height="4rem" />
      )}
      <Add />
    </>
  );
}

function Person({ person }: { person: PersonHere }) {
  const { id, name, events, current } = person;
  const engine = useEngine();
  const toast = useToast();
  const switchTo = useSwitchPerson();
  const [renaming, setRenaming] = useState(false);
  const [busy, setBusy] = useState(false);

  async function rename(to: string) {
    setRenaming(false);
    if (to === '' || to === name) return;
    try {
      await engine.renamePerson(id, to);
      toast({
        message: `“${name}” is “${to}” now.`,
        action: { label: 'Undo', run: () => engine.renamePerson(id, name) },
      });
    } catch (error) {
      toast({ message: sentence(error) });
    }
  }

  async function remove() {
    setBusy(true);
    try {
      const removed = await engine.removePerson(id);
      toast({
        message: `“${name}” is removed, with ${counted(events)}.`,
        action: {
          label: 'Undo',
          run: async () => {
            await engine.restorePerson(removed);
            if (current) await engine.openPerson(id);
          },
        },
        alone: current,
      });
    } catch (error) {
      setBusy(false);
      toast({ message: sentence(error) });
    }
  }

  async function open() {
    setBusy(true);
    await switchTo(person);
    setBusy(false);
  }

  return (
    <li className={styles.person} data-current={current}>
      <span className={styles.initial} aria-hidden="true">
        {initialOf(name)}
      </span>
      {renaming ? (
        <NameForm label={`New name for ${name}`} start={name} submit="Rename" onDone={rename} />
      ) : (
        <>
          <span className={styles.words}>
            <span className={styles.name}>{name}</span>
            <span className={styles.notes}>
              {counted(events)}
              {current && ', looking now'}
            </span>
          </span>
          <span className={styles.actions}>
            {!current && (
              <Button size="small" disabled={busy} aria-label={`Switch to ${name}`} onClick={open}>
                Switch
              </Button>
            )}
            <Button
              size="small"
              look="quiet"
              disabled={busy}
              aria-label={`Rename ${name}`}
              onClick={() => setRenaming(true)}
            >
              Rename
            </Button>
            {id !== '' && (
              <IconButton
                icon="close"
                label={`Remove ${name}, with ${counted(events)}`}
                disabled={busy}
                className={styles.remove}
                onClick={remove}
              />
            )}
          </span>
        </>
      )}
    </li>
  );
}

function Add() {
  const engine = useEngine();
  const toast = useToast();
  const [adding, setAdding] = useState(false);

  async function add(name: string) {
    setAdding(false);
    if (name === '') return;
    try {
      const before = (await engine.people()).find(({ current }) => current)?.id ?? '';
      const person = await engine.addPerson(name);
      toast({
        message: `“${person.name}” is looking now, and the shop knows nothing of them yet.`,
        action: {
          label: 'Undo',
          run: async () => {
            await engine.openPerson(before);
            await engine.removePerson(person.id);
          },
        },
        alone: true,
      });
    } catch (error) {
      toast({ message: sentence(error) });
    }
  }

  return adding ? (
    <div className={styles.adding}>
      <NameForm label="Name of the new person" start="" submit="Add" onDone={add} />
    </div>
  ) : (
    <div>
      <Button size="small" icon="plus" onClick={() => setAdding(true)}>
        Add a person
      </Button>
    </div>
  );
}

/** @param onDone called with what was typed, trimmed; '' where it was given up */
function NameForm({
  label,
  start,
  submit,
  onDone,
}: {
  label: string;
  start: string;
  submit: string;
  onDone: (name: string) => void;
}) {
  const [name, setName] = useState(start);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onDone(name.trim());
      }}
      onKeyDown={({ key }) => key === 'Escape' && onDone('')}
    >
      <input
        ref={field}
        className={styles.field}
        aria-label={label}
        placeholder="Mum’s present"
        value={name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
      />
      <Button size="small" type="submit" disabled={name.trim() === ''}>
        {submit}
      </Button>
      <Button size="small" look="quiet" onClick={() => onDone('')}>
        Cancel
      </Button>
    </form>
  );
}

function counted(events: number): string {
  return events === 1 ? '1 note' : `${events.toLocaleString()} notes`;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
