/**
 * Turns an icon of the Fluent emoji set into a drawing that can be measured, dyed and put beside others: smaller
 * files, clean edges, ids that don't clash. Composing the picture is `compose.ts`.
 */
import type { Paint } from './colour.ts';
import { type Element, element, everyElement, parseMarkup, writeMarkup } from './markup.ts';
import { parsePath, pathPoints, shortNumber, writePath } from './path.ts';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Drawing {
  shapes: Element[];
  /** Gradients, filters, masks and shared paths; every one has an id. */
  definitions: Element[];
  /** Around everything painted, in the icon's units. */
  ink: Box;
  /** What touches the ground: the extent of the lowest twentieth of the ink. */
  foot: { left: number; right: number };
  /** The colours of the shapes with the area they cover, for finding the thing's body colour. */
  paints: Paint[];
}

export class DrawingError extends Error {
  override name = 'DrawingError';
}

const DEFINITIONS = new Set(['linearGradient', 'radialGradient', 'filter', 'mask', 'clipPath', 'path']);
const COLOURS = ['fill', 'stroke', 'stop-color'];
const REFERENCE = /url\(#([^)]+)\)/;

type Matrix = [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * @param body an icon of the set, drawn in 32 units
 * @param decimals kept in coordinates; shown at 10 pixels a unit, a hundredth is below a pixel
 * @throws DrawingError when the icon uses a construct this file would get wrong
 */
export function readDrawing(name: string, body: string, decimals: number): Drawing {
  const top = parseMarkup(body);
  const definitions = new Map<string, Element>();
  const shapes = withoutDefinitions(top, definitions);
  for (const [id, definition] of definitions) {
    if (definition.name === 'filter') definitions.set(id, rebuiltFilter(name, definition));
  }
  for (const shape of everyElement(shapes)) loosenFilter(shape, definitions);
  const measured = measure(shapes, definitions);
  if (measured.ink.right <= measured.ink.left) throw new DrawingError(`Icon "${name}" paints nothing`);
  for (const part of everyElement([...shapes, ...definitions.values()])) roundNumbers(part, decimals);
  inheritGradients(definitions);
  sharePaths(shapes, definitions);
  return { shapes, definitions: [...definitions.values()], ...measured };
}

/** The drawing with every colour mapped: fills, strokes, gradient stops and the colours inside filters. */
export function recoloured(drawing: Drawing, map: (colour: string) => string): Drawing {
  const mapped = (part: Element): Element => {
    const attributes = { ...part.attributes };
    for (const key of COLOURS) {
      const value = attributes[key];
      if (value && value !== 'none' && !REFERENCE.test(value))
        attributes[key] = map(value.slice(0, 7)) + value.slice(7);
    }
    if (part.name === 'feColorMatrix') {
      const alpha = attributes.values.split(' ').slice(15);
      attributes.values = colourMatrix(map(matrixColour(attributes.values)), alpha);
    }
    return { ...part, attributes, children: part.children.map(mapped) };
  };
  return { ...drawing, shapes: drawing.shapes.map(mapped), definitions: drawing.definitions.map(mapped) };
}

/**
 * Short ids that start with `prefix`, equal definitions merged, unused ones dropped.
 * @returns definitions and shapes, ready to be written into one file with others of another prefix
 */
export function withIds(drawing: Drawing, prefix: string): { definitions: Element[]; shapes: Element[] } {
  const names = new Map<string, string>();
  const written = new Map<string, string>();
  const kept: Element[] = [];
  const used = new Set<string>();
  const byId = new Map(drawing.definitions.map((definition) => [definition.attributes.id, definition]));
  const visit = (part: Element) => {
    for (const each of everyElement([part])) {
      for (const id of references(each)) {
        if (used.has(id)) continue;
        used.add(id);
        const definition = byId.get(id);
        if (definition) visit(definition);
      }
    }
  };
  for (const shape of drawing.shapes) visit(shape);

  for (const definition of drawing.definitions) {
    const { id, ...rest } = definition.attributes;
    if (!used.has(id)) continue;
    const content = writeMarkup([{ ...definition, attributes: rest }]);
    const same = written.get(content);
    const short = same ?? prefix + names.size.toString(36);
    names.set(id, short);
    if (same !== undefined) continue;
    written.set(content, short);
    kept.push(definition);
  }
  const renamed = (part: Element): Element => {
    const attributes = Object.fromEntries(
      Object.entries(part.attributes).map(([key, value]) => {
        if (key === 'id') return [key, names.get(value) ?? value];
        if (key === 'href') return [key, `#${names.get(value.slice(1))}`];
        return [key, value.replace(REFERENCE, (_, id) => `url(#${names.get(id)})`)];
      }),
    );
    return { ...part, attributes, children: part.children.map(renamed) };
  };
  return { definitions: kept.map(renamed), shapes: drawing.shapes.map(renamed) };
}

function references(part: Element): string[] {
  return Object.entries(part.attributes).flatMap(([key, value]) => {
    if (key === 'href') return [value.slice(1)];
    const id = REFERENCE.exec(value)?.[1];
    return id ? [id] : [];
  });
}

/** Takes definitions out of the tree, and groups that only wrap. */
function withoutDefinitions(elements: Element[], definitions: Map<string, Element>): Element[] {
  return elements.flatMap((part) => {
    const { id } = part.attributes;
    if (id !== undefined && DEFINITIONS.has(part.name) && part.name !== 'path') {
      definitions.set(id, part);
      return [];
    }
    const children = withoutDefinitions(part.children, definitions);
    if (part.name === 'defs') {
      for (const child of children) if (child.attributes.id) definitions.set(child.attributes.id, child);
      return [];
    }
    const plain = Object.keys(part.attributes).every((key) => key === 'fill');
    if (part.name === 'g' && plain) {
      const { fill } = part.attributes;
      if (fill === undefined) return children;
      return children.map((child) => ({ ...child, attributes: { fill, ...child.attributes } }));
    }
    return [{ ...part, children }];
  });
}

/**
 * The set's inner shadows are exported against a hardened alpha, which paints over the softened edge of a shape
 * and frays it. Rebuilt, the shade lies atop the shape: the same look, the shape's own edge, a third of the size.
 */
function rebuiltFilter(name: string, filter: Element): Element {
  const { id, x, y, width, height } = filter.attributes;
  const under: Element[] = [];
  const steps: Element[] = [];
  let over = 'SourceGraphic';
  let last = { dx: '0', dy: '0', blur: '0', matrix: '' };
  for (const { name: primitive, attributes } of filter.children) {
    const { result = '' } = attributes;
    if (primitive === 'feOffset') last = { ...last, dx: attributes.dx ?? '0', dy: attributes.dy ?? '0' };
    else if (primitive === 'feGaussianBlur') last.blur = attributes.stdDeviation;
    else if (primitive === 'feColorMatrix' && attributes.in !== 'SourceAlpha')
      last.matrix = attributes.values;
    if (!result.includes('effect')) continue;
    if (result.includes('foregroundBlur')) {
      steps.push(element('feGaussianBlur', { stdDeviation: last.blur }));
      continue;
    }
    const isShade = result.includes('innerShadow');
    if (!isShade && !result.includes('dropShadow')) {
      throw new DrawingError(`Icon "${name}" has a filter effect that isn't known here: ${result}`);
    }
    // Shade lies where the shifted shape is not: its alpha is opacity x (1 - alpha).
    const opacity = Math.abs(Number(last.matrix.trim().split(/\s+/)[18]));
    const alpha = isShade ? [0, 0, 0, -opacity, opacity] : [0, 0, 0, opacity, 0];
    const paint = [
      element('feOffset', { in: 'SourceAlpha', dx: last.dx, dy: last.dy }),
      element('feGaussianBlur', { stdDeviation: last.blur }),
      element('feColorMatrix', { values: colourMatrix(matrixColour(last.matrix), alpha) }),
    ];
    if (isShade) {
      const output = `s${steps.length}`;
      steps.push(...paint, element('feComposite', { in2: over, operator: 'atop', result: output }));
      over = output;
    } else {
      const output = `d${under.length}`;
      paint[2].attributes.result = output;
      under.push(...paint);
      steps.push(element('feComposite', { in: over, in2: output, result: `s${steps.length}` }));
      over = steps[steps.length - 1].attributes.result;
    }
  }
  delete steps[steps.length - 1]?.attributes.result;
  return element('filter', { id, x, y, width, height, filterUnits: 'userSpaceOnUse' }, [...under, ...steps]);
}

/**
 * Drops the region of a filter that only shades fills: the default one, a tenth larger than the shape, is enough,
 * and filters without regions are often equal and can be merged. Strokes and blurs reach farther.
 */
function loosenFilter(shape: Element, definitions: Map<string, Element>): void {
  const filter = definitions.get(REFERENCE.exec(shape.attributes.filter ?? '')?.[1] ?? '');
  const stroked = [...everyElement([shape])].some(({ attributes }) => attributes.stroke);
  const onlyShades = filter?.children.at(-1)?.attributes.operator === 'atop';
  const drops = filter?.children.some(({ attributes }) => attributes.result?.startsWith('d'));
  if (!filter || stroked || !onlyShades || drops) return;
  for (const key of ['x', 'y', 'width', 'height', 'filterUnits']) delete filter.attributes[key];
}

/** The colour a matrix paints whatever it reads: its constant column. */
function matrixColour(values: string): string {
  const numbers = values.trim().split(/\s+/).map(Number);
  const channel = (row: number) =>
    Math.round(Math.min(1, Math.max(0, numbers[row * 5 + 4])) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}

function colourMatrix(colour: string, alpha: (number | string)[]): string {
  const channels = [1, 3, 5].map((at) => shortNumber(Number.parseInt(colour.slice(at, at + 2), 16) / 255, 3));
  return [...channels.map((value) => `0 0 0 0 ${value}`), ...alpha].join(' ');
}

function roundNumbers(part: Element, decimals: number): void {
  const { attributes } = part;
  delete attributes['color-interpolation-filters'];
  if (part.name === 'stop') foldOpacity(attributes);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'd') attributes.d = writePath(parsePath(value), decimals);
    else if (key === 'transform' || key === 'gradientTransform')
      attributes[key] = value.replace(/-?\d*\.\d+/g, (number) => shortNumber(Number(number), 3));
    else if (/^-?\d*\.\d+$/.test(value)) attributes[key] = shortNumber(Number(value), 2);
    else if (/^#[0-9a-fA-F]{6}$/.test(value)) attributes[key] = value.toLowerCase();
  }
}

/** A stop's opacity as the fourth byte of its colour. */
function foldOpacity(attributes: Record<string, string>): void {
  const { 'stop-opacity': opacity, 'stop-color': colour = '#000000' } = attributes;
  if (opacity === undefined || !/^#[0-9a-fA-F]{6}$/.test(colour)) return;
  delete attributes['stop-opacity'];
  const byte = Math.round(Number(opacity) * 255);
  attributes['stop-color'] = colour.toLowerCase() + byte.toString(16).padStart(2, '0');
}

/** What all gradients of a kind say alike is said once, in one they refer to. */
function inheritGradients(definitions: Map<string, Element>): void {
  const alike: Record<string, Record<string, string>> = {
    linearGradient: { gradientUnits: 'userSpaceOnUse' },
    radialGradient: { gradientUnits: 'userSpaceOnUse', cx: '0', cy: '0', r: '1' },
  };
  const bases = new Map<string, Element>();
  for (const { name, attributes } of definitions.values()) {
    const common = alike[name];
    if (!common || Object.entries(common).some(([key, value]) => attributes[key] !== value)) continue;
    for (const key of Object.keys(common)) delete attributes[key];
    attributes.href = `#common-${name}`;
    bases.set(name, element(name, { id: `common-${name}`, ...common }));
  }
  for (const base of bases.values()) definitions.set(base.attributes.id, base);
}

/** The set stacks several fills on one outline: write the outline once. */
function sharePaths(shapes: Element[], definitions: Map<string, Element>): void {
  const outline = ({ d, 'fill-rule': fill, 'clip-rule': clip }: Record<string, string>) =>
    `${d}|${fill}|${clip}`;
  const paths = [...everyElement(shapes)].filter(
    (part) => part.name === 'path' && part.attributes.d.length > 40,
  );
  const counts = new Map<string, number>();
  for (const { attributes } of paths)
    counts.set(outline(attributes), (counts.get(outline(attributes)) ?? 0) + 1);
  const shared = new Map<string, string>();
  for (const path of paths) {
    const key = outline(path.attributes);
    if ((counts.get(key) ?? 0) < 2) continue;
    const { d, 'fill-rule': fillRule, 'clip-rule': clipRule, ...rest } = path.attributes;
    let id = shared.get(key);
    if (id === undefined) {
      id = `outline-${shared.size}`;
      shared.set(key, id);
      const rules = {
        ...(fillRule && { 'fill-rule': fillRule }),
        ...(clipRule && { 'clip-rule': clipRule }),
      };
      definitions.set(id, element('path', { id, d, ...rules }));
    }
    path.name = 'use';
    path.attributes = { href: `#${id}`, ...rest };
  }
}

function measure(
  shapes: Element[],
  definitions: Map<string, Element>,
): Pick<Drawing, 'ink' | 'foot' | 'paints'> {
  const points: [number, number][] = [];
  const paints: Paint[] = [];
  const visit = (parts: Element[], matrix: Matrix) => {
    for (const part of parts) {
      const { attributes } = part;
      const place = multiply(matrix, attributes.transform);
      visit(part.children, place);
      const source = part.name === 'use' ? definitions.get(attributes.href.slice(1)) : part;
      const outline = source ? shapePoints(source) : [];
      if (outline.length === 0) continue;
      const stroke = attributes.stroke ? Number(attributes['stroke-width'] ?? 1) / 2 : 0;
      const xs = outline.map(([x]) => x);
      const ys = outline.map(([, y]) => y);
      const [left, right] = [Math.min(...xs) - stroke, Math.max(...xs) + stroke];
      const [top, bottom] = [Math.min(...ys) - stroke, Math.max(...ys) + stroke];
      for (const [x, y] of outline) {
        for (const [dx, dy] of stroke
          ? [
              [-stroke, -stroke],
              [stroke, stroke],
            ]
          : [[0, 0]]) {
          points.push(apply(place, x + dx, y + dy));
        }
      }
      const paint = attributes.fill && attributes.fill !== 'none' ? attributes.fill : attributes.stroke;
      if (!paint || paint === 'none') continue;
      const length = right - left + bottom - top;
      const area = attributes.stroke ? length * stroke * 2 : (right - left) * (bottom - top);
      const gradient = definitions.get(REFERENCE.exec(paint)?.[1] ?? '');
      if (!gradient) paints.push({ colour: paint, weight: area });
      for (const stop of gradient?.children ?? []) {
        const opacity = Number(stop.attributes['stop-opacity'] ?? 1);
        paints.push({
          colour: stop.attributes['stop-color'] ?? '#000',
          weight: (area * opacity) / (gradient?.children.length ?? 1),
        });
      }
    }
  };
  visit(shapes, IDENTITY);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const ink = {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
  const low = points.filter(([, y]) => y > ink.bottom - (ink.bottom - ink.top) / 20).map(([x]) => x);
  return { ink, foot: { left: Math.min(...low), right: Math.max(...low) }, paints };
}

function shapePoints({ name, attributes }: Element): [number, number][] {
  const number = (key: string) => Number(attributes[key] ?? 0);
  if (name === 'path') return pathPoints(parsePath(attributes.d));
  if (name === 'rect') {
    const [x, y, width, height] = [number('x'), number('y'), number('width'), number('height')];
    return [
      [x, y],
      [x + width, y],
      [x, y + height],
      [x + width, y + height],
    ];
  }
  if (name === 'circle' || name === 'ellipse') {
    const [rx, ry] = name === 'circle' ? [number('r'), number('r')] : [number('rx'), number('ry')];
    return Array.from({ length: 24 }, (_, i) => {
      const angle = (i * Math.PI) / 12;
      return [number('cx') + rx * Math.cos(angle), number('cy') + ry * Math.sin(angle)];
    });
  }
  return [];
}

function multiply(outer: Matrix, transform: string | undefined): Matrix {
  let matrix = outer;
  for (const [, name, list] of (transform ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const values = (list.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? []).map(Number);
    for (const step of transformSteps(name, values)) matrix = product(matrix, step);
  }
  return matrix;
}

function transformSteps(name: string, values: number[]): Matrix[] {
  if (name === 'matrix') return [values as Matrix];
  if (name === 'translate') return [[1, 0, 0, 1, values[0], values[1] ?? 0]];
  if (name === 'scale') return [[values[0], 0, 0, values[1] ?? values[0], 0, 0]];
  if (name !== 'rotate') throw new DrawingError(`Unknown transform "${name}"`);
  const angle = (values[0] * Math.PI) / 180;
  const [x, y] = [values[1] ?? 0, values[2] ?? 0];
  return [
    [1, 0, 0, 1, x, y],
    [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0],
    [1, 0, 0, 1, -x, -y],
  ];
}

function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
