/** The client against workers made of message channels: what happens when files fail, workers die, idle or hang. */
import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LARGEST_RECORDING } from './audio/recording-size.ts';
import { SOUNDS } from './audio/sounds-stamp.ts';
import { MediaFileError } from './encode-files.ts';
import type { Clip, Raster } from './encoder.ts';
import { LOOKS, PALETTE } from './image/stamps.ts';
import {
  type MediaClient,
  type MediaClientOptions,
  MediaWorkerFailure,
  startMediaWorker,
} from './media-client.ts';
import type { MediaWorker } from './media-worker.ts';

const raster: Raster = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const clip: Clip = { sampleRate: 8_000, samples: new Float32Array(8_000) };
const PNG = Uint8Array.of(0x89, 0x50);
const SVG = new TextEncoder().encode('<svg viewBox="0 0 1 1"></svg>');

type Behaviour = Partial<Record<keyof MediaWorker, (...values: never[]) => unknown>>;

/** Enough of a Worker: one end of a channel whose other end exposes the given behaviour. */
class FakeWorker extends EventTarget {
  terminated = false;
  readonly #channel = new MessageChannel();

  constructor(behaviour: Behaviour) {
    super();
    const { port1, port2 } = this.#channel;
    Comlink.expose(behaviour, port2 as unknown as Comlink.Endpoint);
    port1.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data, ports: event.ports as never }));
    });
    port1.start();
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (!this.terminated) this.#channel.port1.postMessage(message, transfer as never);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }
}

const working: Behaviour = {
  decodePicture: async () => raster,
  describePictures: async (rasters: readonly Raster[]) => ({
    vectors: new Float32Array(rasters.length * LOOKS.dimensions).fill(rasters.length),
    backend: 'webgpu',
  }),
  palettesOf: async (rasters: readonly Raster[]) => ({
    vectors: new Float32Array(rasters.length * PALETTE.dimensions),
    backend: 'cpu',
  }),
  decodeRecording: async () => clip,
  describeSounds: async (clips: readonly Clip[]) => ({
    vectors: new Float32Array(clips.length * SOUNDS.dimensions).fill(clips.length),
    backend: 'cpu',
  }),
};

let workers: FakeWorker[];
let client: MediaClient;

function start(behaviours: Behaviour[], options: MediaClientOptions = {}): MediaClient {
  workers = [];
  client = startMediaWorker({
    createWorker: () => {
      const worker = new FakeWorker({ ...working, ...behaviours[workers.length] });
      workers.push(worker);
      return worker as unknown as Worker;
    },
    ...options,
  });
  return client;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  await client.dispose();
  vi.useRealTimers();
});

describe('startMediaWorker', () => {
  it('starts no worker before the first file, and one for all', async () => {
    start([]);
    expect(client.images.stamp).toEqual(LOOKS);
    expect(workers).toHaveLength(0);
    expect(await client.decodePicture(PNG)).toEqual(raster);
    await client.images.encode([raster]);
    await client.palettes.encode([raster]);
    expect(workers).toHaveLength(1);
  });

  it('reads and describes recordings in the same worker, and refuses too large ones without it', async () => {
    start([]);
    const tooLarge = { length: LARGEST_RECORDING + 1 } as Uint8Array<ArrayBuffer>;
    await expect(client.decodeRecording(tooLarge)).rejects.toThrow(MediaFileError);
    expect(workers).toHaveLength(0);
    expect(await client.decodeRecording(Uint8Array.of(1))).toEqual(clip);
    const vectors = await client.sounds.encode([clip, clip]);
    expect([vectors[0], vectors.length]).toEqual([2, 2 * SOUNDS.dimensions]);
    await client.decodePicture(PNG);
    expect(workers).toHaveLength(1);
  });

  it('encodes a few a call, says how far it is and on what it was computed', async () => {
    start([]);
    const told: number[] = [];
    const all = await client.images.encode(Array(20).fill(raster), (done) => told.push(done));
    expect(told).toEqual([16, 20]);
    expect([all[0], all.at(-1), all.length]).toEqual([16, 4, 20 * LOOKS.dimensions]);
    expect(client.images.backend).toBe('webgpu');
  });

  it('stops between two calls when it is told to', async () => {
    start([]);
    const stop = new AbortController();
    const running = client.images.encode(
      Array(40).fill(raster),
      () => stop.abort(new Error('enough')),
      stop.signal,
    );
    await expect(running).rejects.toThrow('enough');
    expect(workers[0].terminated).toBe(false);
  });

  it('lets a file that can’t be read fail alone, by its own class', async () => {
    let asked = 0;
    const decodePicture = async () => {
      if (asked++ === 0) throw new MediaFileError('The picture is cut off.');
      return raster;
    };
    start([{ decodePicture }]);
    const failing = client.decodePicture(PNG);
    await expect(failing).rejects.toThrow(MediaFileError);
    await expect(failing).rejects.toThrow('cut off');
    expect(await client.decodePicture(PNG)).toEqual(raster);
    expect(workers).toHaveLength(1);
  });

  it('replaces a worker after any other failure', async () => {
    const describePictures = async () => {
      throw new Error('out of memory');
    };
    start([{ describePictures }]);
    await expect(client.images.encode([raster])).rejects.toThrow(MediaWorkerFailure);
    expect(workers[0].terminated).toBe(true);
    await client.images.encode([raster]);
    expect(workers).toHaveLength(2);
  });

  it('fails calls whose worker dies or can’t be loaded, and starts another for the next', async () => {
    start([{ decodePicture: () => new Promise(() => {}) }]);
    const waiting = client.decodePicture(PNG);
    workers[0].dispatchEvent(Object.assign(new Event('error'), { message: 'no such file' }));
    await expect(waiting).rejects.toThrow('no such file');
    expect(await client.decodePicture(PNG)).toEqual(raster);
  });

  it('ends a worker that gives no answer', async () => {
    start([{ decodePicture: () => new Promise(() => {}) }]);
    const waiting = client.decodePicture(PNG);
    waiting.catch(() => {});
    await vi.advanceTimersByTimeAsync(61_000);
    await expect(waiting).rejects.toThrow('No answer within 60 s');
    expect(workers[0].terminated).toBe(true);
  });

  it('ends a worker that has been idle, and not one at work', async () => {
    start([]);
    await client.decodePicture(PNG);
    await vi.advanceTimersByTimeAsync(59_000);
    await client.decodePicture(PNG);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(workers[0].terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(workers[0].terminated).toBe(true);
  });

  it('fails what is under way when it is ended', async () => {
    start([{ decodePicture: () => new Promise(() => {}) }]);
    const waiting = client.decodePicture(PNG);
    waiting.catch(() => {});
    await client.dispose();
    await expect(waiting).rejects.toThrow('was ended');
  });

  it('gives SVG to the page, and never to the worker', async () => {
    start([], { drawSvg: async () => raster });
    expect(await client.decodePicture(SVG)).toEqual(raster);
    expect(workers).toHaveLength(0);
    start([]);
    await expect(client.decodePicture(SVG)).rejects.toThrow(MediaFileError);
  });
});
