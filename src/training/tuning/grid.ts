/** Grid search: every combination of a few values of each parameter, in an order drawn at random. */
import { seeded, shuffle } from '../random.ts';
import type { Method } from './method.ts';
import { type Point, type Space, sizeOf } from './space.ts';

/**
 * As many values of each parameter as keep the grid within the number of trials, ends of ranges included; of a
 * parameter that gets a single one, the usual. Shuffled, so that a search that ends early has seen all corners.
 */
export const grid: Method = ({ space, trials, seed, isNew }) => {
  const levels = levelsOf(space, trials);
  let points: Point[] = [[]];
  space.parameters.forEach((_, side) => {
    const places = placesOf(space, side, levels[side]);
    points = points.flatMap((point) => places.map((place) => [...point, place]));
  });
  const snapped = points.map((point) => space.snap(point));
  return shuffle(snapped, seeded(seed)).find(isNew) ?? null;
};

/** All choices if they fit, then one more value for one range after the other while the grid is within `most` points. */
function levelsOf({ parameters }: Space, most: number): number[] {
  const levels = parameters.map(() => 1);
  const fits = (side: number, count: number) =>
    levels.reduce((product, level, other) => product * (other === side ? count : level), 1) <= most;
  parameters.forEach(({ scale }, side) => {
    if (scale.kind === 'choice' && fits(side, scale.of.length)) levels[side] = scale.of.length;
  });
  for (let grown = true; grown; ) {
    grown = false;
    parameters.forEach(({ scale }, side) => {
      if (scale.kind === 'choice' || levels[side] >= sizeOf(scale) || !fits(side, levels[side] + 1)) return;
      levels[side]++;
      grown = true;
    });
  }
  return levels;
}

function placesOf(space: Space, side: number, levels: number): number[] {
  if (levels === 1) return [space.pointOf(space.usual())[side]];
  const whole = space.parameters[side].scale.kind === 'choice';
  return Array.from({ length: levels }, (_, level) =>
    whole ? (level + 0.5) / levels : level / (levels - 1),
  );
}
