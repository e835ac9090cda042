/** Durations sorted into bins on a logarithmic scale: steps of an engine differ by a thousand times. */
import { bin } from 'd3-array';
import { scaleLog } from 'd3-scale';

/** Bins a factor of ten. */
const PER_DECADE = 8;

export interface Histogram {
  /** Ms; powers of ten around what there is. */
  from: number;
  to: number;
  bins: { from: number; to: number; count: number }[];
}

/** @param durations ms; those of 0, faster than the clock tells, count as 0.01 */
export function histogramOf(durations: readonly number[]): Histogram {
  const values = durations.map((ms) => Math.max(0.01, ms));
  const from = 10 ** Math.floor(Math.log10(Math.min(...values, 1)));
  const to = 10 ** Math.ceil(Math.log10(Math.max(...values, from * 10) * 1.0001));
  const steps = Math.round(Math.log10(to / from) * PER_DECADE);
  const edge = scaleLog([from, to], [0, steps]).invert;
  const edges = Array.from({ length: steps - 1 }, (_, step) => edge(step + 1));
  const bins = bin<number, number>().domain([from, to]).thresholds(edges)(values);
  return {
    from,
    to,
    bins: bins.map((members) => ({
      from: members.x0 ?? from,
      to: members.x1 ?? to,
      count: members.length,
    })),
  };
}
