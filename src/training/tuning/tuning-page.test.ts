import { describe, expect, it } from 'vitest';
import type { Trial } from './trials.ts';
import { studiesOf } from './tune.ts';
import { tuningPage } from './tuning-page.ts';

function trial(number: number, likeness: string, value: number | null): Trial {
  return {
    target: 'item-knn',
    trial: number,
    settings: { likeness, neighbours: 5 + number, shrinkage: 20 },
    value,
    ndcg: value === null ? {} : { new: value },
    seconds: 1,
    ...(value === null && { failed: 'No.' }),
  };
}

const pageOf = (trials: Trial[]) =>
  tuningPage({
    files: ['<items>.csv', 'orders.csv'],
    stamp: {
      data: '',
      protocol: 'last-order',
      scopes: ['new'],
      method: 'random',
      seed: 1,
      targets: ['item-knn'],
    },
    people: 1234,
    studies: studiesOf(trials),
  });

describe('the report of a search', () => {
  it('says what was found, against what, and what to make of it', () => {
    const page = pageOf([
      trial(0, 'cosine', 0.1),
      trial(1, 'pearson', 0.125),
      trial(2, 'jaccard', null),
      trial(3, 'jaccard', 0.11),
    ]);
    for (const words of ['0.1250', '0.1000', '25.0 %', 'pearson', '1,234 people', 'With 3 trials a hint']) {
      expect(page).toContain(words);
    }
    expect(page).toContain('&lt;items&gt;.csv');
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
    // Its course, and one plot for each of three parameters.
    expect(page.match(/<svg/g)).toHaveLength(4);
  });

  it('bears a search in which nothing worked, or nothing was tried', () => {
    expect(pageOf([trial(0, 'cosine', null)])).toContain('No model came about in any of 1 trials');
    expect(pageOf([])).toContain('How to read this');
  });
});
