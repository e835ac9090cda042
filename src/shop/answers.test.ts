import { expect, test, vi } from 'vitest';
import { Answers } from './answers.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('asks once while the answer is fresh, and again after history changed', async () => {
  const answers = new Answers();
  const question = vi.fn(async () => answers.version);
  answers.ask('home', question);
  answers.ask('home', question);
  await settled();
  expect(question).toHaveBeenCalledTimes(1);
  expect(answers.read('home')).toEqual({ data: 0, error: null, fresh: true });

  answers.invalidate();
  expect(answers.read('home')).toEqual({ data: 0, error: null, fresh: false });
  answers.ask('home', question);
  await settled();
  expect(answers.read('home')).toEqual({ data: 1, error: null, fresh: true });
});

test('a late answer of an older history never replaces a newer one', async () => {
  const answers = new Answers();
  let answerOld: (value: string) => void = () => {};
  answers.ask('home', () => new Promise((resolve) => (answerOld = resolve)));
  answers.invalidate();
  answers.ask('home', async () => 'new');
  await settled();
  answerOld('old');
  await settled();
  expect(answers.read('home').data).toBe('new');
});

test('an answer that history overtook is shown, but not fresh', async () => {
  const answers = new Answers();
  let answer: (value: string) => void = () => {};
  answers.ask('home', () => new Promise((resolve) => (answer = resolve)));
  answers.invalidate();
  answer('first');
  await settled();
  expect(answers.read('home')).toEqual({ data: 'first', error: null, fresh: false });
});

test('a failure keeps the last answer and may be asked again', async () => {
  const answers = new Answers();
  answers.ask('home', async () => 'here');
  await settled();
  answers.invalidate();
  answers.ask('home', async () => {
    throw new Error('worker gone');
  });
  await settled();
  expect(answers.read('home')).toMatchObject({ data: 'here', error: { message: 'worker gone' } });
  answers.ask('home', async () => 'back');
  await settled();
  expect(answers.read('home')).toEqual({ data: 'back', error: null, fresh: true });
});

test('what is gone for good is shown to nobody who comes back to it', async () => {
  const answers = new Answers();
  const stop = answers.watch('known', () => {});
  answers.ask('known', async () => 'everything');
  answers.ask('home', async () => 'personal');
  await settled();
  answers.forgetAll();
  expect(answers.read('home')).toEqual({ data: undefined, error: null, fresh: false });
  expect(answers.read('known')).toEqual({ data: 'everything', error: null, fresh: false });
  stop();
});

test('forgets the longest unused answers that nobody watches', async () => {
  const answers = new Answers();
  const stop = answers.watch('watched', () => {});
  answers.ask('watched', async () => 'kept');
  for (let i = 0; i < 200; i += 1) answers.ask(`item-${i}`, async () => i);
  await settled();
  expect(answers.read('watched').data).toBe('kept');
  expect(answers.read('item-0').data).toBeUndefined();
  expect(answers.read('item-199').data).toBe(199);
  stop();
});
