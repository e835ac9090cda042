/** The words of the weather that the visitor chose, embedded. Shelves don't wait for the encoder: they follow. */
import { stampKey } from '../encoders/registry.ts';
import type { Preferences } from '../profile/preferences.ts';
import { weatherText } from '../profile/weather.ts';
import type { EncoderHandle } from './host.ts';
import type { Shop } from './shop.ts';

type Weather = Preferences['weather'];

export class WeatherWords {
  readonly #encoder: EncoderHandle;
  /** Without a vector while they are being embedded. */
  #embedded: { of: string; vector: Float32Array | undefined } = { of: '', vector: undefined };

  constructor(encoder: EncoderHandle) {
    this.#encoder = encoder;
  }

  /** Undefined where there is none (yet). */
  vector(weather: Weather, shop: Shop): Float32Array | undefined {
    return this.#embedded.of === keyOf(weather, shop) ? this.#embedded.vector : undefined;
  }

  /**
   * @returns whether there is a vector now that wasn't there before
   * @throws whatever the encoder does; the next asking tries again
   */
  async embed(weather: Weather, shop: Shop): Promise<boolean> {
    const key = keyOf(weather, shop);
    if (weather === '' || this.#embedded.of === key || shop.pack.vectors.length === 0) return false;
    this.#embedded = { of: key, vector: undefined };
    try {
      const encoder = await this.#encoder.open(false);
      if (stampKey(encoder.stamp) !== stampKey(shop.pack.manifest.encoder)) return false;
      const vector = await encoder.encode([weatherText(weather)]);
      if (this.#embedded.of !== key) return false;
      this.#embedded = { of: key, vector };
      return true;
    } catch (error) {
      this.#embedded = { of: '', vector: undefined };
      throw error;
    }
  }
}

/** Vectors of different encoders never meet: a shop has its own. */
function keyOf(weather: Weather, { pack }: Shop): string {
  return weather === '' ? '' : `${stampKey(pack.manifest.encoder)} ${weather}`;
}
