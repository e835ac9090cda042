import { describe, expect, it } from 'vitest';
import { levelsOf, STROKES } from './waveform.ts';

describe('levels along a recording', () => {
  it('follow it: silence, half, whole, the loudest 1', () => {
    const samples = new Float32Array(4000).map(
      (_, i) => [0, 0.2, 0.4, 0.4][Math.floor(i / 1000)] * (i % 2 ? 1 : -1),
    );
    expect(levelsOf([samples], 4).map((level) => Math.round(level * 100) / 100)).toEqual([0, 0.5, 1, 1]);
  });

  it('take both sides together', () => {
    const loud = new Float32Array(100).fill(1);
    const silent = new Float32Array(100);
    expect(levelsOf([loud, silent], 2)).toEqual([1, 1]);
  });

  it('are nothing for nothing', () => {
    expect(levelsOf([new Float32Array(10)], 5)).toEqual([0, 0, 0, 0, 0]);
    expect(levelsOf([], 3)).toEqual([0, 0, 0]);
    expect(levelsOf([new Float32Array(2).fill(1)])).toHaveLength(STROKES);
  });
});
