/** Who is looking: switching between the people who share this browser, from the header and from "/you". */
import { useCallback } from 'react';
import { useToast } from './components/Toasts.tsx';
import { useEngine } from './engine.tsx';

interface Person {
  id: string;
  name: string;
}

/** The first person is named "You" until they say otherwise. */
const FIRST_NAME = 'You';

/** "Your shelves", "The shelves of Mum’s present": what somebody sees when it is their turn. */
export function shelvesOf({ id, name }: Person): string {
  return id === '' && name === FIRST_NAME ? 'your own shelves' : `the shelves of “${name}”`;
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
  return useCallback(
    async (to) => {
      try {
        await engine.openPerson(to.id);
        toast({ message: `These are ${shelvesOf(to)} now.`, alone: true });
      } catch (error) {
        toast({ message: error instanceof Error ? error.message : 'That did not work. Please try again.' });
      }
    },
    [engine, toast],
  );
}
