/** What a replay measures, and how the Lab writes shares. */
import type { Text } from '../../../messages/texts.ts';

export const MEASURES = ['hit20', 'hit10', 'mrr'] as const;

export type Measure = (typeof MEASURES)[number];

/** "33 %" in whole numbers, with a space that doesn't break; "33%" where a language writes none. */
export function percent(text: Text<'lab'>, share: number): string {
  return text('lab.percent', { percent: Math.round(100 * share) });
}
