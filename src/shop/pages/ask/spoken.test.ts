import { describe, expect, it, vi } from 'vitest';
import type { AskAnswer, PartFact, Turn } from '../../../engine/recommender.ts';
import { readFurther } from './spoken.ts';

type Part = PartFact['part'];

const part = (value: string): Part => ({
  id: `kind=${value}`,
  start: 0,
  end: 4,
  constraint: { of: 'property', name: 'kind', value, any: [{ of: 'kind', name: value }], not: false },
  must: false,
});

const answer = (change: Partial<Turn>, recorded: string[]): AskAnswer => ({
  turn: {
    utterance: 'a shelter of cloth',
    act: { act: 'nothing' },
    say: [{ key: 'not-understood', variant: 0, facts: {} }],
    chips: [],
    ...change,
  } as Turn,
  recorded,
  entries: [],
  meaning: false,
});

describe('readFurther', () => {
  it('asks for what was found in a line that was not understood, as said once', async () => {
    const ask = vi.fn(async () => answer({ utterance: '', say: [] }, ['2']));
    const read = vi.fn(async () => [part('Tents')]);
    const both = await readFurther(answer({}, ['1']), ask, read);
    expect(read).toHaveBeenCalledWith('a shelter of cloth');
    expect(ask).toHaveBeenCalledWith({ act: 'change', add: [part('Tents')], drop: [] });
    expect(both.turn).toMatchObject({ utterance: 'a shelter of cloth', say: [] });
    expect(both.recorded).toEqual(['1', '2']);
  });

  it('leaves alone what was understood, a button’s answer, and what brings nothing new', async () => {
    const ask = vi.fn();
    const chips: PartFact[] = [{ of: 'part', part: part('Tents'), title: null }];
    for (const [first, calls] of [
      [answer({ say: [{ key: 'found', variant: 0, facts: {} }] }, []), 0],
      [answer({ utterance: '' }, []), 0],
      [answer({ chips }, []), 1],
    ] as const) {
      const read = vi.fn(async () => [part('Tents')]);
      expect(await readFurther(first, ask, read)).toBe(first);
      expect(read).toHaveBeenCalledTimes(calls);
    }
    expect(await readFurther(answer({}, []), ask, async () => [])).toMatchObject({ recorded: [] });
    expect(ask).not.toHaveBeenCalled();
  });
});
