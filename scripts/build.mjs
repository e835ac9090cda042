/**
 * Brings the shop's built files up to date: the prepared data (encoder, catalog, pack), then dist. Does
 * nothing where nothing changed.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runInstalled, StepFailed } from './install.mjs';

/** The folder that is served. */
export const DIST = join(ROOT, 'dist');

/** Remembers, inside dist, which sources it was built from. */
const STAMP = join(DIST, '.sources');

/** What a build depends on. */
const SOURCES = [
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'public',
  'scripts',
  'src',
];

/**
 * @returns {Promise<string>} SHA-256 (hex) over the paths and contents of all sources
 */
export async function hashSources() {
  /** @param {string} path */
  const filesOf = async (path) => {
    const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true }).catch(
      () => null,
    );
    if (entries === null) return [join(ROOT, path)];
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };
  const files = (await Promise.all(SOURCES.map(filesOf)))
    .flat()
    .filter((file) => !/\.test\.tsx?$/.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(`${file.slice(ROOT.length)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Builds encoder, catalog and pack where they are missing or old; the script itself knows which are. */
export async function prepareShop() {
  const code = await runInstalled('tsx', ['scripts/prepare.ts']);
  if (code !== 0) throw new StepFailed('npm run prepare-shop', `ended with code ${code}`);
}

/**
 * Builds dist unless it was built from these very sources.
 *
 * @returns {Promise<boolean>} whether it had to be built
 */
export async function buildShop() {
  const sources = await hashSources();
  const builtFrom = await readFile(STAMP, 'utf8').catch(() => '');
  if (builtFrom === sources) return false;
  const code = await runInstalled('vite', ['build', '--logLevel', 'warn']);
  if (code !== 0) throw new StepFailed('vite build', `ended with code ${code}`);
  await writeFile(STAMP, sources);
  return true;
}
