/**
 * The encoder as the engine holds it in a browser: nothing is loaded, not even the registry, until the first
 * text; vectors computed before come from the cache.
 */

import type { Encoder } from '../encoders/encoder.ts';
import { type EncoderClient, startEncoderWorker } from '../encoders/encoder-client.ts';
import { loadRegistry } from '../encoders/registry.ts';
import { openVectorCache, type VectorCache, withCache } from '../encoders/vector-cache.ts';
import type { EncoderHandle } from './host.ts';
import type { EncoderState } from './recommender.ts';

type StateListener = (state: EncoderState, progress: { loaded: number; total: number } | null) => void;

export class BrowserEncoder implements EncoderHandle {
  readonly #base: string;
  readonly #listeners = new Set<StateListener>();
  #opening: Promise<{ client: EncoderClient; encoder: Encoder; cache: VectorCache }> | null = null;

  /** @param base The site's base path, such as `/`. */
  constructor(base: string) {
    this.#base = base;
  }

  onState(listener: StateListener): void {
    this.#listeners.add(listener);
  }

  async open(): Promise<Encoder> {
    this.#opening ??= this.#open();
    try {
      return (await this.#opening).encoder;
    } catch (error) {
      // The next text tries again: the network may be back.
      this.#opening = null;
      this.#tell('failed', null);
      throw error;
    }
  }

  async clearCache(): Promise<void> {
    const { cache } = this.#opening === null ? { cache: await openVectorCache() } : await this.#opening;
    await cache.clear();
    if (this.#opening === null) cache.close();
  }

  async #open() {
    const [registry, cache] = await Promise.all([loadRegistry(this.#base), openVectorCache()]);
    const client = startEncoderWorker({ registry, base: this.#base, devices: cache.devices });
    client.subscribe((state) => {
      this.#tell(state.status, state.status === 'loading' ? state.progress : null);
    });
    return { client, encoder: withCache(client, cache), cache };
  }

  #tell(state: EncoderState, progress: { loaded: number; total: number } | null): void {
    for (const listener of this.#listeners) listener(state, progress);
  }
}
