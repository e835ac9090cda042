import { describe, expect, it } from 'vitest';
import { Durations } from './durations.ts';

describe('durations', () => {
  it('are kept by step, oldest first', () => {
    const durations = new Durations();
    durations.add('home', 3);
    durations.add('record', 1);
    durations.add('home', 2);
    expect(durations.all()).toEqual({ home: [3, 2], record: [1] });
  });

  it('keep the newest 200 of a step', () => {
    const durations = new Durations();
    for (let ms = 0; ms < 450; ms++) durations.add('home', ms);
    const { home } = durations.all();
    expect(home).toEqual(Array.from({ length: 200 }, (_, i) => 250 + i));
  });

  it('are a copy', () => {
    const durations = new Durations();
    durations.add('home', 1);
    const before = durations.all();
    durations.add('home', 2);
    expect(before).toEqual({ home: [1] });
  });
});
