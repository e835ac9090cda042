/**
 * Names on a map that can be zoomed: from which zoom on each is shown, so that no two ever overlap. Pure; lengths
 * are those of the screen.
 */

/** A name of fixed size on the screen, at a place of the map. */
export interface MapLabel {
  /** Its middle, px, at zoom 1; at zoom k it stands at k times that. */
  x: number;
  y: number;
  /** With the room it wants around it, px, at every zoom. */
  width: number;
  height: number;
  /** Not shown below this zoom, even where there is room. */
  from: number;
}

/**
 * From which zoom on each label is shown. A label once shown stays while one zooms in, and panning changes
 * nothing, so that names don't flicker (Been, Daiches & Yap 2006, "Dynamic Map Labeling").
 *
 * Two labels of fixed size overlap up to one zoom and never after it. So a label waits for whichever of those
 * before it is shown and still overlaps it.
 * @param labels the most important first
 * @returns as many zooms; Infinity for one that stands exactly on another
 */
export function appearances(labels: readonly MapLabel[]): number[] {
  const shown: number[] = [];
  for (const [i, label] of labels.entries()) {
    let zoom = label.from;
    for (let before = 0; before < i; before++) {
      const apart = partingZoom(label, labels[before]);
      if (apart > shown[before] && apart > zoom) zoom = apart;
    }
    shown.push(zoom);
  }
  return shown;
}

/** From this zoom on two labels no longer overlap. */
function partingZoom(a: MapLabel, b: MapLabel): number {
  const besides = (a.width + b.width) / 2 / Math.abs(a.x - b.x);
  const beneath = (a.height + b.height) / 2 / Math.abs(a.y - b.y);
  return Math.min(besides, beneath);
}
