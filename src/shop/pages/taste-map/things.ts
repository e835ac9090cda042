/** Cards and pictures of the things in view, fetched as one comes near them. A small cache; no truth here. */
import type { Card, Recommender } from '../../../engine/recommender.ts';
import type { Thing } from './paint.ts';

/** Cards asked for at once: as many as can be in view as pictures. */
export const MOST_THINGS = 60;

export class Things {
  readonly #ids: readonly string[];
  readonly #ask: Recommender['cards'];
  readonly #changed: () => void;
  readonly #cards = new Map<number, Card | null>();
  readonly #images = new Map<string, HTMLImageElement | null>();

  /**
   * @param ids of the map's items
   * @param changed called when something that was asked for is there
   */
  constructor(ids: readonly string[], ask: Recommender['cards'], changed: () => void) {
    this.#ids = ids;
    this.#ask = ask;
    this.#changed = changed;
  }

  /** Those of these items whose picture is here; the rest is fetched. */
  of(items: readonly number[]): Map<number, Thing> {
    const missing = items.filter((item) => !this.#cards.has(item));
    if (missing.length > 0) void this.#fetch(missing);
    const here = new Map<number, Thing>();
    for (const item of items) {
      const card = this.#cards.get(item);
      const image = card?.image ? this.#image(card.image) : null;
      if (card && image) here.set(item, { image, tint: card.tint });
    }
    return here;
  }

  async #fetch(items: readonly number[]): Promise<void> {
    for (const item of items) this.#cards.set(item, null);
    try {
      const place = new Map(items.map((item) => [this.#ids[item], item]));
      for (const card of await this.#ask([...place.keys()])) {
        const item = place.get(card.id);
        if (item !== undefined) this.#cards.set(item, card);
      }
      this.#changed();
    } catch {
      // Marks stay where pictures would be; asked again when they are next in view.
      for (const item of items) this.#cards.delete(item);
    }
  }

  #image(address: string): HTMLImageElement | null {
    const known = this.#images.get(address);
    if (known !== undefined) return known;
    this.#images.set(address, null);
    const image = new Image();
    image.decoding = 'async';
    image.onload = () => {
      this.#images.set(address, image);
      this.#changed();
    };
    image.src = address;
    return null;
  }
}
