/** What the Lab calls the parts of the moment that the gate reads, and how it writes numbers. */
import type { Formats } from '../../../messages/formats.ts';
import type { Text } from '../../../messages/texts.ts';

const CONTEXT_NAMED = [
  'events',
  'orders',
  'touched',
  'session',
  'session-minutes',
  'session-returns',
  'gap',
  'since-last',
  'repeat-share',
  'bought-share',
  'focus',
  'only-new',
  'new-visitor',
  'basket',
  'item-item-speaks',
  'factors-speak',
  'popularity-speaks',
  'hour-sin',
  'hour-cos',
  'weekend',
  'season-sin',
  'season-cos',
  'holiday',
  'phone',
] as const;

/** @param name of a feature; one that is not listed shows under its own */
export function contextInWords(text: Text<'lab'>, name: string): string {
  const named = CONTEXT_NAMED.find((one) => one === name);
  return named === undefined ? name : text(`context.of.${named}`);
}

/** With a true minus, so that columns of figures align: "−0.42", "1.30". Exactly zero is "0". */
export function signed(formats: Formats, value: number, digits = 2): string {
  if (value === 0) return '0';
  const figure = formats.fixed(Math.abs(value), digits);
  return value < 0 && figure !== formats.fixed(0, digits) ? `−${figure}` : figure;
}

/** "3.1 MB", "412 kB". */
export function bytesInWords(formats: Formats, bytes: number): string {
  if (bytes >= 1e6) return `${formats.fixed(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
  return `${formats.fixed(bytes / 1e3, 0)} kB`;
}

/** Places by which two lists differ, in words: who came and who went. */
export function comeAndGone<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
): { came: T[]; went: T[] } {
  const was = new Set(before.map(({ id }) => id));
  const is = new Set(after.map(({ id }) => id));
  return { came: after.filter(({ id }) => !was.has(id)), went: before.filter(({ id }) => !is.has(id)) };
}
