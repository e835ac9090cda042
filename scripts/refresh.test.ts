import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../src/packs/load-pack.ts';
import type { Pack } from '../src/packs/pack.ts';
import { runCommand } from './command-line.ts';
import { encodeByWords, Listener, madeUpShop, NEWEST, testFolder } from './made-up-files.ts';
import { refreshCommand } from './refresh.ts';
import { shopCommand } from './shop.ts';
import { trainCommand } from './train.ts';

const DAY = 86_400_000;
const shop = madeUpShop(12, 3);
let test: Awaited<ReturnType<typeof testFolder>>;
let items = '';
let orders = '';

beforeAll(async () => {
  test = await testFolder();
  items = await test.write('items.csv', shop.items);
  orders = await test.write('orders.csv', shop.orders);
  const train = (args: string[]) => trainCommand(args, new Listener(), encodeByWords);
  await train(['--items', items, '--orders', orders, '--out', at('pack'), '--name', 'Pots']);
});
afterAll(() => test.remove());

const at = (name: string) => join(test.folder, name);

async function run(command: typeof refreshCommand, args: string[]) {
  const listener = new Listener();
  const code = await runCommand(command, args, listener);
  return { code, said: listener.said, told: listener.told };
}

const refresh = (pack: string, file: string, ...more: string[]) =>
  run(refreshCommand, ['--pack', pack, '--orders', file, ...more]);

/** As a device would load it. */
async function packAt(folder: string, catalogFile: string): Promise<Pack> {
  const catalog = JSON.parse(await readFile(catalogFile, 'utf8'));
  return loadPack(async (file) => new Uint8Array(await readFile(join(folder, file))).buffer, catalog);
}

/** Item 031, the last of the catalog, is bought by everybody on the newest day. */
const newOrders = () => {
  const bought = Array.from(
    { length: 12 },
    (_, p) => `p${p},031,${new Date(NEWEST + DAY / 2).toISOString()},n${p},1`,
  );
  return `${shop.orders}${bought.join('\n')}\n`;
};

describe('npm run refresh', () => {
  it('counts anew and leaves everything else as it was', async () => {
    const before = await packAt(at('pack'), at('pack/catalog.json'));
    const files = await readdir(at('pack'));
    const { code, said } = await refresh(at('pack'), await test.write('new.csv', newOrders()));
    expect([code, said]).toEqual([0, expect.stringContaining('counts until 2026-03-31')]);

    const after = await packAt(at('pack'), at('pack/catalog.json'));
    expect(after.popularity.at).toBe(NEWEST + DAY / 2);
    expect([before.popularity.week[31] < 12, after.popularity.week[31]]).toEqual([true, 12]);
    const { popularity: _, manifest: then, ...rest } = before;
    const { popularity, manifest: now, ...same } = after;
    expect(same).toEqual(rest);
    expect({ ...now, artefacts: { ...now.artefacts, popularity: then.artefacts.popularity } }).toEqual(then);
    // The old file of counts is gone, the new one is the only other.
    expect(await readdir(at('pack'))).toHaveLength(files.length);
  });

  it('gives the same files again for the same orders', async () => {
    const file = await test.write('same.csv', newOrders());
    const manifest = () => readFile(at('pack/manifest.json'), 'utf8');
    await refresh(at('pack'), file);
    const once = await manifest();
    expect((await refresh(at('pack'), file)).code).toBe(0);
    expect(await manifest()).toBe(once);
  });

  it.each([
    ['of another catalog', 'user,item,time\nu,x1,2026-04-01\nu,x2,2026-04-01\n', "items file doesn't have"],
    [
      'without the older ones',
      `user,item,time,order\nu,000,${new Date(NEWEST + DAY / 2).toISOString()},1\n`,
      'give all orders',
    ],
    ['older than its counts', shop.orders.split('\n').slice(0, 20).join('\n'), 'give newer ones'],
  ])('refuses orders %s', async (_, text, why) => {
    await refresh(at('pack'), await test.write('good.csv', newOrders()));
    const before = await readFile(at('pack/manifest.json'), 'utf8');
    const { code, told } = await refresh(at('pack'), await test.write('bad.csv', text));
    expect([code, told]).toEqual([1, expect.stringContaining(why)]);
    expect(await readFile(at('pack/manifest.json'), 'utf8')).toBe(before);
  });

  it('refuses folders without a pack, and calls without what it needs', async () => {
    expect(await refresh(test.folder, orders)).toMatchObject({
      code: 2,
      told: expect.stringContaining('no catalog.json'),
    });
    expect(await run(refreshCommand, ['--pack', at('pack')])).toMatchObject({
      code: 2,
      told: expect.stringContaining('--pack and --orders are needed'),
    });
  });
});

describe('npm run shop', () => {
  const site = () => at('public-shop');
  const use = (folder: string) =>
    run((args, surroundings) => shopCommand(args, surroundings, site()), [folder]);

  it('publishes catalog and pack, not the report, under an id of its own', async () => {
    expect(await use(at('pack'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('The site is Pots now'),
    });
    expect((await readdir(site())).sort()).toEqual(['built-from.txt', 'catalog.json', 'first.json', 'pack']);
    expect(await readdir(join(site(), 'pack'))).not.toContain('report.json');
    const catalog = JSON.parse(await readFile(join(site(), 'catalog.json'), 'utf8'));
    expect(catalog).toMatchObject({ id: 'site', name: 'Pots' });
    const first = JSON.parse(await readFile(join(site(), 'first.json'), 'utf8'));
    expect(first).toMatchObject({ name: 'Pots', departments: catalog.departments });
    expect(first.shelf.entries.length).toBeGreaterThan(3);
    await packAt(join(site(), 'pack'), join(site(), 'catalog.json'));
  });

  it('is refreshed in place, with what shows first', async () => {
    const first = () => readFile(join(site(), 'first.json'), 'utf8');
    const before = await first();
    const file = await test.write('site.csv', newOrders().replaceAll(',031,', ',029,'));
    const { code, said } = await refresh(join(site(), 'pack'), file);
    expect([code, said]).toEqual([0, expect.stringContaining('npm run build')]);
    expect((await packAt(join(site(), 'pack'), join(site(), 'catalog.json'))).popularity.week[29]).toBe(12);
    expect(await first()).not.toBe(before);
  });

  it('refuses a folder that is no pack, or a damaged one, and keeps the site as it is', async () => {
    const before = await readFile(join(site(), 'catalog.json'), 'utf8');
    expect(await use(test.folder)).toMatchObject({
      code: 2,
      told: expect.stringContaining('no catalog.json'),
    });
    await writeFile(at('pack/factors.bin'), 'x');
    expect(await use(at('pack'))).toMatchObject({ code: 1, told: expect.stringContaining('factors.bin') });
    expect(await readFile(join(site(), 'catalog.json'), 'utf8')).toBe(before);
  });

  it('goes back to the demo', async () => {
    expect((await use('demo')).code).toBe(0);
    expect(await readdir(site()).catch(() => 'gone')).toBe('gone');
  });
});
