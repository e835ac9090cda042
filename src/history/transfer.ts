/**
 * History as a file: what "Export" writes and "Import" reads. A file loads whole or changes nothing.
 */
import type { Text } from '../messages/texts.ts';
import type { HistoryEvent } from './event.ts';
import { checkEvent } from './event-schema.ts';

/** 20 years of a busy shopper, and still parsed in well under a second. */
export const LIMITS = { bytes: 64 * 1024 * 1024, events: 200_000 } as const;

/** The file isn't a history, or part of it is broken. The message says where and what to do, in the visitor's language. */
export class HistoryFileError extends Error {
  override name = 'HistoryFileError';
}

/** @param at epoch ms of the export. */
export function historyToFile(events: readonly HistoryEvent[], shop: string, at: number): Blob {
  const body = {
    format: 'inkling-history',
    version: 1,
    shop,
    exportedAt: new Date(at).toISOString(),
    events,
  };
  return new Blob([JSON.stringify(body, null, 1)], { type: 'application/json' });
}

/**
 * Reads what `historyToFile` wrote.
 * @throws HistoryFileError with the first broken event's position and what is wrong with it.
 */
export async function historyFromFile(
  file: Blob,
  shop: string,
  say: Text<'engine'>,
): Promise<HistoryEvent[]> {
  if (file.size > LIMITS.bytes) {
    throw new HistoryFileError(say('engine.file.large', { megabytes: Math.round(file.size / 1e6) }));
  }
  let body: unknown;
  try {
    body = JSON.parse(await file.text());
  } catch {
    throw new HistoryFileError(say('engine.file.not-json'));
  }
  if (typeof body !== 'object' || body === null || !('format' in body) || body.format !== 'inkling-history') {
    throw new HistoryFileError(say('engine.file.not-history'));
  }
  const { version, shop: from, events } = body as { version?: unknown; shop?: unknown; events?: unknown };
  if (version !== 1) {
    throw new HistoryFileError(say('engine.file.version', { version: String(version) }));
  }
  if (from !== shop) {
    throw new HistoryFileError(say('engine.file.shop', { shop: String(from).slice(0, 60) }));
  }
  if (!Array.isArray(events)) throw new HistoryFileError(say('engine.file.no-events'));
  if (events.length > LIMITS.events) {
    throw new HistoryFileError(say('engine.file.long', { events: events.length, most: LIMITS.events }));
  }
  const ids = new Set<string>();
  return events.map((value, index) => {
    const event = checkEvent(value);
    const where = { place: index + 1, events: events.length };
    if (typeof event === 'string')
      throw new HistoryFileError(say('engine.file.event', { ...where, problem: event }));
    if (event.shop !== shop) throw new HistoryFileError(say('engine.file.event-shop', where));
    if (ids.has(event.id)) throw new HistoryFileError(say('engine.file.event-twice', where));
    ids.add(event.id);
    return event;
  });
}
