/**
 * The marks that tell departments apart: eight colours, then the same in another shape, so that no two are alike
 * to anybody. The colours are in `tokens.css`; each is named here once.
 */

const COLOURS = 8;
const SHAPES = ['circle', 'diamond', 'triangle', 'square'] as const;

export type Shape = (typeof SHAPES)[number];

/** @returns the number of its colour token, `--map-1` on, and its shape */
export function markOf(department: number): { colour: number; shape: Shape } {
  return {
    colour: (department % COLOURS) + 1,
    shape: SHAPES[Math.floor(department / COLOURS) % SHAPES.length],
  };
}

export function colourToken(department: number): string {
  return `--map-${markOf(department).colour}`;
}

/** An SVG path of the mark around 0, 0; all shapes cover the same area as a circle of that radius. */
export function markPath(shape: Shape, radius: number): string {
  const r = radius;
  if (shape === 'circle') return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  if (shape === 'diamond') {
    const half = r * Math.sqrt(Math.PI / 2);
    return `M0 ${-half}L${half} 0L0 ${half}L${-half} 0z`;
  }
  if (shape === 'square') {
    const half = (r * Math.sqrt(Math.PI)) / 2;
    return `M${-half} ${-half}H${half}V${half}H${-half}z`;
  }
  const side = r * Math.sqrt((4 * Math.PI) / Math.sqrt(3));
  const height = (side * Math.sqrt(3)) / 2;
  return `M0 ${(-2 * height) / 3}L${side / 2} ${height / 3}H${-side / 2}z`;
}
