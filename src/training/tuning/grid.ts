/** Grid search: every combination of a few values of each parameter, in an order drawn at random. */
import { seeded, shuffle } from '../random.ts';
import type { Method } from './method.ts';
import type { Point, Scale, Space } from './space.ts';

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

/** One more value for one parameter after the other, for as long as the grid stays within `most` points. */
function levelsOf({ parameters }: Space, most: number): number[] {
  const levels = parameters.map(() => 1);
  const size = () => levels.reduce((product, count) => product * count, 1);
  for (let grown = true; grown; ) {
    grown = false;
    for (let side = 0; side < levels.length; side++) {
      const larger = (size() / levels[side]) * (levels[side] + 1);
      if (larger > most || levels[side] >= mostLevels(parameters[side].scale)) continue;
      levels[side]++;
      grown = true;
    }
  }
  return levels;
}

function mostLevels(scale: Scale): number {
  if (scale.kind === 'choice') return scale.of.length;
  return scale.kind === 'integer' ? scale.to - scale.from + 1 : Number.POSITIVE_INFINITY;
}

function placesOf(space: Space, side: number, levels: number): number[] {
  if (levels === 1) return [space.pointOf(space.usual())[side]];
  const whole = space.parameters[side].scale.kind === 'choice';
  return Array.from({ length: levels }, (_, level) => (whole ? (level + 0.5) / levels : level / (levels - 1)));
}
