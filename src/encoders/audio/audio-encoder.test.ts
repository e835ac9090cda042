import { expect, test } from 'vitest';
import { audioEncoder } from './audio-encoder.ts';
import { describeClip } from './descriptor.ts';
import { clickTrack, tone } from './made-sounds.ts';
import { SOUNDS } from './sounds-stamp.ts';

const CLIPS = [tone(330, 1), tone(990, 1), clickTrack(120, 2)];

test('one row a clip, as the descriptor gives it, told of one by one', async () => {
  const told: number[][] = [];
  const vectors = await audioEncoder().encode(CLIPS, (done, total) => told.push([done, total]));
  expect(vectors.length).toBe(CLIPS.length * SOUNDS.dimensions);
  CLIPS.forEach((clip, i) => {
    const row = vectors.subarray(i * SOUNDS.dimensions, (i + 1) * SOUNDS.dimensions);
    expect(row).toEqual(describeClip(clip).vector);
  });
  expect(told).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test('it lets other work in between clips, and stops when told to', async () => {
  const controller = new AbortController();
  let done = 0;
  const run = audioEncoder().encode(
    CLIPS,
    (count) => {
      done = count;
    },
    controller.signal,
  );
  // A timer could not fire in between if it never let go.
  setTimeout(() => controller.abort(new Error('enough')));
  await expect(run).rejects.toThrow('enough');
  expect(done).toBeLessThan(CLIPS.length);
});

test('no clips, no vectors', async () => {
  expect((await audioEncoder().encode([])).length).toBe(0);
});
