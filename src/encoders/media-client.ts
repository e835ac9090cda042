/**
 * Decoding and describing pictures and recordings as callers see it: encoders and decoders whose work is done in one
 * worker, which starts with the first file, ends when it has been idle, and is replaced by a fresh one after a
 * failure. It runs wherever workers can be made: in the page, or in another worker.
 */
import * as Comlink from 'comlink';
import type { EncoderStamp } from '../packs/pack.ts';
import { checkRecordingSize } from './audio/recording-size.ts';
import { SOUNDS } from './audio/sounds-stamp.ts';
import { MediaFileError } from './encode-files.ts';
import type { Clip, Encoder, Raster } from './encoder.ts';
import { looksLikeSvg } from './image/picture-file.ts';
import { LOOKS, PALETTE } from './image/stamps.ts';
import { Lifeline } from './lifeline.ts';
import type { Described, MediaWorker } from './media-worker.ts';

/** The worker could not be started or died, or gave no answer; the next call tries again in a fresh one. */
export class MediaWorkerFailure extends Error {
  override name = 'MediaWorkerFailure';
}

export interface MediaClient {
  /** How pictures look: `describeRaster` of each. */
  readonly images: Encoder<Raster>;
  /** Their main colours: `paletteOf` of each. */
  readonly palettes: Encoder<Raster>;
  /**
   * @param side Pixels of the longer side; where left out, what the built-in descriptors see.
   * @throws MediaFileError, MediaWorkerFailure
   */
  decodePicture(bytes: Uint8Array<ArrayBuffer>, side?: number): Promise<Raster>;
  /** A picture as a file again: WebP, or PNG where the browser can't write that. */
  smallPicture(raster: Raster): Promise<Blob>;
  /** How recordings sound: `describeClip` of each. */
  readonly sounds: Encoder<Clip>;
  /**
   * MP3 or WAV to the clip that `sounds` describes.
   * @throws MediaFileError, MediaWorkerFailure
   */
  decodeRecording(bytes: Uint8Array<ArrayBuffer>): Promise<Clip>;
  /** Ends the worker and frees its memory. Calls in flight fail; later ones start a new worker. */
  dispose(): Promise<void>;
}

export interface MediaClientOptions {
  /**
   * Draws SVG, which no worker can: `drawSvg` of `image/draw-svg.ts` in a page, or a way to one that a worker was given.
   * Where left out, a file of SVG is told of as one that can't be read here.
   */
  drawSvg?: (bytes: Uint8Array<ArrayBuffer>, side?: number) => Promise<Raster>;
  createWorker?: () => Worker;
}

/** As the encoder's: long enough for one look at what was found before the next picture is dropped. */
const IDLE_MS = 60_000;

/** No file within the limits takes this long, ms, on a device that is twenty times slower than measured. */
const PATIENCE_MS = 60_000;

/** Inputs a call: bounds what a cancelled run has to wait for. */
const BATCH_SIZE = 16;

export function startMediaWorker(options: MediaClientOptions = {}): MediaClient {
  return new WorkerMedia(options);
}

class WorkerMedia implements MediaClient {
  readonly images: Encoder<Raster>;
  readonly palettes: Encoder<Raster>;
  readonly sounds: Encoder<Clip>;
  readonly #options: MediaClientOptions;
  #connection: Connection | undefined;
  #calls = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: MediaClientOptions) {
    this.#options = options;
    this.images = this.#encoder(LOOKS, (worker, rasters) => worker.describePictures(rasters));
    this.palettes = this.#encoder(PALETTE, (worker, rasters) => worker.palettesOf(rasters));
    this.sounds = this.#encoder(SOUNDS, (worker, clips) => worker.describeSounds(clips));
  }

  async decodePicture(bytes: Uint8Array<ArrayBuffer>, side?: number): Promise<Raster> {
    if (!looksLikeSvg(bytes)) return this.#use((worker) => worker.decodePicture(bytes, side));
    const { drawSvg } = this.#options;
    if (drawSvg === undefined) throw new MediaFileError('SVG can’t be drawn here. Save it as PNG or WebP.');
    return drawSvg(bytes, side);
  }

  smallPicture(raster: Raster): Promise<Blob> {
    return this.#use((worker) => worker.smallPicture(raster));
  }

  async decodeRecording(bytes: Uint8Array<ArrayBuffer>): Promise<Clip> {
    // Before they are copied to another thread.
    checkRecordingSize(bytes.length);
    return this.#use((worker) => worker.decodeRecording(bytes));
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idleTimer);
    this.#connection?.end(new MediaWorkerFailure('The reading of pictures and recordings was ended.'));
    this.#connection = undefined;
  }

  #encoder<Input>(
    stamp: EncoderStamp,
    describe: (worker: Comlink.Remote<MediaWorker>, inputs: readonly Input[]) => Promise<Described>,
  ): Encoder<Input> {
    let backend: Encoder['backend'] = 'cpu';
    return {
      stamp,
      get backend() {
        return backend;
      },
      encode: async (inputs, onProgress, signal) => {
        const all = new Float32Array(inputs.length * stamp.dimensions);
        for (let from = 0; from < inputs.length; from += BATCH_SIZE) {
          signal?.throwIfAborted();
          const batch = inputs.slice(from, from + BATCH_SIZE);
          const { vectors, backend: used } = await this.#use((worker) => describe(worker, batch));
          backend = used;
          all.set(vectors, from * stamp.dimensions);
          onProgress?.(from + batch.length, inputs.length);
        }
        signal?.throwIfAborted();
        return all;
      },
      dispose: () => this.dispose(),
    };
  }

  async #use<T>(call: (worker: Comlink.Remote<MediaWorker>) => Promise<T>): Promise<T> {
    this.#calls++;
    clearTimeout(this.#idleTimer);
    const { createWorker = newMediaWorker } = this.#options;
    if (this.#connection === undefined || this.#connection.ended)
      this.#connection = new Connection(createWorker());
    const connection = this.#connection;
    try {
      return await connection.call(call);
    } finally {
      this.#calls--;
      if (this.#calls === 0) this.#idleTimer = setTimeout(() => void this.dispose(), IDLE_MS);
    }
  }
}

/** One worker, from its start to its end. Its calls fail with it instead of waiting forever. */
class Connection {
  ended = false;
  readonly #worker: Worker;
  readonly #remote: Comlink.Remote<MediaWorker>;
  readonly #line = new Lifeline();

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('error', (event) => {
      this.end(
        new MediaWorkerFailure(
          `The worker of pictures and recordings failed: ${event.message || 'it could not be loaded'}.`,
        ),
      );
    });
    worker.addEventListener('messageerror', () => {
      this.end(new MediaWorkerFailure('The worker of pictures and recordings sent something unreadable.'));
    });
    this.#remote = Comlink.wrap<MediaWorker>(worker);
  }

  /**
   * A file that can't be read is the file's fault, and the worker goes on; after any other failure it is in an
   * unknown state, and ends.
   */
  async call<T>(work: (worker: Comlink.Remote<MediaWorker>) => Promise<T>): Promise<T> {
    const patience = setTimeout(() => {
      this.end(new MediaWorkerFailure(`No answer within ${PATIENCE_MS / 1000} s: the work was ended.`));
    }, PATIENCE_MS);
    try {
      return await this.#line.hold(work(this.#remote));
    } catch (error) {
      // Errors lose their class on the way between threads.
      if (error instanceof Error && error.name === 'MediaFileError') throw new MediaFileError(error.message);
      const failure =
        error instanceof MediaWorkerFailure
          ? error
          : new MediaWorkerFailure(error instanceof Error ? error.message : String(error), { cause: error });
      this.end(failure);
      throw failure;
    } finally {
      clearTimeout(patience);
    }
  }

  end(reason: MediaWorkerFailure): void {
    if (this.ended) return;
    this.ended = true;
    this.#worker.terminate();
    this.#line.end(reason);
  }
}

function newMediaWorker(): Worker {
  return new Worker(new URL('./media-worker.ts', import.meta.url), { type: 'module', name: 'media' });
}
