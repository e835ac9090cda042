/**
 * Choices as learning material, remembered between rankings: what signals said before a choice depends on nothing
 * that came later, so as long as the history up to it is the same, so is it.
 */
import type { Choice } from '../fusion/adaptation.ts';
import type { PastEvent } from '../profile/profile.ts';
import type { ChoiceAt } from '../ranking/score.ts';

/** By the place of its first event. */
type Remembered = Map<number, { items: string; choice: Choice }>;

export class ChoiceMemory {
  #events: readonly PastEvent[] = [];
  #circumstances = '';
  #choices: Remembered = new Map();

  /**
   * @param circumstances what else the choices depend on, as a key
   * @returns for one asking: gives what is still true, and makes and remembers the rest
   */
  for(events: readonly PastEvent[], circumstances: string): ChoiceAt {
    const known = circumstances === this.#circumstances ? this.#choices : new Map();
    const same = commonStart(this.#events, events);
    const next: Remembered = new Map();
    this.#events = events;
    this.#circumstances = circumstances;
    this.#choices = next;
    return ({ first, items }, make) => {
      const remembered = known.get(first);
      const key = items.join();
      const choice =
        remembered !== undefined && first <= same && remembered.items === key ? remembered.choice : make();
      next.set(first, { items: key, choice });
      return choice;
    };
  }
}

/** How many events at the beginning are the same. */
function commonStart(a: readonly PastEvent[], b: readonly PastEvent[]): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same].id === b[same].id) same++;
  return same;
}
