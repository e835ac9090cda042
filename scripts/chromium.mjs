/**
 * Finds the Chromium that the browser tests drive. Never downloads one from outside a package manager.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

/** Applications that are not on the PATH. */
function applications() {
  const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
    ['/Applications', join(homedir(), 'Applications')].map((folder) =>
      join(folder, `${name}.app`, 'Contents', 'MacOS', name),
    ),
  );
  const windows = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  return [...mac, ...windows];
}

/** Whether it really starts: Ubuntu's package of that name is a note that sends people to snap. */
function starts(/** @type {string} */ file) {
  // On Windows asking for the version opens a window.
  return process.platform === 'win32' || spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @returns {string | null} path of an executable: CHROMIUM_PATH where it is set, else the first one found in
 *   the usual places
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return isExecutable(chosen) ? chosen : null;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const onPath = folders.filter(Boolean).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...applications()].find((file) => isExecutable(file) && starts(file)) ?? null;
}

/**
 * As `findChromium`, but installs Debian's package where this is root's own Debian or Ubuntu.
 *
 * @returns {string | null}
 */
export function findOrInstallChromium() {
  const found = findChromium();
  if (found !== null || process.env.CHROMIUM_PATH) return found;
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return null;
  console.log('No Chromium here; installing the package `chromium` with apt-get.');
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  // Its recommended packages (desktop integration, fonts for every script) are not needed without a screen.
  if (!apt('update', '-qq') || !apt('install', '-y', '-qq', '--no-install-recommends', 'chromium'))
    return null;
  return findChromium();
}

/** What to tell a person when there is none. */
export const NO_CHROMIUM =
  'No Chromium was found for the browser tests. Install Chromium or Chrome (Debian: `apt-get install chromium`), ' +
  'or set CHROMIUM_PATH to its executable.';
