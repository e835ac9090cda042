/**
 * Folders that are there whole or not at all: files are written beside the place, which is then taken in one
 * step.
 */
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CallError } from './command-line.ts';

/**
 * Refuses a folder that holds anything but what an earlier run has written: it is going to be replaced.
 * @param known whether a file may be replaced, by name
 * @throws CallError
 */
export async function checkReplaceable(folder: string, known: (file: string) => boolean): Promise<void> {
  const place = await lstat(folder).catch(() => null);
  if (place === null) return;
  if (!place.isDirectory()) throw new CallError(`${folder} is a file: name a folder.`);
  const foreign = (await readdir(folder)).find((file) => !known(file));
  if (foreign === undefined) return;
  throw new CallError(
    `${folder} holds ${foreign}, which is not from an earlier run: name a new or an empty folder.`,
  );
}

/** Replaces `folder` by one with these files; names may have folders in them. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const place = resolve(folder);
  const beside = (what: string) => join(dirname(place), `.${basename(place)}.${what}-${process.pid}`);
  const unfinished = beside('unfinished');
  try {
    for (const [file, content] of files) {
      const path = join(unfinished, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
    // A folder can't be renamed over one that holds something.
    const before = beside('before');
    const replaced = await rename(place, before).then(
      () => true,
      () => false,
    );
    await rename(unfinished, place).catch(async (error: unknown) => {
      if (replaced) await rename(before, place);
      throw error;
    });
    if (replaced) await rm(before, { recursive: true, force: true });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
