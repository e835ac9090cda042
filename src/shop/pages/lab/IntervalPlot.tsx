/** Estimates with their intervals, one a row, on one scale: a dot, and a line from end to end. */
import { scaleLinear } from 'd3-scale';
import { useText } from '../../language.tsx';
import styles from './IntervalPlot.module.css';
import { useWidth } from './width.ts';

export interface IntervalRow {
  name: string;
  mean: number;
  low: number;
  high: number;
  /** The one that the others are compared with. */
  first: boolean;
}

const ROW = 34;
const AXIS = 24;
/** Room for the figure at the right. */
const FIGURE = 52;

/** @param format writes one value; values are 0 to 1 */
export function IntervalPlot({
  rows,
  format,
}: {
  rows: readonly IntervalRow[];
  format: (value: number) => string;
}) {
  const text = useText('lab');
  const [box, width] = useWidth<HTMLDivElement>();
  const label = width < 480 ? 118 : 150;
  const x = scaleLinear(
    [0, Math.max(0.05, ...rows.map(({ high }) => high))],
    [label, Math.max(label + 40, width - FIGURE)],
  ).nice(4);
  const height = rows.length * ROW + AXIS;
  return (
    <div ref={box} className={styles.box}>
      {width > 0 && (
        <svg width={width} height={height} className={styles.plot} aria-hidden="true">
          {x.ticks(4).map((tick) => (
            <g key={tick}>
              <line x1={x(tick)} x2={x(tick)} y1="0" y2={height - AXIS} className={styles.grid} />
              <text x={x(tick)} y={height - 6} textAnchor="middle" className={styles.tick}>
                {format(tick)}
              </text>
            </g>
          ))}
          {rows.map(({ name, mean, low, high, first }, r) => (
            <g
              key={name}
              transform={`translate(0 ${r * ROW + ROW / 2})`}
              data-first={first}
              className={styles.row}
            >
              <text x="0" dy="0.35em">
                {name}
              </text>
              <line x1={x(low)} x2={x(high)} className={styles.range} />
              <circle cx={x(mean)} r="5.5" />
              <text x={width} dy="0.35em" textAnchor="end" className={styles.figure}>
                {format(mean)}
              </text>
            </g>
          ))}
        </svg>
      )}
      <table className="visually-hidden">
        <thead>
          <tr>
            <th scope="col">{text('replay.ranker')}</th>
            <th scope="col">{text('replay.estimate')}</th>
            <th scope="col">{text('replay.interval')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, mean, low, high }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{format(mean)}</td>
              <td>{text('replay.low-high', { low: format(low), high: format(high) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
