/** Installs the smallest real language model from a hub of our own, has it speak, and takes it out again. */
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { env, pipeline } from '@huggingface/transformers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRegistry } from '../src/encoders/registry.ts';
import { pipelineGenerator } from '../src/language-models/generator.ts';
import { tinyModel } from '../src/language-models/tiny-model.ts';
import { sha256, writeWhole } from './encoder-install.ts';
import { installLanguageModel, removeLanguageModel } from './language-model.ts';
import { ModelInstallError } from './model-hub.ts';
import { COMMIT, startHub, type TestHub } from './test-hub.ts';

const TINY = { id: 'owner/tiny' };
const ENCODERS = {
  format: 'inkling-encoders',
  version: 1,
  default: 'a',
  encoders: [
    {
      id: 'a',
      revision: '1',
      dtype: 'int8',
      pooling: 'cls',
      dimensions: 2,
      maxTokens: 8,
      devices: ['wasm'],
      files: [],
    },
  ],
  runtime: { wasm: [] },
};

let files: Record<string, string | Uint8Array>;
let hub: TestHub;
let folder: string;

beforeEach(async () => {
  files = tinyModel('Here is what I found');
  folder = await mkdtemp(join(tmpdir(), 'inkling-language-model-'));
  await writeWhole(join(folder, 'models', 'encoders.json'), JSON.stringify(ENCODERS));
  hub = await startHub({ 'owner/tiny': files });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await hub.close();
  await rm(folder, { recursive: true });
});

const registry = async () =>
  parseRegistry(JSON.parse(await readFile(join(folder, 'models', 'encoders.json'), 'utf8')));

describe('installLanguageModel', () => {
  it('fetches a model, enters it beside the encoders, and it speaks', async () => {
    const spec = await installLanguageModel({ ...TINY, languages: ['en', 'zh'] }, folder);
    expect(spec).toMatchObject({
      id: 'owner/tiny',
      revision: COMMIT,
      dtype: 'q4',
      devices: ['webgpu', 'wasm'],
      languages: ['en', 'zh'],
    });
    const { languageModels, encoders, default: chosen, runtime } = await registry();
    expect(languageModels).toEqual([spec]);
    expect([chosen, encoders.length]).toEqual(['a', 1]);
    // It may run on WebGPU, so the larger runtime is there too.
    for (const { path } of [...runtime.wasm, ...(runtime.webgpu ?? [])])
      await access(join(folder, 'ort', path));
    expect(runtime.webgpu).toHaveLength(2);
    expect(spec.files.map(({ path }) => path).sort()).toEqual(Object.keys(files).sort());
    for (const { path, sha256: hash } of spec.files) {
      expect(sha256(await readFile(join(folder, 'models', spec.id, path)))).toBe(hash);
    }

    env.localModelPath = join(folder, 'models') + sep;
    const generator = await pipeline('text-generation', spec.id, { device: 'cpu', dtype: spec.dtype });
    const model = pipelineGenerator(generator);
    const prompt = { system: 'Be brief', user: 'Hello' };
    expect(await model.generate({ ...prompt, maxTokens: 20 })).toBe('Here is what I found');
    expect(await model.generate({ ...prompt, maxTokens: 2 })).toBe('Here is');
    // Interrupted, it stops at the next token; and is not interrupted for good.
    const answer = model.generate({ ...prompt, maxTokens: 20 });
    model.interrupt();
    expect((await answer).split(' ').length).toBeLessThan(5);
    expect(await model.generate({ ...prompt, maxTokens: 20 })).toBe('Here is what I found');
    await generator.dispose();
  }, 60_000);

  it('refuses a model that knows no chats, and leaves the registry alone', async () => {
    const config = JSON.parse(files['tokenizer_config.json'] as string);
    files['tokenizer_config.json'] = JSON.stringify({ ...config, chat_template: undefined });
    const failure = installLanguageModel(TINY, folder);
    await expect(failure).rejects.toThrow(ModelInstallError);
    await expect(failure).rejects.toThrow(/chat template/);
    expect((await registry()).languageModels).toEqual([]);
  }, 60_000);

  it('names the precisions there are', async () => {
    await expect(installLanguageModel({ ...TINY, dtype: 'fp16' }, folder)).rejects.toThrow(
      /Its precisions are: q4/,
    );
  });

  it('wants a registry to enter it in', async () => {
    await writeFile(join(folder, 'models', 'encoders.json'), 'nonsense');
    await expect(installLanguageModel(TINY, folder)).rejects.toThrow(/npm start/);
  });
});

describe('removeLanguageModel', () => {
  it('takes a model out of the registry, with its files', async () => {
    await installLanguageModel(TINY, folder);
    expect(await removeLanguageModel(TINY.id, folder)).toBe(true);
    expect((await registry()).languageModels).toEqual([]);
    await expect(access(join(folder, 'models', TINY.id))).rejects.toThrow();
    expect(await removeLanguageModel(TINY.id, folder)).toBe(false);
  }, 60_000);
});
