/** Scales and chords, and how one chord moves to the next: as few steps as possible, no voice left behind. */
import type { Mode } from './album.ts';

/** Semitones above the tonic. Major is Ionian; minor is natural. */
export const SCALES: Record<Mode, readonly number[]> = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
};

/** The five that never clash. */
const PENTATONIC: Record<Mode, readonly number[]> = { major: [0, 2, 4, 7, 9], minor: [0, 3, 5, 7, 10] };

export interface Chord {
  /** Semitones of the root above the tonic, 0 to 11. */
  root: number;
  /** Semitones above the tonic, from the root up; may pass 11. */
  tones: number[];
}

/**
 * Reads a degree as musicians write it: 1 to 7 in the scale; `7` after a dash adds the seventh, `9` seventh and ninth,
 * `+` adds the ninth without the seventh, and `D` makes it a dominant, which in minor raises its third.
 * @example chordOf('2-7', 'major') // ii7
 */
export function chordOf(written: string, mode: Mode): Chord {
  const [degree, extension = ''] = written.split('-');
  const scale = SCALES[mode];
  const at = Number(degree) - 1;
  const step = (n: number) => scale[(at + n) % 7] + 12 * Math.floor((at + n) / 7);
  const tones = [step(0), step(2), step(4)];
  if (/7|9|D/.test(extension)) tones.push(step(6));
  if (/9|\+/.test(extension)) tones.push(step(8));
  if (extension.includes('D')) {
    tones[1] = tones[0] + 4;
    tones[2] = tones[0] + 7;
    tones[3] = tones[0] + 10;
  }
  return { root: scale[at], tones };
}

/** The notes a tune may use over a chord: the five of the mode where it should stay simple, else the scale. */
export function tuneScale(mode: Mode, simple: boolean): readonly number[] {
  return simple ? PENTATONIC[mode] : SCALES[mode];
}

/**
 * Places a chord's tones near `middle`: of all inversions, the one whose voices move least from the chord before
 * (sums of absolute steps), and that lies best where there is none before.
 * @param tonic MIDI note number of the tonic, any octave
 * @returns MIDI note numbers, rising
 */
export function voicing(chord: Chord, tonic: number, middle: number, before: number[] | null): number[] {
  const classes = [...new Set(chord.tones.map((tone) => (((tonic + tone) % 12) + 12) % 12))];
  let best: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let low = middle - 10; low <= middle + 2; low++) {
    if (!classes.includes(((low % 12) + 12) % 12)) continue;
    const notes = classes.map((c) => low + ((((c - low) % 12) + 12) % 12)).sort((a, b) => a - b);
    const centre = notes.reduce((sum, note) => sum + note, 0) / notes.length;
    // Seconds at the bottom sound like mud.
    const mud = notes[1] - notes[0] < 3 && low < 57 ? 4 : 0;
    const moved = before ? nearest(notes, before) + nearest(before, notes) : 0;
    const cost = moved + Math.abs(centre - middle) * 0.6 + mud;
    if (cost < least) [least, best] = [cost, notes];
  }
  return best;
}

function nearest(from: number[], to: number[]): number {
  return from.reduce((sum, note) => sum + Math.min(...to.map((other) => Math.abs(other - note))), 0);
}

/** The note of `classes` (semitones above the tonic) that lies nearest to `pitch`; the lower of two. */
export function snap(pitch: number, tonic: number, classes: readonly number[]): number {
  for (let away = 0; away < 12; away++) {
    for (const candidate of [pitch - away, pitch + away]) {
      if (classes.some((c) => (((candidate - tonic - c) % 12) + 12) % 12 === 0)) return candidate;
    }
  }
  return pitch;
}
