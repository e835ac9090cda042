/**
 * Are the walls between the rooms real? Lints made-up files, one or more for each rule, with the project's own
 * configuration, and expects just the forbidden ones to be refused.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Example {
  file: string;
  code: string;
  /** Part of the refusal's message; null where the code is fine. */
  refused: string | null;
}

const CLOCK = 'Time and randomness come into this room as arguments';
const TENSORFLOW = 'may import TensorFlow.js';
const TRANSFORMERS = 'may import transformers.js';
const IDB = 'may import idb';
const REACT = 'may import React';
const UPWARDS = 'never the other way round';
const SHOP = 'shop/ knows only engine/';
const MESSAGES = 'it knows no other room';
const LINGUI = 'may import Lingui';
const PURE = 'This room is pure';
const GLOBAL = 'Do not use the global variable';

const EXAMPLES: Example[] = [
  { file: 'src/signals/content.ts', code: `export * from '@tensorflow/tfjs-core';`, refused: TENSORFLOW },
  {
    file: 'src/engine/a.ts',
    code: `import * as tf from '@tensorflow/tfjs';\ntf.tidy();`,
    refused: TENSORFLOW,
  },
  { file: 'src/shop/a.ts', code: `await import('@tensorflow/tfjs');`, refused: TENSORFLOW },
  { file: 'src/compute/a.ts', code: `export * from '@tensorflow/tfjs-core';`, refused: null },
  { file: 'src/fusion/a.ts', code: `export * from '@tensorflow/tfjs-core';`, refused: null },
  { file: 'src/models/train-attention.ts', code: `export * from '@tensorflow/tfjs-core';`, refused: null },
  {
    file: 'src/encoders/image/image-tensors.ts',
    code: `export * from '@tensorflow/tfjs-core';`,
    refused: null,
  },
  {
    file: 'src/encoders/image/describe.ts',
    code: `export * from '@tensorflow/tfjs-core';`,
    refused: TENSORFLOW,
  },

  { file: 'src/search/a.ts', code: `export * from '@huggingface/transformers';`, refused: TRANSFORMERS },
  { file: 'src/compute/b.ts', code: `await import('onnxruntime-web/webgpu');`, refused: TRANSFORMERS },
  { file: 'src/encoders/a.ts', code: `export * from '@huggingface/transformers';`, refused: null },
  { file: 'src/language-models/a.ts', code: `export * from '@huggingface/transformers';`, refused: null },

  { file: 'src/engine/b.ts', code: `export { openDB } from 'idb';`, refused: IDB },
  { file: 'src/history/a.ts', code: `export { openDB } from 'idb';`, refused: null },
  { file: 'src/encoders/vector-cache.ts', code: `export { openDB } from 'idb';`, refused: null },
  { file: 'src/packs/shop-store.ts', code: `export { openDB } from 'idb';`, refused: null },

  { file: 'src/engine/c.ts', code: `export { useState } from 'react';`, refused: REACT },
  { file: 'src/profile/b.ts', code: `export { createRoot } from 'react-dom/client';`, refused: REACT },
  { file: 'src/shop/b.tsx', code: `export { useState } from 'react';`, refused: null },

  { file: 'src/packs/a.ts', code: `export type { Card } from '../engine/recommender.ts';`, refused: UPWARDS },
  { file: 'src/ranking/a.ts', code: `export { App } from '../shop/app.tsx';`, refused: UPWARDS },
  { file: 'src/shop/c.ts', code: `export type { Card } from '../engine/recommender.ts';`, refused: null },

  { file: 'src/shop/d.ts', code: `export { mmr } from '../ranking/mmr.ts';`, refused: SHOP },
  {
    file: 'src/shop/pages/a.ts',
    code: `export { openHistory } from '../../history/store.ts';`,
    refused: SHOP,
  },
  {
    file: 'src/shop/i.ts',
    code: `export { promptApiModel } from '../language-models/prompt-api.ts';`,
    refused: SHOP,
  },
  { file: 'src/shop/e.ts', code: `export type { Item } from '../catalog/item.ts';`, refused: null },
  {
    file: 'src/shop/f.ts',
    code: `export { DEFAULT_PREFERENCES } from '../profile/preferences.ts';`,
    refused: null,
  },
  { file: 'src/engine/d.ts', code: `export { mmr } from '../ranking/mmr.ts';`, refused: null },

  { file: 'src/messages/a.ts', code: `export type { Item } from '../catalog/item.ts';`, refused: MESSAGES },
  { file: 'src/messages/b.ts', code: `export { I18n } from '@lingui/core';`, refused: null },
  { file: 'src/messages/c.ts', code: `export const load = () => import('./en/shell.json');`, refused: null },
  { file: 'src/shop/g.tsx', code: `export { I18n } from '@lingui/core';`, refused: LINGUI },
  { file: 'src/shop/h.ts', code: `export { formatsOf } from '../messages/formats.ts';`, refused: null },
  { file: 'src/ranking/d.ts', code: `export type { Text } from '../messages/texts.ts';`, refused: null },

  ...['signals', 'fusion', 'ranking', 'profile', 'training', 'evaluation', 'search', 'reviews'].flatMap(
    (room) => [
      { file: `src/${room}/clock.ts`, code: 'export const now = Date.now();', refused: CLOCK },
      { file: `src/${room}/page.ts`, code: 'export const title = document.title;', refused: GLOBAL },
    ],
  ),
  { file: 'src/profile/c.ts', code: 'export const now = new Date();', refused: CLOCK },
  { file: 'src/profile/d.ts', code: 'export const day = new Date(86_400_000);', refused: null },
  { file: 'src/ranking/b.ts', code: 'export const luck = Math.random();', refused: CLOCK },
  { file: 'src/ranking/c.ts', code: 'export const id = crypto.randomUUID();', refused: GLOBAL },
  { file: 'src/signals/a.ts', code: 'export const began = performance.now();', refused: GLOBAL },
  { file: 'src/training/a.ts', code: `export const pack = await fetch('/shop/pack.json');`, refused: GLOBAL },
  { file: 'src/search/b.ts', code: `export const db = indexedDB.open('x');`, refused: GLOBAL },
  { file: 'src/profile/e.ts', code: `export { openHistory } from '../history/store.ts';`, refused: PURE },
  {
    file: 'src/search/c.ts',
    code: `export { LanguageModelJobs } from '../language-models/jobs.ts';`,
    refused: PURE,
  },
  {
    file: 'src/profile/f.ts',
    code: `export type { HistoryEvent } from '../history/event.ts';`,
    refused: null,
  },
  { file: 'src/profile/g.test.ts', code: 'export const now = Date.now();', refused: null },
  { file: 'src/engine/e.ts', code: 'export const now = Date.now();', refused: null },
];

const root = resolve(import.meta.dirname, '..');
let folder: string;
let messages: Map<string, string[]>;

/** Lints a folder and returns the errors' messages by path. */
function lint(): Promise<Map<string, string[]>> {
  return new Promise((resolve, reject) => {
    const biome = join(root, 'node_modules', '.bin', 'biome');
    const args = ['lint', '--reporter=json', '--max-diagnostics=none', '--diagnostic-level=error', 'src'];
    // Refusals make it end with code 1, which is what is wanted here.
    execFile(biome, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      try {
        const found = new Map<string, string[]>();
        for (const { location, message } of JSON.parse(stdout).diagnostics) {
          found.set(location.path, [...(found.get(location.path) ?? []), message]);
        }
        resolve(found);
      } catch {
        reject(error ?? new Error(stderr));
      }
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-rooms-'));
  await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
  await cp(join(root, 'lint'), join(folder, 'lint'), { recursive: true });
  for (const { file, code } of EXAMPLES) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
  }
  messages = await lint();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('rooms', () => {
  it.each(EXAMPLES)('$file: $code', ({ file, refused }) => {
    const found = messages.get(file) ?? [];
    if (refused === null) expect(found).toEqual([]);
    else expect(found).toContainEqual(expect.stringContaining(refused));
  });

  it('has no two examples in one file', () => {
    expect(new Set(EXAMPLES.map(({ file }) => file)).size).toBe(EXAMPLES.length);
  });
});
