/**
 * The conversation with the shop, for as long as this page is open: leaving and coming back finds it, a reload doesn't.
 * It is nobody else's: whoever comes after (another person, a private visit, an emptied history) finds nothing.
 */
import { useSyncExternalStore } from 'react';
import type { AskAnswer } from '../engine/recommender.ts';

let turns: readonly AskAnswer[] = [];
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = () => turns;

export function setConversation(next: readonly AskAnswer[]): void {
  turns = next;
  for (const listener of listeners) listener();
}

export function forgetConversation(): void {
  if (turns.length > 0) setConversation([]);
}

export function useConversation(): readonly AskAnswer[] {
  return useSyncExternalStore(subscribe, read);
}
