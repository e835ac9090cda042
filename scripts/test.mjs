/**
 * `npm test`: every check there is, from a fresh clone, ending with one line of counts:
 * `N passed, N failed, N skipped`. Ends with code 0 only if something ran and nothing failed.
 *
 * A runner that crashes, hangs or reports nothing counts as a failure: silence is no success.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildShop, prepareShop } from './build.mjs';
import { findOrInstallChromium, NO_CHROMIUM } from './chromium.mjs';
import { installPackages, ROOT, requireNode, runInstalled } from './install.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ title: string, reason: string }} Skipped
 */

const MINUTE = 60_000;

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = /** @type {string[]} */ ([]);
const skips = /** @type {Skipped[]} */ ([]);

/** @param {string} title */
function heading(title) {
  console.log(`\n== ${title}`);
}

/** @param {string} title @param {boolean} passed @param {string} [why] */
function count(title, passed, why) {
  if (passed) total.passed += 1;
  else {
    total.failed += 1;
    failures.push(why ? `${title}: ${why}` : title);
  }
}

/**
 * One check that passes or fails as a whole.
 *
 * @param {string} title
 * @param {() => Promise<unknown>} work fails by throwing, or with an exit code other than 0
 * @returns {Promise<boolean>}
 */
async function check(title, work) {
  heading(title);
  const began = performance.now();
  let problem = '';
  try {
    const code = await work();
    if (typeof code === 'number' && code !== 0) problem = `ended with code ${code}`;
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  count(title, problem === '', problem);
  console.log(`${problem === '' ? 'passed' : `FAILED: ${problem}`} (${seconds(began)})`);
  return problem === '';
}

/** @param {number} began */
function seconds(began) {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

/**
 * A runner of many tests with a JSON report.
 *
 * @param {string} title
 * @param {(report: string) => Promise<number>} start runs it, given the path for its report; resolves to the
 *   exit code
 * @param {(report: any) => { counts: Counts, failed: string[], skipped: Skipped[] }} read
 */
async function suite(title, start, read) {
  heading(title);
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'inkling-test-'));
  const file = join(folder, 'report.json');
  try {
    const code = await start(file);
    const { counts, failed, skipped } = read(JSON.parse(await readFile(file, 'utf8')));
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    failures.push(...failed.map((name) => `${title}: ${name}`));
    skips.push(...skipped);
    // Errors outside any test (a file that can't be loaded, a run cut short) show only in the exit code.
    if (code !== 0 && counts.failed === 0) count(title, false, `the runner ended with code ${code}`);
    if (code === 0 && counts.passed + counts.failed === 0) count(title, false, 'no test ran');
    console.log(
      `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds(began)})`,
    );
  } catch {
    count(title, false, 'the runner ended without a report');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {any} report Vitest's JSON, which follows Jest's */
function readVitest(report) {
  /** @type {{ status: string, fullName: string, file: string }[]} */
  const tests = [];
  const broken = /** @type {string[]} */ ([]);
  for (const { name, status, assertionResults } of report.testResults) {
    const file = relative(ROOT, name);
    tests.push(...assertionResults.map((/** @type {any} */ test) => ({ ...test, file })));
    // A file that fails to load, or whose set-up fails, has no failed test of its own.
    const told = assertionResults.some((/** @type {any} */ test) => test.status === 'failed');
    if (status === 'failed' && !told) broken.push(`${file} could not be run`);
  }
  const of = (/** @type {string[]} */ ...wanted) => tests.filter(({ status }) => wanted.includes(status));
  const failed = [...of('failed').map(({ file, fullName }) => `${file}: ${fullName}`), ...broken];
  const skipped = of('skipped', 'pending', 'todo', 'disabled');
  return {
    counts: { passed: of('passed').length, failed: failed.length, skipped: skipped.length },
    failed,
    skipped: skipped.map(({ file, fullName }) => ({ title: fullName, reason: `see ${file}` })),
  };
}

/** @param {any} report Playwright's JSON */
function readPlaywright(report) {
  /** @type {{ title: string, status: string, reason: string }[]} */
  const tests = [];
  /** @param {any} group @param {string} path */
  const visit = (group, path) => {
    const title = [path, group.title].filter(Boolean).join(' › ');
    for (const inner of group.suites ?? []) visit(inner, title);
    for (const spec of group.specs ?? []) {
      for (const one of spec.tests) {
        const reason = one.annotations.find((/** @type {any} */ note) => note.type === 'skip')?.description;
        tests.push({
          title: `${title} › ${spec.title} [${one.projectName}]`,
          status: one.status,
          reason: reason ?? (one.results.length === 0 ? 'the run ended before it' : 'marked so in its file'),
        });
      }
    }
  };
  for (const group of report.suites) visit(group, '');
  const of = (/** @type {string} */ wanted) => tests.filter(({ status }) => status === wanted);
  // A flaky test failed at least once.
  const failed = [...of('unexpected'), ...of('flaky')];
  return {
    counts: { passed: of('expected').length, failed: failed.length, skipped: of('skipped').length },
    failed: failed.map(({ title }) => title),
    skipped: of('skipped'),
  };
}

/** The last words, and the exit code that goes with them. */
function conclude() {
  console.log('');
  for (const { title, reason } of skips) console.log(`skipped: ${title} (${reason})`);
  for (const failure of failures) console.log(`failed: ${failure}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
}

requireNode();

try {
  heading('packages');
  await installPackages();

  await check('format', () => runInstalled('biome', ['format', '.'], { timeout: 2 * MINUTE }));
  await check('lint', () =>
    runInstalled('biome', ['check', '--formatter-enabled=false', '--error-on-warnings', '.'], {
      timeout: 2 * MINUTE,
    }),
  );
  await check('types', async () => {
    const page = await runInstalled('tsc', ['--noEmit'], { timeout: 3 * MINUTE });
    const worker = await runInstalled('tsc', ['--noEmit', '-p', 'tsconfig.service-worker.json']);
    return page || worker;
  });

  // Some unit tests read the prepared catalog and pack, so they come first.
  const prepared = await check('shop data', prepareShop);

  await suite(
    'unit tests',
    (report) =>
      runInstalled(
        'vitest',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        {
          timeout: 10 * MINUTE,
        },
      ),
    readVitest,
  );

  if (prepared && (await check('build', buildShop))) {
    const chromium = findOrInstallChromium();
    if (chromium === null) count('browser tests', false, NO_CHROMIUM);
    else {
      await suite(
        'browser tests',
        (report) =>
          runInstalled('playwright', ['test', '--reporter=list,json'], {
            env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
            timeout: 30 * MINUTE,
          }),
        readPlaywright,
      );
    }
  } else count('browser tests', false, 'there is no built shop to test');
} catch (error) {
  count('set-up', false, error instanceof Error ? error.message : String(error));
}
conclude();
