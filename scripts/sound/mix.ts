/**
 * Turns a score into sound: every note by its instrument, every voice at the level of its part, in a room, as loud as
 * all other previews and never louder than a file can hold.
 */
import { seeded } from '../../src/training/random.ts';
import type { Album } from './album.ts';
import { BAND, type VoiceName } from './band.ts';
import { loudness } from './loudness.ts';
import { echo, reverberate } from './room.ts';
import { frequencyOf, SAMPLE_RATE } from './sample-rate.ts';
import type { Note, Part, Score } from './score.ts';
import { STYLES } from './styles.ts';

/** Of a finished preview, LUFS: what streaming services level to, give or take two. */
export const LOUDNESS = -16;

/** Samples stay below this, so that coding as MP3, which overshoots a little, doesn't clip. */
export const CEILING = 0.89;

/** Of parts beside each other, LU; the tune is heard first. Basses are quieter to the meter than to a room. */
const LEVELS: Record<Part, number> = { lead: 0, answer: -5, chords: -4.5, bass: -4, drums: -4 };

const FADE_IN = 0.025;
const FADE_OUT = 1.3;

/** @returns left and right at `SAMPLE_RATE` */
export function mix(score: Score, album: Album): [Float32Array, Float32Array] {
  const length = Math.round(score.seconds * SAMPLE_RATE);
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  const toRoom = new Float32Array(length);
  const toEcho = new Float32Array(length);
  const style = STYLES[album.genre];
  const tones = new Map<string, Float32Array>();
  for (const [, notes] of groupByVoice(score.notes)) {
    const [{ voice, part }] = notes;
    const { place, reverb } = BAND[voice];
    const stem = new Float32Array(length);
    for (const note of notes) {
      const tone = toneOf(note, album.mood.brightness, tones);
      const from = Math.round(note.at * SAMPLE_RATE);
      const count = Math.min(tone.length, length - from);
      for (let i = 0; i < count; i++) stem[from + i] += tone[i];
    }
    const gain = decibels(LEVELS[part] - loudness([stem]) - 20);
    const angle = ((place * 0.8 + 1) * Math.PI) / 4;
    const [l, r] = [Math.cos(angle) * gain, Math.sin(angle) * gain];
    const wet = reverb * style.wet * gain;
    const echoes = style.echo && part !== 'bass' && part !== 'drums' ? gain : 0;
    for (let i = 0; i < length; i++) {
      left[i] += stem[i] * l;
      right[i] += stem[i] * r;
      toRoom[i] += stem[i] * wet;
      toEcho[i] += stem[i] * echoes;
    }
  }
  if (style.echo) {
    const { beats, back, level } = style.echo;
    add(left, right, echo(toEcho, (beats * 60) / album.tempo, back), level);
  }
  add(left, right, reverberate(toRoom, style.room), 1);
  finish(left, right);
  return [left, right];
}

/** Voices by part: who leads and has the chords too is heard at both levels. */
function groupByVoice(notes: readonly Note[]): Map<string, Note[]> {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const key = `${note.part} ${note.voice}`;
    const group = groups.get(key);
    if (group) group.push(note);
    else groups.set(key, [note]);
  }
  return groups;
}

/** Players vary, but not so finely that no two notes are alike: most of the time goes into making tones. */
function toneOf(note: Note, brightness: number, known: Map<string, Float32Array>): Float32Array {
  const velocity = Math.round(note.velocity * 12) / 12;
  const seconds = Math.round(note.seconds * 20) / 20 || 0.05;
  const key = `${note.voice} ${note.pitch} ${velocity} ${seconds}`;
  const made = known.get(key);
  if (made) return made;
  const tone = play(note.voice, note.pitch, velocity, seconds, brightness);
  known.set(key, tone);
  return tone;
}

function play(
  voice: VoiceName,
  pitch: number,
  velocity: number,
  seconds: number,
  brightness: number,
): Float32Array {
  const frequency = frequencyOf(pitch);
  // Any seed does that differs from tone to tone and not from run to run.
  const random = seeded(Math.round(pitch * 7919 + velocity * 104_729 + seconds * 1299));
  return BAND[voice].play({ pitch, frequency, velocity, seconds, brightness, random });
}

function add(
  left: Float32Array,
  right: Float32Array,
  [l, r]: [Float32Array, Float32Array],
  level: number,
): void {
  for (let i = 0; i < left.length; i++) {
    left[i] += l[i] * level;
    right[i] += r[i] * level;
  }
}

/** Levels, limits and fades. Limiting costs loudness, so it is done twice. */
function finish(left: Float32Array, right: Float32Array): void {
  for (let pass = 0; pass < 2; pass++) {
    const gain = decibels(LOUDNESS - loudness([left, right]));
    for (let i = 0; i < left.length; i++) {
      left[i] *= gain;
      right[i] *= gain;
    }
    limit(left, right);
  }
  const [rise, fall] = [FADE_IN * SAMPLE_RATE, FADE_OUT * SAMPLE_RATE];
  for (let i = 0; i < left.length; i++) {
    const end = left.length - 1 - i;
    const fade = Math.min(1, i / rise) * (end < fall ? Math.sin((Math.PI / 2) * (end / fall)) : 1);
    left[i] *= fade;
    right[i] *= fade;
  }
}

/**
 * Turns down for peaks, both sides alike, beginning 3 ms before each and letting go within a tenth of a second; bends
 * what is left over.
 */
function limit(left: Float32Array, right: Float32Array): void {
  const ahead = Math.round(0.003 * SAMPLE_RATE);
  const back = Math.exp(-1 / (0.08 * SAMPLE_RATE));
  const threshold = 0.75;
  let gain = 1;
  for (let i = 0; i < left.length; i++) {
    const j = Math.min(left.length - 1, i + ahead);
    const peak = Math.max(Math.abs(left[j]), Math.abs(right[j]));
    const wanted = peak > threshold ? threshold / peak : 1;
    gain = wanted < gain ? gain + (wanted - gain) * 0.06 : 1 - (1 - gain) * back;
    left[i] = bend(left[i] * gain);
    right[i] = bend(right[i] * gain);
  }
}

/** Straight to 0.7, then ever flatter towards the ceiling. */
function bend(value: number): number {
  const size = Math.abs(value);
  if (size <= 0.7) return value;
  return Math.sign(value) * (0.7 + (CEILING - 0.7) * Math.tanh((size - 0.7) / (CEILING - 0.7)));
}

function decibels(value: number): number {
  return Number.isFinite(value) ? 10 ** (value / 20) : 0;
}
