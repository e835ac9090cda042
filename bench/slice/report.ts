/**
 * What the suite found, as figures with their targets: printed as a table, written as JSON, and as
 * docs/performance.md. Nothing is measured here.
 */

export type Unit = 'ms' | 's' | 'MB' | 'kB' | '';

export interface Figure {
  name: string;
  unit: Unit;
  /** By statistic: `min`, `median`, `max`; `p50`, `p95`; or the one value, `once`. Null: it never came. */
  values: Record<string, number | null>;
  /** The value of one statistic that must not be exceeded. */
  target?: { of: string; atMost: number };
  note?: string;
}

export interface Section {
  title: string;
  /** How it was measured, in a sentence or two. */
  about: string;
  figures: Figure[];
}

export interface Machine {
  processor: string;
  cores: number;
  memoryGB: number;
  system: string;
  node: string;
  chromium: string;
  /** What WebGPU found without being told to use software; null: nothing. */
  adapter: string | null;
}

export interface Report {
  /** ISO 8601. */
  at: string;
  /** False for `--quick`: sizes too small to judge by. */
  whole: boolean;
  machine: Machine;
  /** Processes that wanted a processor, averaged over a minute, before and after: above `cores`, others took part. */
  load: [before: number, after: number];
  sections: Section[];
}

/** Whether a figure met its target; null where it has none. */
export function met({ values, target }: Figure): boolean | null {
  if (target === undefined) return null;
  const value = values[target.of];
  return value !== null && value !== undefined && value <= target.atMost;
}

const number = (value: number | null): string =>
  value === null
    ? 'never'
    : value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 });

function valuesOf({ values, unit }: Figure): string {
  const parts = Object.entries(values).map(([statistic, value]) =>
    statistic === 'once' ? number(value) : `${statistic} ${number(value)}`,
  );
  return `${parts.join(', ')}${unit === '' ? '' : ` ${unit}`}`;
}

function targetOf(figure: Figure): string {
  if (figure.target === undefined) return '';
  const { of, atMost } = figure.target;
  const unit = figure.unit === '' ? '' : ` ${figure.unit}`;
  return `${of === 'once' ? '' : `${of} `}≤ ${number(atMost)}${unit}: ${met(figure) ? 'met' : 'MISSED'}`;
}

export function printSection({ title, figures }: Section): void {
  console.log(`\n${title}`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  const valueWidth = Math.max(...figures.map((figure) => valuesOf(figure).length));
  for (const figure of figures) {
    const columns = [figure.name.padEnd(width), valuesOf(figure).padEnd(valueWidth), targetOf(figure)];
    console.log(`  ${[...columns, figure.note ?? ''].join('  ').trimEnd()}`);
  }
}

const machineInWords = ({ machine, load }: Report): string =>
  `${machine.processor}, ${machine.cores} cores, ${number(machine.memoryGB)} GB; ${machine.system}; ` +
  `${machine.chromium}, WebGPU adapter: ${machine.adapter ?? 'none'}; Node ${machine.node}; ` +
  `load ${number(load[0])} before, ${number(load[1])} after`;

export function printMachine(report: Report): void {
  console.log(`\n${machineInWords(report)}`);
}

/** docs/performance.md, whole. */
export function toMarkdown(report: Report): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const sections = report.sections.map(({ title, about, figures }) =>
    [
      `## ${title}`,
      about,
      '',
      '| what | measured | target | |',
      '|---|---|---|---|',
      ...figures.map(
        (figure) =>
          `| ${[figure.name, valuesOf(figure), targetOf(figure), figure.note ?? ''].map(cell).join(' | ')} |`,
      ),
    ].join('\n'),
  );
  return `# Performance

Written by \`npm run bench -- slice --write-docs\` on ${report.at.slice(0, 10)}: the built shop with its production
headers, in headless Chromium, everything on one machine. Network time is left out (the server is local, files
compressed beforehand), processor time is not. Each run starts with a new browser profile.
${report.whole ? '' : '\n**A quick run: sizes are too small to judge by.**\n'}
Machine: ${machineInWords(report)}.

${sections.join('\n\n')}
`;
}
