/**
 * Field names: what the columns of feeds and order files are called in the world, and what each means here.
 * One table per kind of file; a new alias is one more word in it.
 */

/**
 * Fields of an item and the column names they are read from, in order of preference: where a file has
 * several, the first wins. Written in normal form (see `normalName`). The names are those of Google
 * Merchant, Shopify and WooCommerce exports, and what people call them in files of their own.
 */
export const ITEM_FIELDS = {
  id: words(`id itemid productid articleid articlenumber asin stockcode offerid handle sku variantsku productcode
    itemcode code uid movieid bookid songid trackid gameid recipeid businessid parentasin isbn`),
  sku: words('sku variantsku stockcode productcode mpn'),
  title: words('title name productname itemname producttitle itemtitle displayname'),
  line: words('line shortdescription subtitle tagline summary shorttext teaser'),
  description: words(
    'description desc bodyhtml body longdescription productdescription details text content',
  ),
  price:
    words(`price regularprice variantprice unitprice currentprice listprice retailprice amount pricegbp priceeur
    priceusd pricegross rrp cost`),
  salePrice: words('saleprice discountprice specialprice offerprice'),
  salePriceDates: words('salepriceeffectivedate datesalepricestarts datesalepriceends'),
  currency: words('currency currencycode pricecurrency'),
  brand: words('brand brandname vendor manufacturer maker publisher label'),
  department: words('department maincategory toplevelcategory section'),
  category: words(
    'producttype category categories categorypath categoryname productcategory collection genre',
  ),
  googleCategory: words('googleproductcategory'),
  kind: words('subcategory kind type customproducttype class group'),
  tags: words('tags keywords tag genres'),
  image: words('imagelink image imageurl imagesrc picture pictureurl photo thumbnail img images imagepath'),
  audio: words('audiolink audio audiourl audiofile previewlink previewurl recording soundlink'),
  availability: words('availability instock available stockstatus isinstock'),
  stock: words('stock stockquantity quantity qty inventory inventoryquantity variantinventoryqty stocklevel'),
  published: words('published status active enabled visible'),
  colour: words('color colour colorname colourname'),
  size: words('size'),
  material: words('material materials fabric'),
  pattern: words('pattern'),
  gender: words('gender sex'),
  age: words('agegroup age ages'),
  label0: words('customlabel0'),
  label1: words('customlabel1'),
  label2: words('customlabel2'),
  label3: words('customlabel3'),
  label4: words('customlabel4'),
} as const;

/** Fields of one line of an orders file. */
export const ORDER_FIELDS = {
  item: words(`itemid productid item product sku stockcode variantsku lineitemsku lineitemid articleid productcode
    itemcode asin contentid movieid bookid songid trackid gameid recipeid businessid parentasin id`),
  user: words(`userid user customerid customer visitorid visitor clientid memberid buyerid shopperid accountid
    usersession sessionid customeremail email reviewerid username`),
  order: words(`orderid order ordernumber orderno invoice invoiceno invoicenumber invoiceid transactionid
    basketid receipt`),
  time: words(`timestamp time datetime date eventtime eventtimestamp invoicedate orderdate ordertime createdat
    created purchasedate at paidat ts unixreviewtime reviewtime`),
  event: words('event eventtype eventname action type interaction behavior behaviour'),
  quantity: words('quantity qty lineitemquantity units count'),
  rating: words('rating ratings stars star starrating score ratingscore overall points'),
} as const;

export type ItemField = keyof typeof ITEM_FIELDS;
export type OrderField = keyof typeof ORDER_FIELDS;

/**
 * Words in the names of columns that say nothing about what an item is like: codes, addresses, dates, numbers
 * in stock, and the bookkeeping of shop software. Such columns don't become attributes.
 */
const NO_ATTRIBUTE = new Set(
  words(`id ids gtin mpn ean upc isbn barcode sku handle slug parent position code link links url href image images
    img picture pictures photo photos video videos thumbnail html date dates time created updated modified at on
    starts ends expiry qty quantity stock count price prices cost costs weight grams rating ratings review reviews
    shipping tax taxable seo meta google gift inventory requires fulfillment variant download downloads external
    purchase sells upsells adult multipack bundle identifier featured visibility backorders allow sold swatch
    excluded included destination button grouped status swatches unit`),
);

/** A column's name without case, spaces, punctuation or accents; `g:` (Google's XML prefix) falls away. */
export function normalName(column: string): string {
  return column
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^g:/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Which column holds which field. Fields are served in the table's order; a column serves one field only.
 * @returns the column's index by field; fields the file doesn't have are absent
 */
export function matchFields<F extends string>(
  columns: readonly string[],
  fields: Readonly<Record<F, readonly string[]>>,
): Map<F, number> {
  const at = new Map<string, number>();
  columns.forEach((column, index) => {
    const name = normalName(column);
    if (!at.has(name)) at.set(name, index);
  });
  const taken = new Set<number>();
  const found = new Map<F, number>();
  for (const [field, names] of Object.entries(fields) as [F, readonly string[]][]) {
    const name = names.find((alias) => at.has(alias) && !taken.has(at.get(alias) as number));
    if (name === undefined) continue;
    const index = at.get(name) as number;
    taken.add(index);
    found.set(field, index);
  }
  return found;
}

/** Whether a column that is no field of an item may become one of its attributes. */
export function mayBeAttribute(column: string): boolean {
  const parts = column
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
  return parts.length > 0 && column.length <= 40 && !parts.some((part) => NO_ATTRIBUTE.has(part));
}

/** Whether a file with these columns is an orders file: its lines name an item, and who or in which order. */
export function isOrdersFile(columns: readonly string[]): boolean {
  const found = matchFields(columns, ORDER_FIELDS);
  return found.has('item') && (found.has('user') || found.has('order'));
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
