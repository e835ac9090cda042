/** One step's durations as a small histogram on a logarithmic scale, its middle and its slow end marked. */
import { max } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import styles from './HistogramPlot.module.css';
import { histogramOf } from './histogram.ts';

const SIZE = { width: 148, height: 36 };

/** @param domain ms, the same for every row, so that rows compare */
export function HistogramPlot({
  durations,
  domain,
  median,
  slow,
}: {
  durations: readonly number[];
  domain: readonly [number, number];
  median: number;
  slow: number;
}) {
  const { bins } = histogramOf(durations);
  const x = scaleLog(domain, [0, SIZE.width]).clamp(true);
  const y = scaleLinear([0, max(bins, ({ count }) => count) ?? 1], [0, SIZE.height - 6]);
  const at = (ms: number) => x(Math.max(domain[0], ms));
  return (
    <svg width={SIZE.width} height={SIZE.height} className={styles.histogram} aria-hidden="true">
      <line x1="0" x2={SIZE.width} y1={SIZE.height - 0.5} y2={SIZE.height - 0.5} className={styles.base} />
      {bins
        .filter(({ count }) => count > 0)
        .map(({ from, to, count }) => (
          <rect
            key={from}
            x={at(from)}
            width={Math.max(2, at(to) - at(from) - 1)}
            y={SIZE.height - 1 - y(count)}
            height={y(count)}
            rx="1"
            className={styles.bar}
          />
        ))}
      <line x1={at(slow)} x2={at(slow)} y1="0" y2={SIZE.height} className={styles.slow} />
      <line x1={at(median)} x2={at(median)} y1="0" y2={SIZE.height} className={styles.median} />
    </svg>
  );
}
