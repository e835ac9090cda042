/**
 * Counts of what people did, by item. Small, and rewritten alone when a shop refreshes them.
 */
import { ByteReader, ByteWriter } from '../bytes.ts';
import type { Popularity, Repeats } from '../pack.ts';
import type { Codec } from './codec.ts';

const MONTHS = 12;
/** A whole year in the fixed-point shares of months. */
const YEAR = 255;

const MINUTE = 60_000;
/** In place of minutes, for items that nobody has touched. */
const NEVER = 2 ** 32 - 1;

/** The moment, counts, shares of months in 255ths, minutes from the first event to the moment. */
export const popularityCodec: Codec<Popularity> = {
  encode({ at, total, recent, week, months, firstSeen }, { items }) {
    const shares = new Uint8Array(months.length);
    for (let item = 0; item < items; item++) {
      shares.set(wholeShares(months.subarray(item * MONTHS, (item + 1) * MONTHS)), item * MONTHS);
    }
    const age = Uint32Array.from(firstSeen, (first) =>
      first === 0 ? NEVER : Math.min(NEVER - 1, Math.max(0, Math.round((at - first) / MINUTE))),
    );
    return new ByteWriter()
      .write(Float64Array.of(at))
      .write(total)
      .write(recent)
      .write(week)
      .write(shares)
      .write(age)
      .bytes();
  },
  decode(bytes, { items }) {
    const reader = new ByteReader(bytes);
    const [at] = reader.readFinite(Float64Array, 1);
    const total = reader.readFinite(Float32Array, items);
    const recent = reader.readFinite(Float32Array, items);
    const week = reader.readFinite(Float32Array, items);
    const months = Float32Array.from(reader.read(Uint8Array, items * MONTHS), (share) => share / YEAR);
    const firstSeen = Float64Array.from(reader.read(Uint32Array, items), (age) =>
      age === NEVER ? 0 : at - age * MINUTE,
    );
    reader.end();
    return { at, total, recent, week, months, firstSeen };
  },
};

/** Shares that sum to 1 as whole numbers that sum to `YEAR`, by largest remainder (Hamilton's method). */
function wholeShares(shares: Float32Array): Uint8Array {
  const whole = Uint8Array.from(shares, (share) => Math.floor(share * YEAR));
  const byRemainder = [...whole.keys()].sort(
    (a, b) => shares[b] * YEAR - whole[b] - (shares[a] * YEAR - whole[a]) || a - b,
  );
  const missing = YEAR - whole.reduce((sum, share) => sum + share, 0);
  for (const month of byRemainder.slice(0, missing)) whole[month]++;
  return whole;
}

export const repeatsCodec: Codec<Repeats> = {
  encode: ({ rate, interval }) => new ByteWriter().write(rate).write(interval).bytes(),
  decode(bytes, { items }) {
    const reader = new ByteReader(bytes);
    const rate = reader.readFinite(Float32Array, items);
    const interval = reader.readFinite(Float32Array, items);
    reader.end();
    return { rate, interval };
  },
};
