/**
 * Draws the map onto a canvas: warm ground where interests lie, the path, a mark for every item, names, and,
 * far enough in, the things themselves. Knows nothing of React; called once a frame at most.
 */
import type { ZoomTransform } from 'd3-zoom';
import { colourToken, markOf, markPath } from './marks.ts';

/** Colours and faces as the browser resolved them. */
export interface Ink {
  ink: string;
  soft: string;
  paper: string;
  green: string;
  departments: string[];
  tints: Map<string, string>;
  serif: string;
  sans: string;
}

export interface DrawnLabel {
  text: string;
  /** px at zoom 1. */
  x: number;
  y: number;
  /** Shown from this zoom on. */
  from: number;
  department: number;
  of: 'department' | 'kind';
}

export interface DrawnStep {
  item: number;
  /** 0 to 1. */
  strength: number;
}

/** A thing's picture and the paper behind it. */
export interface Thing {
  image: HTMLImageElement;
  tint: string;
}

export interface Scene {
  width: number;
  height: number;
  /** Device pixels per px. */
  density: number;
  transform: ZoomTransform;
  /** n x 2, px at zoom 1. */
  base: Float32Array;
  /** Of each item; null while the map is still finding its shape. */
  departmentOf: Uint16Array | null;
  hidden: ReadonlySet<number>;
  labels: readonly DrawnLabel[];
  /** Oldest first. */
  steps: readonly DrawnStep[];
  /** How strongly an interest lies on an item, 0 to 1. */
  warm: ReadonlyMap<number, number>;
  active: number | null;
  /** In place of marks where given. */
  things: ReadonlyMap<number, Thing>;
  /** Keyboard: the middle of the frame is what is pointed at. */
  crosshair: boolean;
  ink: Ink;
}

/** Side of a thing's picture, px: at most, and at least where things crowd. */
const THING = 64;
const SMALLEST_THING = 22;

/** Of a warm spot at zoom 1, px; it grows with the map, but slower. */
const WARM_RADIUS = 34;

/** The colours and faces of the theme in force. @param probe any element in the page; its colour is set and unset */
export function inkOf(probe: HTMLElement, departments: number, tints: readonly string[]): Ink {
  const resolve = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const face = (token: string) => {
    probe.style.fontFamily = `var(${token})`;
    return getComputedStyle(probe).fontFamily;
  };
  const ink: Ink = {
    ink: resolve('--ink'),
    soft: resolve('--ink-soft'),
    paper: resolve('--paper-raised'),
    green: resolve('--green'),
    departments: Array.from({ length: departments }, (_, i) => resolve(colourToken(i))),
    tints: new Map(tints.map((tint) => [tint, resolve(`--tint-${tint}`)])),
    serif: face('--serif'),
    sans: face('--sans'),
  };
  probe.style.color = '';
  probe.style.fontFamily = '';
  return ink;
}

export function labelFont(of: DrawnLabel['of'], ink: Ink): string {
  return of === 'department' ? `500 18px ${ink.serif}` : `500 12.5px ${ink.sans}`;
}

/** Of a mark, px: dots grow as one zooms in, but slower than the map. */
export function markRadius(items: number, zoom: number): number {
  const first = items > 10_000 ? 1.4 : items > 2_500 ? 2 : 2.8;
  return Math.min(9, first * zoom ** 0.42);
}

export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const { width, height, density, ink } = scene;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  paintWarmth(context, scene);
  paintMarks(context, scene);
  paintPath(context, scene);
  paintThings(context, scene);
  paintLabels(context, scene);
  paintActive(context, scene);
  if (scene.crosshair) {
    context.strokeStyle = ink.soft;
    context.lineWidth = 1;
    context.beginPath();
    const [x, y] = [Math.round(width / 2) + 0.5, Math.round(height / 2) + 0.5];
    context.moveTo(x - 10, y);
    context.lineTo(x + 10, y);
    context.moveTo(x, y - 10);
    context.lineTo(x, y + 10);
    context.stroke();
  }
}

/** Where an item stands on the screen. */
export function screenOf(
  { base, transform }: Pick<Scene, 'base' | 'transform'>,
  item: number,
): [number, number] {
  return transform.apply([base[item * 2], base[item * 2 + 1]]);
}

function shows({ hidden, departmentOf }: Scene, item: number): boolean {
  return departmentOf === null || !hidden.has(departmentOf[item]);
}

function paintWarmth(context: CanvasRenderingContext2D, scene: Scene): void {
  const radius = WARM_RADIUS * scene.transform.k ** 0.8;
  for (const [item, strength] of scene.warm) {
    if (!shows(scene, item)) continue;
    const [x, y] = screenOf(scene, item);
    if (x < -radius || y < -radius || x > scene.width + radius || y > scene.height + radius) continue;
    const glow = context.createRadialGradient(x, y, 0, x, y, radius);
    glow.addColorStop(0, withAlpha(scene.ink.green, 0.16 * (0.3 + 0.7 * strength)));
    glow.addColorStop(1, withAlpha(scene.ink.green, 0));
    context.fillStyle = glow;
    context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  }
}

/** One stamp a department, drawn once a frame: tens of thousands of marks cost little more than their copies. */
function paintMarks(context: CanvasRenderingContext2D, scene: Scene): void {
  const { base, departmentOf, transform, ink, width, height, things } = scene;
  const { k, x: panX, y: panY } = transform;
  const n = base.length / 2;
  const radius = markRadius(n, k);
  const stamps =
    departmentOf === null
      ? [stampOf(markPath('circle', radius), ink.soft, ink.paper, radius, scene.density)]
      : ink.departments.map((colour, department) =>
          stampOf(markPath(markOf(department).shape, radius), colour, ink.paper, radius, scene.density),
        );
  if (stamps.length === 0) return;
  const side = stamps[0].width / scene.density;
  for (let i = 0; i < n; i++) {
    const x = panX + k * base[i * 2];
    const y = panY + k * base[i * 2 + 1];
    if (x < -side || y < -side || x > width + side || y > height + side) continue;
    if (!shows(scene, i) || things.has(i)) continue;
    context.drawImage(
      stamps[departmentOf === null ? 0 : departmentOf[i]],
      x - side / 2,
      y - side / 2,
      side,
      side,
    );
  }
}

function stampOf(
  path: string,
  colour: string,
  edge: string,
  radius: number,
  density: number,
): HTMLCanvasElement {
  const stamp = document.createElement('canvas');
  const half = Math.ceil(radius * 1.6) + 1;
  stamp.width = Math.ceil(half * 2 * density);
  stamp.height = stamp.width;
  const context = stamp.getContext('2d');
  if (context) {
    context.scale(density, density);
    context.translate(stamp.width / density / 2, stamp.height / density / 2);
    const shape = new Path2D(path);
    context.fillStyle = withAlpha(colour, 0.88);
    context.fill(shape);
    // Parts dots that touch.
    context.lineWidth = Math.min(1, radius / 4);
    context.strokeStyle = edge;
    context.stroke(shape);
  }
  return stamp;
}

/** A line that bends a little, so that going there and coming back are two lines. */
function paintPath(context: CanvasRenderingContext2D, scene: Scene): void {
  const { steps, ink, transform } = scene;
  const shown = steps.filter(({ item }) => shows(scene, item));
  shown.slice(1).forEach(({ item, strength }, i) => {
    const [x0, y0] = screenOf(scene, shown[i].item);
    const [x1, y1] = screenOf(scene, item);
    context.strokeStyle = withAlpha(ink.ink, 0.08 + 0.6 * strength);
    context.lineWidth = 0.8 + 1.4 * strength;
    context.beginPath();
    context.moveTo(x0, y0);
    context.quadraticCurveTo((x0 + x1) / 2 - (y1 - y0) * 0.12, (y0 + y1) / 2 + (x1 - x0) * 0.12, x1, y1);
    context.stroke();
  });
  const radius = markRadius(scene.base.length / 2, transform.k);
  shown.forEach(({ item, strength }, i) => {
    const [x, y] = screenOf(scene, item);
    const newest = i === shown.length - 1;
    const around = radius + 2.5 + 2 * strength;
    context.beginPath();
    context.arc(x, y, around, 0, 2 * Math.PI);
    context.lineWidth = 3.5;
    context.strokeStyle = withAlpha(ink.paper, 0.85 * Math.max(0.3, strength));
    context.stroke();
    context.lineWidth = newest ? 2.5 : 1.5;
    context.strokeStyle = newest ? ink.green : withAlpha(ink.ink, 0.25 + 0.7 * strength);
    context.stroke();
  });
}

/** @returns sides of things by item: as large as fits between it and the nearest, within bounds */
export function thingSides(
  scene: Pick<Scene, 'base' | 'transform'>,
  items: readonly number[],
): Map<number, number> {
  const at = items.map((item) => screenOf(scene, item));
  return new Map(
    items.map((item, i) => {
      let nearest = THING;
      at.forEach(([x, y], other) => {
        // Squares, so the larger of both distances parts them.
        if (other !== i)
          nearest = Math.min(nearest, Math.max(Math.abs(x - at[i][0]), Math.abs(y - at[i][1])));
      });
      return [item, Math.max(SMALLEST_THING, nearest - 4)];
    }),
  );
}

function paintThings(context: CanvasRenderingContext2D, scene: Scene): void {
  const { things, ink, active } = scene;
  const sides = thingSides(scene, [...things.keys()]);
  const order = [...things].sort(([a], [b]) => Number(a === active) - Number(b === active));
  for (const [item, { image, tint }] of order) {
    if (!shows(scene, item)) continue;
    const side = sides.get(item) ?? SMALLEST_THING;
    const [x, y] = screenOf(scene, item);
    context.fillStyle = ink.tints.get(tint) ?? ink.paper;
    context.strokeStyle = ink.departments[scene.departmentOf?.[item] ?? 0] ?? ink.soft;
    context.lineWidth = item === active ? 2.5 : 1.25;
    context.beginPath();
    context.roundRect(x - side / 2, y - side / 2, side, side, side * 0.24);
    context.fill();
    const inner = side * 0.94;
    context.drawImage(image, x - inner / 2, y - inner / 2, inner, inner);
    context.stroke();
  }
}

function paintLabels(context: CanvasRenderingContext2D, scene: Scene): void {
  const { labels, transform, ink, hidden, width, height } = scene;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { text, x: baseX, y: baseY, from, department, of } of labels) {
    if (from > transform.k || hidden.has(department)) continue;
    const [x, y] = transform.apply([baseX, baseY]);
    if (x < -120 || y < -20 || x > width + 120 || y > height + 20) continue;
    context.font = labelFont(of, ink);
    context.lineWidth = of === 'department' ? 5 : 4;
    context.strokeStyle = withAlpha(ink.paper, 0.9);
    context.strokeText(text, x, y);
    context.fillStyle = of === 'department' ? ink.ink : ink.soft;
    context.fillText(text, x, y);
  }
}

function paintActive(context: CanvasRenderingContext2D, scene: Scene): void {
  const { active, ink, transform, base, things } = scene;
  if (active === null || things.has(active) || active * 2 >= base.length) return;
  const [x, y] = screenOf(scene, active);
  context.beginPath();
  context.arc(x, y, markRadius(base.length / 2, transform.k) + 4, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = ink.ink;
  context.stroke();
}

/** @param colour as `getComputedStyle` gives it, rgb(...) */
function withAlpha(colour: string, alpha: number): string {
  const parts = colour.match(/[\d.]+/g);
  return parts === null ? colour : `rgb(${parts[0]} ${parts[1]} ${parts[2]} / ${alpha})`;
}
