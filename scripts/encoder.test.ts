/** Installs a tiny model from a model hub of our own, and fails in the ways that hubs and networks fail. */

import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ElementType, OnnxGraph } from '../src/encoders/convert/onnx.ts';
import { nodeEncoder } from '../src/encoders/node-encoder.ts';
import { parseRegistry } from '../src/encoders/registry.ts';
import { installEncoder } from './encoder.ts';
import { chooseDefault, sha256 } from './encoder-install.ts';
import { ModelInstallError } from './model-hub.ts';
import { COMMIT, startHub, type TestHub } from './test-hub.ts';

const WORDS = ['[PAD]', '[UNK]', 'tent', 'two', 'person', 'a'];

/** Looks each word up in a table and hands out the rows: the smallest model with one vector a token. */
function tinyModel(): Uint8Array {
  const graph = new OnnxGraph('tiny', 17);
  const ids = graph.input('input_ids', ElementType.int64, ['batch', 'sequence']);
  graph.input('attention_mask', ElementType.int64, ['batch', 'sequence']);
  const table = Float32Array.from({ length: WORDS.length * 4 }, (_, i) => Math.sin(3 * i + 1));
  graph.node('Gather', [graph.weight('table', [WORDS.length, 4], table), ids], {}, 'last_hidden_state');
  graph.output('last_hidden_state', ElementType.float, ['batch', 'sequence', 4]);
  return graph.toBytes({});
}

const FILES: Record<string, string | Uint8Array> = {
  'config.json': JSON.stringify({ model_type: 'bert', max_position_embeddings: 64 }),
  'tokenizer_config.json': JSON.stringify({
    tokenizer_class: 'BertTokenizer',
    model_max_length: 1e30,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
  }),
  'tokenizer.json': JSON.stringify({
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
    },
  }),
  'onnx/model_quantized.onnx': tinyModel(),
  '1_Pooling/config.json': JSON.stringify({ pooling_mode_cls_token: false, pooling_mode_mean_tokens: true }),
};

let hub: TestHub;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-hub-'));
  hub = await startHub({ 'owner/tiny': FILES });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await hub.close();
  await rm(folder, { recursive: true });
});

const TINY = { id: 'owner/tiny' };
const models = () => join(folder, 'models');

describe('installEncoder', () => {
  it('fetches a model, pins its commit, and makes it the default', async () => {
    const spec = await installEncoder(TINY, folder);
    expect(spec).toMatchObject({
      id: 'owner/tiny',
      revision: COMMIT,
      dtype: 'q8',
      pooling: 'mean',
      dimensions: 4,
      maxTokens: 64,
      devices: ['wasm'],
    });
    const registry = parseRegistry(JSON.parse(await readFile(join(models(), 'encoders.json'), 'utf8')));
    expect(registry.default).toBe('owner/tiny');
    expect(registry.encoders).toEqual([spec]);
    for (const { path, sha256: hash } of spec.files) {
      expect(sha256(await readFile(join(models(), spec.id, path)))).toBe(hash);
    }
    for (const { path } of registry.runtime.wasm) await access(join(folder, 'ort', path));

    const encoder = await nodeEncoder(undefined, models());
    const vectors = await encoder.encode(['two person tent', 'Tent']);
    await encoder.dispose();
    expect(encoder.stamp).toEqual({
      id: 'owner/tiny',
      revision: COMMIT,
      dtype: 'q8',
      pooling: 'mean',
      dimensions: 4,
    });
    expect(Math.hypot(...vectors.subarray(0, 4))).toBeCloseTo(1, 5);
    const tent = [9, 10, 11, 12].map((i) => Math.sin(3 * (i - 1) + 1));
    tent.forEach((value, i) => {
      expect(vectors[4 + i]).toBeCloseTo(value / Math.hypot(...tent), 5);
    });
  }, 60_000);

  it('takes pooling from the command before the model', async () => {
    expect((await installEncoder({ ...TINY, pooling: 'cls' }, folder)).pooling).toBe('cls');
  }, 60_000);

  it('refuses vectors a token where one a text is needed', async () => {
    await expect(installEncoder({ ...TINY, pooling: 'none' }, folder)).rejects.toThrow(
      /--pooling mean or cls/,
    );
  }, 60_000);

  it.each([
    ['a name without owner', { id: 'tiny' }, /owner\/name/],
    ['a name that leaves its folder', { id: '../tiny' }, /owner\/name/],
    ['an unknown model', { id: 'owner/other' }, /answers 404.*Check the name/],
    ['a precision it does not have', { ...TINY, dtype: 'fp16' as const }, /Its precisions are: q8/],
  ])('refuses %s', async (_, request, message) => {
    await expect(installEncoder(request, folder)).rejects.toThrow(ModelInstallError);
    await expect(installEncoder(request, folder)).rejects.toThrow(message);
  });

  it.each([
    ['a gated model', 'revision/main', 401, /HF_TOKEN/],
    ['a file the hub lists but lacks', 'tokenizer.json', 404, /answers 404/],
    ['a download that breaks off', 'model_quantized.onnx', 'cut' as const, /broke off/],
  ])('fails on %s and enters nothing', async (_, path, fault, message) => {
    hub.faults.set(path, fault);
    await expect(installEncoder(TINY, folder)).rejects.toThrow(message);
    await expect(access(join(models(), 'encoders.json'))).rejects.toThrow();
    await expect(access(join(models(), 'owner/tiny/onnx/model_quantized.onnx'))).rejects.toThrow();
  });

  it('says what to do where there is no network', async () => {
    vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:9');
    await expect(installEncoder(TINY, folder)).rejects.toThrow(
      /can't be reached .* npm run encoder -- inkling-sentences/,
    );
  });
});

it('chooseDefault knows only what is installed', async () => {
  expect(await chooseDefault(folder, 'owner/tiny')).toBe(false);
  await installEncoder(TINY, folder);
  expect(await chooseDefault(folder, 'owner/tiny')).toBe(true);
}, 60_000);
