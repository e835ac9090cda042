import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Lifeline } from './lifeline.ts';

describe('a lifeline', () => {
  it('gives the answer, or the reason why none will come', async () => {
    const line = new Lifeline();
    expect(await line.hold(Promise.resolve(7))).toBe(7);
    await expect(line.hold(Promise.reject(new Error('no')))).rejects.toThrow('no');
    const waiting = line.hold(new Promise(() => {}));
    line.end(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(line.hold(Promise.resolve(7))).rejects.toThrow('gone');
  });

  it('does not keep answers', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const line = new Lifeline();
    const answers: WeakRef<object>[] = [];
    for (let i = 0; i < 20; i++) answers.push(new WeakRef(await line.hold(Promise.resolve({ page: i }))));
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
    expect(answers.filter((answer) => answer.deref() !== undefined).length).toBeLessThan(5);
    line.end(new Error('gone'));
  });
});
