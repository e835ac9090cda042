import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QualityReport } from '../src/evaluation/quality-report.ts';
import { settingsFile } from '../src/training/settings.ts';
import { Interrupted, runCommand } from './command-line.ts';
import { type Encode, evaluateCommand } from './evaluate.ts';

const DIMENSIONS = 4;

/** Texts by their length: what is measured here is not their meaning. */
const encode: Encode = async ({ items }) => ({
  vectors: Float32Array.from({ length: items.length * DIMENSIONS }, (_, at) =>
    at % DIMENSIONS === items[Math.floor(at / DIMENSIONS)].title.length % DIMENSIONS ? 1 : 0,
  ),
  stamp: { id: 'length', revision: '1', dtype: 'fp32', pooling: 'none', dimensions: DIMENSIONS },
});

let folder = '';
const at = (name: string) => join(folder, name);

/** Ten people who buy two of eight things each week, and come back for what they had. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-evaluate-'));
  const items = Array.from({ length: 8 }, (_, i) => `00${i},Thing ${'x'.repeat(i)},${i + 1}`);
  await writeFile(at('items.csv'), `id,title,price\n${items.join('\n')}\n`);
  const lines = (weeks: number[], user: (u: number) => string, item: (i: number) => string) =>
    weeks.flatMap((week) =>
      Array.from({ length: 10 }, (_, u) =>
        [0, 1].map(
          (k) =>
            `${user(u)},${item((u + (week + 1) * k) % 8)},2026-0${1 + (week >> 2)}-0${1 + 2 * (week % 4)},${week}${u}`,
        ),
      ).flat(),
    );
  const file = (rows: string[]) => `user,item,date,order\n${rows.join('\n')}\n`;
  const name = (u: number) => `user-${u}`;
  const id = (i: number) => `00${i}`;
  await writeFile(at('orders.csv'), file(lines([0, 1, 2, 3, 4], name, id)));
  await writeFile(at('later.csv'), file(lines([5], name, id)));
  await writeFile(at('strangers.csv'), file(lines([5], (u) => `visitor ${u}`, id)));
  await writeFile(at('other-items.csv'), file(lines([5], name, (i) => `other-${i}`)));
  await writeFile(
    at('ratings.csv'),
    await readFile(at('orders.csv'), 'utf8').then((text) => withRatings(text)),
  );
});

const withRatings = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line, i) => `${line},${i === 0 ? 'rating' : 1 + (i % 5)}`)
    .join('\n');

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a call said and how it ended. */
async function call(
  args: string,
  signal = new AbortController().signal,
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (key: 'out' | 'err') => ({
    write: (text: string | Uint8Array) => {
      said[key] += text;
      return true;
    },
    isTTY: false,
  });
  const words = args
    .split(/ +/)
    .filter((word) => word !== '')
    .map((word) => (/\.(csv|json|html)$/.test(word) ? at(word) : word));
  const code = await runCommand((argv, around) => evaluateCommand(argv, around, encode), words, {
    out: into('out'),
    err: into('err'),
    now: Date.UTC(2026, 5, 1),
    signal,
  });
  return { code, ...said };
}

const FILES = '--items items.csv --orders orders.csv';

describe('npm run evaluate', () => {
  it('writes a table, data and a page', async () => {
    const models = 'most-popular,ease,repeat-count,fusion-prior';
    const { code, out, err } = await call(
      `${FILES} --protocol last-order --models ${models} --seed 7 --json report.json --html report.html`,
    );
    expect(err).not.toContain('Error');
    expect(code).toBe(0);
    expect(out).toContain('Scope “all” (n = 10)');
    const text = await readFile(at('report.json'), 'utf8');
    // Only what isn't a measurement may be absent: JSON has no other way to write NaN.
    expect(text.replaceAll(/"(?:level|novelty)": null/g, '')).not.toContain('null');
    const report = JSON.parse(text) as QualityReport;
    expect(report).toMatchObject({
      protocol: 'last-order',
      seed: 7,
      dataset: { items: 8, users: 10, events: 100, files: ['items.csv', 'orders.csv'] },
    });
    expect(Object.keys(report).sort()).toEqual(
      ['dataset', 'notes', 'pack', 'protocol', 'rows', 'seconds', 'seed', 'shipped', 'slates'].sort(),
    );
    const plain = report.rows.filter(({ variant }) => variant === undefined);
    expect(new Set(plain.map(({ model }) => model))).toEqual(new Set(models.split(',')));
    expect(Object.keys(plain[0].metrics)).toEqual(
      expect.arrayContaining(['recall@10', 'recall@20', 'ndcg@10', 'mrr', 'hit@10', 'coverage@10', 'auc']),
    );
    const html = await readFile(at('report.html'), 'utf8');
    expect(html).toContain('<!doctype html>');
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).toContain('fusion-prior');
  });

  it('foresees a test file, and names people and items that the two have not in common', async () => {
    const models = '--models most-popular';
    const foreseen = await call(
      `${FILES} --test later.csv --protocol leave-one-out ${models} --json test.json`,
    );
    expect(foreseen.code).toBe(0);
    const report = JSON.parse(await readFile(at('test.json'), 'utf8')) as QualityReport;
    expect(report.dataset).toMatchObject({ events: 120, tested: { users: 10, cases: 10 } });

    const strangers = await call(`${FILES} --test strangers.csv --protocol last-order ${models}`);
    expect(strangers.code).toBe(1);
    expect(strangers.err).toContain('visitor 0');
    const others = await call(`${FILES} --test other-items.csv --protocol last-order ${models}`);
    expect(others.code).toBe(1);
    expect(others.err).toContain('other-items.csv');
    expect(others.err).toContain('other-0');
  });

  it('measures ratings where there are some', async () => {
    const { code, out } = await call(
      '--items items.csv --orders ratings.csv --protocol leave-one-out --models biased-mf,most-popular',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/mae +rmse/);
  });

  it('cuts by a date, and says where a date could be', async () => {
    const models = '--models most-popular';
    expect((await call(`${FILES} --protocol temporal --cut 2026-01-04 ${models}`)).code).toBe(0);
    const late = await call(`${FILES} --protocol temporal --cut 2027-01-01 ${models}`);
    expect(late.code).toBe(1);
    expect(late.err).toContain('2026-01-01 to 2026-02-01');
  });

  it('says what was called wrongly', async () => {
    const wrong: [string, RegExp][] = [
      ['', /--items, --orders and --protocol are needed/],
      [`${FILES} --protocol random`, /choose last-order, leave-one-out, temporal/],
      [`${FILES} --protocol temporal --cut 03/04/2026`, /2026-03-31/],
      [`${FILES} --protocol last-order --cut 2026-01-01`, /temporal/],
      [`${FILES} --protocol last-order --models eaze`, /"eaze".*ease/],
      [`${FILES} --protocol last-order --models ,`, /Choose from/],
      [`${FILES} --protocol last-order --seed one`, /whole number/],
      ['--items nowhere.csv --orders orders.csv --protocol last-order', /no file/],
      [`${FILES} --protocol last-order --speed fast`, /speed/],
    ];
    for (const [args, message] of wrong) {
      const { code, err } = await call(args);
      expect(err, args).toMatch(message);
      expect(code, args).toBe(2);
    }
    expect((await call('--help')).out).toContain('sequence-linear');
  });

  it('leaves nothing behind when interrupted', async () => {
    const before = await readdir(folder);
    const stopped = AbortSignal.abort(new Interrupted('Interrupted: nothing was written.'));
    const { code, err } = await call(`${FILES} --protocol last-order --json stopped.json`, stopped);
    expect(code).toBe(130);
    expect(err).toContain('nothing was written');
    expect(await readdir(folder)).toEqual(before);
    expect(existsSync(at('stopped.json'))).toBe(false);
  });

  it('measures models by other settings than the usual', async () => {
    await writeFile(
      at('settings.json'),
      settingsFile({ ease: { lambda: 0.01, keep: 1 }, 'item-knn': { neighbours: 1 } }, {}),
    );
    const search = `${FILES} --protocol last-order --models most-popular,ease,item-knn-cosine`;
    const ndcg = async (name: string, more: string) => {
      expect(await call(`${search} --json ${name}${more}`)).toMatchObject({ code: 0 });
      const { rows }: QualityReport = JSON.parse(await readFile(at(name), 'utf8'));
      return (model: string) =>
        rows.filter((row) => row.model === model).map(({ metrics }) => metrics['ndcg@10']);
    };
    const usual = await ndcg('usual.json', '');
    const other = await ndcg('other.json', ' --settings settings.json');
    expect(other('most-popular')).toEqual(usual('most-popular'));
    expect(other('ease')).not.toEqual(usual('ease'));
    expect(other('item-knn-cosine')).not.toEqual(usual('item-knn-cosine'));
    await writeFile(at('wrong.json'), '{}');
    expect(await call(`${search} --settings wrong.json`)).toMatchObject({ code: 1 });
  });
});
