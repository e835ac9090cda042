import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../src/catalog/item.ts';
import { loadPack } from '../src/packs/load-pack.ts';
import type { TrainingReport } from '../src/training/training-report.ts';
import { Interrupted, runCommand } from './command-line.ts';
import { encodeByWords, Listener, type MadeUpShop, madeUpShop, testFolder } from './made-up-files.ts';
import { type Encode, trainCommand } from './train.ts';

let test: Awaited<ReturnType<typeof testFolder>>;
/** Enough people to learn fusion from, and too few. */
const large = madeUpShop(90, 4);
const small = madeUpShop(12, 3);

beforeAll(async () => {
  test = await testFolder();
});
afterAll(() => test.remove());

const at = (name: string) => join(test.folder, name);

/** @returns exit code and what was said */
async function run(args: string[], encode: Encode = encodeByWords, signal?: AbortSignal) {
  const surroundings = new Listener(signal);
  const command = (args: string[]) => trainCommand(args, surroundings, encode);
  const code = await runCommand(command, args, surroundings);
  return { code, said: surroundings.said, told: surroundings.told };
}

async function files({ items, orders }: MadeUpShop, name: string): Promise<string[]> {
  return [
    '--items',
    await test.write(`${name}-items.csv`, items),
    '--orders',
    await test.write(`${name}-orders.csv`, orders),
  ];
}

const reportOf = async (out: string): Promise<TrainingReport> =>
  JSON.parse(await readFile(at(`${out}/report.json`), 'utf8'));

describe('--media', () => {
  const packOf = async (out: string) => {
    const catalog = JSON.parse(await readFile(at(`${out}/catalog.json`), 'utf8'));
    const bytes = async (file: string) => new Uint8Array(await readFile(at(`${out}/${file}`))).buffer;
    return { catalog: catalog as Catalog, pack: await loadPack(bytes, catalog) };
  };

  it('describes pictures of a folder by item, tells of bad ones, and changes nothing where there are none', async () => {
    const args = await files(small, 'pictured');
    const folder = at('pictures');
    await mkdir(join(folder, 'sub'), { recursive: true });
    expect((await run([...args, '--out', at('plain')])).code).toBe(0);
    expect((await run([...args, '--media', folder, '--out', at('empty')])).code).toBe(0);
    const plain = await readdir(at('plain'));
    expect(await readdir(at('empty'))).toEqual(plain);
    for (const file of plain.filter((name) => name.endsWith('.bin')))
      expect(await readFile(at(`empty/${file}`))).toEqual(await readFile(at(`plain/${file}`)));

    const { catalog } = await packOf('plain');
    const picture = sharp({ create: { width: 50, height: 50, channels: 3, background: '#06c' } }).png();
    const [first, second] = catalog.items;
    await writeFile(join(folder, 'sub', `${first.id}.png`), await picture.toBuffer());
    await writeFile(join(folder, `${second.id}.jpg`), 'no picture');
    await writeFile(join(folder, 'nobody.png'), await picture.toBuffer());
    const { code, told } = await run([...args, '--media', folder, '--out', at('pictured')]);
    expect(code).toBe(0);
    expect(told).toContain('2 items have a picture');
    expect(told).toContain('1 file belongs to none');
    expect(told).toContain(`${second.id}.jpg: The file is no picture`);
    const { pack } = await packOf('pictured');
    expect(pack.images?.stamp.modality).toBe('image');
    expect([...(pack.images?.present ?? [])].map((is, i) => (is ? i : -1)).filter((i) => i >= 0)).toEqual([
      0,
    ]);
  });

  it('asks for a folder', async () => {
    const args = await files(small, 'unfound');
    const { code, told } = await run([...args, '--media', at('no-such'), '--out', at('unfound')]);
    expect([code, told.includes('there is no folder')]).toEqual([2, true]);
  });
});

describe('npm run train', () => {
  it('writes a pack that loads, with its catalog and a report that is right', async () => {
    const args = await files(large, 'large');
    const { code, said, told } = await run([...args, '--out', at('large'), '--name', '<b>Pots</b> & Co']);
    expect([code, told.match(/problem|Error/)]).toEqual([0, null]);
    expect(await readdir(at('large'))).toEqual(
      expect.arrayContaining(['catalog.json', 'manifest.json', 'report.html', 'report.json', 'fusion.bin']),
    );
    const catalog = JSON.parse(await readFile(at('large/catalog.json'), 'utf8'));
    const pack = await loadPack(
      async (file) => new Uint8Array(await readFile(at(`large/${file}`))).buffer,
      catalog,
    );
    expect(pack.manifest).toMatchObject({ items: 32, counts: { users: 90, orders: 360, purchases: 720 } });

    const report = await reportOf('large');
    expect(report.catalog.items).toBe(32);
    expect(report.orders).toMatchObject({ users: 90, orders: 360, events: 720, returning: 1 });
    expect(report.learned?.rows.map(({ model }) => model)).toContain(report.learned?.shipped);
    expect(report.meaning[0]).toMatch(/For a returning customer, about \d+ in 10/);
    expect(report.pack.bytes - report.pack.bytesWithoutVectors).toBe(report.pack.files['vectors.bin']);
    expect(Object.keys(report.seconds)).toContain('Reading orders');
    expect(said).toContain(report.meaning[0]);
    expect(said).toMatch(/with at most \d+ MB of memory/);

    const page = await readFile(at('large/report.html'), 'utf8');
    expect(page).toContain('&lt;b&gt;Pots&lt;/b&gt; &amp; Co');
    expect(page).not.toMatch(/<b>Pots|<script|https?:|NaN|undefined/);
  });

  it('writes the same bytes for the same seed, however the files are packed', async () => {
    const { items, orders } = large;
    const [header, ...lines] = orders.trimEnd().split('\n');
    const columns = header.split(',').map((name, i) => ({
      name,
      data: lines.map((line) => line.split(',')[i]),
      type: 'STRING' as const,
    }));
    const args = [
      '--items',
      await test.write('again-items.csv.gz', gzipSync(items)),
      '--orders',
      await test.write('again.parquet', new Uint8Array(parquetWriteBuffer({ columnData: columns }))),
    ];
    expect((await run([...args, '--out', at('again')])).code).toBe(0);
    const packed = (await readdir(at('large'))).filter((file) => /\.bin$|manifest/.test(file));
    expect(packed.length).toBeGreaterThan(7);
    for (const file of packed) {
      expect(await readFile(at(`again/${file}`)), file).toEqual(await readFile(at(`large/${file}`)));
    }
  });

  it('says what too few orders cannot give, and takes the place of an earlier run', async () => {
    const args = [...(await files(small, 'small')), '--out', at('small')];
    expect((await run(args)).code).toBe(0);
    expect((await run(args)).code).toBe(0);
    const report = await reportOf('small');
    expect(report.learned).toBeNull();
    expect(report.warnings.join()).toContain('Fewer than 60 people ordered twice');
    expect((await readdir(test.folder)).filter((file) => file.startsWith('.'))).toEqual([]);
  });

  it('goes without orders, and knows the site of its pictures', async () => {
    const feed =
      'id,title,image\na,Mug,https://pots.example/mug.webp\nb,Jug,https://elsewhere.example/jug.webp\n';
    const items = await test.write('alone.csv', feed);
    const args = ['--items', items, '--out', at('alone'), '--origin', 'https://pots.example/de/'];
    expect((await run(args)).code).toBe(0);
    expect((await reportOf('alone')).orders).toBeNull();
    const catalog = JSON.parse(await readFile(at('alone/catalog.json'), 'utf8'));
    expect(catalog.items.map(({ image }: { image: string | null }) => image)).toEqual(['/mug.webp', null]);
  });

  it('cleans as it is told to, and reports it', async () => {
    const { items, orders } = small;
    const [, first] = orders.split('\n');
    const dirty = `${orders}${first}\nlast,000,2026-03-30T00:00:00Z,x,74000\nlast,000,2027-01-01T00:00:00Z,y,1\n`;
    const args = await files({ items, orders: dirty }, 'dirty');
    expect((await run([...args, '--out', at('dirty')])).code).toBe(0);
    const cleaned = await reportOf('dirty');
    expect(cleaned.cleaning.map(({ rule, lines }) => [rule, lines])).toEqual([
      ['doubled-lines', 1],
      ['quantities', 1],
    ]);
    expect(cleaned.problems.first.map(({ line, message }) => [line, message])).toEqual([
      [dirty.trimEnd().split('\n').length, 'The time 2027-01-01T00:00:00.000Z lies in the future.'],
    ]);
    const asked = ['--keep-doubled', '--max-quantity', '100000'];
    expect((await run([...args, '--out', at('dirty'), ...asked])).code).toBe(0);
    expect((await reportOf('dirty')).cleaning).toEqual([]);
  });
});

describe('npm run train makes the best of', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString();
  const people = (count: number, of: (person: number) => string) =>
    Array.from({ length: count }, (_, p) => of(p));
  const item = (n: number) => String(n % 32).padStart(3, '0');

  it.each([
    ['one event a person', people(80, (p) => `p${p},${item(p)},${day(p % 80)}`)],
    ['one person', people(30, (p) => `p,${item(p)},${day(p)}`)],
    ['one item', people(80, (p) => `p${p % 40},000,${day(p)}`)],
    ['one line', ['p,000,2026-01-01']],
    ['one moment', people(150, (p) => `p${p % 75},${item(p)},2026-01-01`)],
    ['ratings', people(300, (p) => `p${p % 50},${item(p)},${day(p % 90)},${1 + (p % 5)}`)],
    ['views alone', people(90, (p) => `p${p % 30},${item(p)},${day(p % 50)},,view`)],
    [
      'far more events of one than of others',
      people(20_000, (p) => `p${p < 19_500 ? 0 : p % 20},${item(p)},${day(p / 800)}`),
    ],
  ])('%s', async (name, lines) => {
    const orders = `user,item,time,rating,event\n${lines.map((line) => line + ','.repeat(4 - line.split(',').length + 1)).join('\n')}\n`;
    const args = await files({ items: small.items, orders }, 'odd');
    const { code, told } = await run([...args, '--out', at('odd')]);
    expect([code, told.includes('rror')], name).toEqual([0, false]);
    const catalog = JSON.parse(await readFile(at('odd/catalog.json'), 'utf8'));
    // Loading refuses numbers that are not finite.
    await loadPack(async (file) => new Uint8Array(await readFile(at(`odd/${file}`))).buffer, catalog);
    expect(await readFile(at('odd/report.html'), 'utf8')).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('ids that look like numbers, and items whose names are', async () => {
    const items = 'id,title\n00123,Mug\n123,Cup\n1e3,Jug\n0x7b,Pot\n';
    const orders = `user,item,time\n007,00123,2026-01-01\n7,123,2026-01-01\n7,1e3,2026-01-02\n`;
    const args = await files({ items, orders }, 'numbers');
    expect((await run([...args, '--out', at('ids')])).code).toBe(0);
    const catalog = JSON.parse(await readFile(at('ids/catalog.json'), 'utf8'));
    expect(catalog.items.map(({ id }: { id: string }) => id)).toEqual(['00123', '0x7b', '123', '1e3']);
    expect((await reportOf('ids')).orders).toMatchObject({ users: 2, events: 3 });
  });
});

describe('npm run train refuses', () => {
  it.each([
    [['--out', 'x'], '--items and --out are needed'],
    [['--items', 'nowhere.csv', '--out', 'x'], 'there is no file nowhere.csv'],
    [['--items', 'a', '--out', 'x', '--colour', 'red'], "Unknown option '--colour'"],
  ])('a wrong call: %j', async (args, told) => {
    const result = await run(args);
    expect([result.code, result.told]).toEqual([2, expect.stringContaining(told)]);
  });

  it('a seed or limit that is none', async () => {
    const args = await files(small, 'numbers');
    for (const [option, value] of [
      ['--seed', '1.5'],
      ['--max-events', '0'],
      ['--max-quantity', 'lots'],
    ]) {
      const { code, told } = await run([...args, '--out', at('numbers'), option, value]);
      expect([code, told]).toEqual([2, expect.stringContaining(`${option} must be a whole number`)]);
    }
  });

  it('an origin that is no address', async () => {
    const args = await files(small, 'numbers');
    const { code, told } = await run([...args, '--out', at('numbers'), '--origin', 'shop.example']);
    expect([code, told]).toEqual([2, expect.stringContaining('--origin must be an address')]);
  });

  it('a folder that holds something else', async () => {
    const args = await files(small, 'precious');
    await mkdir(at('precious'));
    await writeFile(at('precious/photo.jpg'), 'x');
    const { code, told } = await run([...args, '--out', at('precious')]);
    expect([code, told]).toEqual([2, expect.stringContaining('holds photo.jpg')]);
    expect(await readdir(at('precious'))).toEqual(['photo.jpg']);
  });

  it('files without anything usable, and names line and remedy', async () => {
    const orders = 'user,item,time\np1,999,2026-01-01\np2,998,2026-01-01\n';
    const args = await files({ ...small, orders }, 'foreign');
    const { code, told } = await run([...args, '--out', at('foreign')]);
    expect(code).toBe(1);
    expect(told).toContain(`2 lines name 2 items that the items file doesn't have: "999", "998"`);
    const items = await test.write('untitled.csv', 'id,price\n1,2\n');
    const untitled = await run(['--items', items, '--out', at('untitled')]);
    expect([untitled.code, untitled.told]).toEqual([
      1,
      expect.stringContaining("No column holds the items' titles"),
    ]);
  });

  it('files of which most is unusable, unless it is told to go on', async () => {
    const bad = 'p1,000,yesterday,a,1\n'.repeat(60);
    const args = [
      ...(await files({ items: small.items, orders: `${small.orders}${bad}${bad}` }, 'bad')),
      '--out',
      at('bad'),
    ];
    const { code, told } = await run(args);
    expect([code, told]).toEqual([1, expect.stringContaining('is it the right file?')]);
    expect((await run([...args, '--skip-bad-lines'])).code).toBe(0);
  });

  it('to go on after Ctrl-C, and leaves nothing behind', async () => {
    const args = await files(large, 'stopped');
    const before = await readdir(test.folder);
    const interruption = new AbortController();
    const encode: Encode = async (...given) => {
      setTimeout(() => interruption.abort(new Interrupted('Interrupted')), 50);
      return encodeByWords(...given);
    };
    const { code } = await run([...args, '--out', at('stopped')], encode, interruption.signal);
    expect(code).toBe(130);
    expect(await readdir(test.folder)).toEqual(before);
  });

  it('nothing, when asked for help', async () => {
    const { code, said } = await run(['--help']);
    expect([code, said]).toEqual([0, expect.stringContaining('--undo-returns')]);
  });
});
