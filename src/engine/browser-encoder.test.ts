import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { BrowserEncoder } from './browser-encoder.ts';

afterEach(() => vi.unstubAllGlobals());

it('says that it failed where its registry is missing, tries again when asked again, and holds nothing open', async () => {
  const opened = vi.spyOn(indexedDB, 'open');
  const answer = vi.fn(async () => new Response('', { status: 404 }));
  vi.stubGlobal('fetch', answer);
  const encoder = new BrowserEncoder('/');
  const states: string[] = [];
  encoder.onState((state) => states.push(state));
  await expect(encoder.open(true)).rejects.toThrow(/answers 404/);
  await expect(Promise.all([encoder.open(true), encoder.open(true)])).rejects.toThrow(/answers 404/);
  expect(answer).toHaveBeenCalledTimes(2);
  expect(new Set(states)).toEqual(new Set(['failed']));
  expect(opened).not.toHaveBeenCalled();
  // Erasing everything must work without an encoder, too.
  await encoder.clearCache();
});
