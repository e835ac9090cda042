/**
 * Writes the demo shop's previews: a few seconds of each record, synthesised and coded as MP3. Built when the shop is
 * prepared, never committed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMp3Encoder } from 'wasm-media-encoders';
import { type DepartmentSource, isRecord, type SourceItem } from '../../src/catalog/demo.ts';
import { type Album, readAlbum } from './album.ts';
import { compose } from './compose.ts';
import { mix } from './mix.ts';
import { SAMPLE_RATE } from './sample-rate.ts';

const STAMP = '.stamp';

/** Thousands of bits a second, both sides together. At 64 cymbals begin to swim. */
const BITRATE = 80;

/** @returns left and right at `SAMPLE_RATE`; the same for the same album on every machine */
export function synthesise(album: Album): [Float32Array, Float32Array] {
  return mix(compose(album, seedOf(album.id)), album);
}

/**
 * Synthesises every record of the sources into `<outDir>/<id>.mp3`, unless the folder already holds exactly that: it is
 * stamped with a hash of the records and the code that plays them. Previews of records no longer there go.
 * @throws AlbumError when an album's attributes say something that can't be played
 */
export async function buildSounds(
  outDir: string,
  catalogSources: DepartmentSource[],
): Promise<{ built: number; skipped: boolean }> {
  const records = catalogSources.flatMap(({ items }) => items.filter((item) => isRecord(item)));
  const stamp = await freshness(records);
  const stamped = await readFile(join(outDir, STAMP), 'utf8').catch(() => '');
  if (stamped === stamp) return { built: 0, skipped: true };

  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const encode = await mp3Encoder();
  for (const record of records) {
    await writeFile(join(outDir, `${record.id}.mp3`), encode(synthesise(readAlbum(record))));
  }
  // Last, so that an interrupted run isn't taken for a finished one.
  await writeFile(join(outDir, STAMP), stamp);
  return { built: records.length, skipped: false };
}

async function mp3Encoder(): Promise<(sides: [Float32Array, Float32Array]) => Uint8Array> {
  const encoder = await createMp3Encoder();
  return (sides) => {
    encoder.configure({ sampleRate: SAMPLE_RATE, channels: 2, bitrate: BITRATE });
    // Both answers are views of the encoder's own memory.
    const start = encoder.encode(sides).slice();
    const end = encoder.finalize();
    const file = new Uint8Array(start.length + end.length);
    file.set(start);
    file.set(end, start.length);
    return file;
  };
}

async function freshness(records: SourceItem[]): Promise<string> {
  const hash = createHash('sha256');
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort()) {
    hash.update(`${name}\0`).update(await readFile(join(folder, name)));
  }
  hash.update(JSON.stringify(records.map(({ id, attributes }) => [id, attributes])));
  return hash.digest('hex');
}

/** From the id's first bytes under SHA-256. */
function seedOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32LE(0);
}
