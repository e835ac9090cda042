/** What is said of two things that look or sound alike, against vectors made for it. */
import { describe, expect, it } from 'vitest';
import { placeOf } from '../encoders/audio/parts.ts';
import { SOUNDS } from '../encoders/audio/sounds-stamp.ts';
import { BLOCKS } from '../encoders/image/describe.ts';
import { LOOKS } from '../encoders/image/stamps.ts';
import { openTexts } from '../messages/texts.ts';
import { type ModalVectors, PALETTE_COLOURS } from '../packs/pack.ts';
import { oklabOf } from '../search/colours.ts';
import { looksReason, nearestAlike, soundsReason } from './alike.ts';

const text = await openTexts('en', ['reasons']);

const shapeAt = BLOCKS.slice(
  0,
  BLOCKS.findIndex(({ name }) => name === 'shape'),
).reduce((sum, { size }) => sum + size, 0);

/** @param things of each its main colour with its share, and the first two numbers of its shape */
function pictures(...things: { hex: string; share: number; shape: [number, number] }[]): ModalVectors {
  const d = LOOKS.dimensions;
  const vectors = new Float32Array(things.length * d);
  const palettes = new Float32Array(things.length * PALETTE_COLOURS * 4);
  things.forEach(({ hex, share, shape }, i) => {
    vectors.set(shape, i * d + shapeAt);
    const { l, a, b } = oklabOf(hex);
    palettes.set([l, a, b, share], i * PALETTE_COLOURS * 4);
  });
  return { stamp: LOOKS, vectors, present: new Uint8Array(things.length).fill(1), palettes };
}

describe('looks', () => {
  const things = pictures(
    { hex: '1e3f9a', share: 0.8, shape: [1, 0] },
    { hex: '20429c', share: 0.7, shape: [1, 0.1] },
    { hex: '20429c', share: 0.7, shape: [0, 1] },
    { hex: 'c8322d', share: 0.9, shape: [0.9, 0] },
    { hex: 'c8322d', share: 0.9, shape: [0, -1] },
    { hex: '1e3f9a', share: 0.2, shape: [0, -1] },
  );
  const said = (other: number) => looksReason(things, 0, other, text);

  it('are said to share a colour or a shape only where they do', () => {
    expect(said(1)).toBe('The same deep blue, a like shape');
    expect(said(2)).toBe('The same deep blue');
    expect(said(3)).toBe('Much the same shape');
    expect(said(4)).toBeNull();
    // The same blue, but only a trim of it.
    expect(said(5)).toBeNull();
  });

  it('of another encoder’s vectors nothing is said about shapes', () => {
    const learned = { ...things, stamp: { ...LOOKS, id: 'clip' } };
    expect(looksReason(learned, 0, 3, text)).toBeNull();
    expect(looksReason(learned, 0, 1, text)).toBe('The same deep blue');
    expect(looksReason({ ...learned, palettes: undefined }, 0, 1, text)).toBeNull();
  });
});

describe('sounds', () => {
  /** Twenty recordings, each a little faster than the one before; brightness falls, but for the last five. */
  const count = 20;
  const d = SOUNDS.dimensions;
  const vectors = new Float32Array(count * d);
  for (let i = 0; i < count; i++) {
    vectors[i * d + placeOf('tempo')] = i / count - 0.5;
    vectors[i * d + placeOf('brightness')] = i < 15 ? -i / count : 1 + i;
  }
  const sounds: ModalVectors = { stamp: SOUNDS, vectors, present: new Uint8Array(count).fill(1) };
  const said = (one: number, other: number, of = sounds) => soundsReason(of, one, other, text);

  it('are said to be slow, fast, dark or bright together only where both are', () => {
    expect(said(0, 1)).toBe('About as slow');
    expect(said(13, 14)).toBe('About as dark');
    expect(said(18, 19)).toBe('About as fast and as bright');
    expect(said(8, 9)).toBeNull();
    expect(said(0, 19)).toBeNull();
  });

  it('of other vectors, and of a few recordings, nothing is said', () => {
    expect(said(0, 1, { ...sounds, stamp: { ...SOUNDS, revision: 'other' } })).toBeNull();
    const few = Uint8Array.from({ length: count }, (_, i) => (i < 8 ? 1 : 0));
    expect(said(0, 1, { ...sounds, present: few })).toBeNull();
  });
});

describe('neighbours', () => {
  it('come in order, ties by index, without the thing itself and what has no vector', () => {
    // Two alike, one nearer, one without a vector, and ten that point elsewhere.
    const vectors = new Float32Array([
      1,
      0,
      0.8,
      0.6,
      0.8,
      0.6,
      0,
      0,
      0.96,
      0.28,
      ...Array(20).fill(-Math.SQRT1_2),
    ]);
    const present = Uint8Array.from({ length: 15 }, (_, i) => (i === 3 ? 0 : 1));
    const some: ModalVectors = { stamp: { ...LOOKS, dimensions: 2 }, vectors, present };
    const found = (item: number, allowed = (_: number) => true, most = 10) =>
      nearestAlike(some, item, allowed, most).map((one) => one.item);
    expect(found(0)).toEqual([4, 1, 2]);
    expect(found(0, () => true, 2)).toEqual([4, 1]);
    expect(found(0, (item) => item !== 4)).toEqual([1, 2]);
    expect(found(3)).toEqual([]);
  });
});
