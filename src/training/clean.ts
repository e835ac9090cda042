/**
 * Cleaning an order log of what no customer did: quantities beyond belief, accounts with more lines than any
 * person, histories longer than anybody's. Pure; what was wrong with single lines is found while reading them.
 */
import { counted } from '../catalog/problem.ts';
import { type Cleaning, cleaningOf } from './cleaning.ts';
import { PURCHASE } from './interactions.ts';
import type { OrderLog } from './orders.ts';
import { cutLog } from './splits.ts';

export interface CleanOptions {
  /** Pieces in one line, at most; by default what `usualQuantity` finds. */
  maxQuantity?: number;
  /** Learn from bulk accounts, too. */
  keepBulk?: boolean;
  /** Newest events of one person that are kept. */
  maxEvents?: number;
}

/** More than the busiest customer of Online Retail has in a year: 7,343. */
const MAX_EVENTS = 10_000;

/** More of one thing in one line than anybody orders. */
const MOST_PIECES = 10_000;

/** A quantity this many times the 99.9th percentile is capped as well, from 100 on. */
const ABOVE_USUAL = 10;

/**
 * Robust deviations of log counts above the median. On Online Retail 3 would take 12 of 4,335 customers away
 * (each with 16 orders or more in the year), 4 three and 5 none; a till that rang up every guest is far
 * beyond.
 */
const BULK_DEVIATIONS = 5;

/** Fewer events than this are a keen customer, whatever the others do. */
const BULK_EVENTS = 1_000;

/** Fewer persons don't say what is usual. */
const BULK_PERSONS = 100;

/** Of normal data, a median absolute deviation is this part of a standard deviation (Rousseeuw & Croux 1993). */
const MAD_OF_NORMAL = 0.6745;

/** Where nearly everybody has as many events as everybody else: a factor of two is then one deviation. */
const LEAST_DEVIATION = Math.LN2;

/** @returns the cleaned log, and each rule that found something; the log given stays as it is */
export function clean(log: OrderLog, options: CleanOptions = {}): { log: OrderLog; cleaning: Cleaning[] } {
  const cleaning: Cleaning[] = [];
  const steps = [
    options.keepBulk ? null : withoutBulk(log),
    (to: OrderLog) => newestOnly(to, options.maxEvents ?? MAX_EVENTS),
    (to: OrderLog) => capQuantities(to, options.maxQuantity),
  ];
  let cleaned = log;
  for (const step of steps) {
    const done = typeof step === 'function' ? step(cleaned) : step;
    if (done === null) continue;
    cleaned = done.log;
    cleaning.push(done.cleaning);
  }
  return { log: cleaned, cleaning };
}

/** A step that found nothing gives null. */
type Step = { log: OrderLog; cleaning: Cleaning } | null;

/**
 * Takes away accounts whose number of events lies more than `BULK_DEVIATIONS` robust deviations above the
 * median of the logarithms, and is at least `BULK_EVENTS`.
 */
function withoutBulk(log: OrderLog): Step {
  const counts = eventsOfUsers(log);
  if (counts.length < BULK_PERSONS) return null;
  const logs = Float64Array.from(counts, Math.log);
  const middle = median(logs);
  const deviation = Math.max(
    LEAST_DEVIATION,
    median(logs.map((value) => Math.abs(value - middle))) / MAD_OF_NORMAL,
  );
  const limit = Math.max(BULK_EVENTS, Math.exp(middle + BULK_DEVIATIONS * deviation));
  const isBulk = counts.map((count) => Number(count > limit));
  const accounts = isBulk.reduce((sum, bulk) => sum + bulk, 0);
  if (accounts === 0) return null;
  const lines = counts.reduce((sum, count, user) => sum + isBulk[user] * count, 0);
  const most = Math.max(...counts);
  const usual = Math.round(Math.exp(middle));
  const what = `${counted(accounts, 'account has', 'accounts have')} up to ${most.toLocaleString('en')} lines where ${usual.toLocaleString('en')} are usual, and ${accounts === 1 ? 'is' : 'are'} left out with ${counted(lines, 'line', 'lines')}.`;
  return {
    log: renumbered(cutLog(log, (event) => isBulk[log.user[event]] === 0)),
    cleaning: cleaningOf('bulk-accounts', what, { lines, users: accounts }),
  };
}

function newestOnly(log: OrderLog, most: number): Step {
  const counts = eventsOfUsers(log);
  const users = counts.reduce((sum, count) => sum + Number(count > most), 0);
  if (users === 0) return null;
  /** Of each user, events still to come: the log has them oldest first. */
  const left = counts.slice();
  const cut = cutLog(log, (event) => left[log.user[event]]-- <= most);
  const lines = log.item.length - cut.item.length;
  const what = `${counted(users, 'person has', 'people have')} more than ${most.toLocaleString('en')} events; the newest are kept, and ${counted(lines, 'older one is', 'older ones are')} left out.`;
  return { log: cut, cleaning: cleaningOf('long-histories', what, { lines, users }) };
}

function capQuantities(log: OrderLog, limit = usualQuantity(log)): Step {
  const above = (event: number) => log.quantity[event] > limit;
  const events = Array.from(log.quantity.keys()).filter(above);
  if (events.length === 0) return null;
  const most = log.quantity.reduce((largest, quantity) => Math.max(largest, quantity), 0);
  const what = `${counted(events.length, 'quantity is', 'quantities are')} beyond belief (up to ${most.toLocaleString('en')}) and taken for ${limit.toLocaleString('en')}.`;
  return {
    log: { ...log, quantity: log.quantity.map((quantity) => Math.min(quantity, limit)) },
    cleaning: cleaningOf('quantities', what, {
      lines: events.length,
      users: new Set(events.map((event) => log.user[event])).size,
    }),
  };
}

/** Pieces of one thing that a customer of this shop may order at once. */
function usualQuantity({ quantity, type }: OrderLog): number {
  const bought = quantity.filter((_, event) => type[event] === PURCHASE).sort();
  const usual = bought[Math.floor(0.999 * (bought.length - 1))] ?? 1;
  return Math.min(MOST_PIECES, Math.max(100, ABOVE_USUAL * usual));
}

function eventsOfUsers(log: OrderLog): Int32Array {
  const counts = new Int32Array(log.users);
  for (const user of log.user) counts[user]++;
  return counts;
}

/** Users 0, 1, 2, ... again, after some were taken away. */
function renumbered(log: OrderLog): OrderLog {
  let users = 0;
  const user = log.user.map((old, event) => {
    if (event > 0 && old !== log.user[event - 1]) users++;
    return users;
  });
  return { ...log, users: user.length === 0 ? 0 : users + 1, user };
}

/** The middle value, or between the two middle ones. */
function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length / 2;
  return (sorted[Math.floor(half - 0.5)] + sorted[Math.floor(half)]) / 2;
}
