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
import { useText } from '../../language.tsx';
import { initialOf, nameOf, useSwitchPerson } from '../../people.ts';
import styles from './People.module.css';

/** As the engine keeps it. */
const LONGEST_NAME = 40;

export function People() {
  const text = useText('you');
  const onPrivateVisit = useStatus()?.private ?? false;
  const { data: people } = useAsk(onPrivateVisit ? null : 'people', (engine) => engine.people());
  if (onPrivateVisit) {
    return <p className="soft">{text('person.none-open')}</p>;
  }
  return (
    <>
      <p className="soft small">{text('person.note')}</p>
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
  const { id, events, current } = person;
  const text = useText('you');
  const name = nameOf(text, person);
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
        message: text('person.renamed', { name, to }),
        action: { label: text('undo'), run: () => engine.renamePerson(id, person.name) },
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
        message: text('person.removed', { name, notes: events }),
        action: {
          label: text('undo'),
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
        <NameForm
          label={text('person.new-name', { name })}
          start={name}
          submit={text('person.rename')}
          onDone={rename}
        />
      ) : (
        <>
          <span className={styles.words}>
            <span className={styles.name}>{name}</span>
            <span className={styles.notes}>
              {text(current ? 'person.notes-now' : 'person.notes', { count: events })}
            </span>
          </span>
          <span className={styles.actions}>
            {!current && (
              <Button
                size="small"
                disabled={busy}
                aria-label={text('person.switch-to', { name })}
                onClick={open}
              >
                {text('person.switch')}
              </Button>
            )}
            <Button
              size="small"
              look="quiet"
              disabled={busy}
              aria-label={text('person.rename-label', { name })}
              onClick={() => setRenaming(true)}
            >
              {text('person.rename')}
            </Button>
            {id !== '' && (
              <IconButton
                icon="close"
                label={text('person.remove', { name, notes: events })}
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
  const text = useText('you');
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
        message: text('person.added', { name: person.name }),
        action: {
          label: text('undo'),
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
      <NameForm label={text('person.name')} start="" submit={text('person.add-short')} onDone={add} />
    </div>
  ) : (
    <div>
      <Button size="small" icon="plus" onClick={() => setAdding(true)}>
        {text('person.add')}
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
  const text = useText('you');
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
        placeholder={text('person.name.hint')}
        value={name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
      />
      <Button size="small" type="submit" disabled={name.trim() === ''}>
        {submit}
      </Button>
      <Button size="small" look="quiet" onClick={() => onDone('')}>
        {text('person.cancel')}
      </Button>
    </form>
  );
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
