/** The shop in another language: chosen by the visitor or their browser, whole, kept, offline, and left again. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, ready, test } from './fixtures.ts';
import { demoCatalog, look, shelf } from './shop.ts';

const CHINESE = /\p{Script=Han}/u;

async function speak(page: Page, language: 'en' | 'zh-CN'): Promise<void> {
  await page.getByRole('contentinfo').getByRole('combobox').selectOption(language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('the shop turns Chinese at once, stays so, and turns back', async ({ page }) => {
  await open(page, '/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(CHINESE);
  await speak(page, 'zh-CN');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(CHINESE);
  await expect(shelf(page, '大家都在看').locator('article').first()).toBeVisible();
  await expect(shelf(page, 'Trending')).toHaveCount(0);
  await expect(page.getByRole('searchbox', { name: '搜索商品' })).toBeVisible();
  await expect(page.getByRole('link', { name: '购物车，空的' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '为什么推荐？' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '收藏' }).first()).toBeVisible();
  // The catalog keeps its own words, and says in which language they are.
  const title = page.locator('article h3').first();
  await expect(title).toHaveAttribute('lang', 'en');
  await expectAccessible(page);

  await page.reload();
  await ready(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(CHINESE);

  await speak(page, 'en');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(CHINESE);
  await expect(shelf(page, 'Trending').locator('article').first()).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('prices, plurals, titles and messages are right in Chinese, from the shelf to the order', async ({
  page,
}) => {
  const { items } = await demoCatalog(page);
  const item = items.find(({ price }) => price !== null && price % 1 !== 0) ?? items[0];
  await open(page, `/item/${item.id}`);
  await speak(page, 'zh-CN');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(item.title);
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: '放入购物车' }).click();
  await expect(page.getByText(`“${item.title}”放进购物车了。`)).toBeVisible();
  await expect(page.getByRole('link', { name: '购物车，1 件' }).first()).toBeVisible();
  await page.getByRole('button', { name: '多一件' }).click();
  await expect(page.getByRole('link', { name: '购物车，2 件' }).first()).toBeVisible();

  await page.getByRole('link', { name: '购物车，2 件' }).first().click();
  await expect(page).toHaveTitle(/^购物车 · /);
  await expect(page.getByText('小计，共 2 件')).toBeVisible();
  const price = new Intl.NumberFormat('zh-CN', {
    style: 'currency',
    currency: 'GBP',
    currencyDisplay: 'narrowSymbol',
  });
  await expect(page.getByText(`每件 ${price.format(item.price ?? 0)}`)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: '去结算' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('最后看一眼');
  await page.getByRole('button', { name: '下单' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('谢谢，记下了。');
  // A sentence with links in it, in its own order of words.
  await expect(page.getByText('首页会出现“再买一次”，里面就是这些东西。')).toBeVisible();
  await page.getByRole('listitem').getByRole('link', { name: '首页' }).click();
  await expect(shelf(page, '再买一次')).toContainText(item.title);
  await expect(shelf(page, '为你挑选').locator('article').first()).toBeVisible();
});

test('asking why is answered under Chinese names', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await look(page, items[0].id);
  await open(page, '/');
  await speak(page, 'zh-CN');
  await shelf(page, '为你挑选').getByRole('button', { name: '为什么推荐？' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: /^为什么推荐“.+”？$/ })).toBeVisible();
  await expect(dialog.getByText(/在 [\d,]+ 件里排第 \d+ 位/)).toBeVisible();
  await expect(dialog.getByRole('heading', { name: '分数怎么来的' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test.describe('with a Chinese browser', () => {
  test.use({ locale: 'zh-CN', serviceWorkers: 'allow' });

  test('the first paint is Chinese, offline too, and English is a choice', async ({ page, context }) => {
    // Nothing English may flash: what the page says first is what it goes on saying.
    await page.addInitScript(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => {
        const link = document.querySelector('.skip-link')?.textContent;
        if (link && said.at(-1) !== link) said.push(link);
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await open(page, '/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual(['跳到商品']);

    await expect(page.getByText('现在没有网络也能逛了。')).toBeVisible({ timeout: 60_000 });
    await context.setOffline(true);
    await page.reload();
    await ready(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await page.goto('/basket');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('购物车');
    await speak(page, 'en');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Basket');
    await context.setOffline(false);
  });
});
