/**
 * An orders file as an order log: who did what with which item and when, against a catalog. Names of users and
 * orders are turned into numbers on the way and kept nowhere.
 */
import { matchFields, ORDER_FIELDS, type OrderField } from '../catalog/field-names.ts';
import type { Catalog } from '../catalog/item.ts';
import { counted, type ImportProblem, ProblemList, quoted, UnreadableFileError } from '../catalog/problem.ts';
import { fileName, ORDER_LIMITS, type ReadLimits, readRecords } from '../catalog/read-file.ts';
import { EVENT_TYPES } from '../history/event.ts';
import { SESSION_PAUSE } from '../profile/build-profile.ts';
import { PURCHASE } from './interactions.ts';
import { type OrderTime, parseOrderTime } from './order-times.ts';
import type { OrderEventType, OrderLog } from './orders.ts';

export interface OrdersSummary {
  events: number;
  users: number;
  /** Events that are purchases. */
  purchases: number;
  /** Epoch ms of the first and the last event. */
  from: number;
  to: number;
}

/** What an orders file gave. Everything survives structured cloning. */
export interface OrdersRead {
  /** Without the lines that have problems; null where nothing usable is left. */
  log: OrderLog | null;
  summary: OrdersSummary | null;
  /** At most the first 100; `problemCount` is the truth. */
  problems: ImportProblem[];
  problemCount: number;
  /** Lines left out for problems. */
  skippable: number;
  /** What was left out or changed on purpose, for people. */
  notes: string[];
}

export interface ReadOrdersOptions {
  /** `otherIds` of `readItems`: orders may name items by their SKU. */
  otherIds?: ReadonlyMap<string, string>;
  limits?: ReadLimits;
  onProgress?: (bytes: number, total: number) => void;
  signal?: AbortSignal;
}

/** What the world calls events, in normal form (lower case letters only). Null: known, and not for training. */
const EVENT_NAMES: ReadonlyMap<string, OrderEventType | null> = new Map(
  Object.entries({
    view_item:
      'view viewitem views viewed pageview productview detail detailview click clicks select selectitem pv',
    add_to_cart: 'addtocart cart carts add addtobasket basket addtobag bag atc',
    add_to_wishlist: 'addtowishlist wishlist wish save saved favourite favorite fav like liked',
    purchase:
      'purchase purchased purchases transaction transactions buy bought order ordered sale sales sold checkout paid',
    ignored:
      'removefromcart remove search return returned refund refunded cancel cancelled viewcart begincheckout',
  }).flatMap(([type, names]) =>
    names.split(' ').map((name) => [name, type === 'ignored' ? null : (type as OrderEventType)] as const),
  ),
);

/** More of one thing in one line than anybody orders; larger ones are typing errors or bulk transfers. */
const MOST = 10_000;

/** A quantity this many times the 99.9th percentile is capped as well, from 100 on. */
const ABOVE_USUAL = 10;

/** Unknown items named in the report. */
const NAMED = 5;

/** Distinct unknown ids counted; a wrong file would otherwise fill memory with them. */
const UNKNOWN_KEPT = 100_000;

/** Of events at one moment by one user, how many are compared with each to find doubled lines. */
const COMPARED = 64;

const DAY = 86_400_000;

/**
 * Reads orders. Needed are columns for the item, the time, and the user or the order; see `ORDER_FIELDS` for
 * the names they may have. No event column means that all lines are purchases.
 * @throws the signal's reason; a file that can't be used is a problem in the result
 */
export async function readOrders(
  file: Blob,
  catalog: Catalog,
  options: ReadOrdersOptions = {},
): Promise<OrdersRead> {
  const reading = new OrderReading(fileName(file), catalog, options.otherIds ?? new Map());
  try {
    const limits = options.limits ?? ORDER_LIMITS;
    const { signal, onProgress } = options;
    for await (const batch of readRecords(file, { limits, signal, onProgress })) {
      for (const problem of batch.problems) reading.problems.add(problem, 1);
      reading.notes.push(...batch.notes);
      reading.setColumns(batch.columns);
      for (const { line, values } of batch.records) reading.take(line, values);
    }
    reading.checkColumns();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const { problem } = error;
    return { log: null, summary: null, problems: [problem], problemCount: 1, skippable: 0, notes: [] };
  }
  return reading.finish();
}

/** The log of a shop that brings no orders. */
export function emptyOrders(): OrderLog {
  return {
    users: 0,
    user: new Int32Array(0),
    item: new Int32Array(0),
    type: new Uint8Array(0),
    at: new Float64Array(0),
    quantity: new Float32Array(0),
    order: new Int32Array(0),
  };
}

/** Columns that grow together; a row's number is its place in the file. */
class GrowingRows {
  length = 0;
  user = new Int32Array(1024);
  item = new Int32Array(1024);
  type = new Uint8Array(1024);
  /** Epoch ms if days come before months, and if not. */
  dayFirst = new Float64Array(1024);
  monthFirst = new Float64Array(1024);
  quantity = new Float32Array(1024);
  order = new Int32Array(1024);
  line = new Int32Array(1024);

  add(): number {
    if (this.length === this.user.length) {
      const grown = <T extends { set(from: T): void }>(column: T, larger: T): T => {
        larger.set(column);
        return larger;
      };
      const size = 2 * this.length;
      this.user = grown(this.user, new Int32Array(size));
      this.item = grown(this.item, new Int32Array(size));
      this.type = grown(this.type, new Uint8Array(size));
      this.dayFirst = grown(this.dayFirst, new Float64Array(size));
      this.monthFirst = grown(this.monthFirst, new Float64Array(size));
      this.quantity = grown(this.quantity, new Float32Array(size));
      this.order = grown(this.order, new Int32Array(size));
      this.line = grown(this.line, new Int32Array(size));
    }
    return this.length++;
  }
}

/** Gives each distinct name the next number. */
class Numbering {
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    // A key cut out of the file's text would keep all of that text in memory.
    this.numbers.set(` ${name}`.slice(1), this.numbers.size);
    return this.numbers.size - 1;
  }

  get size(): number {
    return this.numbers.size;
  }
}

class OrderReading {
  readonly problems = new ProblemList();
  readonly notes: string[] = [];
  private readonly rows = new GrowingRows();
  private readonly itemAt = new Map<string, number>();
  private readonly users = new Numbering();
  private readonly orders = new Numbering();
  /** Whether an order's number looks like a cancellation: "C" before digits. */
  private readonly cancelling: boolean[] = [];
  private readonly unknown = new Map<string, { line: number; count: number }>();
  private unknownLines = 0;
  private records = 0;
  private returned = 0;
  private ignored = 0;
  private nameless = 0;
  private clocks = 0;
  private columns: readonly string[] = [];
  private columnCount = 0;
  private fields = new Map<OrderField, number>();
  /** Times repeat from line to line. */
  private lastTimeText = '';
  private lastTime: OrderTime | null = null;

  constructor(
    private readonly file: string,
    catalog: Catalog,
    otherIds: ReadonlyMap<string, string>,
  ) {
    catalog.items.forEach((item, index) => {
      this.itemAt.set(item.id, index);
    });
    const add = (id: string, index: number | undefined) => {
      if (index !== undefined && !this.itemAt.has(id)) this.itemAt.set(id, index);
    };
    for (const [other, id] of otherIds) add(other, this.itemAt.get(id));
    // Spreadsheets and databases change the case of codes.
    for (const [id, index] of [...this.itemAt]) add(id.toLowerCase(), index);
  }

  setColumns(columns: readonly string[]): void {
    if (columns.length === this.columnCount) return;
    this.columns = columns;
    this.columnCount = columns.length;
    this.fields = matchFields(columns, ORDER_FIELDS);
  }

  /** @throws {UnreadableFileError} a column is missing without which lines mean nothing */
  checkColumns(): void {
    const needed: [readonly OrderField[], string][] = [
      [['item'], 'which item'],
      [['time'], 'when'],
      [['user', 'order'], 'who ordered, or in which order'],
    ];
    for (const [anyOf, what] of needed) {
      if (anyOf.some((field) => this.fields.has(field))) continue;
      const found = this.columns
        .filter((name) => name !== '')
        .slice(0, 12)
        .map(quoted)
        .join(', ');
      throw new UnreadableFileError({
        file: this.file,
        line: null,
        field: anyOf[0],
        message: `No column says ${what}. Columns found: ${found || 'none'}.`,
        fix: `Name the columns in the first line, and call one of them ${anyOf.map((field) => ORDER_FIELDS[field][0]).join(' or ')}.`,
      });
    }
  }

  take(line: number, values: readonly string[]): void {
    this.records++;
    const of = (field: OrderField): string => {
      const index = this.fields.get(field);
      return index === undefined ? '' : (values[index] ?? '').trim();
    };
    const problem = (field: OrderField, message: string, fix: string) => {
      const column = this.columns[this.fields.get(field) ?? -1] ?? field;
      this.problems.add({ file: this.file, line, field: column, message, fix }, 1);
    };

    const type = this.typeOf(of('event'));
    if (type === undefined) {
      problem(
        'event',
        `${quoted(of('event'))} is no kind of event.`,
        'Use view, cart, wishlist or purchase.',
      );
      return;
    }
    if (type === null) {
      this.ignored++;
      return;
    }
    const id = of('item');
    if (id === '') {
      problem('item', 'The line names no item.', 'Write the id that the item has in the items file.');
      return;
    }
    const quantityText = of('quantity');
    const quantity = quantityText === '' ? 1 : numberOf(quantityText);
    if (quantity === null) {
      problem(
        'quantity',
        `The quantity ${quoted(quantityText)} is not a number.`,
        'Write it in digits: 1, 2, 2.5.',
      );
      return;
    }
    const time = this.timeOf(of('time'));
    if (time === null) {
      const message =
        of('time') === '' ? 'The line has no time.' : `${quoted(of('time'))} is no date or time.`;
      problem('time', message, 'Write it like 2026-03-31 14:05, or in seconds since 1970.');
      return;
    }
    if (quantity <= 0) {
      this.returned++;
      return;
    }
    const item = this.itemAt.get(id) ?? this.itemAt.get(id.toLowerCase());
    if (item === undefined) {
      this.countUnknown(id, line);
      return;
    }
    const order = of('order');
    const user = of('user');
    if (user === '' && order === '') {
      this.nameless++;
      return;
    }
    const row = this.rows.add();
    const { rows } = this;
    // Without a user, an order is by somebody known only from it. The prefixes keep the two apart.
    rows.user[row] = this.users.of(user !== '' ? `u${user}` : `o${order}`);
    rows.item[row] = item;
    rows.type[row] = EVENT_TYPES.indexOf(type);
    rows.dayFirst[row] = time.dayFirst;
    rows.monthFirst[row] = time.monthFirst;
    rows.quantity[row] = quantity;
    rows.order[row] = order === '' || type !== 'purchase' ? -1 : this.orderOf(order);
    rows.line[row] = line;
    if (time.clock) this.clocks++;
  }

  private orderOf(order: string): number {
    const number = this.orders.of(order);
    if (number === this.cancelling.length) this.cancelling.push(/^c\d+$/i.test(order));
    return number;
  }

  /** @returns null for events that training ignores, undefined for unknown ones */
  private typeOf(event: string): OrderEventType | null | undefined {
    if (event === '') return 'purchase';
    return EVENT_NAMES.get(event.toLowerCase().replace(/[^a-z]/g, ''));
  }

  private timeOf(text: string): OrderTime | null {
    if (text !== this.lastTimeText) {
      this.lastTimeText = text;
      this.lastTime = parseOrderTime(text);
    }
    return this.lastTime;
  }

  private countUnknown(id: string, line: number): void {
    this.unknownLines++;
    const known = this.unknown.get(id);
    if (known !== undefined) known.count++;
    else if (this.unknown.size < UNKNOWN_KEPT) this.unknown.set(` ${id}`.slice(1), { line, count: 1 });
  }

  finish(): OrdersRead {
    const { rows } = this;
    const at = this.chooseTimes();
    const timed = Int32Array.from({ length: rows.length }, (_, row) => row).filter(
      (row) => !Number.isNaN(at[row]),
    );
    const sorted = sortedRows(this.withoutCancelled(timed), rows.user, this.users.size, at);
    const kept = withoutDoubles(sorted, rows, at);
    this.tell(sorted.length - kept.length, 'doubled line was', 'doubled lines were', 'taken once');
    this.capQuantities(kept);
    const returns = '(negative or no quantity, or an invoice that begins with C)';
    this.tell(this.returned, 'line is a return', 'lines are returns', `${returns} and left out`);
    const asides = '(searches, removals, refunds) and left out';
    this.tell(this.ignored, 'line says nothing about taste', 'lines say nothing about taste', asides);
    this.tell(this.nameless, 'line names', 'lines name', 'neither a user nor an order and left out');
    this.reportUnknown();

    if (kept.length === 0) {
      const none = this.records === 0 && this.problems.count === 0;
      this.problems.add(
        {
          file: this.file,
          line: null,
          field: null,
          message: none
            ? 'The file has no orders: only a line of column names.'
            : 'No order is left that could be used.',
          fix:
            this.unknownLines > 0
              ? 'Choose the items file that belongs to these orders: its ids must be the ones used here.'
              : 'Put one ordered item on each line below the column names.',
        },
        0,
      );
      return { log: null, summary: null, ...this.outcome() };
    }
    const log = this.logOf(kept, at);
    return { log, summary: summaryOf(log), ...this.outcome() };
  }

  private outcome(): Pick<OrdersRead, 'problems' | 'problemCount' | 'skippable' | 'notes'> {
    const { problems, notes } = this;
    return { problems: problems.first(), problemCount: problems.count, skippable: problems.skippable, notes };
  }

  private tell(count: number, one: string, many: string, what: string): void {
    if (count > 0) this.notes.push(`${counted(count, one, many)} ${what}.`);
  }

  /**
   * Days before months or after? The reading under which more lines are dates; if that ties, the one under
   * which the file is more in order; if that ties too, days first. Lines that aren't dates then are problems.
   */
  private chooseTimes(): Float64Array {
    const { length, dayFirst, monthFirst, line } = this.rows;
    let badDay = 0;
    let badMonth = 0;
    let differ = 0;
    let backDay = 0;
    let backMonth = 0;
    for (let row = 0; row < length; row++) {
      if (Number.isNaN(dayFirst[row])) badDay++;
      if (Number.isNaN(monthFirst[row])) badMonth++;
      if (dayFirst[row] !== monthFirst[row]) differ++;
      if (row > 0 && dayFirst[row] < dayFirst[row - 1]) backDay++;
      if (row > 0 && monthFirst[row] < monthFirst[row - 1]) backMonth++;
    }
    if (differ === 0) return dayFirst;
    const monthsFirst = badMonth < badDay || (badMonth === badDay && backMonth < backDay);
    const at = monthsFirst ? monthFirst : dayFirst;
    this.notes.push(
      monthsFirst
        ? 'Dates are read with the month first: 03/31 is 31 March.'
        : 'Dates are read with the day first: 31/03 is 31 March.',
    );
    const field = this.columns[this.fields.get('time') ?? -1] ?? 'time';
    for (let row = 0; row < length; row++) {
      if (!Number.isNaN(at[row])) continue;
      this.problems.add(
        {
          file: this.file,
          line: line[row],
          field,
          message: `This date has day and month the other way round than most of the file.`,
          fix: 'Write all dates in one way, best as 2026-03-31.',
        },
        1,
      );
    }
    return at;
  }

  /** Drops orders numbered "C123", unless that is how most orders of this shop are numbered. */
  private withoutCancelled(kept: Int32Array): Int32Array {
    const { order } = this.rows;
    const cancelled = (row: number) => order[row] >= 0 && this.cancelling[order[row]];
    const ordered = kept.filter((row) => order[row] >= 0);
    const count = ordered.filter(cancelled).length;
    if (count === 0 || count > ordered.length / 2) return kept;
    this.returned += count;
    return kept.filter((row) => !cancelled(row));
  }

  private capQuantities(kept: Int32Array): void {
    const { quantity, type } = this.rows;
    const bought = Float32Array.from(
      kept.filter((row) => type[row] === PURCHASE),
      (row) => quantity[row],
    ).sort();
    const usual = bought[Math.floor(0.999 * (bought.length - 1))] ?? 1;
    const cap = Math.min(MOST, Math.max(100, ABOVE_USUAL * usual));
    let capped = 0;
    for (const row of kept) {
      if (quantity[row] <= cap) continue;
      quantity[row] = cap;
      capped++;
    }
    const as = `beyond belief and taken for ${cap.toLocaleString('en')}`;
    this.tell(capped, 'quantity is', 'quantities are', as);
  }

  private reportUnknown(): void {
    if (this.unknownLines === 0) return;
    const all = [...this.unknown];
    const named = all
      .slice(0, NAMED)
      .map(([id]) => quoted(id))
      .join(', ');
    const ids = `${all.length === UNKNOWN_KEPT ? 'at least ' : ''}${all.length.toLocaleString('en')}`;
    this.problems.add(
      {
        file: this.file,
        line: all[0][1].line,
        field: this.columns[this.fields.get('item') ?? -1] ?? 'item',
        message: `${this.unknownLines.toLocaleString('en')} lines name ${ids} items that the items file doesn't have: ${named}${all.length > NAMED ? ', …' : ''}.`,
        fix: 'Add these items to the items file, or go on without the lines.',
      },
      this.unknownLines,
    );
  }

  /** The rows as a log: users numbered by first appearance among those left, orders likewise. */
  private logOf(kept: Int32Array, at: Float64Array): OrderLog {
    const { rows } = this;
    const seen = new Uint8Array(this.users.size);
    for (const row of kept) seen[rows.user[row]] = 1;
    const userNumber = new Int32Array(this.users.size);
    let users = 0;
    for (let user = 0; user < seen.length; user++) userNumber[user] = seen[user] === 1 ? users++ : -1;

    const n = kept.length;
    const log: OrderLog = {
      users,
      user: Int32Array.from(kept, (row) => userNumber[rows.user[row]]),
      item: Int32Array.from(kept, (row) => rows.item[row]),
      type: Uint8Array.from(kept, (row) => rows.type[row]),
      at: Float64Array.from(kept, (row) => at[row]),
      quantity: Float32Array.from(kept, (row) => rows.quantity[row]),
      order: new Int32Array(n).fill(-1),
    };
    const numbers = new Map<number, number>();
    let orders = 0;
    /** Of purchases without an order's number: the order of the last one by this user, and when it was. */
    let open = -1;
    let lastAt = 0;
    for (let event = 0; event < n; event++) {
      if (event === 0 || log.user[event] !== log.user[event - 1]) open = -1;
      if (log.type[event] !== PURCHASE) continue;
      const named = rows.order[kept[event]];
      if (named >= 0) {
        const number = numbers.get(named) ?? orders++;
        numbers.set(named, number);
        log.order[event] = number;
        continue;
      }
      const same =
        this.clocks > 0
          ? log.at[event] - lastAt < SESSION_PAUSE
          : Math.floor(log.at[event] / DAY) === Math.floor(lastAt / DAY);
      if (open === -1 || !same) open = orders++;
      lastAt = log.at[event];
      log.order[event] = open;
    }
    return log;
  }
}

/** Rows by user, time, and place in the file: a counting sort by user, then each user's by time. */
function sortedRows(rows: Int32Array, user: Int32Array, users: number, at: Float64Array): Int32Array {
  const start = new Int32Array(users + 1);
  for (const row of rows) start[user[row] + 1]++;
  for (let i = 0; i < users; i++) start[i + 1] += start[i];
  const next = start.slice();
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[next[user[row]]++] = row;
  for (let i = 0; i < users; i++) {
    sorted.subarray(start[i], start[i + 1]).sort((a, b) => at[a] - at[b] || a - b);
  }
  return sorted;
}

/** Sorted rows without those that repeat an earlier one in everything. */
function withoutDoubles(sorted: Int32Array, rows: GrowingRows, at: Float64Array): Int32Array {
  const { user, item, type, quantity, order } = rows;
  /** Per item: its last row so far; per row: the one before it of the same item. */
  const lastOf = new Map<number, number>();
  const previous = new Int32Array(rows.length).fill(-1);
  const kept = new Int32Array(sorted.length);
  let count = 0;
  let first = -1;
  for (const row of sorted) {
    if (first === -1 || user[row] !== user[first] || at[row] !== at[first]) {
      first = row;
      lastOf.clear();
    }
    let same = lastOf.get(item[row]) ?? -1;
    for (let compared = 0; same !== -1 && compared < COMPARED; compared++) {
      if (type[same] === type[row] && quantity[same] === quantity[row] && order[same] === order[row]) break;
      same = compared === COMPARED - 1 ? -1 : previous[same];
    }
    if (same !== -1) continue;
    previous[row] = lastOf.get(item[row]) ?? -1;
    lastOf.set(item[row], row);
    kept[count++] = row;
  }
  return kept.subarray(0, count);
}

function summaryOf(log: OrderLog): OrdersSummary {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let purchases = 0;
  for (let event = 0; event < log.at.length; event++) {
    from = Math.min(from, log.at[event]);
    to = Math.max(to, log.at[event]);
    if (log.type[event] === PURCHASE) purchases++;
  }
  return { events: log.at.length, users: log.users, purchases, from, to };
}

/** A plain number, with or without thousands separators; null where it is none. */
function numberOf(text: string): number | null {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/,/g, '') : text;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
