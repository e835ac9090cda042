/**
 * History as a file: what "Export" writes and "Import" reads. A file loads whole or changes nothing.
 */
import type { HistoryEvent } from './event.ts';
import { checkEvent } from './event-schema.ts';

/** 20 years of a busy shopper, and still parsed in well under a second. */
export const LIMITS = { bytes: 64 * 1024 * 1024, events: 200_000 } as const;

/** The file isn't a history, or part of it is broken. The message says where and what to do. */
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
export async function historyFromFile(file: Blob, shop: string): Promise<HistoryEvent[]> {
  if (file.size > LIMITS.bytes) {
    throw new HistoryFileError(`The file is ${Math.round(file.size / 1e6)} MB; a history is at most 67 MB.`);
  }
  let body: unknown;
  try {
    body = JSON.parse(await file.text());
  } catch {
    throw new HistoryFileError('This is not a JSON file. Choose the file that “Export” saved.');
  }
  if (typeof body !== 'object' || body === null || !('format' in body) || body.format !== 'inkling-history') {
    throw new HistoryFileError('This is not an exported history. Choose the file that “Export” saved.');
  }
  const { version, shop: from, events } = body as { version?: unknown; shop?: unknown; events?: unknown };
  if (version !== 1) {
    throw new HistoryFileError(
      `The file has version ${String(version)}; this shop reads version 1. Reload to update.`,
    );
  }
  if (from !== shop) {
    throw new HistoryFileError(
      `This history belongs to another shop (“${String(from).slice(0, 60)}”). Open that shop first.`,
    );
  }
  if (!Array.isArray(events)) throw new HistoryFileError('The file holds no list of events.');
  if (events.length > LIMITS.events) {
    throw new HistoryFileError(
      `The file holds ${events.length} events; at most ${LIMITS.events} can be read.`,
    );
  }
  const ids = new Set<string>();
  return events.map((value, index) => {
    const event = checkEvent(value);
    const where = `Event ${index + 1} of ${events.length}`;
    if (typeof event === 'string')
      throw new HistoryFileError(`${where} can't be read: ${event}. Nothing was changed.`);
    if (event.shop !== shop)
      throw new HistoryFileError(`${where} belongs to another shop. Nothing was changed.`);
    if (ids.has(event.id)) throw new HistoryFileError(`${where} is there twice. Nothing was changed.`);
    ids.add(event.id);
    return event;
  });
}
