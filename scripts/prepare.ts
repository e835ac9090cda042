/**
 * Makes what the app is served with and the repository doesn't hold: the bundled encoder, TensorFlow.js's
 * WASM files, the demo shop's pictures and recordings, its catalog, its simulated orders and the pack trained from
 * all of them.
 * Each part is left alone where it is up to date.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { demoShop, type SeasonHints } from '../src/catalog/demo.ts';
import { type Catalog, itemText } from '../src/catalog/item.ts';
import type { MediaProblem } from '../src/encoders/encode-files.ts';
import { nodeEncoder } from '../src/encoders/node-encoder.ts';
import { checkFusion } from '../src/fusion/check.ts';
import { loadPack } from '../src/packs/load-pack.ts';
import { savePack } from '../src/packs/save-pack.ts';
import { simulateOrders } from '../src/training/simulator/simulate.ts';
import { train } from '../src/training/train.ts';
import { buildArt, readDemoSources } from './art/build.ts';
import { buildBundledEncoder } from './encoder-bundled.ts';
import { mediaVectors } from './media-vectors.ts';
import { firstView, isOwners, MADE_FROM_FILE, readPackFiles, SITE_SHOP } from './site-shop.ts';
import { buildSounds } from './sound/build.ts';

const SOURCES = 'src/catalog/demo';
const OUT = SITE_SHOP;
/** Addresses of the site start here. */
const SITE = 'public';

/** The simulated shop's last day, and the seed of all that is random in it. */
const DEMO = { until: Date.UTC(2026, 10, 20), shoppers: 3600, seed: 20261120 };

/** What the demo pack depends on; a change in any of them trains it anew. */
const MADE_FROM = [
  SOURCES,
  'src/catalog/demo.ts',
  'src/catalog/item.ts',
  'src/compute',
  'src/encoders/audio',
  'src/encoders/convert',
  'src/encoders/describe-media.ts',
  'src/encoders/encode-files.ts',
  'src/encoders/image',
  'src/encoders/resample.ts',
  'src/evaluation',
  'src/fusion',
  'src/models',
  'src/packs',
  'src/profile',
  'src/signals',
  'src/training',
  // What is described: as drawn and as played.
  'scripts/art',
  'scripts/sound',
  'scripts/decode-picture.ts',
  'scripts/media-vectors.ts',
  'scripts/prepare.ts',
  'scripts/site-shop.ts',
  // Names the default encoder: another one means other vectors.
  'public/models/encoders.json',
];

await step('Encoder', () => buildBundledEncoder());
await step('TensorFlow.js', copyTensorFlowFiles);
if (await isOwners()) await checkOwners();
else {
  const sources = await readDemoSources();
  await step('Pictures', async () => !(await buildArt(join(OUT, 'art'), sources)).skipped);
  await step('Recordings', async () => !(await buildSounds(join(OUT, 'sound'), sources)).skipped);
  await step('Catalog and pack', () => buildDemo(sources));
}

/** A picture or recording that was just made can't be read: a mistake in what makes it. */
class UnreadableMedia extends Error {
  override name = 'UnreadableMedia';
  constructor(problems: readonly MediaProblem[]) {
    super(problems.map(({ name, message }) => `${name}: ${message}`).join('\n'));
  }
}

/** @param work says whether there was anything to do */
async function step(title: string, work: () => Promise<boolean>): Promise<void> {
  const start = performance.now();
  const made = await work();
  const took = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  console.log(made ? `  ${title}: built in ${took}` : `  ${title}: up to date`);
}

/** One thread with SIMD is all the app loads; the plain file is for processors without it. */
async function copyTensorFlowFiles(): Promise<boolean> {
  const from = 'node_modules/@tensorflow/tfjs-backend-wasm/dist';
  const to = 'public/tfjs';
  await mkdir(to, { recursive: true });
  let copied = false;
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    const wanted = await readFile(join(from, file));
    const there = await readFile(join(to, file)).catch(() => null);
    if (there?.equals(wanted)) continue;
    await writeFile(join(to, file), wanted);
    copied = true;
  }
  return copied;
}

/** An owner's shop is what it was trained to be; an update of the app may want it trained anew. */
async function checkOwners(): Promise<void> {
  try {
    const catalog: Catalog = JSON.parse(await readFile(join(OUT, 'catalog.json'), 'utf8'));
    const files = await readPackFiles(join(OUT, 'pack'));
    const pack = await loadPack(async (file) => new Uint8Array(files.get(file) ?? []).buffer, catalog);
    checkFusion(pack.fusion, pack);
    console.log(`  Shop: ${catalog.name} ("npm run shop -- demo" goes back to the demo)`);
  } catch (error) {
    console.log(`  Shop: yours doesn't fit this version of Inkling: ${(error as Error).message}`);
    console.log('  Train it again with "npm run train", then "npm run shop -- FOLDER".');
  }
}

async function buildDemo(sources: Awaited<ReturnType<typeof readDemoSources>>): Promise<boolean> {
  const stamp = await hashOf(MADE_FROM);
  const stampFile = join(OUT, MADE_FROM_FILE);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return false;

  const { catalog, hints } = demoShop(sources);
  const pack = await trainDemo(catalog, hints);
  await rm(join(OUT, 'pack'), { recursive: true, force: true });
  await write('catalog.json', JSON.stringify(catalog));
  for (const [file, bytes] of pack) await write(`pack/${file}`, bytes);

  await write('first.json', await firstView(catalog, pack, DEMO.until));
  await writeFile(stampFile, stamp);
  return true;
}

async function trainDemo(catalog: Catalog, hints: SeasonHints): Promise<Map<string, Uint8Array>> {
  const encoder = await nodeEncoder();
  const vectors = await encoder.encode(catalog.items.map(itemText));
  const { stamp } = encoder;
  await encoder.dispose();
  const { images, sounds, problems } = await mediaVectors(catalog, SITE);
  if (problems.length > 0) throw new UnreadableMedia(problems);
  const log = simulateOrders(catalog, hints, DEMO);
  let said = '';
  const pack = await train({
    catalog,
    log,
    vectors,
    stamp,
    images,
    sounds,
    seed: DEMO.seed,
    onProgress: ({ phase }) => {
      if (phase !== said) console.log(`    ${phase}`);
      said = phase;
    },
  });
  return savePack(pack);
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  const path = join(OUT, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function hashOf(paths: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const inside = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
    const files =
      inside === null ? [path] : inside.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));
    for (const file of files.filter((f) => !f.endsWith('.test.ts')).sort()) {
      hash.update(`${file}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}
