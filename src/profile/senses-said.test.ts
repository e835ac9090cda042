/** What may be said of the senses somebody goes by: true of the choices, borne by enough of them, and gone with them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../training/random.ts';
import { SENSES } from './evidence.ts';
import type { Compared, Sense } from './senses.ts';
import { sensesSaid } from './senses-said.ts';

const senses = (['text', 'image', 'audio'] as const).map(
  (modality): Sense => ({ modality, vectors: new Float32Array(0), dimensions: 1 }),
);

/** So many choices, each nearer by a sense than this share of its department. */
function choices(department: string, count: number, percentile: readonly number[], from = 0): Compared[] {
  return Array.from({ length: count }, (_, i) => ({
    item: from + i,
    department,
    percentile: Float64Array.from(percentile),
  }));
}

describe('what may be said of senses', () => {
  it('is by looks, and in one department by sound', () => {
    const compared = [
      ...choices('Clothing', 12, [0.5, 0.9, Number.NaN]),
      ...choices('Music', 7, [0.5, 0.6, 0.95], 100),
    ];
    expect(sensesSaid(compared, senses)).toMatchObject([
      { department: 'Music', modality: 'audio', choices: 7, nearer: 7 },
      { department: null, modality: 'image', choices: 19, nearer: 19 },
    ]);
  });

  it('is of one department, however strongly, where only its things can be told by that sense', () => {
    const compared = [
      ...choices('Clothing', 12, [0.5, 0.85, Number.NaN]),
      ...choices('Music', 14, [0.5, 0.8, 0.99], 100),
    ];
    expect(sensesSaid(compared, senses)).toMatchObject([
      { department: 'Music', modality: 'audio', choices: 14 },
      { department: null, modality: 'image', choices: 26 },
    ]);
  });

  it('is nothing for few choices, for choices by chance, or where two senses tell them alike', () => {
    expect(sensesSaid(choices('Clothing', SENSES.department - 1, [0.5, 0.95, Number.NaN]), senses)).toEqual(
      [],
    );
    expect(sensesSaid(choices('Clothing', 20, [0.5, 0.55, Number.NaN]), senses)).toEqual([]);
    expect(sensesSaid(choices('Clothing', 20, [0.85, 0.9, Number.NaN]), senses)).toEqual([]);
    expect(sensesSaid(choices('Clothing', 20, [0.5, 0.9, 0]), senses.slice(0, 1))).toEqual([]);
  });

  it('names no department that is nobody’s business', () => {
    const said = sensesSaid(choices('Sexual health', 9, [0.4, 0.95, Number.NaN]), senses);
    expect(said.map(({ department }) => department)).not.toContain('Sexual health');
  });

  it('is true of its numbers, whatever was chosen, and rests on evidence', () => {
    const choice = fc.record({
      department: fc.constantFrom('A', 'B'),
      percentile: fc.tuple(
        ...Array.from({ length: 3 }, () =>
          fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(0.95), fc.constant(Number.NaN)),
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 30 }), (drawn) => {
        const compared = drawn.map(({ department, percentile }, item) => ({
          item,
          department,
          percentile: Float64Array.from(percentile),
        }));
        for (const { department, modality, choices, nearer, items } of sensesSaid(compared, senses)) {
          const m = senses.findIndex((sense) => sense.modality === modality);
          const its = compared.filter(
            (one) =>
              (department === null || one.department === department) && !Number.isNaN(one.percentile[m]),
          );
          expect(items).toEqual(its.map(({ item }) => item));
          expect(choices).toBe(its.length);
          expect(nearer).toBe(its.filter(({ percentile }) => percentile[m] > 0.5).length);
          expect(choices).toBeGreaterThanOrEqual(SENSES[department === null ? 'everywhere' : 'department']);
          expect(nearer / choices).toBeGreaterThanOrEqual(SENSES.nearer);
        }
        expect(sensesSaid(compared.slice(0, SENSES.department - 1), senses)).toEqual([]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('is hardly ever said of those who choose by chance', () => {
    const random = seeded(3);
    let said = 0;
    for (let person = 0; person < 500; person++) {
      const compared = Array.from({ length: 20 }, (_, item) => ({
        item,
        department: item % 2 === 0 ? 'A' : 'B',
        percentile: Float64Array.from(senses, () => random()),
      }));
      if (sensesSaid(compared, senses).length > 0) said++;
    }
    // Nine questions a person, each answered wrongly once in two hundred.
    expect(said / 500).toBeLessThan(0.05);
  });
});
