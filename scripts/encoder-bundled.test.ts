/** Is the bundled encoder still Universal Sentence Encoder Lite? Compared with the published graph itself. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FeatureExtractionPipeline, pipeline } from '@huggingface/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareText } from '../src/encoders/batches.ts';
import { readWeights } from '../src/encoders/convert/graph-model.ts';
import { DIMENSIONS, MAX_TOKENS, sentenceEncoder } from '../src/encoders/convert/sentence-encoder.ts';
import type { Vocabulary } from '../src/encoders/convert/unigram-tokenizer.ts';
import { nodeEncoder, useFolder } from '../src/encoders/node-encoder.ts';
import { BUNDLED_ENCODER, modelFile } from '../src/encoders/registry.ts';
import { buildBundledEncoder, readSource } from './encoder-bundled.ts';
import { sha256, writeWhole } from './encoder-install.ts';
import { loadPublishedModel, publishedTokenizer } from './encoder-published.ts';

let folder: string;
let vocabulary: Vocabulary;
let extractor: FeatureExtractionPipeline;
let texts: string[];
/** Of the published model, one row a text. */
let published: Float32Array;
let tokenize: (text: string) => number[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-encoder-'));
  await buildBundledEncoder(folder);
  const { model, shards, vocabulary: pieces } = await readSource();
  vocabulary = pieces;
  await writeWhole(
    join(folder, 'models', BUNDLED_ENCODER, modelFile('fp32')),
    sentenceEncoder(readWeights(model, shards), 'fp32'),
  );
  tokenize = publishedTokenizer(vocabulary);
  // By length, so that little of a batch is padding.
  texts = [...WRITTEN, ...made(220 - WRITTEN.length)].sort((a, b) => a.length - b.length);
  published = await encodePublished(await loadPublishedModel(model, shards));
  useFolder(join(folder, 'models'));
  extractor = await pipeline('feature-extraction', BUNDLED_ENCODER, { device: 'cpu', dtype: 'fp32' });
}, 240_000);

afterAll(async () => {
  await extractor.dispose();
  await rm(folder, { recursive: true });
});

describe('the tokenizer', () => {
  it('gives the published ids', () => {
    for (const text of texts)
      expect(idsOf(text), text.slice(0, 60)).toEqual(tokenize(text).slice(0, MAX_TOKENS));
  });

  it('differs where a colon opens a text, whose score of 0 the published one takes for none', () => {
    const piece = (id: number) => vocabulary[id][0];
    expect(tokenize(': note').map(piece)).toEqual(['▁', ':', '▁note']);
    expect(idsOf(': note').map(piece)).toEqual(['▁:', '▁note']);
  });

  it('takes no text for a reserved token', () => {
    for (const text of ['<s>', '</s>', '<s> tent </s>', 'reserved 1', 'padding ', '\ufffd']) {
      const reserved = idsOf(text).filter((id) => (id > 0 && id < 6) || id >= vocabulary.length);
      expect(reserved, text).toEqual([]);
    }
  });

  it('cuts at the length the model was trained for', () => {
    expect(idsOf('tent '.repeat(500))).toHaveLength(MAX_TOKENS);
  });
});

describe('the model', () => {
  it('in fp32 is the published one to rounding', async () => {
    const vectors = await encodeAll((batch) => extractor(batch, { pooling: 'cls' }));
    let largest = 0;
    vectors.forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value - published[i]));
    });
    expect(largest).toBeLessThan(1e-5);
  }, 120_000);

  it('in int8 points where the published one does, and hardly depends on the batch', async () => {
    const encoder = await nodeEncoder(BUNDLED_ENCODER, join(folder, 'models'));
    // The encoder tidies white space and cuts first; the published model doesn't.
    const same = [...texts.keys()].filter((i) => prepareText(texts[i], MAX_TOKENS) === texts[i]);
    expect(same.length).toBeGreaterThan(200);
    const together = await encoder.encode(same.map((i) => texts[i]));
    const reversed = await encoder.encode(same.map((i) => texts[i]).reverse());
    await encoder.dispose();
    const toPublished = same.map((i, at) => cosine(row(together, at), row(published, i)));
    expect(Math.min(...toPublished)).toBeGreaterThan(0.995);
    const toReversed = same.map((_, at) => cosine(row(together, at), row(reversed, same.length - 1 - at)));
    expect(Math.min(...toReversed)).toBeGreaterThan(0.9999);
  }, 120_000);

  it('gives the empty text a unit vector, alone and among others', async () => {
    const encoder = await nodeEncoder(BUNDLED_ENCODER, join(folder, 'models'));
    const alone = await encoder.encode(['', '  \n']);
    const among = await encoder.encode(['', 'tent']);
    await encoder.dispose();
    const empty = row(published, texts.indexOf(''));
    expect(cosine(row(alone, 0), row(alone, 0))).toBeCloseTo(1, 5);
    for (const vector of [row(alone, 0), row(alone, 1), row(among, 0)]) {
      expect(cosine(vector, empty)).toBeGreaterThan(0.999);
    }
  });
});

describe('building', () => {
  it('does nothing when up to date, and rebuilds what is missing, to the same bytes', async () => {
    expect(await buildBundledEncoder(folder)).toBe(false);
    const paths = [modelFile('int8'), 'tokenizer.json', 'golden.json'].map((path) =>
      join(folder, 'models', BUNDLED_ENCODER, path),
    );
    const hashes = async () => Promise.all(paths.map(async (path) => sha256(await readFile(path))));
    const before = await hashes();
    await rm(paths[0]);
    expect(await buildBundledEncoder(folder)).toBe(true);
    expect(await hashes()).toEqual(before);
    expect((await stat(paths[0])).size).toBeLessThan(7.3e6);
  }, 120_000);
});

/** transformers.js' ids, cut as the pipeline cuts them, without padding. */
function idsOf(text: string): number[] {
  const { input_ids, attention_mask } = extractor.tokenizer([text, 'a'], {
    padding: true,
    truncation: true,
    return_tensor: false,
  });
  return input_ids[0].filter((_, i) => attention_mask[0][i] === 1);
}

async function encodePublished(model: Awaited<ReturnType<typeof loadPublishedModel>>): Promise<Float32Array> {
  // A batch may not end with an empty text.
  const anchor = tokenize('a');
  const vectors = new Float32Array(texts.length * DIMENSIONS);
  for (let from = 0; from < texts.length; from += 16) {
    const ids = texts.slice(from, from + 16).map(tokenize);
    const rows = await model.encode([...ids, anchor]);
    vectors.set(rows.subarray(0, ids.length * DIMENSIONS), from * DIMENSIONS);
  }
  return vectors;
}

async function encodeAll(encode: (batch: string[]) => Promise<{ data: unknown }>): Promise<Float32Array> {
  const vectors = new Float32Array(texts.length * DIMENSIONS);
  for (let from = 0; from < texts.length; from += 16) {
    const batch = texts.slice(from, from + 16);
    const { data } = await encode([...batch, 'a']);
    vectors.set((data as Float32Array).subarray(0, batch.length * DIMENSIONS), from * DIMENSIONS);
  }
  return vectors;
}

function row(vectors: Float32Array, i: number): Float32Array {
  return vectors.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

const WRITTEN = [
  '',
  ' ',
  'a',
  'Two-person tent, 1.9 kg',
  'Enamel mug (350 ml), dishwasher-safe',
  '  leading, double  and trailing spaces  ',
  'line\nends\tand tabs',
  '<s>',
  'She said <s>no</s> & left &amp; <b>bold</b>',
  '\ufffd',
  '\u2581already\u2581marked',
  'Crème brûlée à la carte — “déjà vu”… ½ ﬁne ①',
  'Ελληνικά, русский, 日本語, العربية, עברית',
  '☃☃☃ snow ☃ man',
  '👩‍👩‍👧‍👦 family 👍🏽 and 🇫🇷',
  'ﬀ ﬁ ﬂ ㎏ ℃ Å',
  'https://example.org/a_b?c=1&d=%20#e',
  'E-mail: someone@example.org; tel. +49 (0)30 123-456',
  'tent: two rooms, : lonely colon :) :( :-) ):',
  '!?!?...;;--__//\\\\||~~^^``',
  '$12.50 €9,99 £3 ¥100 50% #1',
  'SHOUTING WORDS AND camelCase and snake_case',
  'antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis',
  'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz',
  '1234567890 3.14159 1e-9 0x7f',
  "don't can't it's o'clock 'quoted' ”5",
  'x'.repeat(3000),
  'The quick brown fox jumps over the lazy dog. '.repeat(33),
];

const WORDS =
  'tent stove mug lantern wool linen oak steel glass light warm small large red blue green for with and the of ' +
  'kids dogs garden kitchen winter summer rain trail camp pan grill coffee tea soft strong waterproof 2 10 kg cm, . ! (new)';

/** Texts of 1 to 300 words from a linear congruential generator: the same in every run. */
function made(count: number): string[] {
  const words = WORDS.split(' ');
  let state = 42;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, i) => {
    const length = i % 50 === 0 ? 300 : 1 + next(45);
    return Array.from({ length }, () => words[next(words.length)]).join(' ');
  });
}
