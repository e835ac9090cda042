import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_SIZE, type BatchModel, encodeInBatches, prepareText } from './batches.ts';

const SPEC = { modality: 'text', dimensions: 3, maxTokens: 16 } as const;

/** A vector that tells which text it is of. */
const vectorOf = (text: string) => [text.length, text.codePointAt(0) ?? -1, text.codePointAt(1) ?? -1];

function recordingModel(): BatchModel & { batches: string[][] } {
  const batches: string[][] = [];
  return {
    batches,
    async encodeBatch(texts) {
      batches.push([...texts]);
      return Float32Array.from(texts.flatMap(vectorOf));
    },
  };
}

describe('encodeInBatches', () => {
  it('gives each text its own row, whatever the order of work', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 40 })), async (texts) => {
        const vectors = await encodeInBatches(recordingModel(), SPEC, texts);
        const expected = texts.flatMap((text) => vectorOf(prepareText(text, SPEC.maxTokens)));
        expect([...vectors]).toEqual(expected);
      }),
    );
  });

  it('puts texts of similar length together and reports every batch', async () => {
    const model = recordingModel();
    const texts = Array.from({ length: 20 }, (_, i) => 'x'.repeat((i * 7) % 20));
    const progress: [number, number][] = [];
    await encodeInBatches(model, SPEC, texts, (done, total) => progress.push([done, total]));
    const lengths = model.batches.flat().map((text) => text.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(model.batches.map((batch) => batch.length)).toEqual([BATCH_SIZE.text, BATCH_SIZE.text, 4]);
    expect(progress).toEqual([
      [8, 20],
      [16, 20],
      [20, 20],
    ]);
  });

  it('stops before the next batch once it is cancelled', async () => {
    const model = recordingModel();
    const controller = new AbortController();
    const texts = Array.from({ length: 40 }, (_, i) => `text ${i}`);
    const cancelled = encodeInBatches(
      model,
      SPEC,
      texts,
      (done) => done === 16 && controller.abort(),
      controller.signal,
    );
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(model.batches).toHaveLength(2);
  });

  it('starts nothing when it was cancelled before', async () => {
    const model = recordingModel();
    await expect(encodeInBatches(model, SPEC, ['a'], undefined, AbortSignal.abort())).rejects.toThrow();
    expect(model.batches).toEqual([]);
  });
});

describe('prepareText', () => {
  it('makes white space single spaces', () => {
    expect(prepareText('  two\n\n rooms\t,\u00a0light ', 128)).toBe('two rooms , light');
  });

  it('keeps the beginning of long texts, and no half characters', () => {
    const long = prepareText('😀'.repeat(10_000), 128);
    expect(long.length).toBeLessThanOrEqual(2048);
    expect(prepareText(`a${'😀'.repeat(10_000)}`, 128)).toMatch(/^a(😀)+$/u);
    expect(prepareText('word '.repeat(2000), 128)).toHaveLength(2048);
  });
});
