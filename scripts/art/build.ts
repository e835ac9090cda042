/**
 * Writes the demo shop's product pictures: one SVG an item, only for items there are. Built when the shop is
 * prepared, never committed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DepartmentSource } from '../../src/catalog/demo.ts';
import { composePicture, type Icons } from './compose.ts';
import { OWN_ICONS } from './own-icons.ts';

const STAMP = '.stamp';
const DEMO = fileURLToPath(new URL('../../src/catalog/demo/', import.meta.url));

/** Reads the demo shop's department files. */
export async function readDemoSources(folder = DEMO): Promise<DepartmentSource[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

/**
 * Draws every item into `<outDir>/<id>.svg`, unless the folder already holds exactly that: it is stamped with
 * a hash of the sources' art, the icon set and the code that draws. Pictures of items no longer there go.
 */
export async function buildArt(
  outDir: string,
  catalogSources: DepartmentSource[],
): Promise<{ built: number; skipped: boolean }> {
  const set = await readFile(
    fileURLToPath(import.meta.resolve('@iconify-json/fluent-emoji/icons.json')),
    'utf8',
  );
  const stamp = await freshness(set, catalogSources);
  const stamped = await readFile(join(outDir, STAMP), 'utf8').catch(() => '');
  if (stamped === stamp) return { built: 0, skipped: true };

  const icons = { ...(JSON.parse(set) as { icons: Icons }).icons, ...OWN_ICONS };
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  let built = 0;
  for (const department of catalogSources) {
    for (const item of department.items) {
      await writeFile(join(outDir, `${item.id}.svg`), composePicture(item, department, icons));
      built++;
    }
  }
  // Last, so that an interrupted run isn't taken for a finished one.
  await writeFile(join(outDir, STAMP), stamp);
  return { built, skipped: false };
}

async function freshness(set: string, sources: DepartmentSource[]): Promise<string> {
  const hash = createHash('sha256').update(set);
  const code = fileURLToPath(new URL('.', import.meta.url));
  for (const name of (await readdir(code)).filter((file) => file.endsWith('.ts')).sort()) {
    hash.update(await readFile(join(code, name)));
  }
  for (const { slug, items } of sources) {
    hash.update(
      JSON.stringify([slug, items.map(({ id, title, attributes, art }) => [id, title, attributes, art])]),
    );
  }
  return hash.digest('hex');
}
