/**
 * The first steps of every command: is this Node new enough, are the packages here? Runs before anything is
 * installed, so it imports nothing but Node.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, absolute. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Oldest Node that Vite 8 supports. */
const OLDEST_NODE = [20, 19];

/** A step that ended with an exit code other than 0. */
export class StepFailed extends Error {
  /**
   * @param {string} command what was run
   * @param {string} outcome how it ended
   */
  constructor(command, outcome) {
    super(`\`${command}\` ${outcome}.`);
    this.name = 'StepFailed';
  }
}

/** Ends the process with one clear sentence when Node is too old for the tools used here. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `Inkling needs Node ${OLDEST_NODE.join('.')} or newer, and this is Node ${version}. ` +
      'Install a current one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}

/**
 * Runs a command in the repository's root, its output going straight to the terminal.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, timeout?: number }} [options] timeout in ms; the command is ended
 *   when it passes
 * @returns {Promise<number>} the exit code; 128 when a signal ended it, 127 when it could not be started
 */
export function run(command, args, { env = {}, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout,
      // npm is a script on Windows, which only a shell can start there.
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => {
      console.error(`Could not start ${command}: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/**
 * Runs the binary of an installed package.
 *
 * @param {string} name its name in node_modules/.bin
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, timeout?: number }} [options]
 */
export function runInstalled(name, args, options) {
  return run(join(ROOT, 'node_modules', '.bin', name), args, options);
}

/**
 * Whether node_modules holds exactly the versions the lock file names. Compares contents, not dates, so that
 * a fresh checkout of the same lock file installs nothing again.
 *
 * @param {string} [root]
 */
export async function isInstalled(root = ROOT) {
  const read = async (/** @type {string} */ file) =>
    JSON.parse(await readFile(join(root, file), 'utf8')).packages;
  try {
    const wanted = await read('package-lock.json');
    // npm writes down here what it really installed.
    const present = await read('node_modules/.package-lock.json');
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      // Optional packages are those of other systems; npm leaves them out.
      if (!(path in present)) return entry.optional === true;
      return present[path].version === entry.version;
    });
  } catch {
    return false;
  }
}

/** Installs the packages of the lock file unless they are here already. */
export async function installPackages() {
  if (await isInstalled()) return;
  // Development packages build the shop, so NODE_ENV=production must not leave them out.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const code = await run('npm', args);
  if (code !== 0) throw new StepFailed(`npm ${args.join(' ')}`, `ended with code ${code}`);
}
