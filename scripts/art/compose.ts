/**
 * Composes one product picture: the thing, sometimes as a set, sometimes with a small companion, on a quiet
 * pattern and a soft shadow. The same item always gets the same picture.
 */
import type { DepartmentSource, IconArt, SourceItem } from '../../src/catalog/demo.ts';
import { isRecord } from '../../src/catalog/demo.ts';
import { type Random, seeded } from '../../src/training/random.ts';
import { backdrop } from './backdrop.ts';
import { dye, HUES, targetColour } from './colour.ts';
import { type Drawing, readDrawing, recoloured, withIds } from './drawing.ts';
import { type Element, element, writeMarkup } from './markup.ts';
import { shortNumber } from './path.ts';
import { composeSleeve } from './sleeve.ts';

/** Bodies of icons by name. */
export type Icons = Record<string, { body: string }>;

export class UnknownIconError extends Error {
  override name = 'UnknownIconError';
}

/** Everything but records. */
export type IconItem = SourceItem & { art: IconArt };

/** Pictures are square, 100 units wide. Where an item's ground lies, and how large things are on it. */
const GROUND = 75;
const SIZE = { area: 50, longest: 62 };
const COMPANION = { area: 25, longest: 31 };

/** Things of the air: as companions they float above instead of standing on the ground. */
const FLOATS = new Set(
  (
    'cloud cloud-with-rain cloud-with-snow sun sun-behind-cloud sun-behind-small-cloud sun-behind-rain-cloud sunrise ' +
    'crescent-moon full-moon star snowflake rainbow droplet butterfly honeybee bird owl bat high-voltage ' +
    'musical-note musical-notes sparkles bubbles leaf-fluttering-in-wind dashing-away fog foggy milky-way ' +
    'night-with-stars red-heart heart-suit speech-balloon rocket kite balloon dove feather mosquito wind-face ' +
    'fire curly-loop double-curly-loop recycling-symbol glowing-star ringed-planet'
  ).split(' '),
);

/** Mirrored, these would read wrong: writing, clock faces, instruments played right-handed. */
const ONE_HANDED =
  /clock|watch|thirty|calendar|note|score|music|input|keyboard|newspaper|page|book|globe|map|flag|die|abacus|receipt|ticket|guitar|violin|saxophone|banjo|ruler|scroll|label|compass|card|mahjong|memo|recycling|bus|train|school|fuel|potable/;

/** Icons that already show more than one. */
const PLURAL =
  /socks|gloves|skis|chopsticks|fork|bags|books|dice|shoes|sandal|beans|peanuts|cherries|grapes|blueberries|bubbles|prints|sheaf|bouquet|books|performing|pancakes|flags|curly|palette|towel|blanket/;

/** Nearly black in the set: as companions they would vanish on a dark tint. */
const DARK = new Set(['musical-note', 'musical-notes', 'footprints', 'paw-prints']);

interface Placement {
  drawing: Drawing;
  prefix: string;
  scale: number;
  /** Where the middle of the ink's lower edge goes. */
  x: number;
  y: number;
  /** Degrees about the ink's middle. */
  tilt: number;
  mirrored: boolean;
  grounded: boolean;
}

/**
 * @returns a complete SVG file: no scripts, no references outside itself, transparent where nothing is drawn
 * @throws UnknownIconError when the item's art names an icon the set doesn't have
 */
export function composePicture(item: SourceItem, department: DepartmentSource, icons: Icons): string {
  if (isRecord(item)) return composeSleeve(item, hash(item.id));
  return composeThing(item as IconItem, department, icons);
}

function composeThing(item: IconItem, department: DepartmentSource, icons: Icons): string {
  const random = seeded(hash(item.id));
  const behind = backdrop(department.slug, random);
  const { icon, hue, with: companionName } = item.art;
  const target = targetColour(hue, item.attributes.colour);
  let thing = drawingOf(item, icon, icons, 2);
  if (target) thing = recoloured(thing, dye(thing.paints, target));

  const count = setSize(item, department);
  const stands = thing.foot.right - thing.foot.left > 0.5 * (thing.ink.right - thing.ink.left);
  const tilt = stands ? 0 : (random() * 2 - 1) * 7;
  const mirrored = !ONE_HANDED.test(icon) && random() < 0.4;
  const size = 0.95 + random() * 0.12;
  const side = random() < 0.5 ? -1 : 1;
  const common = { drawing: thing, prefix: 'a', tilt, mirrored, grounded: stands };

  const placements: Placement[] = [];
  if (count === 1) {
    const shift = companionName ? -side * 6 : (random() * 2 - 1) * 1.5;
    const scale = fit(thing, SIZE) * size * (companionName ? 0.95 : 1);
    placements.push({ ...common, scale, x: 50 + shift, y: groundFor(thing, scale, stands) });
  } else {
    const scale = fit(thing, SIZE) * (count === 2 ? 0.72 : 0.6) * size;
    const width = (thing.ink.right - thing.ink.left) * scale;
    const step = Math.min(23, Math.max(13, width * (count === 2 ? 0.36 : 0.5)));
    const spots =
      count === 2
        ? [
            [-step, -5],
            [step, 2],
          ]
        : [
            [-step, -7],
            [step, -8],
            [0, 3],
          ];
    const low = groundFor(thing, scale, stands);
    for (const [x, y] of spots) {
      placements.push({ ...common, scale, tilt: stands ? 0 : tilt + x / 3, x: 50 + x * -side, y: low + y });
    }
  }

  if (companionName) {
    let drawing = drawingOf(item, companionName, icons, 1);
    if (DARK.has(companionName)) drawing = recoloured(drawing, dye(drawing.paints, HUES.violet));
    placements.push(...placeCompanion(drawing, companionName, placements, side, random));
    // Floating companions come last in the list but behind in the picture.
    if (FLOATS.has(companionName)) placements.unshift(placements.pop() as Placement);
  }
  return file(behind, placements);
}

/** How many of the thing to draw: what is sold as a pair or a set looks like one. */
export function setSize(item: IconItem, department: DepartmentSource): 1 | 2 | 3 {
  const title = item.title.toLowerCase();
  if (department.slug === 'books' || PLURAL.test(item.art.icon)) return 1;
  if (/\bpair\b|\btwin\b|^two (?!\w+,)/.test(title)) return 2;
  const many = 'three|four|five|six|eight|ten|twelve|twenty-four|thirty-six';
  if (/\btrio\b|\b(set|box|pack) of /.test(title)) return 3;
  if (new RegExp(`^(${many}) (?!doors|\\w+,)|, (${many})$`).test(title)) return 3;
  return 1;
}

/** Reading an icon costs most of a picture's time, and most icons serve several items. */
const drawings = new Map<string, Drawing>();

function drawingOf(item: SourceItem, name: string, icons: Icons, decimals: number): Drawing {
  const key = `${name} ${decimals}`;
  const known = drawings.get(key);
  if (known) return known;
  const icon = icons[name];
  if (!icon)
    throw new UnknownIconError(`Item "${item.id}" asks for the icon "${name}", which the set doesn't have`);
  const drawing = readDrawing(name, icon.body, decimals);
  drawings.set(key, drawing);
  return drawing;
}

/** Optical size: equal areas, until a long thing would leave the square. */
function fit({ ink }: Drawing, { area, longest }: typeof SIZE): number {
  const [width, height] = [ink.right - ink.left, ink.bottom - ink.top];
  return Math.min(area / Math.sqrt(width * height), longest / Math.max(width, height));
}

/** Standing things share a ground, unless that would leave them low in the square; others hang in the middle. */
function groundFor({ ink }: Drawing, scale: number, stands: boolean): number {
  const height = (ink.bottom - ink.top) * scale;
  const middle = 50 + height / 2;
  return stands ? Math.min(GROUND + 2, Math.max(middle, (middle + GROUND) / 2)) : middle;
}

function placeCompanion(
  drawing: Drawing,
  name: string,
  things: Placement[],
  side: number,
  random: Random,
): Placement[] {
  const scale = fit(drawing, COMPANION) * (0.95 + random() * 0.2);
  const [main] = things;
  const thingWidth = (main.drawing.ink.right - main.drawing.ink.left) * main.scale;
  const thingHeight = (main.drawing.ink.bottom - main.drawing.ink.top) * main.scale;
  const width = (drawing.ink.right - drawing.ink.left) * scale;
  const reach = things.length > 1 ? 30 : thingWidth / 2 + width * 0.12;
  const x = Math.min(91 - width / 2, Math.max(9 + width / 2, main.x + side * reach));
  const common = { drawing, prefix: 'b', scale, mirrored: false, x: things.length > 1 ? 50 + side * 29 : x };
  if (FLOATS.has(name)) {
    const y = Math.max(14 + (drawing.ink.bottom - drawing.ink.top) * scale, main.y - thingHeight * 0.72);
    return [{ ...common, y, tilt: (random() * 2 - 1) * 5, grounded: false }];
  }
  return [
    {
      ...common,
      y: Math.min(86, Math.max(main.y, ...things.map(({ y }) => y)) + 4),
      tilt: 0,
      grounded: true,
    },
  ];
}

function file(behind: Element[], placements: Placement[]): string {
  const definitions: Element[] = [shadowPaint()];
  const written = new Map<string, Element[]>();
  for (const { drawing, prefix } of placements) {
    if (written.has(prefix)) continue;
    const parts = withIds(drawing, prefix);
    definitions.push(...parts.definitions);
    const repeats = placements.filter((placement) => placement.prefix === prefix).length > 1;
    if (repeats) definitions.push(element('g', { id: prefix }, parts.shapes));
    written.set(prefix, repeats ? [element('use', { href: `#${prefix}` })] : parts.shapes);
  }
  const shadows = placements.filter(({ prefix }, i) => prefix === 'a' || placements[i].grounded).map(shadow);
  const things = placements.map((placement) =>
    element('g', { transform: transformOf(placement) }, written.get(placement.prefix)),
  );
  const root = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 100 100', 'color-interpolation-filters': 'sRGB' },
    [element('defs', {}, definitions), ...behind, ...shadows, ...things],
  );
  // The icons are drawn in a group without fill: a path says its own.
  root.attributes.fill = 'none';
  return writeMarkup([root]);
}

const n = (value: number) => shortNumber(value, 2);

function transformOf({ drawing: { ink }, scale, x, y, tilt, mirrored }: Placement): string {
  const [middleX, middleY] = [(ink.left + ink.right) / 2, (ink.top + ink.bottom) / 2];
  const height = (ink.bottom - ink.top) * scale;
  const turn = tilt === 0 ? '' : `rotate(${n(tilt)})`;
  const stretch = mirrored ? `scale(${n(-scale)} ${n(scale)})` : `scale(${n(scale)})`;
  return `translate(${n(x)} ${n(y - height / 2)})${turn}${stretch}translate(${n(-middleX)} ${n(-middleY)})`;
}

function shadowPaint(): Element {
  const stop = (offset: number, opacity: number) => element('stop', { offset, 'stop-opacity': opacity });
  return element('radialGradient', { id: 's' }, [stop(0, 0.26), stop(0.5, 0.13), stop(1, 0)]);
}

/** An ellipse under the thing: close and dark where it stands, lower and faint where it floats. */
function shadow({ drawing: { ink, foot }, scale, x, y, mirrored, grounded }: Placement): Element {
  const flip = mirrored ? -1 : 1;
  const base = grounded ? foot : ink;
  const middle = x + flip * ((base.left + base.right) / 2 - (ink.left + ink.right) / 2) * scale;
  const half = ((base.right - base.left) / 2) * scale;
  const rx = grounded ? half * 1.22 : half * 0.8;
  const attributes = {
    cx: n(middle),
    cy: n(grounded ? y - 0.3 : y + 3),
    rx: n(rx),
    ry: n(Math.max(2, rx * 0.14)),
  };
  return element('ellipse', { ...attributes, fill: 'url(#s)', ...(!grounded && { opacity: 0.7 }) });
}

/** FNV-1a, 32 bits: spreads ids that differ in one letter. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}
