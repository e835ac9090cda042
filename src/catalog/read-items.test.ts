import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemsRead, readItems } from './read-items.ts';

function feed(text: string | Buffer, name = 'feed.csv'): File {
  return new File([text as BlobPart], name);
}

async function read(text: string | Buffer, name?: string): Promise<ItemsRead> {
  return readItems(feed(text, name));
}

/** The catalog of a feed that must have one. */
async function catalogOf(text: string | Buffer, name?: string) {
  const { catalog } = await read(text, name);
  if (catalog === null) throw new Error('No catalog.');
  return catalog;
}

describe('field names', () => {
  it('reads a Google Merchant feed', async () => {
    const columns =
      'g:id\ttitle\tdescription\tlink\timage_link\tprice\tsale_price\tbrand\tgoogle_product_category\tproduct_type\tavailability\tcolor\tsize\tmaterial\titem_group_id\tgtin\tcustom_label_0';
    const row =
      'B-1\tFell boot\tLeather, stitched. Dries fast.\thttps://x.example/b\thttps://x.example/b.jpg\t120.00 GBP\t99.50 GBP\tTarn\t187\tShoes > Boots > Walking\tout of stock\tbrown\t42\tleather\tB\t501234\tWinter Sale';
    const other = 'A-1\tPlain mug\t\t\t\t8.00 GBP\t\t\t\tKitchen > Mugs\tin_stock\t\t\t\t\t\t';
    const { catalog, problems, notes } = await read(`${columns}\n${row}\n${other}\n`);
    expect(problems).toEqual([]);
    expect(catalog?.currency).toBe('GBP');
    expect(catalog?.items.map(({ id }) => id)).toEqual(['A-1', 'B-1']);
    expect(catalog?.items[1]).toMatchObject({
      title: 'Fell boot',
      line: 'Leather, stitched.',
      description: 'Leather, stitched. Dries fast.',
      price: 99.5,
      brand: 'Tarn',
      department: 'Shoes',
      kind: 'Boots',
      attributes: { colour: 'brown', size: '42', material: 'leather' },
      tags: ['winter sale'],
      image: null,
      available: false,
    });
    expect(catalog?.departments.map(({ name, count }) => [name, count])).toEqual([
      ['Kitchen', 1],
      ['Shoes', 1],
    ]);
    expect(notes.join()).toContain('on other sites');
  });

  it('reads a Shopify export, joining the lines of one product', async () => {
    const columns =
      'Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Price,Image Src,Status';
    const text = `${columns}
mug,Blue mug,"<p>Holds <b>tea</b>.</p>",Kiln,,Mugs,"tea, gift",true,Size,Large,M-1,300,12.00,https://cdn.example/m.png,active
mug,,,,,,,,,Small,M-2,200,10.00,,
cup,Cup,,Kiln,,Cups,,false,Title,Default Title,C-1,100,5,,draft`;
    const { catalog, problems, otherIds, notes } = await read(text);
    expect(problems).toEqual([]);
    expect(catalog?.items).toHaveLength(2);
    expect(catalog?.items[1]).toMatchObject({
      id: 'mug',
      description: 'Holds tea.',
      brand: 'Kiln',
      department: 'Mugs',
      price: 12,
      attributes: { size: 'Large' },
      tags: ['tea', 'gift'],
      available: true,
    });
    expect(catalog?.items[0]).toMatchObject({ available: false, attributes: {} });
    expect([...otherIds]).toEqual([
      ['M-1', 'mug'],
      ['M-2', 'mug'],
      ['C-1', 'cup'],
    ]);
    expect(notes.join()).toContain('1 line adds a variant');
  });

  it('reads a WooCommerce export', async () => {
    const columns =
      'ID,Type,SKU,Name,Published,Short description,Description,In stock?,Stock,Regular price,Sale price,Categories,Tags,Images,Attribute 1 name,Attribute 1 value(s)';
    const { catalog } = await read(
      `${columns}\n7,simple,H-7,Hoodie,1,Warm.,Fleece inside.,1,4,45,,"Clothing, Clothing > Hoodies",warm,https://x.example/a.jpg,Color,"Blue, Green"`,
    );
    expect(catalog?.items[0]).toMatchObject({
      id: '7',
      line: 'Warm.',
      price: 45,
      department: 'Clothing',
      kind: 'Hoodies',
      attributes: { colour: 'Blue, Green' },
      available: true,
    });
  });

  it('reads home-made names in any case, and other short columns as attributes', async () => {
    const columns = 'PRODUCT ID,Product_Name,UnitPrice,Timber,Season,Remark,updated_at';
    const rows = Array.from(
      { length: 30 },
      (_, i) => `P${i},Thing ${i},3,${i % 2 ? 'Oak' : 'Ash'},winter,note ${i},2026-01-0${i % 9}`,
    );
    const catalog = await catalogOf(`${columns}\n${rows.join('\n')}`);
    // "Remark" differs on every line: it names, it doesn't group.
    expect(catalog.items[0]).toMatchObject({
      id: 'P0',
      price: 3,
      attributes: { timber: 'Ash', season: 'winter' },
    });
    expect(Object.keys(catalog.items[0].attributes)).toEqual(['timber', 'season']);
  });

  it('says which columns it needs and which it found', async () => {
    const { catalog, problems, problemCount } = await read('code,colour\n1,red\n');
    expect(catalog).toBeNull();
    expect(problemCount).toBe(1);
    expect(problems[0]).toMatchObject({ line: null, field: 'title' });
    expect(problems[0].message).toContain('"code", "colour"');
    expect(problems[0].fix).toContain('product');
  });

  it('reads JSON and JSONL alike', async () => {
    const items = [
      { product_id: 2, name: 'Cup', price: 4.5, category: 'Kitchen', tags: ['tea', 'blue'] },
      { product_id: 1, name: 'Mug', price: { amount: '3', currency: 'EUR' }, category: 'Kitchen' },
    ];
    const list = await read(JSON.stringify(items, null, 2), 'feed.json');
    const lines = await read(items.map((item) => JSON.stringify(item)).join('\n'), 'feed.jsonl');
    expect(list.catalog?.items).toEqual(lines.catalog?.items);
    expect(list.catalog?.currency).toBe('EUR');
    expect(list.catalog?.items.map(({ id, price }) => [id, price])).toEqual([
      ['1', 3],
      ['2', 4.5],
    ]);
    expect(list.catalog?.items[1].tags).toEqual(['tea', 'blue']);
  });
});

describe('problems', () => {
  it('names line, field and remedy, and offers to go on without those lines', async () => {
    const text = `id,title,price
1,Mug,3
,No id,3
1,Twice,3
4,,3
5,Negative,-2
6,Words,call us
7,"Broken" quote,3
8,Fine,4`;
    const { catalog, problems, problemCount, skippable } = await read(text);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [3, 'id'],
      [4, 'id'],
      [5, 'title'],
      [6, 'price'],
      [7, 'price'],
      [8, 'title'],
    ]);
    expect(problems[1].message).toBe('The id "1" is already used on line 2.');
    for (const { file, fix } of problems) expect([file, fix.length > 10]).toEqual(['feed.csv', true]);
    expect([problemCount, skippable]).toEqual([6, 6]);
    expect(catalog?.items.map(({ id }) => id)).toEqual(['1', '8']);
  });

  it('shows the first hundred and counts them all', async () => {
    const { problems, problemCount, skippable } = await read(
      `id,title,price\n${'1,a,-1\n'.repeat(1)}${',x,1\n'.repeat(400)}2,b,1`,
    );
    expect(problems).toHaveLength(100);
    expect([problemCount, skippable]).toEqual([401, 401]);
    expect(problems[0].line).toBe(2);
  });

  it.each([
    ['id,title,price\n', 'only a line of column names'],
    ['id,title,price\n,a,1\n,b,2\n', 'every line has a problem'],
    ['[]', 'No column holds'],
  ])('says one clear thing where no item is left: %j', async (text, message) => {
    const { catalog, problems } = await read(text);
    expect(catalog).toBeNull();
    expect(problems[0].message).toContain(message);
    expect(problems[0].line).toBeNull();
  });

  it('returns a file that is no table as one problem', async () => {
    const { catalog, problems } = await read(Buffer.from('%PDF-1.4 ...'), 'feed.pdf');
    expect(catalog).toBeNull();
    expect(problems).toEqual([
      expect.objectContaining({ file: 'feed.pdf', line: null, message: expect.stringContaining('PDF') }),
    ]);
  });
});

describe('hostile and untidy texts', () => {
  it('takes markup out of titles and descriptions and never keeps scripts', async () => {
    const text = `id,title,description
1,<b>Oak</b> stool<script>alert(1)</script>,"<style>p{}</style><p>Solid&nbsp;oak &amp; wax.</p><ul><li>Heavy</li></ul><!-- x -->"
2,<img src=x onerror=alert(1)>,&lt;p&gt;Twice escaped&lt;/p&gt;
3,Ring size <8 & up,5 < 6`;
    const { items } = await catalogOf(text);
    expect(items[0]).toMatchObject({ title: 'Oak stool', description: 'Solid oak & wax. Heavy' });
    // Nothing but markup: shown as the text it is.
    expect(items[1]).toMatchObject({ title: '<img src=x onerror=alert(1)>', description: 'Twice escaped' });
    expect(items[2]).toMatchObject({ title: 'Ring size <8 & up', description: '5 < 6' });
  });

  it('cuts long texts between words and says so', async () => {
    const long = 'soft wool '.repeat(1_500);
    const { catalog, notes } = await read(`id,title,description\n1,${'Very '.repeat(100)}long,${long}`);
    const [item] = catalog?.items ?? [];
    expect(item.description.length).toBeLessThanOrEqual(10_000);
    expect(item.description).toMatch(/(soft|wool)…$/);
    expect(item.title.length).toBeLessThanOrEqual(300);
    expect(item.title).toMatch(/Very…$/);
    expect(notes.join()).toMatch(/1 description was cut to 10,000 .*1 title was cut/);
  });

  it('drops characters that can be seen by no one', async () => {
    const { items } = await catalogOf(
      JSON.stringify([{ id: 1, title: 'Mug\u0000\u0007 \u202eevil\u200b\n two' }]),
    );
    expect(items[0].title).toBe('Mug evil two');
  });

  it('keeps names that mean something to JavaScript apart from its own', async () => {
    const { items } = await catalogOf(
      '[{"id":"__proto__","title":"constructor","__proto__":"x","constructor":"y","toString":"z"},{"id":"b","title":"B"}]',
    );
    expect(items.map(({ id }) => id)).toEqual(['__proto__', 'b']);
    expect(Object.keys(items[0].attributes)).toEqual(['proto', 'tostring']);
    expect(Object.getPrototypeOf(items[0].attributes)).toBe(Object.prototype);
    expect(structuredClone(items)).toEqual(items);
  });

  it('keeps only pictures of the shop itself', async () => {
    const images = [
      'img/a.png',
      '/img/b.webp?v=2',
      'https://shop.example/c.jpg',
      'https://evil.example/d.jpg',
      '//evil.example/e.jpg',
      '/\\evil.example/f.jpg',
      'javascript:alert(1)//x.png',
      'data:image/png;base64,AAAA',
    ];
    const rows = images.map((image, i) => `${i},T${i},"${image}"`).join('\n');
    const { catalog } = await readItems(feed(`id,title,image\n${rows}`), { origin: 'https://shop.example' });
    expect(catalog?.items.map(({ image }) => image)).toEqual([
      '/img/a.png',
      '/img/b.webp?v=2',
      '/c.jpg',
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('what a catalog is made of', () => {
  it('is named by the file and identified by its bytes', async () => {
    const text = 'id,title\n1,Mug\n';
    const catalog = await catalogOf(text, 'corner_shop.csv.gz');
    expect(catalog.name).toBe('corner shop');
    expect(catalog.id).toBe(`own-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`);
    expect(catalog.currency).toBe('GBP');
    expect(await catalogOf(gzipSync('id,title\n1,Mug\n'))).toMatchObject({ items: catalog.items });
  });

  it('sorts by code unit and spreads tints', async () => {
    const ids = ['b', 'B', 'a1', 'a10', 'a2', 'é', '☕', '10', '9'];
    const { items } = await catalogOf(`id,title\n${ids.map((id) => `${id},T`).join('\n')}`);
    expect(items.map(({ id }) => id)).toEqual(ids.toSorted());
    expect(new Set(items.map(({ tint }) => tint)).size).toBeGreaterThan(3);
  });

  it('leaves prices in another currency out', async () => {
    const { catalog, notes } = await read('id,title,price\n1,a,£2\n2,b,3 GBP\n3,c,5 EUR\n4,d,7\n');
    expect(catalog?.items.map(({ price }) => price)).toEqual([2, 3, null, 7]);
    expect(notes.join()).toContain('1 price is not in GBP');
  });

  it('reads decimal commas where the feed uses them', async () => {
    const { catalog } = await read('id;title;price\n1;a;"1.234,56 €"\n2;b;1.500 €\n3;c;0,5 €\n');
    expect(catalog?.items.map(({ price }) => price)).toEqual([1234.56, 1500, 0.5]);
    expect(catalog?.currency).toBe('EUR');
  });

  it('calms a feed that shouts, and only such a one', async () => {
    const loud = await catalogOf(
      "id,title\n1,SET/6 RED LED T-LIGHTS 500ML\n2,I LOVE LONDON MUG\n3,50'S CHRISTMAS BAG A4\n",
    );
    expect(loud.items.map(({ title }) => title)).toEqual([
      'Set/6 red LED t-lights 500ml',
      'I love London mug',
      "50's Christmas bag A4",
    ]);
    const calm = await catalogOf('id,title\n1,LOUD MUG\n2,Quiet mug\n3,Silent mug\n');
    expect(calm.items[0].title).toBe('LOUD MUG');
  });
});

/** Any UTF-16 unit, half of a pair as well. */
function unit() {
  return fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
}

it('reads anything into a sound catalog or names what is wrong', async () => {
  const cell = fc.oneof(
    fc.string({ unit: unit(), maxLength: 12 }),
    fc.constantFrom('<script>', '-5', '1.2.3', '"', '€ 1,5', '__proto__', 'A > B', '&#0;&#xd800;', ''),
  );
  const row = fc.record({ id: cell, title: cell, price: cell, category: cell, image: cell, hue: cell });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      const { catalog, problems, problemCount, skippable } = await read(JSON.stringify(rows), 'feed.json');
      expect(problems.length).toBe(problemCount);
      if (catalog === null) {
        expect(problemCount).toBeGreaterThan(0);
        return;
      }
      expect(catalog.items.length + skippable).toBeLessThanOrEqual(rows.length);
      for (const item of catalog.items) {
        expect(item.title).not.toBe('');
        expect(item.department).not.toBe('');
        expect(item.title).not.toMatch(/\p{Cc}/u);
        expect(item.price === null || item.price >= 0).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

describe('a real feed', () => {
  const folder = process.env.INKLING_DATA ?? join(import.meta.dirname, '../../../shared/data/online-retail');
  const path = join(folder, 'items.csv');
  const missing = !existsSync(path);

  it.skipIf(missing)(
    `Online Retail reads without a problem${missing ? ` (skipped: no ${path})` : ''}`,
    async () => {
      const { catalog, problemCount } = await read(readFileSync(path), 'items.csv');
      expect(problemCount).toBe(0);
      expect(catalog?.items).toHaveLength(3_659);
      expect(catalog?.items.every(({ title }) => /\p{Ll}|\d/u.test(title))).toBe(true);
      expect(catalog?.departments.map(({ name }) => name)).toEqual(['Everything']);
    },
  );
});
