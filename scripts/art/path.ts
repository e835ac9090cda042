/**
 * SVG path data (SVG 2, section 9.3): reading it, writing it shorter, and walking along it.
 */

export interface Segment {
  /** The command letter; lower case is relative to the current point. */
  command: string;
  values: number[];
}

export class PathError extends Error {
  override name = 'PathError';
}

const ARITY: Record<string, number> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };
const NUMBER = /[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy;
/** The two flags of an arc are single digits that need no separator. */
const FLAG = /[\s,]*([01])/y;
const COMMAND = /[\s,]*([a-z])/iy;

/** @throws PathError on data that isn't path data. */
export function parsePath(data: string): Segment[] {
  const segments: Segment[] = [];
  const text = data.trim();
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match ? match[1] : null;
  };
  let command = '';
  while (at < text.length) {
    const next = take(COMMAND);
    // Numbers without a letter repeat the command; after a move, they are lines.
    if (next !== null) command = next;
    else if (command === 'm') command = 'l';
    else if (command === 'M') command = 'L';
    const arity = ARITY[command.toLowerCase()];
    if (arity === undefined) throw new PathError(`Unknown command "${command}" at character ${at} of a path`);
    const values: number[] = [];
    for (let i = 0; i < arity; i++) {
      const isFlag = command.toLowerCase() === 'a' && (i === 3 || i === 4);
      const value = take(isFlag ? FLAG : NUMBER);
      if (value === null) throw new PathError(`Expected a number at character ${at} of a path`);
      values.push(Number(value));
    }
    segments.push({ command, values });
    if (arity === 0 && next === null) throw new PathError(`Numbers after a closed path at character ${at}`);
  }
  return segments;
}

/** The shortest writing of a number to so many decimals. */
export function shortNumber(value: number, decimals: number): string {
  const text = String(Number(value.toFixed(decimals)));
  return (text === '-0' ? '0' : text).replace(/^(-?)0\./, '$1.');
}

/**
 * Writes path data with rounded numbers. Relative commands are rounded against where the rounded pen really is,
 * so that errors don't add up along a path.
 */
export function writePath(segments: Segment[], decimals: number): string {
  const grid = 10 ** decimals;
  const round = (value: number) => Math.round(value * grid) / grid;
  let text = '';
  let last = '';
  const exact = { x: 0, y: 0, startX: 0, startY: 0 };
  const pen = { x: 0, y: 0, startX: 0, startY: 0 };
  for (const { command, values } of segments) {
    const kind = command.toLowerCase();
    const relative = command === kind;
    const written = values.map((value, i) => {
      if (kind === 'a' && i < 5) return i === 3 || i === 4 ? value : round(value);
      const vertical = kind === 'v' || (kind !== 'h' && (kind === 'a' ? i === 6 : i % 2 === 1));
      if (!relative) return round(value);
      return vertical ? round(exact.y + value - pen.y) : round(exact.x + value - pen.x);
    });
    const move = (point: typeof exact, numbers: number[]) => {
      if (kind === 'z') {
        point.x = point.startX;
        point.y = point.startY;
        return;
      }
      const x = kind === 'v' ? null : kind === 'h' ? numbers[0] : numbers[numbers.length - 2];
      const y = kind === 'h' ? null : numbers[numbers.length - 1];
      if (x !== null) point.x = relative ? point.x + x : x;
      if (y !== null) point.y = relative ? point.y + y : y;
      if (kind === 'm') {
        point.startX = point.x;
        point.startY = point.y;
      }
    };
    move(exact, values);
    move(pen, written);
    const repeats = command === last && kind !== 'm' && kind !== 'z';
    if (!repeats) text += command;
    written.forEach((value, i) => {
      const number = shortNumber(value, decimals);
      const first = i === 0 && !repeats;
      text += first || number.startsWith('-') ? number : ` ${number}`;
    });
    last = command;
  }
  return text;
}

/** Points along the path, `steps` to a curve; arcs are walked by their centre form (SVG 2, appendix B.2.4). */
export function pathPoints(segments: Segment[], steps = 8): [x: number, y: number][] {
  const points: [number, number][] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  /** The last control point, which `s` and `t` mirror. */
  let [controlX, controlY] = [0, 0];
  for (const { command, values } of segments) {
    const kind = command.toLowerCase();
    const [fromX, fromY] = command === kind ? [x, y] : [0, 0];
    const absolute = values.map((value, i) => value + (i % 2 === 0 ? fromX : fromY));
    if (kind === 'z') [x, y] = [startX, startY];
    else if (kind === 'h') x = fromX + values[0];
    else if (kind === 'v') y = fromY + values[0];
    else if (kind === 'm' || kind === 'l') [x, y] = absolute;
    else if (kind === 'a') {
      const end: [number, number] = [fromX + values[5], fromY + values[6]];
      points.push(...arcPoints([x, y], values, end, steps));
      [x, y] = end;
    } else {
      const cubic = kind === 'c' || kind === 's';
      const mirrored = kind === 's' || kind === 't';
      const controls = mirrored ? [2 * x - controlX, 2 * y - controlY, ...absolute] : absolute;
      for (let i = 1; i < steps; i++) points.push(bezier([x, y, ...controls], i / steps));
      [controlX, controlY] = controls.slice(cubic ? 2 : 0);
      [x, y] = controls.slice(-2);
    }
    if (!'csqt'.includes(kind)) [controlX, controlY] = [x, y];
    if (kind === 'm') [startX, startY] = [x, y];
    points.push([x, y]);
  }
  return points;
}

/** De Casteljau on flat x, y pairs. */
function bezier(points: number[], t: number): [number, number] {
  let level = points;
  while (level.length > 2) level = level.slice(2).map((value, i) => level[i] + (value - level[i]) * t);
  return [level[0], level[1]];
}

function arcPoints(
  [x1, y1]: [number, number],
  [radiusX, radiusY, rotation, large, sweep]: number[],
  [x2, y2]: [number, number],
  steps: number,
): [number, number][] {
  if (radiusX === 0 || radiusY === 0 || (x1 === x2 && y1 === y2)) return [];
  const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
  const [dx, dy] = [(x1 - x2) / 2, (y1 - y2) / 2];
  const [px, py] = [cos * dx + sin * dy, cos * dy - sin * dx];
  const tooSmall = Math.sqrt(Math.max(1, (px / radiusX) ** 2 + (py / radiusY) ** 2));
  const [rx, ry] = [Math.abs(radiusX) * tooSmall, Math.abs(radiusY) * tooSmall];
  const spread = (rx * py) ** 2 + (ry * px) ** 2;
  const scale = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, ((rx * ry) ** 2 - spread) / spread));
  const [cx, cy] = [(scale * rx * py) / ry, (-scale * ry * px) / rx];
  const start = Math.atan2((py - cy) / ry, (px - cx) / rx);
  let turn = Math.atan2((-py - cy) / ry, (-px - cx) / rx) - start;
  if (sweep === 1 && turn < 0) turn += 2 * Math.PI;
  if (sweep === 0 && turn > 0) turn -= 2 * Math.PI;
  return Array.from({ length: steps - 1 }, (_, i) => {
    const angle = start + (turn * (i + 1)) / steps;
    const [ex, ey] = [rx * Math.cos(angle) + cx, ry * Math.sin(angle) + cy];
    return [cos * ex - sin * ey + (x1 + x2) / 2, sin * ex + cos * ey + (y1 + y2) / 2];
  });
}
