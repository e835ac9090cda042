import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSettings } from '../src/training/settings.ts';
import { Interrupted, runCommand } from './command-line.ts';
import { encodeByWords, Listener, madeUpShop, testFolder } from './made-up-files.ts';
import { trainCommand } from './train.ts';
import { type Encode, tuneCommand } from './tune.ts';

let at: Awaited<ReturnType<typeof testFolder>>;
let items = '';
let orders = '';

beforeAll(async () => {
  at = await testFolder();
  // Too few people to train a fusion on, which would take the longest.
  const shop = madeUpShop(59, 4);
  items = await at.write('items.csv', shop.items);
  orders = await at.write('orders.csv', shop.orders);
});

afterAll(() => at.remove());

/** Fails where a search reads texts that it doesn't need. */
const noTexts: Encode = () => {
  throw new Error('Nobody asked for texts.');
};

async function call(args: string, listener = new Listener(), encode: Encode = noTexts) {
  const words = args
    .split(' ')
    .filter(Boolean)
    .map((word) => word.replace('ITEMS', items).replace('ORDERS', orders));
  const code = await runCommand((argv, around) => tuneCommand(argv, around, encode), words, listener);
  return { code, said: listener.said, told: listener.told };
}

const FILES = '--items ITEMS --orders ORDERS';
const trialsIn = async (folder: string) =>
  (await readFile(join(folder, 'trials.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line));

/** Without what a clock says. */
const timeless = (trials: object[]) => trials.map((trial) => ({ ...trial, seconds: 0 }));

describe('npm run tune', () => {
  it('writes trials, the best settings and a report, from which train makes another pack', async () => {
    const out = join(at.folder, 'found');
    const { code, said, told } = await call(
      `${FILES} --out ${out} --space ease,item-knn --trials 12 --method random`,
    );
    expect({ code, told }).toMatchObject({
      code: 0,
      told: expect.stringContaining('item-knn, trial 12 of 12'),
    });
    expect((await readdir(out)).sort()).toEqual(['best.json', 'report.html', 'trials.jsonl']);
    const trials = await trialsIn(out);
    expect(trials).toHaveLength(24);
    const best = await readFile(join(out, 'best.json'), 'utf8');
    const settings = parseSettings(best);
    const ofEase = trials.filter(({ target }) => target === 'ease');
    const winner = ofEase.reduce((a, b) => (b.value > a.value ? b : a));
    expect(winner.trial).toBeGreaterThan(0);
    expect(settings.ease).toEqual(winner.settings);
    expect(said).toContain(`ease: NDCG@10 ${winner.value.toFixed(4)}`);
    expect(said).toContain(`lambda ${winner.settings.lambda}`);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('What mattered');

    const pack = async (name: string, more: string) => {
      const args = `--items ${items} --orders ${orders} --out ${join(at.folder, name)}${more}`.split(' ');
      const listener = new Listener();
      const run = await runCommand(
        (argv, around) => trainCommand(argv, around, encodeByWords),
        args,
        listener,
      );
      return { code: run, told: listener.told, folder: join(at.folder, name) };
    };
    const [usual, tuned] = [
      await pack('usual', ''),
      await pack('tuned', ` --settings ${join(out, 'best.json')}`),
    ];
    expect([usual.code, tuned.code]).toEqual([0, 0]);
    const weights = async ({ folder }: { folder: string }) => {
      const { artefacts } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
      return readFile(join(folder, artefacts.itemItem.file));
    };
    expect((await weights(tuned)).equals(await weights(usual))).toBe(false);
    const wrong = await at.write('wrong.json', best.replace('"lambda"', '"lamda"'));
    expect(await pack('none', ` --settings ${wrong}`)).toMatchObject({
      code: 1,
      told: expect.stringContaining('settings.ease.lamda'),
    });
  });

  it('goes on where it was interrupted or killed, and comes to the same end', async () => {
    const [whole, stopped] = [join(at.folder, 'whole'), join(at.folder, 'stopped')];
    const search = `${FILES} --space ease --trials 7 --method bayesian --seed 3`;
    await call(`${search} --out ${whole}`);

    const interruption = new AbortController();
    const listener = new Listener(interruption.signal);
    const write = listener.err.write;
    listener.err.write = (text) => {
      if (String(text).includes('trial 4 of')) interruption.abort(new Interrupted('Interrupted.'));
      return write(text);
    };
    const first = await call(`${search} --out ${stopped}`, listener);
    expect(first).toMatchObject({ code: 130, told: expect.stringContaining('3 trials are kept') });
    expect(await readdir(stopped)).toContain('best.json');
    // And then the power fails in the middle of a line.
    await appendFile(join(stopped, 'trials.jsonl'), '{"target":"ease","tri');
    const second = await call(`${search} --out ${stopped}`);
    expect(second).toMatchObject({ code: 0, told: expect.stringContaining('Going on after 3 trials') });
    expect(timeless(await trialsIn(stopped))).toEqual(timeless(await trialsIn(whole)));
    expect(await readFile(join(stopped, 'best.json'))).toEqual(await readFile(join(whole, 'best.json')));

    const other = await call(`${search.replace('--seed 3', '--seed 4')} --out ${stopped}`);
    expect(other).toMatchObject({ code: 1, told: expect.stringContaining('another --seed') });
    const later = join(at.folder, 'later.csv');
    await writeFile(later, (await readFile(orders, 'utf8')).split('\n').slice(0, -60).join('\n'));
    const changed = await call(`${search.replace('ORDERS', later)} --out ${stopped}`);
    expect(changed).toMatchObject({ code: 1, told: expect.stringContaining('other files') });
    expect(await trialsIn(stopped)).toHaveLength(7);
  });

  it.each([
    ['', 2, /--items, --orders and --out are needed/],
    [`${FILES} --out OUT --space eeze`, 2, /there is no "eeze"/],
    [`${FILES} --out OUT --method guess`, 2, /grid, random, bayesian, evolutionary/],
    [`${FILES} --out OUT --trials 0`, 2, /--trials/],
    [`${FILES} --out OUT --protocol temporal`, 2, /last-order, leave-one-out/],
    [`${FILES} --out OUT --protocol leave-one-out --scope all`, 1, /no scope "all"/],
    [`${FILES} --out FOLDER`, 2, /which is not from an earlier run/],
  ])('refuses %j with exit code %i', async (args, code, message) => {
    const out = join(at.folder, 'never');
    const result = await call(args.replace('OUT', out).replace('FOLDER', at.folder));
    expect(result.code).toBe(code);
    expect(result.told).toMatch(message);
    expect(await readdir(at.folder)).not.toContain('never');
  });

  it('says how it is used', async () => {
    const { code, said } = await call('--help');
    expect(code).toBe(0);
    expect(said).toContain('sequence-linear: lambda, keep, crowding, teachingHalfLife');
  });
});
