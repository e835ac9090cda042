/** Who is looking: switching between the people who share this browser, from the header and from "/you". */
import { useCallback } from 'react';
import type { Text } from '../messages/texts.ts';
import { useToast } from './components/Toasts.tsx';
import { useEngine } from './engine.tsx';
import { useText } from './language.tsx';

interface Person {
  id: string;
  name: string;
}

/** The first person is named "You" until they say otherwise. */
const FIRST_NAME = 'You';

/** Whether these are the shelves of whoever was here first and goes by no name. */
export function isNameless({ id, name }: Person): boolean {
  return id === '' && name === FIRST_NAME;
}

/** What they are called on the page: "You", in its language, until they say otherwise. */
export function nameOf(text: Text<'shell'>, person: Person): string {
  return isNameless(person) ? text('people.first') : person.name;
}

/** For a picture of somebody: the first letter or digit of their name. */
export function initialOf(name: string): string {
  const [first = '·'] = name.match(/[\p{L}\p{N}]/u) ?? [];
  return first.toLocaleUpperCase();
}

/** Opens somebody's history, and says so; other undos are taken away, for they are about somebody else. */
export function useSwitchPerson(): (to: Person) => Promise<void> {
  const engine = useEngine();
  const toast = useToast();
  const text = useText();
  return useCallback(
    async (to) => {
      try {
        await engine.openPerson(to.id);
        const words = isNameless(to)
          ? text('people.switched-own')
          : text('people.switched', { name: to.name });
        toast({ message: words, alone: true });
      } catch (error) {
        toast({ message: error instanceof Error ? error.message : text('failed') });
      }
    },
    [engine, toast, text],
  );
}
