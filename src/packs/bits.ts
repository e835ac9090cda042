/**
 * Bits one after another, the first in a byte's highest place, and whole numbers in a Rice code (Rice & Plaunt
 * 1971, "Adaptive Variable-Length Coding for Efficient Compression of Spacecraft Television Data").
 */
import { MalformedBytes } from './bytes.ts';

export class BitWriter {
  private readonly whole: number[] = [];
  private last = 0;
  private filled = 0;

  /** The quotient by 2^low in ones, closed by a zero, then the `low` bits of the remainder. */
  rice(value: number, low: number): void {
    for (let quotient = Math.floor(value / 2 ** low); quotient > 0; quotient--) this.push(1);
    this.push(0);
    for (let bit = low - 1; bit >= 0; bit--) this.push((value >>> bit) & 1);
  }

  /** The last byte filled up with zeros. */
  bytes(): Uint8Array<ArrayBuffer> {
    const rest = this.filled === 0 ? [] : [this.last << (8 - this.filled)];
    return Uint8Array.from([...this.whole, ...rest]);
  }

  private push(bit: number): void {
    this.last = (this.last << 1) | bit;
    if (++this.filled < 8) return;
    this.whole.push(this.last);
    this.last = 0;
    this.filled = 0;
  }
}

export class BitReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** @throws MalformedBytes where there are no more bits */
  rice(low: number): number {
    let value = 0;
    while (this.next() === 1) value++;
    for (let bit = 0; bit < low; bit++) value = value * 2 + this.next();
    return value;
  }

  /** @throws MalformedBytes where anything but the filling of the last byte is left */
  end(): void {
    const left = 8 * this.bytes.length - this.at;
    const filling = left === 0 ? 0 : this.bytes[this.bytes.length - 1] & ((1 << left) - 1);
    if (left >= 8 || filling !== 0) throw new MalformedBytes('its bits go on after their end');
  }

  private next(): number {
    if (this.at >= 8 * this.bytes.length) throw new MalformedBytes('its bits end too early');
    const bit = (this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1;
    this.at++;
    return bit;
  }
}
