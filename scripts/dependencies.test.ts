/** Is there a reason for each dependency, and a dependency for each reason? */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

it('docs/dependencies.md gives a reason for each dependency, and for no other', async () => {
  const { dependencies, devDependencies } = JSON.parse(await read('package.json'));
  const rows = (await read('docs/dependencies.md')).split('\n').filter((line) => line.startsWith('| `'));
  const explained = rows.flatMap((row) =>
    [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(explained.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
});

it('the lock file names every package with its version, for every system, and no registry', async () => {
  const { packages } = JSON.parse(await read('package-lock.json'));
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  for (const [path, entry] of Object.entries<{
    version?: string;
    resolved?: string;
    optionalDependencies?: Record<string, string>;
  }>(packages)) {
    expect(entry.version, path).toBeTruthy();
    expect(entry.resolved, path).toBeUndefined();
    // npm 11 refuses to install where the binary of any other system is missing from the lock.
    for (const name of Object.keys(entry.optionalDependencies ?? {})) expect(names, path).toContain(name);
  }
});
