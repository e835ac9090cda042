/**
 * Plots for reports, as markup that needs neither script nor font: bars are rows of a table, so that their
 * numbers can be read aloud and copied; lines are SVG that stretches while its labels keep their size.
 * Wants the style sheet of `page.ts`.
 */
import { type Html, html } from './html.ts';
import { compact, type ScaleKind, scaleOf } from './scale.ts';

/** One bar, and the interval its value lies in if that is known. */
export interface Bar {
  name: string;
  value: number;
  low?: number;
  high?: number;
  /** Drawn in the accent: what the reader should look at. */
  strong?: boolean;
  /** Small words below the name. */
  note?: string;
}

export interface BarChartOptions {
  title: string;
  /** A sentence below the title. */
  about?: string;
  /** Numbers as shown behind the bars; three decimals if absent. */
  format?: (value: number) => string;
}

/** Horizontal bars in the order given, from zero; an interval is a line across the end of its bar. */
export function barChart(bars: readonly Bar[], options: BarChartOptions): Html {
  const { title, about, format = threeDecimals } = options;
  const values = bars.flatMap(({ value, low = value, high = value }) => [value, low, high]);
  const finite = values.filter(Number.isFinite);
  const least = Math.min(0, ...finite);
  const most = Math.max(0, ...finite);
  const share = (value: number) => (100 * (value - least)) / (most - least || 1);
  const span = (from: number, to: number) =>
    `left:${round(share(Math.min(from, to)))}%;width:${round(Math.abs(share(to) - share(from)))}%`;

  const row = ({ name, value, low, high, strong = false, note }: Bar) => {
    const known = Number.isFinite(value);
    const interval = low !== undefined && high !== undefined && Number.isFinite(low + high);
    return html`<tr${strong && html` class="strong"`}>
<th scope="row">${name}${note !== undefined && html`<small>${note}</small>`}</th>
<td class="track">${known && html`<span class="bar" style="${span(0, value)}"></span>`}${
      interval && html`<span class="whisker" style="${span(low, high)}"></span>`
    }</td>
<td class="number">${known ? format(value) : '–'}${
      interval && html`<small>${format(low)} to ${format(high)}</small>`
    }</td>
</tr>`;
  };
  return figure(title, about, html`<table class="bars"><tbody>${bars.map(row)}</tbody></table>`);
}

/** One line, or the points of one kind. */
export interface Series {
  name: string;
  points: readonly { x: number; y: number }[];
  /** Single points, for what has no order; a line if absent. */
  kind?: 'line' | 'points';
}

export interface Axis {
  /** What is counted, with its unit. */
  label: string;
  scale?: ScaleKind;
  /** A linear axis that goes up begins at zero unless this is false: where only differences are to be seen. */
  zero?: boolean;
  format?: (value: number) => string;
}

export interface LineChartOptions {
  title: string;
  about?: string;
  x: Axis;
  y: Axis;
}

/** Series that have colours of their own; more would not be told apart. */
const COLOURS = 6;

/**
 * Lines or points over one pair of axes, at most six series. What an axis can't show (NaN; on a log axis, what
 * isn't above zero) is left out.
 */
export function lineChart(series: readonly Series[], { title, about, x, y }: LineChartOptions): Html {
  const shownOn = (axis: Axis, value: number) =>
    Number.isFinite(value) && (axis.scale !== 'log' || value > 0);
  const drawn = series.slice(0, COLOURS).map(({ name, points, kind = 'line' }) => ({
    name,
    kind,
    points: points.filter((point) => shownOn(x, point.x) && shownOn(y, point.y)),
  }));
  const all = drawn.flatMap(({ points }) => points);
  const across = scaleOf(
    all.map((point) => point.x),
    x.scale ?? 'linear',
    { format: x.format },
  );
  const up = scaleOf(
    all.map((point) => point.y),
    y.scale ?? 'linear',
    { zero: y.zero ?? true, format: y.format },
  );
  const place = (point: { x: number; y: number }) =>
    `${round(100 * across.share(point.x))} ${round(100 - 100 * up.share(point.y))}`;

  const marks = drawn.map(({ kind, points }, i) => {
    if (points.length === 0) return null;
    // A line of no length with round ends is a dot that doesn't stretch with the plot.
    const path =
      kind === 'line' && points.length > 1
        ? `M${points.map(place).join('L')}`
        : points.map((point) => `M${place(point)}h0`).join('');
    const shape = kind === 'line' && points.length > 1 ? 'line' : 'dots';
    return html`<path class="${shape} c${i}" d="${path}"/>`;
  });
  const grid = [
    ...up.ticks.map(({ at }) => `M0 ${round(100 - 100 * at)}H100`),
    ...across.ticks.map(({ at }) => `M${round(100 * at)} 0V100`),
  ].join('');
  const legend = html`<ul class="legend">${drawn.map(
    ({ name }, i) => html`<li class="c${i}">${name}</li>`,
  )}</ul>`;
  return figure(
    title,
    about,
    html`${drawn.length > 1 && legend}<p class="axis">${y.label}</p>
<div class="plot">
<div class="up" aria-hidden="true">${up.ticks.map(
      ({ at, label }) => html`<span style="bottom:${round(100 * at)}%">${label}</span>`,
    )}</div>
<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="${described(title, drawn, x, y)}">
<path class="grid" d="${grid}"/>${marks}</svg>
<div class="across" aria-hidden="true">${across.ticks.map(
      ({ at, label }) =>
        html`<span${at > 0.9 ? html` class="last"` : at < 0.1 && html` class="first"`} style="left:${round(100 * at)}%">${label}</span>`,
    )}</div>
</div>
<p class="axis across-label">${x.label}</p>`,
  );
}

/** The plot in words, for who can't see it. */
function described(
  title: string,
  series: readonly { name: string; points: readonly { x: number; y: number }[] }[],
  x: Axis,
  y: Axis,
): string {
  const format = y.format ?? compact;
  const ranges = series.map(({ name, points }) => {
    if (points.length === 0) return `${name}: nothing to show`;
    const most = points.reduce((best, point) => (point.y > best.y ? point : best));
    const least = points.reduce((best, point) => (point.y < best.y ? point : best));
    return `${name}: ${points.length} points from ${format(least.y)} to ${format(most.y)}`;
  });
  return `${title}. ${y.label} by ${x.label}. ${ranges.join('; ')}.`;
}

function figure(title: string, about: string | undefined, content: Html): Html {
  return html`<figure>
<figcaption>${title}${about !== undefined && html`<small>${about}</small>`}</figcaption>
${content}
</figure>
`;
}

/** Two decimals of a percent are finer than any screen. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function threeDecimals(value: number): string {
  return value.toFixed(3);
}
