/**
 * A shop whose pictures were described by a model with two towers, in its worker, from this site's files and under its
 * policy: the smallest real one, in the way that CLIP takes.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { decodePicture } from '../scripts/decode-picture.ts';
import type { Catalog } from '../src/catalog/item.ts';
import { goldenInputs, goldenOf } from '../src/encoders/golden.ts';
import { openInNode } from '../src/encoders/node-encoder.ts';
import { type EncoderSpec, GOLDEN_FILE, stampOf, TOWER } from '../src/encoders/registry.ts';
import { DIMENSIONS, MOST_TOKENS, tinyImageModel } from '../src/encoders/tiny-towers.ts';
import { loadPack } from '../src/packs/load-pack.ts';
import { savePack } from '../src/packs/save-pack.ts';
import { expect, open, test } from './fixtures.ts';
import { demoCatalog } from './shop.ts';

const ID = 'owner/tiny';

/** Pictures enough to choose among; drawing all of the shop's takes longer than the test. */
const DESCRIBED = 60;

interface Installed {
  /** As the registry lists them: of pictures, of texts. */
  entries: EncoderSpec[];
  files: Map<string, Buffer>;
  encode(pictures: Parameters<typeof decodePicture>[0][]): Promise<Float32Array>;
}

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-tower-'));
});

test.afterAll(() => rm(folder, { recursive: true }));

/** What `npm run encoder -- owner/tiny --modality image` leaves. */
async function install(): Promise<Installed> {
  const model = tinyImageModel();
  for (const [path, content] of Object.entries(model)) {
    await mkdir(dirname(join(folder, ID, path)), { recursive: true });
    await writeFile(join(folder, ID, path), content);
  }
  const files = new Map(Object.entries(model).map(([path, content]) => [path, Buffer.from(content)]));
  const entries: EncoderSpec[] = [];
  for (const modality of ['image', 'text'] as const) {
    const description = {
      id: ID,
      revision: '1',
      modality,
      space: ID,
      dtype: 'q8',
      pooling: 'none',
      dimensions: DIMENSIONS,
      maxTokens: MOST_TOKENS,
      devices: ['wasm'],
    } satisfies Omit<EncoderSpec, 'files'>;
    const { model: tower, dispose } = await openInNode(description, folder);
    const golden = goldenOf(await tower.encodeBatch(goldenInputs(modality)), modality);
    await dispose();
    files.set(GOLDEN_FILE[modality], Buffer.from(JSON.stringify(golden)));
    const own = [...files].filter(([path]) => !path.startsWith('onnx/') || path.includes(TOWER[modality]));
    entries.push({
      ...description,
      files: own.map(([path, content]) => ({
        path,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      })),
    });
  }
  return {
    entries,
    files,
    async encode(pictures) {
      const { model: tower, dispose } = await openInNode(entries[0], folder);
      const rasters = await Promise.all(pictures.map((picture) => decodePicture(picture)));
      return tower.encodeBatch(rasters).finally(dispose);
    },
  };
}

/** Puts the model and a pack that was described by it in the place of what the build holds. */
async function serve(page: Page, context: BrowserContext, { entries, files, encode }: Installed) {
  const catalog: Catalog = await demoCatalog(page);
  const fetched = async (path: string) => {
    const body = await (await page.request.get(path)).body();
    return new Uint8Array(body).buffer;
  };
  const pack = await loadPack((file) => fetched(`/shop/pack/${file}`), catalog);
  const present = Uint8Array.from(catalog.items, ({ image }, i) => (image && i < DESCRIBED ? 1 : 0));
  const vectors = new Float32Array(catalog.items.length * DIMENSIONS);
  const seen = catalog.items.flatMap(({ image }, i) => (present[i] && image ? [{ i, image }] : []));
  const pictures = await Promise.all(seen.map(async ({ image }) => new Uint8Array(await fetched(image))));
  const described = await encode(pictures);
  seen.forEach(({ i }, row) => {
    vectors.set(described.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), i * DIMENSIONS);
  });
  const saved = await savePack({ ...pack, images: { stamp: stampOf(entries[0]), vectors, present } });

  await context.route('**/shop/pack/*', async (route) => {
    const file = saved.get(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
    await (file ? route.fulfill({ body: Buffer.from(file) }) : route.fulfill({ status: 404 }));
  });
  await context.route('**/models/encoders.json', async (route) => {
    const registry = await (await route.fetch()).json();
    await route.fulfill({ json: { ...registry, encoders: [...registry.encoders, ...entries] } });
  });
  const asked = new Set<string>();
  await context.route(`**/models/${ID}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.replace(`/models/${ID}/`, '');
    asked.add(path);
    const file = files.get(path);
    await (file ? route.fulfill({ body: file }) : route.fulfill({ status: 404 }));
  });
  return { catalog, pictures, seen, vectors: described, asked };
}

test('a picture and words are searched for among pictures that a learned model described', async ({
  page,
  context,
}) => {
  const installed = await install();
  const { catalog, pictures, seen, vectors, asked } = await serve(page, context, installed);
  await open(page, '/search');
  expect([...asked]).toEqual([]);

  const chosen = 7;
  await page
    .getByRole('main')
    .getByLabel('Choose a picture')
    .setInputFiles({ name: 'seen.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(pictures[chosen]) });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Like your picture');
  const first = page.locator('main article[data-item-id]').first();
  await expect(first).toBeVisible({ timeout: 60_000 });
  // A model that sees a mean colour takes several for the same: what comes first is of the most alike there are.
  const row = (at: number) => vectors.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS);
  const cosines = seen.map((_, at) => row(at).reduce((sum, value, j) => sum + value * row(chosen)[j], 0));
  const alike = seen
    .map(({ i }, at) => ({ id: catalog.items[i].id, cosine: cosines[at] }))
    .sort((x, y) => y.cosine - x.cosine)
    .slice(0, 8);
  expect(alike.map(({ id }) => id)).toContain(await first.getAttribute('data-item-id'));
  expect([...asked].filter((path) => path.startsWith('onnx/'))).toEqual([
    `onnx/${TOWER.image}_quantized.onnx`,
  ]);

  await page.getByRole('searchbox').first().fill('red');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => [...asked].some((path) => path.includes(TOWER.text)), { timeout: 60_000 })
    .toBe(true);
  await expect(first).toBeVisible();
});
