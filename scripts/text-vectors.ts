/**
 * Vectors of a catalog's texts in Node, by the default encoder; remembered in `.cache`, for encoding takes
 * longer than reading and people run the same shop again.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalog, itemText } from '../src/catalog/item.ts';
import { nodeEncoder } from '../src/encoders/node-encoder.ts';
import type { EncoderStamp } from '../src/packs/pack.ts';
import { buildBundledEncoder } from './encoder-bundled.ts';

const CACHE = '.cache/vectors';

/**
 * Of `itemText`, in the order of the catalog: items x stamp.dimensions, unit rows. Makes the bundled encoder
 * first where it isn't there yet.
 * @throws the signal's reason, and whatever the encoder throws
 */
export async function textVectors(
  { items }: Catalog,
  onProgress: (fraction: number) => void = () => {},
  signal?: AbortSignal,
): Promise<{ vectors: Float32Array; stamp: EncoderStamp }> {
  await buildBundledEncoder();
  const encoder = await nodeEncoder();
  try {
    const { stamp } = encoder;
    const texts = items.map(itemText);
    const key = createHash('sha256')
      .update(JSON.stringify([stamp, texts]))
      .digest('hex')
      .slice(0, 32);
    const file = join(CACHE, `${key}.f32`);
    const known = await readFile(file).catch(() => null);
    if (known?.length === 4 * items.length * stamp.dimensions) {
      return { vectors: new Float32Array(new Uint8Array(known).buffer), stamp };
    }
    const vectors = await encoder.encode(texts, (done, total) => onProgress(done / total), signal);
    await mkdir(CACHE, { recursive: true });
    // Renamed when whole, so that a run that is ended leaves nothing half-written.
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
    await rename(unfinished, file);
    return { vectors, stamp };
  } finally {
    await encoder.dispose();
  }
}
