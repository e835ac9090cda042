/**
 * Tunes. A cell of rhythm and contour is invented once and comes back over each chord, fitted to it: strong beats on
 * tones of the chord, the others on the scale between them. Every third cell answers with another one, and some rest.
 */
import type { Random } from '../../src/training/random.ts';
import type { Mood } from './album.ts';
import { type Chord, snap } from './harmony.ts';

export interface TuneNote {
  /** Quarter notes from the beginning. */
  beat: number;
  beats: number;
  pitch: number;
  velocity: number;
}

interface Cell {
  beats: number[];
  /** Steps of the scale from one note to the next. */
  steps: number[];
}

export interface TuneSettings {
  tempo: number;
  mood: Mood;
  tonic: number;
  scale: readonly number[];
  /** Middle of the tune's register, MIDI. */
  middle: number;
  /** Quarter notes in a cell. */
  length: number;
  beats: number;
  /** Share of cells that rest. */
  rests: number;
  chordAt: (beat: number) => Chord;
}

export function inventTune(settings: TuneSettings, random: Random): TuneNote[] {
  const { length, beats, rests, middle } = settings;
  const theme = inventCell(settings, random);
  const reply = inventCell(settings, random);
  const notes: TuneNote[] = [];
  let pitch = middle;
  for (let cell = 0; cell * length < beats; cell++) {
    const silent = cell > 0 && random() < rests;
    if (silent) continue;
    const { beats: at, steps } = cell % 4 === 2 ? reply : theme;
    // The theme comes back where it was, so that it is known again.
    if (cell % 2 === 0) pitch = middle;
    at.forEach((beat, i) => {
      const place = cell * length + beat;
      const chord = settings.chordAt(place);
      const gap = (at[i + 1] ?? length) - beat;
      // A long note is heard against the chord wherever it begins.
      const strong = i === 0 || i === at.length - 1 || Number.isInteger(beat) || gap >= 0.75;
      const step = i === 0 ? 0 : steps[i];
      const before = pitch;
      pitch = move(pitch, step, settings);
      if (strong) {
        const tones = restful(chord);
        pitch = snap(pitch, settings.tonic, tones);
        // Snapped back to where it came from, a tune would stand still: on to the next tone of the chord.
        if (pitch === before && step !== 0) pitch = snap(pitch + 3 * Math.sign(step), settings.tonic, tones);
      }
      notes.push({
        beat: place,
        beats: Math.max(0.2, gap * (gap > 1 ? 0.95 : 0.88)),
        pitch,
        velocity: (strong ? 0.72 : 0.55) + 0.2 * settings.mood.energy + (random() - 0.5) * 0.08,
      });
    });
  }
  return notes;
}

/** Tones of a chord that a tune may rest on: none has another a semitone below it, to rub against. */
function restful({ tones }: Chord): number[] {
  const kept = tones.slice(0, 4).filter((tone) => !tones.some((other) => (tone - other - 1) % 12 === 0));
  return kept.length > 0 ? kept : tones;
}

/** Moves by steps of the scale, and turns back towards the middle of the register at its ends. */
function move(pitch: number, steps: number, { scale, tonic, middle }: TuneSettings): number {
  const ladder: number[] = [];
  for (let note = middle - 12; note <= middle + 13; note++) {
    if (scale.some((tone) => (((note - tonic - tone) % 12) + 12) % 12 === 0)) ladder.push(note);
  }
  const near = ladder.reduce(
    (best, note, i) => (Math.abs(note - pitch) < Math.abs(ladder[best] - pitch) ? i : best),
    0,
  );
  const heavy = (ladder[near] - middle) * steps > 0 && Math.abs(ladder[near] - middle) > 8;
  const to = near + (heavy ? -steps : steps);
  return ladder[Math.min(ladder.length - 1, Math.max(0, to))];
}

function inventCell({ tempo, mood, length }: TuneSettings, random: Random): Cell {
  const aSecond = 0.9 + 3.4 * mood.density;
  const count = Math.max(2, Math.min(length * 3, Math.round((aSecond * length * 60) / tempo)));
  const grid = tempo < 92 && mood.density > 0.7 ? 0.25 : tempo > 150 && mood.density < 0.7 ? 1 : 0.5;
  const places: { beat: number; weight: number }[] = [];
  for (let beat = grid; beat < length; beat += grid) {
    const weight = Number.isInteger(beat) ? 1 : beat % 0.5 === 0 ? 0.45 + 0.4 * mood.density : 0.3;
    places.push({ beat, weight });
  }
  const beats = [0];
  while (beats.length < count && places.length > 0) {
    let left = random() * places.reduce((sum, { weight }) => sum + weight, 0);
    let chosen = 0;
    for (; chosen < places.length - 1; chosen++) {
      left -= places[chosen].weight;
      if (left < 0) break;
    }
    beats.push(...places.splice(chosen, 1).map(({ beat }) => beat));
  }
  beats.sort((a, b) => a - b);
  let leapt = 0;
  const steps = beats.map(() => {
    // After a leap, a step back.
    if (leapt !== 0) {
      const back = -Math.sign(leapt);
      leapt = 0;
      return back;
    }
    const way = random() < 0.5 ? -1 : 1;
    if (random() < 0.14 + 0.22 * mood.energy) {
      leapt = way * (random() < 0.6 ? 2 : 3);
      return leapt;
    }
    return random() < 0.12 ? 0 : way;
  });
  return { beats, steps };
}
