import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { teamDraft } from './interleaving.ts';

const list = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });

describe('teamDraft', () => {
  it('drafts every item once, each from the list of its side, best first', () => {
    fc.assert(
      fc.property(list, list, fc.integer({ min: 0, max: 30 }), fc.integer(), (a, b, length, seed) => {
        const drafted = teamDraft(a, b, length, seed);
        const items = drafted.map(({ item }) => item);
        expect(new Set(items).size).toBe(items.length);
        expect(items.length).toBe(Math.min(length, new Set([...a, ...b]).size));
        drafted.forEach(({ item, side }, place) => {
          const own = side === 'a' ? a : b;
          const earlier = new Set(items.slice(0, place));
          expect(own.find((other) => !earlier.has(other))).toBe(item);
        });
      }),
    );
  });

  it('never lets one side lead by more than one pick while both have something left', () => {
    fc.assert(
      fc.property(list, list, fc.integer(), (a, b, seed) => {
        const drafted = teamDraft(a, b, 40, seed);
        let lead = 0;
        const taken = new Set<number>();
        for (const { item, side } of drafted) {
          const bothCould = [a, b].every((own) => own.some((other) => !taken.has(other)));
          lead += side === 'a' ? 1 : -1;
          if (bothCould) expect(Math.abs(lead)).toBeLessThanOrEqual(1);
          else break;
          taken.add(item);
        }
      }),
    );
  });

  it('is the same list where both lists are, whoever picks', () => {
    fc.assert(
      fc.property(list, fc.integer(), (a, seed) => {
        expect(teamDraft(a, a, a.length, seed).map(({ item }) => item)).toEqual(a);
      }),
    );
  });

  it('gives the same for the same seed', () => {
    const draft = () => teamDraft([1, 2, 3, 4], [5, 2, 6, 1], 4, 11);
    expect(draft()).toEqual(draft());
  });

  it('is fair: over seeds each side has each place about as often', () => {
    const a = Array.from({ length: 10 }, (_, i) => i);
    const b = a.map((item) => item + 100);
    const runs = 2000;
    const times = new Array(10).fill(0);
    for (let seed = 0; seed < runs; seed++) {
      teamDraft(a, b, 10, 20_000 + seed).forEach(({ side }, place) => {
        if (side === 'a') times[place]++;
      });
    }
    // Five standard deviations of a fair coin.
    const most = (5 * Math.sqrt(runs)) / 2;
    for (const count of times) expect(Math.abs(count - runs / 2)).toBeLessThan(most);
  });

  it('gives an item that both put first to either side equally often', () => {
    let toA = 0;
    for (let seed = 0; seed < 1000; seed++) if (teamDraft([7, 1], [7, 2], 2, seed)[0].side === 'a') toA++;
    expect(Math.abs(toA - 500)).toBeLessThan(80);
  });
});
