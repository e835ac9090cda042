/**
 * The encoder as the engine holds it in a browser: nothing is loaded, not even the registry, until the first
 * text; vectors computed before come from the cache.
 */

import type { Encoder } from '../encoders/encoder.ts';
import { startEncoderWorker } from '../encoders/encoder-client.ts';
import { loadRegistry } from '../encoders/registry.ts';
import { openVectorCache, withCache } from '../encoders/vector-cache.ts';
import type { EncoderHandle } from './host.ts';
import type { EncoderState } from './recommender.ts';

type StateListener = (state: EncoderState, progress: { loaded: number; total: number } | null) => void;

interface Opened {
  encoder: Encoder;
  /** The same, with vectors kept from one visit to the next. */
  cached: Encoder;
}

export class BrowserEncoder implements EncoderHandle {
  readonly #base: string;
  readonly #listeners = new Set<StateListener>();
  #opening: Promise<Opened> | null = null;

  /** @param base The site's base path, such as `/`. */
  constructor(base: string) {
    this.#base = base;
  }

  onState(listener: StateListener): void {
    this.#listeners.add(listener);
  }

  async open(keep: boolean): Promise<Encoder> {
    this.#opening ??= this.#open();
    const opening = this.#opening;
    try {
      const { encoder, cached } = await opening;
      return keep ? cached : encoder;
    } catch (error) {
      // The next text tries again: the network may be back.
      if (this.#opening === opening) this.#opening = null;
      this.#tell('failed', null);
      throw error;
    }
  }

  async clearCache(): Promise<void> {
    const cache = await openVectorCache();
    await cache.clear();
    cache.close();
  }

  async #open(): Promise<Opened> {
    const registry = await loadRegistry(this.#base);
    const cache = await openVectorCache();
    const client = startEncoderWorker({ registry, base: this.#base, devices: cache.devices });
    client.subscribe((state) => {
      this.#tell(state.status, state.status === 'loading' ? state.progress : null);
    });
    return { encoder: client, cached: withCache(client, cache) };
  }

  #tell(state: EncoderState, progress: { loaded: number; total: number } | null): void {
    for (const listener of this.#listeners) listener(state, progress);
  }
}
