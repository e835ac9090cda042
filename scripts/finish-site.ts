/**
 * Finishes a built site: the header files of static hosts, then the service worker's list of every file with
 * its hash. Runs at the end of `vite build`, and in tests on made-up sites.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isRecording, type OfflineFile, offlineGroup } from '../src/shop/offline-files.ts';
import { hostingFiles } from './hosting.mjs';

const PLACE = '__OFFLINE_FILES__';

/**
 * Bytes. The service worker keeps a recording whole before it hands out the part that was asked for: fine for previews,
 * not for an hour of music, which stays with the network.
 */
const LARGEST_RECORDING = 4_000_000;

/** @param root folder of the built site */
export async function offlineFiles(root: string): Promise<OfflineFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const described: OfflineFile[] = [];
  for (const file of files.sort()) {
    // As requests spell it, so that the service worker need not decode theirs.
    const path = new URL(`/${relative(root, file).split(sep).join('/')}`, 'http://localhost').pathname;
    const group = offlineGroup(path);
    if (group === null) continue;
    const bytes = await readFile(file);
    if (isRecording(path) && bytes.length > LARGEST_RECORDING) continue;
    const hash = createHash('sha256').update(bytes);
    described.push({ path, hash: hash.digest('hex').slice(0, 16), group });
  }
  return described;
}

/**
 * @param root folder of the built site, with index.html and service-worker.js in it
 * @throws Error if service-worker.js has no place for the list
 */
export async function finishSite(root: string): Promise<void> {
  for (const [path, text] of Object.entries(hostingFiles())) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  // Hosts without rewrite rules answer unknown addresses with this: the app then shows the right page.
  await writeFile(join(root, '404.html'), await readFile(join(root, 'index.html')));

  const worker = join(root, 'service-worker.js');
  const source = await readFile(worker, 'utf8');
  if (!source.includes(PLACE)) throw new Error(`${worker} has no ${PLACE} to put the list of files in.`);
  const list = JSON.stringify(await offlineFiles(root));
  await writeFile(
    worker,
    source.replace(PLACE, () => list),
  );
}
