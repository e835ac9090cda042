/**
 * Recordings described from file to vector, as the shop's builder and the media worker do it: time by kind of file, with
 * and without the cache, and how much memory it takes. `--constants` instead measures many made sounds and prints
 * `src/encoders/audio/standard.json` anew.
 */
import 'fake-indexeddb/auto';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createMp3Encoder } from 'wasm-media-encoders';
import { audioEncoder } from '../src/encoders/audio/audio-encoder.ts';
import { decodeRecording } from '../src/encoders/audio/decode.ts';
import { rawNumbersOf } from '../src/encoders/audio/descriptor.ts';
import { madeSound, variedSounds } from '../src/encoders/audio/made-sounds.ts';
import { deviationOf, meanOf } from '../src/encoders/audio/statistics.ts';
import { writeWav } from '../src/encoders/audio/write-wav.ts';
import { encodeFiles } from '../src/encoders/encode-files.ts';
import type { Clip } from '../src/encoders/encoder.ts';
import { openVectorCache } from '../src/encoders/vector-cache.ts';

/** Seconds that issue-size work may take on two cores. */
const TARGET = { clips: 80, seconds: 8, limit: 15 };

/** Seeds of sounds that are measured for constants, and of others whose time is taken. */
const SEEDS = { constants: 1, timed: 2 };

const { values } = parseArgs({
  options: { constants: { type: 'boolean', default: false }, clips: { type: 'string' } },
});

if (values.constants) printConstants(150);
else await time(Number(values.clips ?? TARGET.clips));

function printConstants(count: number): void {
  const rows = variedSounds(count, SEEDS.constants).map((wishes) => rawNumbersOf(madeSound(wishes)));
  const columns = rows[0].map((_, k) => rows.map((row) => row[k]));
  const list = (numbers: number[]) => numbers.map((value) => Number(value.toPrecision(3)));
  console.log(
    JSON.stringify({
      means: list(columns.map(meanOf)),
      deviations: list(columns.map((column) => Math.max(deviationOf(column), 1e-3))),
    }),
  );
}

async function time(count: number): Promise<void> {
  console.log(`${count} clips of ${TARGET.seconds} s on ${cpus()[0]?.model ?? 'an unknown processor'}\n`);
  const clips = variedSounds(count, SEEDS.timed, TARGET.seconds).map((wishes) =>
    madeSound({ ...wishes, sampleRate: 44_100 }),
  );
  const mp3 = await createMp3Encoder();
  const kinds: [name: string, write: (clip: Clip) => Uint8Array<ArrayBuffer>][] = [
    ['WAV, 44.1 kHz, 16 bits', (clip) => writeWav(clip)],
    [
      'MP3, 44.1 kHz, 64 kbit/s',
      (clip) => {
        mp3.configure({ sampleRate: 44_100, channels: 1, bitrate: 64 });
        // Each call's answer is a view of memory that the next one writes over.
        const body = Uint8Array.from(mp3.encode([clip.samples]));
        return Uint8Array.from([...body, ...mp3.finalize()]);
      },
    ],
  ];
  console.log('kind of file               seconds   of processor   from the cache, s   target, s');
  for (const [name, write] of kinds) {
    const files = clips.map((clip, i) => {
      const bytes = write(clip);
      return { name: `${i}`, bytes: async () => bytes };
    });
    const cache = await openVectorCache();
    const run = async () => {
      const start = performance.now();
      const { present, problems } = await encodeFiles(files, {
        encoder: audioEncoder(),
        decode: decodeRecording,
        cache,
      });
      if (problems.length > 0 || present.includes(0))
        throw new Error(`Not all were described: ${problems[0]?.message}`);
      return (performance.now() - start) / 1000;
    };
    const before = process.cpuUsage();
    const fresh = await run();
    // On a busy machine this tells what an idle one would take.
    const { user, system } = process.cpuUsage(before);
    const cached = await run();
    console.log(
      `${name.padEnd(25)}${fresh.toFixed(2).padStart(9)}${((user + system) / 1e6).toFixed(2).padStart(15)}` +
        `${cached.toFixed(2).padStart(19)}${((TARGET.limit * count) / TARGET.clips).toFixed(1).padStart(12)}`,
    );
    cache.close();
  }
}
