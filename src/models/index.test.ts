import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../signals/index.ts';
import { MODELS } from './index.ts';

describe('the list of models', () => {
  it('has stable names, each once, and a paper for each', () => {
    const names = MODELS.map(({ model }) => model.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { model } of MODELS) {
      expect(model.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(model.paper.length).toBeGreaterThan(10);
    }
  });

  it('names only signals that there are', () => {
    const signals = new Set(SIGNALS.map(({ name }) => name));
    for (const { signal } of MODELS) if (signal !== undefined) expect(signals).toContain(signal);
  });
});
