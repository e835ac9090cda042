/** Volumes follow choices: towards what spoke for them, in small steps, never far, and back with forgetting. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNAL_GROUPS } from '../profile/preferences.ts';
import { adaptedVolumes, type Choice } from './adaptation.ts';

const GROUPS = SIGNAL_GROUPS.length;
const CONTENT = SIGNAL_GROUPS.indexOf('content');
const POPULARITY = SIGNAL_GROUPS.indexOf('popularity');

/** One chosen thing among others; `terms` by group, 0 where left out. */
function choice(...candidates: Partial<Record<number, number>>[]): Choice {
  const terms = new Float64Array(candidates.length * GROUPS);
  candidates.forEach((candidate, c) => {
    for (const [group, amount] of Object.entries(candidate))
      terms[c * GROUPS + Number(group)] = amount as number;
  });
  return { terms, chosen: 1 };
}

const anyChoice = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.array(
      fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: GROUPS, maxLength: GROUPS }),
      {
        minLength: 3,
        maxLength: 8,
      },
    ),
  )
  .map(([chosen, rows]): Choice => ({ chosen, terms: Float64Array.from(rows.flat()) }));

describe('adaptedVolumes', () => {
  it('leaves everything as learned without choices', () => {
    expect([...adaptedVolumes([])]).toEqual(new Array(GROUPS).fill(1));
  });

  it('turns up what spoke for the chosen thing and down what spoke for others', () => {
    const byContent = choice({ [CONTENT]: 2 }, { [POPULARITY]: 2 }, { [POPULARITY]: 1 });
    const volumes = adaptedVolumes(new Array(5).fill(byContent));
    expect(volumes[CONTENT]).toBeGreaterThan(1);
    expect(volumes[POPULARITY]).toBeLessThan(1);
  });

  it('takes the step that the likelihood’s slope gives', () => {
    // Two candidates alike but for one group: p = 1 / (1 + e^-1) for the chosen one, slope (1 - p) x 1.
    const volumes = adaptedVolumes([choice({ [CONTENT]: 1 }, {})], 0.05);
    const slope = 1 - 1 / (1 + Math.exp(-1));
    expect(Math.log(volumes[CONTENT])).toBeCloseTo(0.05 * slope, 12);
  });

  it('stays within half and twice, moves little at a time, and is finite, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.array(anyChoice, { maxLength: 30 }), (choices) => {
        let before = adaptedVolumes([]);
        for (let n = 1; n <= choices.length; n++) {
          const after = adaptedVolumes(choices.slice(0, n));
          after.forEach((volume, g) => {
            expect(volume).toBeGreaterThanOrEqual(0.5 - 1e-12);
            expect(volume).toBeLessThanOrEqual(2 + 1e-12);
            expect(Math.abs(Math.log(volume / before[g]))).toBeLessThanOrEqual(0.1 + 0.02 * Math.LN2 + 1e-12);
          });
          before = after;
        }
      }),
    );
  });
});
