/** Durations of the engine's steps: the newest of each, for quantiles and histograms. */

/** Kept of each step: enough for a 95th percentile that holds still, and 1.6 kB. */
const KEPT = 200;

/** By step, a ring. */
export class Durations {
  readonly #rings = new Map<string, { values: Float64Array; count: number }>();

  /** @param ms Notes one more duration of a step; the oldest of more than 200 goes. */
  add(step: string, ms: number): void {
    let ring = this.#rings.get(step);
    if (ring === undefined) {
      ring = { values: new Float64Array(KEPT), count: 0 };
      this.#rings.set(step, ring);
    }
    ring.values[ring.count++ % KEPT] = ms;
  }

  /** Ms, oldest first. */
  all(): Record<string, number[]> {
    return Object.fromEntries(
      [...this.#rings].map(([step, { values, count }]) => {
        const kept = Array.from(values.subarray(0, Math.min(count, KEPT)));
        const oldest = count > KEPT ? count % KEPT : 0;
        return [step, [...kept.slice(oldest), ...kept.slice(0, oldest)]];
      }),
    );
  }
}
