/** What the table says of the map in words: which regions lie beside each other. Pure. */
import type { MapRegion } from '../../../engine/recommender.ts';

/**
 * @param regions of one sort, so that a department isn't beside its own kinds
 * @returns for each region the `most` others whose spots are nearest to its own, nearest first
 */
export function besides(regions: readonly MapRegion[], most: number): MapRegion[][] {
  return regions.map((region) => {
    const apart = (other: MapRegion) => (other.x - region.x) ** 2 + (other.y - region.y) ** 2;
    return regions
      .filter((other) => other !== region)
      .sort((a, b) => apart(a) - apart(b))
      .slice(0, most);
  });
}
