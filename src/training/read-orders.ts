/**
 * An orders file as an order log: who did what with which item and when, against a catalog. Names of users and
 * orders are turned into numbers on the way and kept nowhere, unless a caller asks for those of users.
 */
import { matchFields, ORDER_FIELDS, type OrderField } from '../catalog/field-names.ts';
import type { Catalog } from '../catalog/item.ts';
import { counted, type ImportProblem, ProblemList, quoted, UnreadableFileError } from '../catalog/problem.ts';
import { fileName, ORDER_LIMITS, type ReadLimits, readRecords } from '../catalog/read-file.ts';
import { EVENT_TYPES } from '../history/event.ts';
import { SESSION_PAUSE } from '../profile/build-profile.ts';
import { type Cleaning, type CleaningRule, cleaningOf } from './cleaning.ts';
import { PURCHASE } from './interactions.ts';
import {
  HIGHEST_RATING,
  joinRatings,
  OrderRows,
  RATING,
  RETURN,
  type Sifted,
  sortedRows,
  topOfScale,
  withoutDoubles,
  withoutReturns,
} from './order-rows.ts';
import { type OrderTime, parseOrderTime } from './order-times.ts';
import type { OrderEventType, OrderLog } from './orders.ts';
import { ratingScale } from './ratings.ts';

export interface OrdersSummary {
  events: number;
  users: number;
  /** Events that are purchases. */
  purchases: number;
  /** Epoch ms of the first and the last event. */
  from: number;
  to: number;
  /** Events with a rating, and the lowest and the highest of them; absent where there is none. */
  ratings?: { events: number; lowest: number; highest: number };
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
  /** What was left out or changed on purpose, for people; what `cleaning` did is among it. */
  notes: string[];
  cleaning: Cleaning[];
  /** With `keepNames`: what each user of the log is called in the file. */
  users?: string[];
}

export interface ReadOrdersOptions {
  /** Tell users' names, by which those of two files are matched. */
  keepNames?: boolean;
  /** `otherIds` of `readItems`: orders may name items by their SKU. */
  otherIds?: ReadonlyMap<string, string>;
  /** Epoch ms: lines more than a day later have a wrong clock. Absent: any time up to 2100 is believed. */
  now?: number;
  /** Take lines that are alike in everything for as many purchases. */
  keepDoubled?: boolean;
  /** A return takes the purchase away that it sends back, too: the person's newest of that item before it. */
  undoReturns?: boolean;
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
      'purchase purchased purchases transaction transactions buy bought order ordered sale sales sold checkout paid ' +
      'rate rated rating ratings review reviewed reviews',
    ignored:
      'removefromcart remove search return returned refund refunded cancel cancelled viewcart begincheckout',
  }).flatMap(([type, names]) =>
    names.split(' ').map((name) => [name, type === 'ignored' ? null : (type as OrderEventType)] as const),
  ),
);

/** Events whose line is a rating and nothing else. */
const RATES = /^(rat|review)/;

/** Columns of files without a first line of names, as MovieLens has them. */
const UNNAMED = ['user', 'item', 'rating', 'timestamp'];

/** Unknown items named in the report. */
const NAMED = 5;

/** Distinct unknown ids counted; a wrong file would otherwise fill memory with them. */
const UNKNOWN_KEPT = 100_000;

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
  const reading = new OrderReading(fileName(file), catalog, options);
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
    const nothing = { log: null, summary: null, skippable: 0, notes: [], cleaning: [] };
    return { ...nothing, problems: [problem], problemCount: 1 };
  }
  const { users, ...read } = reading.finish();
  return options.keepNames ? { ...read, users } : read;
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

  /** In the order of their numbers. */
  names(): Iterable<string> {
    return this.numbers.keys();
  }
}

class OrderReading {
  readonly problems = new ProblemList();
  readonly notes: string[] = [];
  private readonly cleaning: Cleaning[] = [];
  private readonly rows = new OrderRows();
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
  private onlyRatings = false;
  /** Times repeat from line to line. */
  private lastTimeText = '';
  private lastTime: OrderTime | null = null;

  constructor(
    private readonly file: string,
    catalog: Catalog,
    private readonly options: ReadOrdersOptions,
  ) {
    catalog.items.forEach((item, index) => {
      this.itemAt.set(item.id, index);
    });
    const add = (id: string, index: number | undefined) => {
      if (index !== undefined && !this.itemAt.has(id)) this.itemAt.set(id, index);
    };
    for (const [other, id] of options.otherIds ?? []) add(other, this.itemAt.get(id));
    // Spreadsheets and databases change the case of codes.
    for (const [id, index] of [...this.itemAt]) add(id.toLowerCase(), index);
  }

  setColumns(columns: readonly string[]): void {
    if (columns.length === this.columnCount) return;
    this.columnCount = columns.length;
    const unnamed = columns.length === UNNAMED.length && columns.every((column) => numberOf(column) !== null);
    this.columns = unnamed ? UNNAMED : columns;
    this.fields = matchFields(this.columns, ORDER_FIELDS);
    // Where nothing is bought, ordered or done, a line is a rating, and a second one is a change of mind.
    const { fields } = this;
    this.onlyRatings =
      fields.has('rating') && !fields.has('event') && !fields.has('quantity') && !fields.has('order');
    if (!unnamed) return;
    this.notes.push(
      `${this.file} has no line of column names; its columns are taken for ${UNNAMED.join(', ')}.`,
    );
    this.take(1, columns);
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
    const rating = type === 'purchase' ? this.ratingOf(of('rating'), problem) : Number.NaN;
    if (rating === null) return;
    const time = this.timeOf(of('time'));
    if (time === null) {
      const message =
        of('time') === '' ? 'The line has no time.' : `${quoted(of('time'))} is no date or time.`;
      problem('time', message, 'Write it like 2026-03-31 14:05, or in seconds since 1970.');
      return;
    }
    if (quantity <= 0) {
      this.returned++;
      if (!this.options.undoReturns) return;
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
    rows.rating[row] = rating;
    const isRating = this.onlyRatings ? of('rating') !== '' : RATES.test(normalEvent(of('event')));
    rows.kind[row] = quantity <= 0 ? RETURN : isRating ? RATING : 0;
    if (time.clock) this.clocks++;
  }

  /** @returns NaN where there is none, null where it was a problem */
  private ratingOf(
    text: string,
    problem: (field: OrderField, message: string, fix: string) => void,
  ): number | null {
    if (text === '') return Number.NaN;
    const rating = numberOf(text);
    if (rating !== null && rating >= 0 && rating <= HIGHEST_RATING) return rating;
    problem(
      'rating',
      rating === null
        ? `The rating ${quoted(text)} is not a number.`
        : `The rating ${quoted(text)} is ${rating < 0 ? 'negative' : `above ${HIGHEST_RATING}`}.`,
      'Write stars or points in digits, such as 4 or 4.5, or leave the rating empty.',
    );
    return null;
  }

  private orderOf(order: string): number {
    const number = this.orders.of(order);
    if (number === this.cancelling.length) this.cancelling.push(/^c\d+$/i.test(order));
    return number;
  }

  /** @returns null for events that training ignores, undefined for unknown ones */
  private typeOf(event: string): OrderEventType | null | undefined {
    if (event === '') return 'purchase';
    return EVENT_NAMES.get(normalEvent(event));
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
    this.markCancelled(timed);
    const plausible = this.withinScale(this.withoutFuture(timed, at));
    const kept = this.sift(sortedRows(plausible, rows.user, this.users.size, at), at);
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
    const users = new Array<string>(log.users);
    // The reading tells users from orders by a letter in front.
    const named = Array.from(this.users.names(), (name) =>
      name.startsWith('u') ? name.slice(1) : `order ${name.slice(1)}`,
    );
    for (let event = 0; event < kept.length; event++) users[log.user[event]] = named[rows.user[kept[event]]];
    return { log, summary: summaryOf(log), users, ...this.outcome() };
  }

  private outcome(): Omit<OrdersRead, 'log' | 'summary' | 'users'> {
    const { problems, cleaning } = this;
    const notes = [...this.notes, ...cleaning.map(({ what }) => what)];
    return {
      problems: problems.first(),
      problemCount: problems.count,
      skippable: problems.skippable,
      notes,
      cleaning,
    };
  }

  /** Applies the rules that look at persons. @param sorted rows by user and time */
  private sift(sorted: Int32Array, at: Float64Array): Int32Array {
    const { rows, options } = this;
    const untouched = (kept: Int32Array): Sifted => ({ kept, dropped: [] });
    const once = options.keepDoubled ? untouched(sorted) : withoutDoubles(sorted, rows, at);
    const bought = options.undoReturns
      ? withoutReturns(once.kept, rows)
      : untouched(once.kept.filter((row) => rows.kind[row] !== RETURN));
    const rated = joinRatings(bought.kept, rows);

    const persons = (dropped: number[]) => new Set(dropped.map((row) => rows.user[row])).size;
    this.clean(
      'doubled-lines',
      counted(once.dropped.length, 'doubled line was taken', 'doubled lines were taken'),
      'once',
      once.dropped.length,
      persons(once.dropped),
    );
    const undone =
      bought.dropped.length === 0
        ? ''
        : `, with the ${counted(bought.dropped.length, 'purchase that is', 'purchases that are')} sent back`;
    this.clean(
      'returns',
      counted(this.returned, 'line is a return', 'lines are returns'),
      `(negative or no quantity, or an invoice that begins with C) and left out${undone}`,
      this.returned,
    );
    this.clean(
      'asides',
      counted(this.ignored, 'line says', 'lines say'),
      'nothing about taste (searches, removals, refunds) and left out',
      this.ignored,
    );
    this.clean(
      'nameless',
      counted(this.nameless, 'line names', 'lines name'),
      'neither a user nor an order and left out',
      this.nameless,
    );
    this.clean(
      'later-ratings',
      counted(rated.dropped.length, 'line rates', 'lines rate'),
      'something that was bought or rated before, and is joined to it',
      rated.dropped.length,
      persons(rated.dropped),
    );
    return rated.kept;
  }

  private clean(
    rule: CleaningRule,
    howMany: string,
    what: string,
    lines: number,
    users: number | null = null,
  ): void {
    if (lines > 0) this.cleaning.push(cleaningOf(rule, `${howMany} ${what}.`, { lines, users }));
  }

  /** Leaves out what is later than a day from now; a day, because times without a zone may be of any. */
  private withoutFuture(rows: Int32Array, at: Float64Array): Int32Array {
    const { now } = this.options;
    if (now === undefined) return rows;
    return rows.filter((row) => {
      if (at[row] <= now + DAY) return true;
      this.lineProblem(
        row,
        'time',
        `The time ${new Date(at[row]).toISOString()} lies in the future.`,
        'Mend the time; if it is right, the clock of this computer is wrong.',
      );
      return false;
    });
  }

  /** Leaves out ratings far off the scale that all others keep to. */
  private withinScale(kept: Int32Array): Int32Array {
    const { rating } = this.rows;
    const ratings = Float32Array.from(kept, (row) => rating[row]).filter((value) => !Number.isNaN(value));
    const top = topOfScale(ratings);
    return kept.filter((row) => {
      if (!(rating[row] > top)) return true;
      this.lineProblem(
        row,
        'rating',
        `The rating ${Number(rating[row].toPrecision(6))} is above ${top}, where all others end.`,
        'Mend the rating, or write all of them on one scale.',
      );
      return false;
    });
  }

  private lineProblem(row: number, field: OrderField, message: string, fix: string): void {
    const column = this.columns[this.fields.get(field) ?? -1] ?? field;
    this.problems.add({ file: this.file, line: this.rows.line[row], field: column, message, fix }, 1);
  }

  /**
   * Days before months or after? The reading under which more lines are dates; if that ties, the one under
   * which the file is more in order; if that ties too, days first. Lines that aren't dates then are problems.
   */
  private chooseTimes(): Float64Array {
    const { length, dayFirst, monthFirst } = this.rows;
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
    for (let row = 0; row < length; row++) {
      if (!Number.isNaN(at[row])) continue;
      this.lineProblem(
        row,
        'time',
        'This date has day and month the other way round than most of the file.',
        'Write all dates in one way, best as 2026-03-31.',
      );
    }
    return at;
  }

  /** Orders numbered "C123" are returns, unless that is how most orders of this shop are numbered. */
  private markCancelled(kept: Int32Array): void {
    const { order, kind } = this.rows;
    const ordered = kept.filter((row) => order[row] >= 0 && kind[row] !== RETURN);
    const cancelled = ordered.filter((row) => this.cancelling[order[row]]);
    if (cancelled.length > ordered.length / 2) return;
    this.returned += cancelled.length;
    for (const row of cancelled) kind[row] = RETURN;
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
    if (kept.some((row) => !Number.isNaN(rows.rating[row]))) {
      log.rating = Float32Array.from(kept, (row) => rows.rating[row]);
    }
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

/** Counts of a log that is not empty. */
export function summaryOf(log: OrderLog): OrdersSummary {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let purchases = 0;
  for (let event = 0; event < log.at.length; event++) {
    from = Math.min(from, log.at[event]);
    to = Math.max(to, log.at[event]);
    if (log.type[event] === PURCHASE) purchases++;
  }
  const summary: OrdersSummary = { events: log.at.length, users: log.users, purchases, from, to };
  const scale = ratingScale(log);
  if (scale !== null) {
    const events = log.rating?.reduce((sum, rating) => sum + (Number.isNaN(rating) ? 0 : 1), 0) ?? 0;
    summary.ratings = { events, ...scale };
  }
  return summary;
}

/** An event's name with lower case letters only. */
function normalEvent(event: string): string {
  return event.toLowerCase().replace(/[^a-z]/g, '');
}

/** A plain number, with or without thousands separators; null where it is none. */
function numberOf(text: string): number | null {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/,/g, '') : text;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
