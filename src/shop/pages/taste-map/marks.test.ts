/** Can every eye tell the departments apart, in both themes? */
import { readFileSync } from 'node:fs';
import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  formatHex,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, it } from 'vitest';
import { markOf, markPath } from './marks.ts';

const tokens = readFileSync(new URL('../../styles/tokens.css', import.meta.url), 'utf8');

function colour(name: string, theme: 0 | 1): Color {
  const [, light, dark] = tokens.match(new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`)) ?? [];
  return parse([light, dark][theme]) as Color;
}

const EYES = {
  usual: (colour: Color) => colour,
  'without red': filterDeficiencyProt(1),
  'without green': filterDeficiencyDeuter(1),
  'without blue': filterDeficiencyTrit(1),
};

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s theme', (_name, theme) => {
  const colours = Array.from({ length: 8 }, (_, i) => colour(`map-${i + 1}`, theme));

  it.each(Object.entries(EYES))('colours are told apart by %s eyes', (_eyes, see) => {
    const difference = differenceCiede2000();
    for (const [i, a] of colours.entries()) {
      for (const b of colours.slice(i + 1)) {
        // 2 is just noticeable side by side; these are small dots, far apart.
        expect(difference(see(a), see(b)), `${formatHex(a)} and ${formatHex(b)}`).toBeGreaterThan(12);
      }
    }
  });

  it('colours stand out from the paper (3 : 1, WCAG 1.4.11)', () => {
    for (const hex of colours)
      expect(wcagContrast(hex, colour('paper-raised', theme)), formatHex(hex)).toBeGreaterThan(3);
  });
});

it('thirty departments have marks of their own', () => {
  const marks = Array.from({ length: 30 }, (_, department) => markOf(department));
  expect(new Set(marks.map(({ colour, shape }) => `${colour} ${shape}`)).size).toBe(30);
  expect(new Set(marks.map(({ shape }) => markPath(shape, 5))).size).toBe(4);
});
