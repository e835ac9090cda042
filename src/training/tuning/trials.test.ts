import { describe, expect, it } from 'vitest';
import { readTrials, type SearchStamp, stampLine, type Trial, TrialsError, trialLine } from './trials.ts';

const stamp: SearchStamp = {
  data: 'abc',
  protocol: 'last-order',
  scopes: ['new', 'all'],
  method: 'bayesian',
  seed: 1,
  targets: ['ease', 'fusion-gated'],
};

const trials: Trial[] = [
  {
    target: 'ease',
    trial: 0,
    settings: { lambda: 200, keep: 50 },
    value: 0.1 + 0.2,
    ndcg: { new: 0.1, all: 0.5 },
    seconds: 1.5,
  },
  {
    target: 'ease',
    trial: 1,
    settings: { lambda: 20, keep: 9 },
    value: null,
    ndcg: {},
    seconds: 0,
    failed: 'No.',
  },
  {
    target: 'fusion-gated',
    trial: 0,
    settings: { hidden: 16 },
    value: 0.4,
    ndcg: { new: 0.4 },
    seconds: 9,
    onto: { ease: { lambda: 20 } },
  },
];

const text = stampLine(stamp) + trials.map(trialLine).join('');

describe('a file of trials', () => {
  it('gives back every trial to the last digit', () => {
    expect(readTrials(text, stamp)).toEqual({ trials, length: text.length });
    expect(readTrials(stampLine(stamp), stamp).trials).toEqual([]);
  });

  it('leaves out a line that a run was killed at', () => {
    for (const cut of [1, 10, 60]) {
      const read = readTrials(text.slice(0, -cut), stamp);
      expect(read.trials).toEqual(trials.slice(0, 2));
      expect(text.slice(0, read.length)).toBe(stampLine(stamp) + trials.slice(0, 2).map(trialLine).join(''));
    }
  });

  it.each<[Partial<SearchStamp>, RegExp]>([
    [{ data: 'abd' }, /other files, or other orders/],
    [{ protocol: 'leave-one-out' }, /another --protocol/],
    [{ scopes: ['new'] }, /another --scope/],
    [{ method: 'grid' }, /another --method/],
    [{ seed: 2 }, /another --seed/],
    [{ targets: ['ease'] }, /search: another --space\. Name/],
  ])('refuses trials of another search: %j', (change, message) => {
    expect(() => readTrials(text, { ...stamp, ...change })).toThrow(TrialsError);
    expect(() => readTrials(text, { ...stamp, ...change })).toThrow(message);
  });

  it('refuses trials whose ranges were others', () => {
    const older = text.replace('"to":2000', '"to":1000');
    expect(older).not.toBe(text);
    expect(() => readTrials(older, stamp)).toThrow(/other ranges/);
  });

  it('names the line of what is no trial', () => {
    const lines = text.split('\n');
    lines[2] = '{"target":"ease"}';
    expect(() => readTrials(lines.join('\n'), stamp)).toThrow(/line 3/);
    expect(() => readTrials('{}\n', stamp)).toThrow(/another folder/);
  });
});
