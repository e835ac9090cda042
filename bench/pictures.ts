/**
 * Pictures: how fast they are described, and whether a search by picture finds what it should among the demo's own.
 *
 * Copies are what a visitor's screen shot or saved picture is: on white, cropped by up to 5 % a side, another size, JPEG.
 * The item itself has to come first. Variants are pictures that no catalog has: in other colours, turned by up to 10
 * degrees, smaller or larger in their frame, on a tint. The item they were made of is left out, and another of its
 * kind, or one whose main colour has the variant's name, has to be among the first five.
 * Usage: tsx bench/pictures.ts [--tune]; with --tune, block weights are chosen on the items that are not reported.
 */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { decodePicture } from '../scripts/decode-picture.ts';
import type { Catalog } from '../src/catalog/item.ts';
import type { Raster } from '../src/encoders/encoder.ts';
import { BLOCKS, type Block, blocksOf, describeRaster, joined } from '../src/encoders/image/describe.ts';
import { paletteOf } from '../src/encoders/image/palette.ts';
import { hueOf } from '../src/search/colours.ts';
import { type Random, seeded } from '../src/training/random.ts';

type Blocks = ReturnType<typeof blocksOf>;

interface Query {
  /** The item that it was made of. */
  item: number;
  blocks: Blocks;
  /** Of its main colour. */
  colour: string;
}

/** Side at which drawings become pixels before they are copied. */
const DRAWN = 400;

const TUNE = process.argv.includes('--tune');

const catalog: Catalog = JSON.parse(
  await readFile(new URL('../public/shop/catalog.json', import.meta.url), 'utf8'),
);
const items = catalog.items.filter(({ image }) => image?.endsWith('.svg'));
console.log(`${items.length} pictures of the demo shop`);

const reading = clock();
const drawings = await Promise.all(
  items.map(({ image }) => readFile(new URL(`../public${image}`, import.meta.url))),
);
const rasters: Raster[] = [];
for (const bytes of drawings) rasters.push(await decodePicture(bytes));
console.log(`  drawn and decoded by sharp: ${reading(items.length)}`);

const describing = clock();
for (const raster of rasters) describeRaster(raster);
console.log(`  described, plain: ${describing(items.length)}`);
const colouring = clock();
const palettes = rasters.map(paletteOf);
console.log(`  palettes: ${colouring(items.length)}`);

const shelf = rasters.map(blocksOf);
const colours = palettes.map(nameOf);
// Reported on one half; a half of the other is enough to choose by.
const REPORTED = items.map((_, i) => i).filter((i) => i % 2 === 0);
const CHOSEN_BY = items.map((_, i) => i).filter((i) => i % 4 === 1);
if (TUNE) await tune();
else await report();

async function report(): Promise<void> {
  const chosen = REPORTED;
  const copies = await queries(chosen, seeded(11), copyOf);
  const variants = await queries(chosen, seeded(12), variantOf);
  const vectors = shelf.map((blocks) => joined(blocks));
  console.log(
    `  copies: the item itself first for ${percent(firstShare(vectors, copies, BLOCKS))} of ${copies.length}`,
  );
  const all = variantShares(vectors, variants, BLOCKS);
  console.log(
    `  variants: kind or colour among five for ${percent(all.either)} of ${variants.length} (kind ${percent(all.kind)}, colour ${percent(all.colour)}; five items at random: ${percent(all.luck)})`,
  );
  for (const { name } of BLOCKS) {
    const alone = BLOCKS.map((block) => ({ ...block, weight: block.name === name ? 1 : 0 }));
    const rows = shelf.map((blocks) => joined(blocks, alone));
    const shares = variantShares(rows, variants, alone);
    console.log(
      `    ${name} alone: copies ${percent(firstShare(rows, copies, alone))}, variants ${percent(shares.either)} (kind ${percent(shares.kind)}, colour ${percent(shares.colour)})`,
    );
  }
}

/** Coordinate ascent on copies found first and variants' kinds and colours, from the weights in use. */
async function tune(): Promise<void> {
  const chosen = CHOSEN_BY;
  const copies = await queries(chosen, seeded(21), copyOf);
  const variants = await queries(chosen, seeded(22), variantOf);
  const scoreOf = (scheme: readonly Block[]) => {
    const vectors = shelf.map((blocks) => joined(blocks, scheme));
    const { either, kind, colour } = variantShares(vectors, variants, scheme);
    const first = firstShare(vectors, copies, scheme);
    return { score: first + either + (kind + colour) / 2, first, either, kind, colour };
  };
  let scheme = [...BLOCKS];
  let best = scoreOf(scheme);
  console.log('  as it is:', best);
  for (const factor of [2, 1.5, 1.25]) {
    for (const { name } of BLOCKS) {
      for (const by of [factor, 1 / factor]) {
        const tried = scheme.map((block) =>
          block.name === name ? { ...block, weight: block.weight * by } : block,
        );
        const found = scoreOf(tried);
        if (found.score > best.score + 1e-9) [scheme, best] = [tried, found];
      }
    }
    console.log(`  after steps of ${factor}:`, best);
  }
  for (const { name, weight } of scheme) console.log(`    ${name}: ${weight.toFixed(2)}`);
}

async function queries(
  of: readonly number[],
  random: Random,
  make: (drawn: Buffer, random: Random) => Promise<Buffer>,
): Promise<Query[]> {
  const made: Query[] = [];
  for (const item of of) {
    const drawn = await sharp(drawings[item], { density: (72 * DRAWN) / 100 })
      .resize(DRAWN, DRAWN)
      .png()
      .toBuffer();
    const raster = await decodePicture(await make(drawn, random));
    made.push({ item, blocks: blocksOf(raster), colour: nameOf(paletteOf(raster)) });
  }
  return made;
}

async function copyOf(drawn: Buffer, random: Random): Promise<Buffer> {
  const cut = () => Math.floor(random() * 0.05 * DRAWN);
  const [left, top] = [cut(), cut()];
  const side = Math.round(90 + random() * 300);
  return sharp(drawn)
    .flatten({ background: '#fff' })
    .extract({ left, top, width: DRAWN - left - cut(), height: DRAWN - top - cut() })
    .resize(side)
    .jpeg({ quality: Math.round(55 + random() * 35) })
    .toBuffer();
}

async function variantOf(drawn: Buffer, random: Random): Promise<Buffer> {
  const recoloured = await sharp(drawn)
    .modulate({ hue: Math.round(40 + random() * 280), saturation: 0.8 + random() * 0.4 })
    .png()
    .toBuffer();
  const turned = await sharp(recoloured)
    .rotate((random() - 0.5) * 20, { background: '#0000' })
    .resize(Math.round(DRAWN * (0.75 + random() * 0.25)))
    .png()
    .toBuffer();
  const { width = DRAWN, height = DRAWN } = await sharp(turned).metadata();
  const tint = { r: 215 + random() * 40, g: 215 + random() * 40, b: 215 + random() * 40 };
  const across = Math.round(random() * 60);
  const down = Math.round(random() * 60);
  return sharp({ create: { width: width + 60, height: height + 60, channels: 3, background: tint } })
    .composite([{ input: turned, left: across, top: down }])
    .webp({ quality: 75 })
    .toBuffer();
}

function firstShare(
  vectors: readonly Float32Array[],
  copies: readonly Query[],
  scheme: readonly Block[],
): number {
  const found = copies.filter(
    ({ item, blocks }) => nearest(vectors, joined(blocks, scheme), 1, -1)[0] === item,
  );
  return found.length / copies.length;
}

function variantShares(
  vectors: readonly Float32Array[],
  variants: readonly Query[],
  scheme: readonly Block[],
) {
  let [either, kind, colour, luck] = [0, 0, 0, 0];
  for (const query of variants) {
    const five = nearest(vectors, joined(query.blocks, scheme), 5, query.item);
    const isKind = (i: number) => items[i].kind !== undefined && items[i].kind === items[query.item].kind;
    const isColour = (i: number) => colours[i] === query.colour;
    kind += Number(five.some(isKind));
    colour += Number(five.some(isColour));
    either += Number(five.some((i) => isKind(i) || isColour(i)));
    const fit = items.filter((_, i) => i !== query.item && (isKind(i) || isColour(i))).length;
    luck += 1 - (1 - fit / (items.length - 1)) ** 5;
  }
  const of = variants.length;
  return { either: either / of, kind: kind / of, colour: colour / of, luck: luck / of };
}

/** The best first. */
function nearest(
  vectors: readonly Float32Array[],
  query: Float32Array,
  count: number,
  without: number,
): number[] {
  const scores = vectors.map((vector) => dot(vector, query));
  return scores
    .map((_, i) => i)
    .filter((i) => i !== without)
    .sort((a, b) => scores[b] - scores[a])
    .slice(0, count);
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += one[k] * other[k];
  return sum;
}

function nameOf(palette: Float32Array): string {
  const [l, a, b] = palette;
  return hueOf({ l, a, b });
}

/** @returns What it took, in words: time on the wall, time computing, and how many a second */
function clock(): (count: number) => string {
  const from = performance.now();
  const cpu = process.cpuUsage();
  return (count) => {
    const ms = performance.now() - from;
    const { user, system } = process.cpuUsage(cpu);
    return `${(ms / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of them computing; ${((1000 * count) / ms).toFixed(0)} a second`;
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
