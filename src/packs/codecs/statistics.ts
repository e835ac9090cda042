/**
 * Counts of what people did, by item. Small, and rewritten alone when a shop refreshes them.
 */
import { PARTS_OF_DAY } from '../../profile/calendar.ts';
import { ByteReader, ByteWriter } from '../bytes.ts';
import type { Popularity, Repeats } from '../pack.ts';
import type { Codec } from './codec.ts';

const MONTHS = 12;
const PARTS = PARTS_OF_DAY.length;
/** A whole in fixed-point shares. */
const WHOLE = 255;

const MINUTE = 60_000;
/** In place of minutes, for items that nobody has touched. */
const NEVER = 2 ** 32 - 1;

/** The moment, counts, shares of months in 255ths, minutes from the first event to the moment, shares of the day. */
export const popularityCodec: Codec<Popularity> = {
  encode({ at, total, recent, week, months, hours, firstSeen }) {
    const age = Uint32Array.from(firstSeen, (first) =>
      first === 0 ? NEVER : Math.min(NEVER - 1, Math.max(0, Math.round((at - first) / MINUTE))),
    );
    return new ByteWriter()
      .write(Float64Array.of(at))
      .write(total)
      .write(recent)
      .write(week)
      .write(wholeShares(months, MONTHS))
      .write(age)
      .write(wholeShares(hours, PARTS))
      .bytes();
  },
  decode(bytes, { items }) {
    const reader = new ByteReader(bytes);
    const [at] = reader.readFinite(Float64Array, 1);
    const total = reader.readFinite(Float32Array, items);
    const recent = reader.readFinite(Float32Array, items);
    const week = reader.readFinite(Float32Array, items);
    const shares = (width: number) =>
      Float32Array.from(reader.read(Uint8Array, items * width), (share) => share / WHOLE);
    const months = shares(MONTHS);
    const firstSeen = Float64Array.from(reader.read(Uint32Array, items), (age) =>
      age === NEVER ? 0 : at - age * MINUTE,
    );
    const hours = shares(PARTS);
    reader.end();
    return { at, total, recent, week, months, hours, firstSeen };
  },
};

/** Rows of shares as whole numbers that sum to `WHOLE`, by largest remainder (Hamilton's method); zeros stay. */
function wholeShares(shares: Float32Array, width: number): Uint8Array {
  const whole = Uint8Array.from(shares, (share) => Math.floor(share * WHOLE));
  for (let from = 0; from < shares.length; from += width) {
    const row = Array.from({ length: width }, (_, k) => from + k);
    if (row.every((at) => shares[at] === 0)) continue;
    row.sort((a, b) => shares[b] * WHOLE - whole[b] - (shares[a] * WHOLE - whole[a]) || a - b);
    const missing = WHOLE - row.reduce((sum, at) => sum + whole[at], 0);
    for (const at of row.slice(0, missing)) whole[at]++;
  }
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
