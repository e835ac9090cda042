/** Two orders side by side, a line from each thing's place in one to its place in the other. */
import { scaleLinear } from 'd3-scale';
import { curveBumpX, link } from 'd3-shape';
import type { Card, InspectedItem } from '../../../engine/recommender.ts';
import type { Text } from '../../../messages/texts.ts';
import { useFormats, useText } from '../../language.tsx';
import styles from './Slope.module.css';
import { useWidth } from './width.ts';

const ROW = 30;
const GAP = 10;

/** Narrower than this, names stand on the right alone. */
const BOTH_NAMED = 520;

interface Line {
  card: Card;
  /** Places, from 1; null where it isn't in that list. */
  before: number | null;
  after: number | null;
}

export function Slope({
  best,
  shelf,
  items,
}: {
  best: readonly Card[];
  shelf: readonly Card[];
  items: readonly InspectedItem[];
}) {
  const text = useText('lab');
  const { number } = useFormats();
  const [box, width] = useWidth<HTMLDivElement>();
  const lines = linesOf(best, shelf, items);
  // Those from further down stand below the best, in their order.
  const below = lines
    .filter(({ before }) => before !== null && before > best.length)
    .sort((a, b) => (a.before as number) - (b.before as number));
  const left = (line: Line) => {
    if (line.before === null) return null;
    return line.before <= best.length ? line.before - 1 : best.length + below.indexOf(line) + GAP / ROW;
  };
  const rows = Math.max(best.length + below.length, shelf.length);
  const named = width >= BOTH_NAMED;
  const label = named ? width * 0.34 : 34;
  const y = scaleLinear([0, 1], [ROW / 2, ROW * 1.5]);
  const from = label;
  const to = named ? width - label : Math.max(label + 60, width - width * 0.56);
  const path = link(curveBumpX)
    .x(([px]) => px)
    .y(([, py]) => py);
  const height = rows * ROW + (below.length > 0 ? GAP : 0);

  return (
    <div ref={box} className={styles.box}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          className={styles.slope}
          role="img"
          aria-label={inWords(text, lines, best.length)}
        >
          {below.length > 0 && (
            <line
              x1="0"
              x2={from}
              y1={best.length * ROW + GAP / 2}
              y2={best.length * ROW + GAP / 2}
              className={styles.rule}
            />
          )}
          {lines.map((line) => {
            const at = left(line);
            const { card, before, after } = line;
            const moved = before !== null && after !== null ? before - after : 0;
            const tone = after === null ? 'gone' : moved > 0 ? 'up' : moved < 0 ? 'down' : 'same';
            return (
              <g key={card.id} data-tone={tone} className={styles.line}>
                {at !== null && before !== null && (
                  <>
                    <text
                      x={named ? from - 12 : 0}
                      y={y(at)}
                      dy="0.35em"
                      textAnchor={named ? 'end' : 'start'}
                    >
                      {named ? `${clip(card.title, label - 44)}  ${number(before)}` : number(before)}
                    </text>
                    <circle cx={from} cy={y(at)} r="3" />
                  </>
                )}
                {after !== null && (
                  <>
                    <circle cx={to} cy={y(after - 1)} r="3" />
                    <text x={to + 12} y={y(after - 1)} dy="0.35em">
                      {`${after}  ${clip(card.title, width - to - 40)}`}
                    </text>
                  </>
                )}
                {at !== null && after !== null && (
                  <path d={path({ source: [from, y(at)], target: [to, y(after - 1)] }) ?? undefined} />
                )}
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

function linesOf(best: readonly Card[], shelf: readonly Card[], items: readonly InspectedItem[]): Line[] {
  const cards = new Map([...best, ...shelf].map((card) => [card.id, card]));
  const place = (list: readonly Card[], id: string) => list.findIndex((card) => card.id === id) + 1 || null;
  return [...cards.values()].map((card) => ({
    card,
    before: place(best, card.id) ?? items.find((item) => item.card.id === card.id)?.before ?? null,
    after: place(shelf, card.id),
  }));
}

/** Letters at 12 px are about this wide. */
const LETTER = 6.3;

function clip(title: string, width: number): string {
  const room = Math.max(6, Math.floor(width / LETTER));
  return title.length <= room ? title : `${title.slice(0, room - 1).trimEnd()}…`;
}

function inWords(text: Text<'lab'>, lines: readonly Line[], length: number): string {
  const byPlace = lines.toSorted((a, b) => (a.after ?? Number.MAX_VALUE) - (b.after ?? Number.MAX_VALUE));
  const sentences = byPlace.map(({ card: { title }, before, after }) => {
    if (after === null) {
      return before !== null && before <= length ? text('slope.not-on-shelf', { title, before }) : '';
    }
    return before === null
      ? text('slope.no-score', { title, after })
      : text('slope.both', { title, before, after });
  });
  return sentences.filter(Boolean).join(' ');
}
