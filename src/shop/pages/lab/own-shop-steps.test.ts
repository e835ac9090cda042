/** Bringing a shop: files survive failures, and nothing that comes late is believed. */
import { describe, expect, it } from 'vitest';
import { atStart, type Chosen, next, type Step } from './own-shop-steps.ts';

const chosen: Chosen = { items: new File(['id,title'], 'items.csv'), orders: null, media: [] };
const started = next(atStart, { type: 'chose', chosen });
const progress = { phase: 'Reading', done: 1, total: 2, remaining: null };

describe('steps of bringing a shop', () => {
  it('keeps the files when checking or building fails or is cancelled', () => {
    for (const type of ['check', 'build'] as const) {
      const failed = next(next(started, { type }), { type: 'failed', problem: 'No id column.' });
      expect(failed).toEqual({ name: 'choose', chosen, problem: 'No id column.', cancelled: false });
      expect(next(next(started, { type }), { type: 'cancelled' })).toMatchObject({ name: 'choose', chosen });
    }
  });

  it('ignores progress that arrives after the work was cancelled', () => {
    const cancelled = next(next(started, { type: 'check' }), { type: 'cancelled' });
    expect(next(cancelled, { type: 'progress', progress })).toBe(cancelled);
  });

  it('takes no files while it works', () => {
    const building: Step = next(started, { type: 'build' });
    expect(next(building, { type: 'chose', chosen: atStart.chosen })).toBe(building);
  });

  it('drops an old complaint once other files are chosen', () => {
    const failed = next(started, { type: 'failed', problem: 'No id column.' });
    expect(next(failed, { type: 'chose', chosen })).toMatchObject({ problem: '' });
  });
});
