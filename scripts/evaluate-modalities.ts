/**
 * `npm run evaluate -- --protocol modalities`: what pictures and recordings add in a made-up shop, described by the same
 * encoders as real ones.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { audioEncoder } from '../src/encoders/audio/audio-encoder.ts';
import type { Encoder } from '../src/encoders/encoder.ts';
import { imageEncoder } from '../src/encoders/image/image-encoder.ts';
import { modalityTable, runModalities } from '../src/evaluation/modalities.ts';
import type { ModalVectors } from '../src/packs/pack.ts';
import { sensesShop } from '../src/training/simulator/senses.ts';
import { CallError, type Surroundings, wholeNumber } from './command-line.ts';
import { ProgressLine } from './progress-line.ts';
import { textVectors } from './text-vectors.ts';

const ITEMS = 1000;
const LEARNERS = 600;
const TESTED = 700;

/** The last day of the made-up orders: any would do, and the same one gives the same report. */
const UNTIL = Date.UTC(2026, 5, 1);

/** Things described at a time: their pictures needn't all be in memory. */
const AT_ONCE = 16;

/** Shares of the time. */
const DESCRIBING = 0.25;

/** Whether a call of `evaluate` is about modalities: it has options of its own. */
export function asksForModalities(args: readonly string[]): boolean {
  const at = args.indexOf('--protocol');
  return args.includes('--protocol=modalities') || (at >= 0 && args[at + 1] === 'modalities');
}

/** @throws CallError, and the signal's reason */
export async function evaluateModalities(args: string[], { out, err, signal }: Surroundings): Promise<void> {
  const { seed: asked, json } = parsed(args);
  const seed = wholeNumber('seed', asked, 0) ?? 1;
  const line = new ProgressLine(err);
  const shop = sensesShop({ items: ITEMS, seed });
  const { vectors: texts, stamp } = await textVectors(
    shop.catalog,
    (done) => line.show('Reading texts', 0.05 * done),
    signal,
  );
  const images = await described(await imageEncoder({ now: () => performance.now() }), shop.picture, (done) =>
    line.show('Looking at pictures', 0.05 + 0.1 * done),
  );
  const sounds = await described(audioEncoder(), shop.clip, (done) =>
    line.show('Listening', 0.15 + (DESCRIBING - 0.15) * done),
  );
  const report = await runModalities(
    {
      shop,
      vectors: { texts, stamp, images, sounds },
      learners: LEARNERS,
      tested: TESTED,
      until: UNTIL,
      seed,
      now: processorTime,
    },
    ({ phase, fraction }) => line.show(phase, DESCRIBING + (1 - DESCRIBING) * fraction),
    signal,
  );
  line.clear();
  out.write(`${modalityTable(report)}\n`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);

  async function described<Input>(
    encoder: Encoder<Input>,
    inputOf: (item: number) => Input | null,
    onProgress: (done: number) => void,
  ): Promise<ModalVectors> {
    const { dimensions } = encoder.stamp;
    const vectors = new Float32Array(ITEMS * dimensions);
    const present = new Uint8Array(ITEMS);
    for (let from = 0; from < ITEMS; from += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, ITEMS - from) }, (_, i) => from + i).flatMap(
        (item) => {
          const input = inputOf(item);
          return input === null ? [] : [{ item, input }];
        },
      );
      const rows = await encoder.encode(
        some.map(({ input }) => input),
        undefined,
        signal,
      );
      some.forEach(({ item }, i) => {
        vectors.set(rows.subarray(i * dimensions, (i + 1) * dimensions), item * dimensions);
        present[item] = 1;
      });
      onProgress(from / ITEMS);
    }
    await encoder.dispose();
    return { stamp: encoder.stamp, vectors, present };
  }
}

/** Ms of this process: what else the machine does is no cost of a ranking's. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { protocol: text, seed: text, json: text } }).values;
  } catch (error) {
    throw new CallError((error as Error).message);
  }
}
