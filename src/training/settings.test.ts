import { describe, expect, it } from 'vitest';
import { parseSettings, SettingsError, settingsFile, type TrainSettings } from './settings.ts';

const file = (settings: unknown) => JSON.stringify({ format: 'inkling-settings', version: 1, settings });

describe('a file of settings', () => {
  it('reads what was written, and nothing of what stands beside it', () => {
    const settings: TrainSettings = {
      ease: { lambda: 120.5, keep: 30 },
      'sequence-linear': { crowding: 0, teachingHalfLife: 90 },
      als: { rank: 32, alpha: 4 },
      'item-knn': { likeness: 'jaccard', shrinkage: 0 },
      'fusion-gated': { hidden: 8, l2: 0 },
    };
    expect(parseSettings(settingsFile(settings, { about: { seed: 3 } }))).toEqual(settings);
    expect(parseSettings(file({}))).toEqual({});
  });

  it.each([
    ['{', /no JSON/],
    ['[]', /Settings/],
    ['{"settings": {}}', /format/],
    [file({ ease: { lambda: 0 } }), /settings\.ease\.lambda: must be above 0/],
    [file({ ease: { keep: 2.5 } }), /settings\.ease\.keep: must be a whole number/],
    [file({ ease: { lamda: 3 } }), /settings\.ease\.lamda/],
    [file({ easy: {} }), /settings\.easy/],
    [file({ als: { rank: '64' } }), /settings\.als\.rank/],
    [file({ 'sequence-linear': { crowding: 2 } }), /crowding: must be 1 or less/],
    [file({ 'item-knn': { likeness: 'euclid' } }), /likeness/],
    [file({ 'fusion-early': { averaging: 1 } }), /averaging: must be below 1/],
  ])('refuses %s', (text, message) => {
    expect(() => parseSettings(text)).toThrow(SettingsError);
    expect(() => parseSettings(text)).toThrow(message);
  });
});
