/** Devices that lack something, or have more: the shop works, and says once what is missing. */
import { expect, open, test } from './fixtures.ts';
import { demoCatalog, look, slatesOfHome } from './shop.ts';

test('a software GPU is tried, found slow, and left alone: shelves are the same @webgpu', async ({
  page,
}) => {
  const { items } = await demoCatalog(page);
  await look(page, items[30].id);
  await expect(page.locator('html')).toHaveAttribute('data-backend', /webgpu|wasm/, { timeout: 60_000 });
  const slates = await slatesOfHome(page);
  expect(slates['For you'].length).toBeGreaterThan(5);
  await open(page, '/lab');
  await page.getByRole('button', { name: 'Measure this device' }).click();
  const row = page.getByRole('row', { name: /webgpu/i });
  await expect(row).toContainText(/ms/, { timeout: 60_000 });
  await expect(row).not.toContainText(/wrong/);
});

test('without WebGPU, tensors run on WASM', async ({ page }) => {
  await open(page, '/');
  await expect(page.locator('html')).toHaveAttribute('data-backend', 'wasm', { timeout: 30_000 });
});

test('without IndexedDB the shop works, and says that it will forget', async ({ page, context }) => {
  await context.addInitScript(() => {
    // Private windows of some browsers throw here.
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    Object.defineProperty(IDBFactory.prototype, 'open', { value: refuse });
  });
  // Workers have their own IDBFactory: served with the same refusal in front.
  await context.route(/assets\/engine-worker.*\.js$/, async (route) => {
    const response = await route.fetch();
    const refusal = `Object.defineProperty(IDBFactory.prototype,'open',{value(){throw new DOMException('refused','SecurityError')}});\n`;
    await route.fulfill({ response, body: refusal + (await response.text()) });
  });
  await open(page, '/');
  await expect(page.getByText(/only until you close this tab/)).toHaveCount(1);
  const { items } = await demoCatalog(page);
  await page.locator('main article[data-item-id] h3 a').first().click();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await expect(page.getByRole('link', { name: 'In your basket' })).toBeVisible();
  expect(items.length).toBeGreaterThan(800);
});

test('without its pack the shop browses and searches', async ({ page, context }) => {
  await context.route(/\/shop\/pack\//, (route) => route.fulfill({ status: 404 }));
  await open(page, '/');
  await expect(page.getByText(/did not arrive whole/)).toHaveCount(1);
  await open(page, '/search?q=tent');
  await expect(page.locator('main article[data-item-id]').first()).toContainText(/tent|shelter/i);
});

test('a killed engine worker is replaced', async ({ page }) => {
  await open(page, '/');
  const engine = page.workers().find((worker) => /engine/.test(worker.url()));
  expect(engine).toBeDefined();
  await engine?.evaluate(() => self.postMessage('restart-engine'));
  await expect
    .poll(() => page.workers().filter((worker) => worker !== engine && /engine/.test(worker.url())).length)
    .toBe(1);
  await open(page, '/shop/pets');
  await expect(page.locator('main article[data-item-id]').first()).toBeVisible();
});
