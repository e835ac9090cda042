/**
 * A product feed as a catalog: Google Merchant, Shopify, WooCommerce and home-made tables, checked line by
 * line. Fetches nothing, and takes nothing from a feed for markup.
 */
import { deriveDepartments, placeInDepartments } from './departments.ts';
import { ITEM_FIELDS, type ItemField, matchFields, mayBeAttribute, normalName } from './field-names.ts';
import { cutAtWord, firstSentence, htmlToText, plainText } from './html-text.ts';
import type { Catalog, Item } from './item.ts';
import { type LinkedNames, linkedName } from './match-media.ts';
import { currencyOf, parsePrice, usesDecimalComma } from './price.ts';
import { counted, type ImportProblem, ProblemList, quoted, UnreadableFileError } from './problem.ts';
import { fileName, ITEM_LIMITS, type ReadLimits, readBytes, readRecords } from './read-file.ts';
import { feedShouts, sentenceCase } from './titles.ts';

/** What a feed gave. Everything survives structured cloning. */
export interface ItemsRead {
  /** Without the lines that have problems; null where nothing usable is left. */
  catalog: Catalog | null;
  /** At most the first 100; `problemCount` is the truth. */
  problems: ImportProblem[];
  problemCount: number;
  /** Lines left out. */
  skippable: number;
  /** What was changed or not taken over, for people; no line is lost by these. */
  notes: string[];
  /** Other codes of the items (SKUs) to their ids: orders may use either. */
  otherIds: Map<string, string>;
  /** By item, the names of the files that it links to, on whatever site: files brought along may have them. */
  linkedNames: Map<string, LinkedNames>;
}

export interface ReadItemsOptions {
  /** Name of the shop; the file's name without its ending if absent. */
  name?: string;
  /** The shop's own origin, for pictures given with a full address; others are not shown. */
  origin?: string;
  limits?: ReadLimits;
  onProgress?: (bytes: number, total: number) => void;
  signal?: AbortSignal;
}

const TITLE_LENGTH = 300;
const DESCRIPTION_LENGTH = 10_000;
/** Fits two lines of a card. */
const LINE_LENGTH = 120;
const ID_LENGTH = 200;
const NAME_LENGTH = 80;
const TAGS = 20;
const TAG_LENGTH = 40;
const ATTRIBUTE_LENGTH = 60;
/** Columns looked at for attributes, and the fullest of them that become some. */
const CANDIDATE_COLUMNS = 24;
const ATTRIBUTE_COLUMNS = 8;
const DEAREST = 1e9;

export const TINTS = ['sage', 'sand', 'sky', 'blush', 'lilac', 'mint', 'straw', 'stone'] as const;

/** A record on its way to become an item: prices wait until the whole feed tells how it writes them. */
interface Draft {
  line: number;
  item: Item;
  price: string;
  salePrice: string;
  currency: string;
  path: string[];
  /** Values of columns that may become attributes, by column index. */
  extras: Map<number, string>;
  /** False once a problem with the price was found. */
  usable: boolean;
}

const PICTURE_ENDING = /\.(png|jpe?g|webp|avif|gif|svg)$/i;
const AUDIO_ENDING = /\.(mp3|wav)$/i;

/** Of several, parted by commas, the first: an item has one picture. */
const firstAddress = (text: string) => text.split(/,\s/)[0].trim();

/** Values of names that would mean something else to JavaScript. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a feed. Bad lines are reported and left out; whether to go on without them is the caller's choice.
 * @throws the signal's reason; a file that can't be used is a problem in the result
 */
export async function readItems(file: Blob, options: ReadItemsOptions = {}): Promise<ItemsRead> {
  const reading = new ItemReading(fileName(file), options.origin);
  try {
    const limits = options.limits ?? ITEM_LIMITS;
    const { signal, onProgress } = options;
    for await (const batch of readRecords(file, { limits, signal, onProgress })) {
      for (const problem of batch.problems) reading.problems.add(problem, 1);
      reading.notes.push(...batch.notes);
      reading.setColumns(batch.columns);
      for (const { line, values } of batch.records) reading.take(line, values);
    }
    reading.checkColumns();
    const id = `own-${await sha256(await readBytes(file))}`;
    return reading.finish(id, options.name ?? shopName(fileName(file)));
  } catch (error) {
    if (error instanceof UnreadableFileError) return refused(error.problem);
    throw error;
  }
}

function refused(problem: ImportProblem): ItemsRead {
  return {
    catalog: null,
    problems: [problem],
    problemCount: 1,
    skippable: 0,
    notes: [],
    otherIds: new Map(),
    linkedNames: new Map(),
  };
}

class ItemReading {
  readonly problems = new ProblemList();
  readonly notes: string[] = [];
  private readonly drafts: Draft[] = [];
  private readonly lineOf = new Map<string, number>();
  private readonly linkedNames = new Map<string, LinkedNames>();
  private readonly skus: [sku: string, id: string][] = [];
  private columns: readonly string[] = [];
  private columnCount = 0;
  private fields = new Map<ItemField, number>();
  private pairs: { name: number; value: number }[] = [];
  private candidates: number[] = [];
  private records = 0;
  /** Lines that only add a variant or a picture to the item before (Shopify). */
  private continued = 0;
  private cutDescriptions = 0;
  private cutTitles = 0;
  private foreignPictures = 0;

  constructor(
    private readonly file: string,
    private readonly origin: string | undefined,
  ) {}

  /** Finds the fields among `columns`, again whenever there are new ones. */
  setColumns(columns: readonly string[]): void {
    if (columns.length === this.columnCount) return;
    this.columns = columns;
    this.columnCount = columns.length;
    this.fields = matchFields(columns, ITEM_FIELDS);
    this.pairs = namedValues(columns);
    const used = new Set([
      ...this.fields.values(),
      ...this.pairs.flatMap(({ name, value }) => [name, value]),
    ]);
    const free = columns.map((_, i) => i).filter((i) => !used.has(i) && mayBeAttribute(columns[i]));
    this.candidates = free.slice(0, CANDIDATE_COLUMNS);
  }

  /** @throws {UnreadableFileError} ids or titles have no column */
  checkColumns(): void {
    const missing = (['id', 'title'] as const).find((field) => !this.fields.has(field));
    if (missing === undefined) return;
    const found = this.columns.filter((name) => name !== '').map(quoted);
    const list =
      found.length === 0 ? 'none' : `${found.slice(0, 12).join(', ')}${found.length > 12 ? ', …' : ''}`;
    throw new UnreadableFileError({
      file: this.file,
      line: null,
      field: missing,
      message: `No column holds the items' ${missing}s. Columns found: ${list}.`,
      fix: `Name the columns in the first line, and call one of them ${ITEM_FIELDS[missing].slice(0, 3).join(', ')} or ${ITEM_FIELDS[missing][3]}.`,
    });
  }

  take(line: number, values: readonly string[]): void {
    this.records++;
    const of = (field: ItemField): string => {
      const index = this.fields.get(field);
      return index === undefined ? '' : (values[index] ?? '');
    };
    const id = of('id').trim();
    const source = of('title');
    const title = htmlToText(source) || plainText(source);
    const before = this.drafts.at(-1);
    if (id !== '' && title === '' && before?.item.id === id) {
      this.continued++;
      this.addSku(of('sku'), id);
      return;
    }
    const problem = this.identityProblem(id, title, line);
    if (problem !== null) {
      this.problems.add({ file: this.file, line, ...problem }, 1);
      return;
    }
    this.lineOf.set(id, line);
    this.addSku(of('sku'), id);
    this.noteLinks(id, of);
    this.drafts.push(this.draft(line, id, title, of, values));
  }

  private noteLinks(id: string, of: (field: ItemField) => string): void {
    const image = linkedName(firstAddress(of('image')));
    const audio = linkedName(firstAddress(of('audio')));
    if (image === '' && audio === '') return;
    this.linkedNames.set(id, { ...(image !== '' && { image }), ...(audio !== '' && { audio }) });
  }

  private addSku(sku: string, id: string): void {
    const code = sku.trim();
    if (code !== '' && code !== id && code.length <= ID_LENGTH) this.skus.push([code, id]);
  }

  private identityProblem(
    id: string,
    title: string,
    line: number,
  ): Omit<ImportProblem, 'file' | 'line'> | null {
    const field = this.columns[this.fields.get('id') ?? -1] ?? 'id';
    if (id === '')
      return { field, message: 'The item has no id.', fix: 'Give it an id that no other item has.' };
    if (id.length > ID_LENGTH || /\p{Cc}/u.test(id)) {
      return {
        field,
        message: `The id ${quoted(id)} is too long or holds invisible characters.`,
        fix: `Use at most ${ID_LENGTH} visible characters.`,
      };
    }
    const first = this.lineOf.get(id);
    if (first !== undefined) {
      return {
        field,
        message: `The id ${quoted(id)} is already used on line ${first}.`,
        fix: `Give the item on line ${line} an id of its own, or delete the line.`,
      };
    }
    if (title === '') {
      return {
        field: this.columns[this.fields.get('title') ?? -1] ?? 'title',
        message: `The item ${quoted(id)} has no title.`,
        fix: 'Write what the item is called.',
      };
    }
    return null;
  }

  private draft(
    line: number,
    id: string,
    title: string,
    of: (field: ItemField) => string,
    values: readonly string[],
  ): Draft {
    if (title.length > TITLE_LENGTH) this.cutTitles++;
    const text = htmlToText(of('description'));
    if (text.length > DESCRIPTION_LENGTH) this.cutDescriptions++;
    const description = cutAtWord(text, DESCRIPTION_LENGTH);
    const short = htmlToText(of('line')) || (description === title ? '' : description);
    const audio = this.ownAddress(of('audio'), AUDIO_ENDING);
    const item: Item = {
      id,
      title: cutAtWord(title, TITLE_LENGTH),
      line: firstSentence(short, LINE_LENGTH),
      description,
      price: null,
      brand: cutAtWord(htmlToText(of('brand')), NAME_LENGTH),
      department: '',
      kind: '',
      attributes: this.attributes(of, values),
      tags: tagsOf(of),
      image: this.picture(of('image')),
      ...(audio !== null && { audio }),
      tint: TINTS[fnv1a(id) % TINTS.length],
      available: isAvailable(of),
    };
    const extras = new Map<number, string>();
    for (const column of this.candidates) {
      const value = htmlToText(values[column] ?? '');
      if (value !== '') extras.set(column, value);
    }
    return {
      line,
      item,
      price: of('price').trim(),
      salePrice: of('salePriceDates').trim() === '' ? of('salePrice').trim() : '',
      currency: of('currency'),
      path: pathOf(of),
      extras,
      usable: true,
    };
  }

  private attributes(of: (field: ItemField) => string, values: readonly string[]): Record<string, string> {
    const attributes: Record<string, string> = {};
    const add = (name: string, value: string) => {
      const text = htmlToText(value);
      const key = attributeName(name);
      if (key === '' || RESERVED.has(key) || text === '' || text.length > ATTRIBUTE_LENGTH) return;
      if (!Object.hasOwn(attributes, key)) attributes[key] = text;
    };
    for (const name of ['colour', 'size', 'material', 'pattern', 'gender', 'age'] as const)
      add(name, of(name));
    for (const { name, value } of this.pairs) {
      // Shopify's way of saying that there are no variants.
      if (values[value] !== 'Default Title') add(values[name] ?? '', values[value] ?? '');
    }
    return attributes;
  }

  /** The picture's address on the shop's own origin; a feed's pictures elsewhere are never fetched. */
  private picture(text: string): string | null {
    const address = this.ownAddress(text, PICTURE_ENDING);
    if (address === null && firstAddress(text) !== '') this.foreignPictures++;
    return address;
  }

  /** The path of an address on the shop's own origin, or null. */
  private ownAddress(text: string, ending: RegExp): string | null {
    const address = firstAddress(text);
    if (address === '') return null;
    // A host that can't exist: only addresses without one, or with the shop's own, stay on it.
    const own = this.origin ?? 'https://own.invalid';
    try {
      const url = new URL(address, `${own}/`);
      const here = url.origin === new URL(own).origin && url.username === '';
      if (here && ending.test(url.pathname)) return url.pathname + url.search;
    } catch {
      // Not an address.
    }
    return null;
  }

  finish(id: string, name: string): ItemsRead {
    const currency = this.setPrices();
    this.addAttributes();
    const kept = this.drafts.filter(({ usable }) => usable);
    if (kept.length === 0) {
      const problem: ImportProblem = {
        file: this.file,
        line: null,
        field: null,
        message:
          this.records === 0 && this.problems.count === 0
            ? 'The file has no items: only a line of column names.'
            : 'No item is left: every line has a problem.',
        fix: 'Put one item on each line below the column names.',
      };
      this.problems.add(problem, 0);
      return { ...this.outcome(), catalog: null };
    }
    // Code-unit order: what `<` compares.
    kept.sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
    const items = kept.map(({ item }) => item);
    const shouting = feedShouts(items.map(({ title }) => title));
    if (shouting) for (const item of items) item.title = sentenceCase(item.title);
    const places = placeInDepartments(kept.map(({ path }) => path));
    items.forEach((item, i) => {
      Object.assign(item, places[i]);
    });
    if (shouting) this.notes.push('Titles written in capitals are shown in sentence case.');
    const catalog: Catalog = {
      id,
      name,
      currency,
      items,
      departments: deriveDepartments(items),
      reviews: [],
    };
    return { ...this.outcome(), catalog };
  }

  private outcome(): Omit<ItemsRead, 'catalog'> {
    const length = DESCRIPTION_LENGTH.toLocaleString('en');
    this.tell(this.cutDescriptions, 'description was', 'descriptions were', `cut to ${length} characters`);
    this.tell(this.cutTitles, 'title was', 'titles were', `cut to ${TITLE_LENGTH} characters`);
    this.tell(
      this.foreignPictures,
      'picture is',
      'pictures are',
      'on other sites and not loaded: a drawn tile stands in',
    );
    this.tell(this.continued, 'line adds', 'lines add', 'a variant or a picture to the item before');
    const otherIds = new Map<string, string>();
    for (const [sku, id] of this.skus) {
      if (!this.lineOf.has(sku) && !otherIds.has(sku)) otherIds.set(sku, id);
    }
    const { problems } = this;
    return {
      problems: problems.first(),
      problemCount: problems.count,
      skippable: problems.skippable,
      notes: this.notes,
      otherIds,
      linkedNames: this.linkedNames,
    };
  }

  private tell(count: number, one: string, many: string, what: string): void {
    if (count > 0) this.notes.push(`${counted(count, one, many)} ${what}.`);
  }

  /** Reads all prices, now that the feed's way of writing them is known. @returns the catalog's currency */
  private setPrices(): string {
    const decimalComma = usesDecimalComma(this.drafts.map(({ price }) => price));
    const currencies = this.drafts.map(({ price, currency }) => currencyOf(currency) ?? currencyOf(price));
    const header = this.columns[this.fields.get('price') ?? -1] ?? '';
    const currency = mostCommon(currencies) ?? currencyOf(header.replace(/_/g, ' ')) ?? 'GBP';
    let foreign = 0;
    this.drafts.forEach((draft, i) => {
      if (draft.price === '') return;
      const price = parsePrice(draft.price, decimalComma);
      if (price === null || price.amount < 0 || price.amount > DEAREST) {
        this.badPrice(draft, price === null);
        return;
      }
      if ((currencies[i] ?? currency) !== currency) {
        foreign++;
        return;
      }
      const sale = parsePrice(draft.salePrice, decimalComma);
      const reduced = sale !== null && sale.amount > 0 && sale.amount < price.amount;
      draft.item.price = reduced ? sale.amount : price.amount;
    });
    this.tell(foreign, 'price is', 'prices are', `not in ${currency} and not shown`);
    return currency;
  }

  private badPrice(draft: Draft, unreadable: boolean): void {
    draft.usable = false;
    this.lineOf.delete(draft.item.id);
    this.problems.add(
      {
        file: this.file,
        line: draft.line,
        field: this.columns[this.fields.get('price') ?? -1] ?? 'price',
        message: unreadable
          ? `The price ${quoted(draft.price)} is not a number.`
          : `The price ${quoted(draft.price)} is negative or too large.`,
        fix: 'Write it like 12.50 or 12.50 GBP, or leave it empty if there is none.',
      },
      1,
    );
  }

  /** Turns the fullest of the other short columns into attributes, those that group items rather than name them. */
  private addAttributes(): void {
    const useful = this.candidates
      .map((column) => {
        const values = this.drafts
          .map(({ extras }) => extras.get(column) ?? '')
          .filter((value) => value !== '');
        const short = values.filter(
          (value) => value.length <= ATTRIBUTE_LENGTH && !/^(https?:|\/\/|www\.)/i.test(value),
        );
        return { column, filled: short.length, values, distinct: new Set(values).size };
      })
      .filter(({ filled, values, distinct }) => {
        if (filled === 0 || filled < 0.9 * values.length) return false;
        return filled < 20 || distinct <= filled / 2;
      })
      .sort((a, b) => b.filled - a.filled || a.column - b.column)
      .slice(0, ATTRIBUTE_COLUMNS);
    for (const { column } of useful) {
      const name = attributeName(this.columns[column]);
      if (name === '' || RESERVED.has(name)) continue;
      for (const { item, extras } of this.drafts) {
        const value = extras.get(column) ?? '';
        if (value === '' || value.length > ATTRIBUTE_LENGTH || Object.hasOwn(item.attributes, name)) continue;
        item.attributes[name] = value;
      }
    }
  }
}

/** Columns that come as name and value: "Attribute 1 name", "Option1 Value". */
function namedValues(columns: readonly string[]): { name: number; value: number }[] {
  const names = columns.map(normalName);
  return names.flatMap((column, name) => {
    const pair = /^((?:attribute|option)\d+)name$/.exec(column);
    if (pair === null) return [];
    const value = names.findIndex((other) => other === `${pair[1]}value` || other === `${pair[1]}values`);
    return value === -1 ? [] : [{ name, value }];
  });
}

function attributeName(column: string): string {
  const name = plainText(column)
    .toLowerCase()
    .replace(/^g:/, '')
    .replace(/[_:\s]+/g, ' ')
    .trim();
  return name === 'color' ? 'colour' : name.slice(0, 40);
}

function tagsOf(of: (field: ItemField) => string): string[] {
  const labels = (['label0', 'label1', 'label2', 'label3', 'label4'] as const).map(of);
  const tags = [...of('tags').split(/[,;|]/), ...labels]
    .map((tag) => htmlToText(tag).toLowerCase())
    .filter((tag) => tag !== '' && tag.length <= TAG_LENGTH);
  return [...new Set(tags)].slice(0, TAGS);
}

/** What WooCommerce calls a type is not a kind of thing. */
const SHOP_TYPES = /^(simple|variable|variation|grouped|external)\b/i;

/** Levels of the shop's tree, top first. */
function pathOf(of: (field: ItemField) => string): string[] {
  const google = of('googleCategory').trim();
  const category = of('category').trim() || (/^\d*$/.test(google) ? '' : google);
  const kind = of('kind').trim();
  const levels = [of('department'), ...levelsOf(category), SHOP_TYPES.test(kind) ? '' : kind]
    .map((level) => cutAtWord(htmlToText(level), NAME_LENGTH))
    .filter((level) => level !== '' && !/^(uncategori[sz]ed|none|n\/a|-)$/i.test(level));
  return levels.filter((level, i) => level.toLowerCase() !== levels[i - 1]?.toLowerCase());
}

/** "A > B > C" as levels; of several paths ("Hats, Clothing > Hats") the deepest, the first among equals. */
function levelsOf(category: string): string[] {
  const paths = category.includes('>') ? category.split(/,\s*/) : [category];
  return paths
    .map((path) => htmlToText(path).split(/\s*(?:>|»|›|\||::|\s\/\s)\s*/))
    .reduce((deepest, path) => (path.length > deepest.length ? path : deepest));
}

function isAvailable(of: (field: ItemField) => string): boolean {
  const gone =
    /^(out.?of.?stock|outofstock|sold.?out|discontinued|unavailable|no|false|0|n|draft|archived|-1|inactive|disabled)$/i;
  if (gone.test(of('published').trim())) return false;
  const said = of('availability')
    .trim()
    .replace(/^https?:\/\/schema\.org\//i, '');
  if (said !== '') return !gone.test(said);
  const stock = of('stock').trim();
  if (stock === '') return true;
  return Number.isNaN(Number(stock)) ? !gone.test(stock) : Number(stock) > 0;
}

function mostCommon(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

function shopName(file: string): string {
  const stem = plainText(
    file.replace(/(\.(csv|tsv|txt|json|jsonl|ndjson|parquet|gz))+$/i, '').replace(/[_-]+/g, ' '),
  );
  return stem === '' ? 'Your shop' : cutAtWord(stem, NAME_LENGTH);
}

/** Fowler-Noll-Vo 1a over UTF-16 units, 32 bits: spreads ids over the tints. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The first 12 hex digits of the SHA-256. */
async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
