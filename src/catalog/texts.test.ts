import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ITEM_FIELDS, isOrdersFile, matchFields, normalName } from './field-names.ts';
import { cutAtWord, firstSentence, htmlToText } from './html-text.ts';
import { parsePrice, usesDecimalComma } from './price.ts';
import { sentenceCase } from './titles.ts';

describe('prices', () => {
  it.each([
    ['12.50 GBP', 12.5, 'GBP'],
    ['£12', 12, 'GBP'],
    ['GBP12.50', 12.5, 'GBP'],
    ['$1,299.00', 1299, 'USD'],
    ['R$ 10', 10, 'BRL'],
    ['1.234,56 €', 1234.56, 'EUR'],
    ['1 234,56 kr', 1234.56, 'SEK'],
    ["CHF 1'299.00", 1299, 'CHF'],
    ['5,-', 5, null],
    ['.99', 0.99, null],
    ['99p', 0.99, 'GBP'],
    ['1,299', 1299, null],
    ['12,5', 12.5, null],
    ['0,125', 0.125, null],
    ['10.00 - 20.00', 10, null],
    ['From £8', 8, 'GBP'],
    ['£3.50 each', 3.5, 'GBP'],
    ['-5', -5, null],
    ['£-5', -5, 'GBP'],
    ['-£5', -5, 'GBP'],
    ['\u22125', -5, null],
    ['0', 0, null],
  ])('reads %j', (text, amount, currency) => {
    expect(parsePrice(text, false)).toEqual({ amount, currency });
  });

  it.each(['', 'call us', 'call 12345678', '1.2.3,4,5', 'n/a', '12 kraft', '1e9', '2 for 5'])(
    'refuses %j',
    (text) => {
      expect(parsePrice(text, false)).toBeNull();
    },
  );

  it('tells decimal commas from the whole feed', () => {
    expect(usesDecimalComma(['1.500', '2,50'])).toBe(true);
    expect(usesDecimalComma(['1,500', '2.50'])).toBe(false);
    expect(usesDecimalComma(['1,500'])).toBe(false);
    expect(parsePrice('1.500', true)?.amount).toBe(1500);
    expect(parsePrice('1.500', false)?.amount).toBe(1.5);
  });

  it('reads back what it might have written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e8, max: 1e8 }),
        fc.constantFrom('en-GB', 'de-DE', 'de-CH', 'fr-FR'),
        (cents, locale) => {
          const text = (cents / 100).toLocaleString(locale, { minimumFractionDigits: 2 });
          expect(parsePrice(`${text} €`, false)).toEqual({ amount: cents / 100, currency: 'EUR' });
        },
      ),
    );
  });
});

describe('markup', () => {
  it.each([
    ['plain text', 'plain text'],
    ['a<br>b<br/>c', 'a b c'],
    ['<p>One</p><p>Two</p>', 'One Two'],
    ['in<b>line</b>d', 'inlined'],
    ['<a href="x>y" title=\'>\'>link</a>', 'link'],
    ['<SCRIPT type="x">alert("</p>")</SCRIPT>left', 'left'],
    ['before<script>never closed', 'before'],
    ['<scr<script>x</script>ipt>', '<scr ipt>'],
    ['tom &amp; jerry &lt;3 &eacute; &#8364; &#x1F375; &unknown;', 'tom & jerry <3 é € 🍵 &unknown;'],
    ['Cable <unplugged> < 3 m', 'Cable <unplugged> < 3 m'],
    ['ends in <b', 'ends in <b'],
    ['<!-- a --> b <!-- c', 'b'],
  ])('of %j leaves %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('takes time in proportion to the text, whatever it is made of', () => {
    const started = performance.now();
    for (const part of ['<', '<b', '<a href="', '<!--', '&', '&#', '<script>', '="', "<a x='"])
      htmlToText(part.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('leaves nothing invisible', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }), (codes) => {
        expect(htmlToText(String.fromCharCode(...codes))).not.toMatch(/[\p{Cc}\p{Surrogate}\u202e]/u);
      }),
    );
  });

  it('cuts at words', () => {
    expect(cutAtWord('one two three', 20)).toBe('one two three');
    expect(cutAtWord('one two, three', 10)).toBe('one two…');
    expect(cutAtWord('☕'.repeat(20), 5)).toBe('☕☕☕☕…');
    expect(firstSentence('Short. And more.', 40)).toBe('Short.');
    expect(firstSentence('Costs 3.5 pounds in all', 40)).toBe('Costs 3.5 pounds in all');
  });
});

describe('titles', () => {
  it.each([
    ['WHITE HANGING HEART T-LIGHT HOLDER', 'White hanging heart t-light holder'],
    ['S/4 USB CHARGER 2.5KG', 'S/4 USB charger 2.5kg'],
    ["VALENTINE'S 3D CARD", "Valentine's 3D card"],
    ['FLOWERS BAG blue', 'Flowers bag blue'],
  ])('%s', (loud, calm) => {
    expect(sentenceCase(loud)).toBe(calm);
  });
});

describe('field names', () => {
  it('are written in normal form, each once in its field', () => {
    for (const names of Object.values(ITEM_FIELDS)) {
      expect(names.map(normalName)).toEqual(names);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('are matched in order of preference, a column once', () => {
    const found = matchFields(['SKU', 'Product Name', 'Item ID', 'Regular price'], ITEM_FIELDS);
    expect(Object.fromEntries(found)).toEqual({ id: 2, sku: 0, title: 1, price: 3 });
  });

  it('tell orders from items', () => {
    expect(
      isOrdersFile(['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'CustomerID']),
    ).toBe(true);
    expect(isOrdersFile(['user_id', 'item_id', 'event', 'timestamp'])).toBe(true);
    expect(isOrdersFile(['id', 'title', 'price', 'product_type'])).toBe(false);
    expect(isOrdersFile(['Handle', 'Title', 'Vendor', 'Variant SKU'])).toBe(false);
  });
});
