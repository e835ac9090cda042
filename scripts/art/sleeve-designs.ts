/**
 * What is printed on sleeves: designs of plain shapes on a square of 100 units, in five colours. Each is a family: the
 * album's own random numbers and how much goes on in its music choose the member.
 */
import type { Random } from '../../src/training/random.ts';
import { type Element, element } from './markup.ts';
import { shortNumber } from './path.ts';

export interface Inks {
  /** Under everything. */
  ground: string;
  main: string;
  /** The darkest. */
  deep: string;
  /** The lightest. */
  light: string;
  accent: string;
}

export interface Brief {
  inks: Inks;
  random: Random;
  /** From still to busy, 0 to 1. */
  density: number;
}

type Design = (brief: Brief) => Element[];

const n = (value: number) => shortNumber(value, 1);
const between = (random: Random, from: number, to: number) => from + random() * (to - from);
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)];

const circle = (cx: number, cy: number, r: number, fill: string) =>
  element('circle', { cx: n(cx), cy: n(cy), r: n(r), fill });
const ring = (cx: number, cy: number, r: number, stroke: string, width: number) =>
  element('circle', { cx: n(cx), cy: n(cy), r: n(r), fill: 'none', stroke, 'stroke-width': n(width) });
const rect = (x: number, y: number, width: number, height: number, fill: string, rx = 0) =>
  element('rect', {
    x: n(x),
    y: n(y),
    width: n(width),
    height: n(height),
    fill,
    ...(rx > 0 && { rx: n(rx) }),
  });
const shape = (d: string, fill: string) => element('path', { d, fill });
const line = (d: string, stroke: string, width: number, cap = 'butt') =>
  element('path', { d, fill: 'none', stroke, 'stroke-width': n(width), 'stroke-linecap': cap });
const faded = (opacity: number, children: Element[]) => element('g', { opacity: n(opacity) }, children);

/** A ridge from the left edge to the right, closed at the bottom. */
function ridge(random: Random, height: number, swell: number, bumps: number): string {
  const step = 100 / bumps;
  let d = `M0 ${n(height + between(random, -swell, swell) * 0.5)}`;
  for (let i = 1; i <= bumps; i++) {
    const y = height + (i % 2 === 0 ? 1 : -1) * between(random, 0.35, 1) * swell;
    d += `S${n(step * (i - 0.55))} ${n(y)} ${n(step * i)} ${n(y)}`;
  }
  return `${d}V100H0z`;
}

const hills: Design = ({ inks, random, density }) => {
  const sunX = between(random, 25, 75);
  const rows = 3 + Math.round(density * 2);
  const tones = [inks.accent, inks.main, inks.deep];
  const land = Array.from({ length: rows }, (_, i) => {
    const layer = shape(
      ridge(random, 50 + (i * 46) / rows, 9, 3),
      tones[Math.min(2, Math.floor((i * 3) / rows))],
    );
    return i % 2 === 1 && i < rows - 1 ? faded(0.8, [layer]) : layer;
  });
  return [circle(sunX, between(random, 26, 38), between(random, 11, 17), inks.light), ...land];
};

const peaks: Design = ({ inks, random }) => {
  const tip = (x: number, y: number, half: number, fill: string, snow: string) => [
    shape(`M${n(x - half)} 100L${n(x)} ${n(y)}L${n(x + half)} 100z`, fill),
    shape(
      `M${n(x)} ${n(y)}l${n(half * 0.2)} ${n((100 - y) * 0.2)}l${n(-half * 0.12)} 3l${n(-half * 0.1)}-4l${n(-half * 0.11)} 5l${n(-half * 0.07)}-${n(4 + (100 - y) * 0.001)}z`,
      snow,
    ),
  ];
  const x = between(random, 34, 62);
  return [
    circle(x + pick(random, [-20, 22]), between(random, 20, 30), between(random, 8, 13), inks.accent),
    ...tip(x - between(random, 24, 32), between(random, 46, 54), 40, inks.main, inks.light),
    ...tip(x + between(random, 22, 32), between(random, 40, 50), 44, inks.main, inks.light),
    ...tip(x, between(random, 26, 36), 42, inks.deep, inks.light),
  ];
};

/** A sun cut into bands on its way down. */
const settingSun: Design = ({ inks, random, density }) => {
  const horizon = between(random, 58, 68);
  const [x, r] = [between(random, 36, 64), between(random, 25, 31)];
  const bands = 4 + Math.round(density * 4);
  const lines = Array.from({ length: bands }, (_, i) => {
    const y = horizon - r * 0.62 + (i * (r * 0.62)) / bands;
    return rect(0, y, 100, 0.7 + (i * 2.6) / bands, inks.ground);
  });
  const sea = Array.from({ length: bands }, (_, i) => {
    const y = horizon + 5 + ((i + 0.2) * (100 - horizon)) / bands;
    const half = r * (1.05 - (0.75 * i) / bands) * between(random, 0.75, 1.1);
    return rect(x - half, y, half * 2, 1.6, i % 2 === 0 ? inks.accent : inks.light, 0.8);
  });
  return [
    circle(x, horizon - r * 0.2, r, inks.accent),
    ...lines,
    rect(0, horizon, 100, 100 - horizon, inks.main),
    ...sea,
  ];
};

/** Rays, every other one, from behind a hill. */
const risingSun: Design = ({ inks, random, density }) => {
  const [x, y] = [between(random, 38, 62), between(random, 62, 72)];
  const rays = 9 + Math.round(density * 8);
  const turn = random();
  const fan = Array.from({ length: rays }, (_, i) => {
    const edge = (at: number) => {
      const angle = ((i + turn + at) / rays) * 2 * Math.PI;
      return `${n(x + 140 * Math.cos(angle))} ${n(y + 140 * Math.sin(angle))}`;
    };
    return shape(`M${n(x)} ${n(y)}L${edge(0)} ${edge(0.5)}z`, inks.light);
  });
  return [
    faded(0.75, fan),
    circle(x, y, between(random, 24, 28), inks.accent),
    circle(x, y, between(random, 14, 18), inks.light),
    shape(ridge(random, 78, 7, 3), inks.main),
    shape(ridge(random, 90, 4, 3), inks.deep),
  ];
};

/** Half rounds stacked from the lower edge, as on a beach towel. */
const highSun: Design = ({ inks, random, density }) => {
  const [x, y] = [between(random, 30, 70), between(random, 26, 36)];
  const rings = 3 + Math.round(density * 3);
  const tones = [inks.light, inks.accent, inks.main];
  const halo = Array.from({ length: rings }, (_, i) =>
    circle(x, y, 15 + ((rings - i) * 62) / rings, tones[i % tones.length]),
  );
  return [
    ...halo,
    circle(x, y, 15, inks.accent),
    shape(`M0 78Q25 70 50 78T100 78V100H0z`, inks.deep),
    shape(`M0 88Q25 80 50 88T100 88V100H0z`, inks.main),
  ];
};

const sun: Design = (brief) => pick(brief.random, [settingSun, risingSun, highSun])(brief);

const moon: Design = ({ inks, random, density }) => {
  const [x, y, r] = [between(random, 28, 72), between(random, 28, 42), between(random, 15, 24)];
  const bite = pick(random, [-1, 1]) * between(random, 0.38, 0.56) * r;
  const stars = Array.from({ length: 8 + Math.round(density * 14) }, () =>
    circle(between(random, 4, 96), between(random, 4, 62), between(random, 0.35, 0.9), inks.light),
  );
  const water = random() < 0.5;
  const below = water
    ? [
        rect(0, 72, 100, 28, inks.deep),
        ...[76, 81, 86, 91, 96].map((at, i) =>
          rect(
            x - r * (0.9 - i * 0.13),
            at,
            r * (1.8 - i * 0.26),
            1.3,
            i % 2 ? inks.light : inks.accent,
            0.6,
          ),
        ),
      ]
    : [shape(ridge(random, 74, 6, 4), inks.deep), shape(ridge(random, 88, 4, 3), inks.accent)];
  return [
    ...stars,
    circle(x, y, r * 1.5, inks.main),
    circle(x, y, r, inks.light),
    circle(x + bite, y - r * 0.18, r * 0.9, inks.main),
    ...below,
  ];
};

const waves: Design = ({ inks, random, density }) => {
  const rows = 5 + Math.round(density * 4);
  const length = between(random, 26, 44);
  const tones = [inks.light, inks.accent, inks.main, inks.deep];
  const lift = between(random, 3.5, 7);
  const sea = Array.from({ length: rows }, (_, i) => {
    const y = 36 + (i * 66) / rows;
    const start = -length + (((i * length) / 2.6) % length);
    let d = `M${n(start - length)} ${n(y)}`;
    for (let x = start - length; x < 100 + length; x += length)
      d += `q${n(length / 4)} ${n(-lift)} ${n(length / 2)} 0t${n(length / 2)} 0`;
    return shape(`${d}V100H-60z`, tones[(i + (random() < 0.2 ? 1 : 0)) % tones.length]);
  });
  return [circle(between(random, 28, 72), 22, between(random, 8, 12), inks.accent), ...sea];
};

const contours: Design = ({ inks, random, density }) => {
  const [cx, cy] = [between(random, 34, 66), between(random, 34, 66)];
  const wobble = Array.from({ length: 4 }, () => [between(random, 0, 6.28), between(random, 0.05, 0.16)]);
  const lines = 7 + Math.round(density * 7);
  const outline = (r: number) => {
    const points = Array.from({ length: 48 }, (_, i) => {
      const angle = (i / 48) * 2 * Math.PI;
      const bent = wobble.reduce(
        (sum, [phase, depth], k) => sum + depth * Math.sin((k + 1) * angle + phase + r / 40),
        1,
      );
      return `${n(cx + r * bent * Math.cos(angle) * 1.15)} ${n(cy + r * bent * Math.sin(angle))}`;
    });
    return `M${points.join('L')}z`;
  };
  const rings = Array.from({ length: lines }, (_, i) => {
    const r = 8 + (i * 78) / lines;
    return line(outline(r), i % 4 === 3 ? inks.accent : inks.light, i % 4 === 3 ? 1.1 : 0.7);
  });
  return [shape(outline(between(random, 40, 52)), inks.main), ...rings, circle(cx, cy, 3.4, inks.accent)];
};

const grid: Design = ({ inks, random, density }) => {
  const cells = 5 + Math.round(density * 4);
  const gap = 84 / cells;
  const parts: Element[] = [];
  const special = [Math.floor(random() * cells), Math.floor(random() * cells)];
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const grown = 0.3 + 0.62 * Math.abs(Math.sin((row * 1.1 + column * 0.8) * (0.35 + density * 0.3)));
      const side = gap * grown;
      const middle = (at: number) => 8 + (at + 0.5) * gap - side / 2;
      const chosen = row === special[0] && column === special[1];
      const fill = chosen ? inks.accent : (row + column) % 3 === 0 ? inks.light : inks.main;
      parts.push(rect(middle(column), middle(row), side, side, fill, chosen ? side / 2 : side * 0.12));
    }
  }
  return parts;
};

const rings: Design = ({ inks, random, density }) => {
  const count = 4 + Math.round(density * 3);
  const centres = [
    [between(random, 22, 40), between(random, 60, 78)],
    [between(random, 60, 78), between(random, 22, 40)],
  ];
  const tones = [inks.main, inks.light, inks.accent];
  return centres.flatMap(([x, y], side) =>
    Array.from({ length: count }, (_, i) =>
      ring(x, y, 7 + i * (46 / count), tones[(i + side) % tones.length], 46 / count / 2.2),
    ),
  );
};

const stripes: Design = ({ inks, random, density }) => {
  const count = 7 + Math.round(density * 6);
  const slant = pick(random, [-38, 0, 38, 90]);
  const tones = [inks.main, inks.light, inks.accent, inks.deep, inks.ground];
  let at = -30;
  const bars: Element[] = [];
  for (let i = 0; at < 130; i++) {
    const width = (160 / count) * between(random, 0.35, 1.2);
    bars.push(rect(at, -40, width, 180, tones[i % tones.length]));
    at += width;
  }
  const disc = random() < 0.6;
  return [
    element('g', { transform: `rotate(${slant} 50 50)` }, bars),
    ...(disc
      ? [
          circle(50, 50, between(random, 16, 22), inks.ground),
          circle(50, 50, between(random, 7, 11), inks.accent),
        ]
      : []),
  ];
};

const dots: Design = ({ inks, random, density }) => {
  const gap = 13 - density * 4;
  const [fx, fy] = [between(random, 20, 80), between(random, 20, 80)];
  const tones = [inks.light, inks.light, inks.main, inks.accent];
  const parts: Element[] = [];
  for (let row = 0; row * gap < 104; row++) {
    for (let x = (row % 2) * (gap / 2); x < 104; x += gap) {
      const away = Math.hypot(x - fx, row * gap - fy) / 70;
      const r = gap * 0.48 * Math.max(0.12, 1 - away);
      parts.push(circle(x, row * gap, r, r > gap * 0.36 ? inks.accent : pick(random, tones)));
    }
  }
  return parts;
};

const leaves: Design = ({ inks, random, density }) => {
  const leaf = (x: number, y: number, size: number, turn: number, fill: string, vein: string) =>
    element('g', { transform: `translate(${n(x)} ${n(y)})rotate(${n(turn)})scale(${n(size)})` }, [
      shape('M0 0C14-10 16-34 0-52C-16-34-14-10 0 0z', fill),
      line('M0 2V-44M0-12l7-7M0-12l-7-7M0-24l7-7M0-24l-7-7', vein, 1),
    ]);
  const count = 6 + Math.round(density * 5);
  const tones = [inks.main, inks.deep, inks.accent, inks.main, inks.light];
  const fan = Array.from({ length: count }, (_, i) => {
    const turn = -78 + (156 * i) / (count - 1) + between(random, -6, 6);
    const fill = tones[i % tones.length];
    return leaf(
      50 + turn * 0.22,
      between(random, 88, 98),
      between(random, 1.15, 1.6),
      turn,
      fill,
      fill === inks.light ? inks.main : inks.ground,
    );
  });
  return [circle(50, 38, between(random, 18, 24), inks.accent), ...fan];
};

const arches: Design = ({ inks, random, density }) => {
  const count = 3 + Math.round(density * 2);
  const tones = [inks.deep, inks.main, inks.accent, inks.light];
  const nested = (x: number, base: number, outer: number) =>
    Array.from({ length: count }, (_, i) => {
      const r = outer * (1 - i / count);
      return shape(
        `M${n(x - r)} ${n(base)}v${n(-r * 0.55)}a${n(r)} ${n(r)} 0 0 1 ${n(r * 2)} 0v${n(r * 0.55)}z`,
        tones[(i + 1) % tones.length],
      );
    });
  const [left, right] = random() < 0.5 ? [27, 20] : [20, 27];
  return [
    circle(between(random, 30, 70), 20, 8, inks.light),
    ...nested(29, 92, left),
    ...nested(73, 92, right),
    rect(0, 92, 100, 8, inks.deep),
  ];
};

const blossom: Design = ({ inks, random, density }) => {
  const flower = (x: number, y: number, size: number, petals: number, fill: string, heart: string) => [
    ...Array.from({ length: petals }, (_, i) =>
      element('ellipse', {
        cx: n(x),
        cy: n(y - size * 0.62),
        rx: n(size * 0.32),
        ry: n(size * 0.55),
        fill,
        transform: `rotate(${n((360 * i) / petals)} ${n(x)} ${n(y)})`,
      }),
    ),
    circle(x, y, size * 0.26, heart),
  ];
  const stems = [22, 50, 77].map((x) =>
    line(`M${x} 100Q${n(x + between(random, -8, 8))} 70 ${x} 44`, inks.deep, 1.6),
  );
  const petals = 6 + Math.round(density * 3);
  return [
    ...stems,
    ...flower(22, between(random, 50, 58), 17, petals, inks.main, inks.light),
    ...flower(77, between(random, 46, 58), 17, petals, inks.accent, inks.deep),
    ...flower(50, between(random, 30, 36), 23, petals + 1, inks.light, inks.accent),
  ];
};

const window: Design = ({ inks, random }) => {
  const [x, y, w, h] = [24, 16, 52, 62];
  const panes = [0, 1].flatMap((column) =>
    [0, 1, 2].map((row) => {
      const lit = row === 0 || random() < 0.45;
      return rect(
        x + column * (w / 2) + 1.2,
        y + row * (h / 3) + 1.2,
        w / 2 - 2.4,
        h / 3 - 2.4,
        lit ? inks.accent : inks.main,
      );
    }),
  );
  return [
    shape(`M${x} ${y + h}L${x - 20} 100H${x + w + 6}L${x + w} ${y + h}z`, inks.main),
    rect(x - 2, y - 2, w + 4, h + 4, inks.deep, 1),
    ...panes,
    circle(x + w * 0.7, y + 12, 5, inks.light),
    rect(x - 6, y + h + 1, w + 12, 3.4, inks.light),
  ];
};

const rain: Design = ({ inks, random, density }) => {
  const drops = Array.from({ length: 26 + Math.round(density * 26) }, () => {
    const [x, y, length] = [between(random, -4, 100), between(random, 26, 96), between(random, 4, 12)];
    return line(
      `M${n(x)} ${n(y)}l${n(-length * 0.28)} ${n(length)}`,
      pick(random, [inks.light, inks.main, inks.main]),
      0.9,
      'round',
    );
  });
  const dome = between(random, 24, 30);
  const x = between(random, 42, 58);
  const [left, top, segment] = [x - dome, 66, (dome * 2) / 3];
  return [
    ...drops,
    shape(
      `M${n(left)} ${top}a${n(dome)} ${n(dome)} 0 0 1 ${n(dome * 2)} 0${`q${n(-segment / 2)}-7 ${n(-segment)} 0`.repeat(3)}z`,
      inks.accent,
    ),
    shape(
      `M${n(x - segment / 2)} ${top - 1}Q${n(x - segment / 2)} ${n(top - dome * 0.8)} ${n(x)} ${n(top - dome)}Q${n(x + segment / 2)} ${n(top - dome * 0.8)} ${n(x + segment / 2)} ${top - 1}q${n(-segment / 2)}-6 ${n(-segment)} 0z`,
      inks.deep,
    ),
    line(`M${n(x)} ${top - 4}V88a4 4 0 0 0 8 0`, inks.light, 1.6, 'round'),
  ];
};

const birds: Design = ({ inks, random, density }) => {
  const bird = (x: number, y: number, size: number, fill: string) =>
    element(
      'g',
      { transform: `translate(${n(x)} ${n(y)})scale(${n(size)})rotate(${n(between(random, -14, 14))})` },
      [shape('M0 0Q-9-13-22-9Q-12-4-8 3Q-3 6 0 4Q3 6 8 3Q12-4 22-9Q9-13 0 0z', fill)],
    );
  const flock = Array.from({ length: 5 + Math.round(density * 6) }, (_, i) => {
    const along = i / (4 + Math.round(density * 6));
    return bird(
      14 + along * 72 + between(random, -6, 6),
      66 - along * 46 + between(random, -12, 12),
      between(random, 0.35, 0.85),
      pick(random, [inks.deep, inks.deep, inks.light]),
    );
  });
  return [
    circle(between(random, 56, 70), between(random, 34, 46), between(random, 20, 26), inks.accent),
    line(
      `M0 ${n(between(random, 80, 86))}Q50 ${n(between(random, 86, 92))} 100 ${n(between(random, 78, 84))}`,
      inks.deep,
      0.9,
    ),
    ...flock,
  ];
};

const orbit: Design = ({ inks, random, density }) => {
  const tilt = between(random, -35, 35);
  const count = 3 + Math.round(density * 2);
  const paths = Array.from({ length: count }, (_, i) => {
    const rx = 18 + (i * 30) / (count - 1);
    const angle = between(random, 0, 6.28);
    return [
      element('ellipse', {
        cx: 50,
        cy: 50,
        rx: n(rx),
        ry: n(rx * 0.42),
        fill: 'none',
        stroke: inks.light,
        'stroke-width': 0.6,
        'stroke-opacity': 0.75,
      }),
      circle(
        50 + rx * Math.cos(angle),
        50 + rx * 0.42 * Math.sin(angle),
        between(random, 2, 4.6),
        pick(random, [inks.accent, inks.light, inks.main]),
      ),
    ];
  });
  const stars = Array.from({ length: 12 }, () =>
    circle(between(random, 4, 96), between(random, 4, 96), between(random, 0.3, 0.8), inks.light),
  );
  return [
    ...stars,
    circle(50, 50, between(random, 11, 15), inks.accent),
    element('g', { transform: `rotate(${n(tilt)} 50 50)` }, paths.flat()),
  ];
};

const blocks: Design = ({ inks, random, density }) => {
  const tones = [inks.main, inks.accent, inks.light, inks.deep, inks.main];
  const parts: Element[] = [];
  // Split again and again, as Mondrian might have without his ruler.
  const split = (x: number, y: number, w: number, h: number, depth: number): void => {
    if (depth === 0 || (Math.min(w, h) < 22 && random() < 0.6)) {
      const fill = pick(random, tones);
      parts.push(rect(x + 0.9, y + 0.9, w - 1.8, h - 1.8, fill));
      if (Math.abs(w - h) < 16 && random() < 0.4)
        parts.push(
          circle(x + w / 2, y + h / 2, Math.min(w, h) * 0.3, fill === inks.accent ? inks.light : inks.accent),
        );
      return;
    }
    const at = between(random, 0.34, 0.66);
    if (w > h) {
      split(x, y, w * at, h, depth - 1);
      split(x + w * at, y, w * (1 - at), h, depth - 1);
    } else {
      split(x, y, w, h * at, depth - 1);
      split(x, y + h * at, w, h * (1 - at), depth - 1);
    }
  };
  split(6, 6, 88, 88, 3 + Math.round(density));
  return parts;
};

const tiles: Design = ({ inks, random, density }) => {
  const cells = density > 0.6 ? 5 : 4;
  const side = 100 / cells;
  const tones = [inks.main, inks.accent, inks.light, inks.deep];
  const parts: Element[] = [];
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const [x, y] = [column * side, row * side];
      const [back, front] = [
        tones[(row + column) % 2 === 0 ? 0 : 3],
        pick(random, [tones[1], tones[2], tones[2]]),
      ];
      parts.push(rect(x, y, side + 0.3, side + 0.3, back));
      const corner = Math.floor(random() * 5);
      const s = n(side);
      // Quarter rounds in one corner, or a lens from corner to corner.
      const d = [
        `M${n(x)} ${n(y)}h${s}a${s} ${s} 0 0 1-${s} ${s}z`,
        `M${n(x + side)} ${n(y)}v${s}a${s} ${s} 0 0 1-${s}-${s}z`,
        `M${n(x + side)} ${n(y + side)}h-${s}a${s} ${s} 0 0 1 ${s}-${s}z`,
        `M${n(x)} ${n(y + side)}v-${s}a${s} ${s} 0 0 1 ${s} ${s}z`,
        `M${n(x)} ${n(y)}a${s} ${s} 0 0 1 ${s} ${s}a${s} ${s} 0 0 1-${s}-${s}z`,
      ][corner];
      parts.push(shape(d, front));
    }
  }
  return parts;
};

const stairs: Design = ({ inks, random, density }) => {
  const steps = 5 + Math.round(density * 3);
  const flip = random() < 0.5;
  const tones = [inks.deep, inks.main];
  const run = 100 / steps;
  const flight = Array.from({ length: steps }, (_, i) => {
    const x = flip ? 100 - (i + 1) * run : i * run;
    const top = 92 - ((i + 1) * 70) / steps;
    return [rect(x, top, run + 0.3, 100 - top, tones[i % 2]), rect(x, top, run + 0.3, 2, inks.light)];
  });
  return [
    circle(flip ? 66 : 34, between(random, 22, 32), between(random, 11, 16), inks.accent),
    ...flight.flat(),
  ];
};

const city: Design = ({ inks, random, density }) => {
  const skyline = (base: number, fill: string, lights: string | null) => {
    const parts: Element[] = [];
    for (let x = -2; x < 100; ) {
      const [width, top] = [between(random, 9, 19), base - between(random, 4, 34)];
      parts.push(rect(x, top, width, 100 - top, fill));
      for (let y = top + 4; lights && y < 92; y += 6) {
        for (let at = x + 2.4; at < x + width - 3; at += 4)
          if (random() < 0.22 + density * 0.3) parts.push(rect(at, y, 1.9, 2.8, lights));
      }
      x += width + (lights ? between(random, 0, 3) : 0);
    }
    return parts;
  };
  return [
    circle(between(random, 24, 76), between(random, 22, 32), between(random, 10, 15), inks.accent),
    ...skyline(66, inks.main, null),
    ...skyline(84, inks.deep, inks.accent),
  ];
};

const ribbons: Design = ({ inks, random, density }) => {
  const count = 4 + Math.round(density * 3);
  const tones = [inks.accent, inks.light, inks.main, inks.deep];
  const width = 58 / count;
  const bend = between(random, 22, 40);
  return Array.from({ length: count }, (_, i) => {
    const y = 18 + (i * 64) / (count - 1);
    const d = `M-10 ${n(y + bend * 0.5)}C${n(between(random, 16, 30))} ${n(y - bend)} ${n(between(random, 62, 78))} ${n(y + bend)} 110 ${n(y - bend * 0.4)}`;
    return line(d, tones[i % tones.length], width, 'round');
  });
};

const prism: Design = ({ inks, random, density }) => {
  const [x, y] = [between(random, 40, 60), between(random, 26, 36)];
  const tones = [inks.light, inks.accent, inks.main, inks.deep];
  const rays = 6 + Math.round(density * 6);
  const fan = Array.from({ length: rays }, (_, i) => {
    const edge = (at: number) => {
      const angle = ((at - 0.5) * 0.82 + 0.5) * Math.PI;
      return `${n(x + 130 * Math.cos(angle))} ${n(y + 130 * Math.sin(angle))}`;
    };
    return shape(`M${n(x)} ${n(y)}L${edge(i / rays)} ${edge((i + 1) / rays)}z`, tones[i % tones.length]);
  });
  return [
    ...fan,
    circle(x, y, between(random, 13, 17), inks.accent),
    circle(x, y, between(random, 6, 9), inks.light),
  ];
};

const pixels: Design = ({ inks, random, density }) => {
  const cell = 100 / 16;
  const parts: Element[] = [];
  // Half a figure, mirrored, as sprites were.
  const tones = [inks.accent, inks.light, inks.main];
  for (let row = 0; row < 10; row++) {
    for (let column = 0; column < 5; column++) {
      const edge = Math.abs(row - 4.5) / 5 + column / 6;
      if (random() > 1.25 - edge * (0.75 - density * 0.1)) continue;
      const fill = row === 3 && column === 1 ? inks.deep : tones[Math.floor((row + column * 0.6) / 3.4) % 3];
      for (const at of [7 - column, 8 + column])
        parts.push(rect(at * cell, (row + 2) * cell, cell + 0.1, cell + 0.1, fill));
    }
  }
  const ground = Array.from({ length: 16 }, (_, i) =>
    rect(
      i * cell,
      (13 + (i % 3 === 0 ? 1 : 0)) * cell,
      cell + 0.1,
      3 * cell,
      i % 2 === 0 ? inks.main : inks.deep,
    ),
  );
  return [...ground, ...parts];
};

export const DESIGNS: Record<string, Design> = {
  arches,
  birds,
  blocks,
  blossom,
  city,
  contours,
  dots,
  grid,
  hills,
  leaves,
  moon,
  orbit,
  peaks,
  pixels,
  prism,
  rain,
  ribbons,
  rings,
  stairs,
  stripes,
  sun,
  tiles,
  waves,
  window,
};
