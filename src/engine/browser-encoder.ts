/**
 * The site's encoders as they are held in a browser: nothing is loaded, not even the registry, until the first input;
 * vectors of texts computed before come from the cache.
 */

import type { Encoder, Modality, ModalityInput } from '../encoders/encoder.ts';
import { type EncoderClient, startWorkerOf } from '../encoders/encoder-client.ts';
import {
  defaultEncoder,
  type EncoderRegistry,
  encoderOfStamp,
  encodes,
  findEncoder,
  loadRegistry,
  type SpecOf,
  stampKey,
  stampOf,
  textEncoderTowards,
} from '../encoders/registry.ts';
import { openVectorCache, type VectorCache, withCache } from '../encoders/vector-cache.ts';
import type { EncoderStamp } from '../packs/pack.ts';
import type { EncoderHandle } from './host.ts';
import type { EncoderState } from './recommender.ts';

type StateListener = (state: EncoderState, progress: { loaded: number; total: number } | null) => void;

interface Opened {
  registry: EncoderRegistry;
  cache: VectorCache;
  /** Those in use, each with a worker of its own, by stamp. */
  clients: Map<string, EncoderClient<never>>;
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
    let opened: Opened;
    try {
      opened = await this.#open();
    } catch (error) {
      this.#tell('failed', null);
      throw error;
    }
    return this.#reader(opened, findEncoder(opened.registry), keep);
  }

  async openTowards(stamp: EncoderStamp, keep: boolean): Promise<Encoder | null> {
    const opened = await this.#open();
    const spec = textEncoderTowards(opened.registry, stamp);
    if (spec === null) return null;
    return this.#reader(opened, spec, keep);
  }

  /**
   * A learned encoder of pictures or recordings.
   * @param stamp Of the vectors it has to make; what this site describes new shops with where left out.
   * @returns null where that is the built-in descriptor, or an encoder that isn't installed.
   * @throws EncoderRegistryError
   */
  async openLearned<M extends 'image' | 'audio'>(
    modality: M,
    stamp?: EncoderStamp,
  ): Promise<Encoder<ModalityInput[M]> | null> {
    const opened = await this.#open();
    const { registry } = opened;
    const spec = stamp ? encoderOfStamp(registry, stamp) : defaultEncoder(registry, modality);
    return spec && encodes(spec, modality) ? this.#client(opened, spec) : null;
  }

  async clearCache(): Promise<void> {
    const cache = await openVectorCache();
    await cache.clear();
    cache.close();
  }

  async #open(): Promise<Opened> {
    const opening = this.#opening ?? this.#read();
    this.#opening = opening;
    try {
      return await opening;
    } catch (error) {
      // The next text tries again: the network may be back.
      if (this.#opening === opening) this.#opening = null;
      throw error;
    }
  }

  async #read(): Promise<Opened> {
    const registry = await loadRegistry(this.#base);
    const opened: Opened = { registry, cache: await openVectorCache(), clients: new Map() };
    // What is said of the encoder is said of the one that searches go by.
    this.#client(opened, findEncoder(registry)).subscribe((state) => {
      this.#tell(state.status, state.status === 'loading' ? state.progress : null);
    });
    return opened;
  }

  /** @param keep Whether vectors are kept from one visit to the next. */
  #reader(opened: Opened, spec: SpecOf<'text'>, keep: boolean): Encoder {
    const client = this.#client(opened, spec);
    return keep ? withCache(client, opened.cache) : client;
  }

  /** One a stamp: its worker is started by the first input, and ended when idle. */
  #client<M extends Modality>(
    { registry, cache, clients }: Opened,
    spec: SpecOf<M>,
  ): EncoderClient<ModalityInput[M]> {
    const key = stampKey(stampOf(spec));
    const known = clients.get(key) as EncoderClient<ModalityInput[M]> | undefined;
    if (known) return known;
    const client = startWorkerOf<M>(spec, { registry, base: this.#base, devices: cache.devices });
    clients.set(key, client as EncoderClient<never>);
    return client;
  }

  #tell(state: EncoderState, progress: { loaded: number; total: number } | null): void {
    for (const listener of this.#listeners) listener(state, progress);
  }
}
