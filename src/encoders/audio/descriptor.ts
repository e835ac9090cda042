/**
 * What a clip sounds like, as a unit vector to compare by and as a few quantities to speak of. A descriptor of
 * signals, nothing learned and nothing downloaded: timbre, brightness, tempo and rhythm, dynamics and tonality,
 * each in a file of its own, put together here. How loud a recording was mastered is among the quantities, not in
 * the vector.
 */
import type { Clip } from '../encoder.ts';
import { type Brightness, brightnessOf } from './brightness.ts';
import { type Dynamics, dynamicsOf } from './dynamics.ts';
import { melOf } from './mel.ts';
import { type Onsets, onsetsOf } from './onsets.ts';
import { PARTS, type Part } from './parts.ts';
import { RATE, soundOf } from './sound.ts';
import { SOUNDS } from './sounds-stamp.ts';
import { spectrogramOf } from './spectrogram.ts';
import standard from './standard.json';
import { type Tempo, tempoOf } from './tempo.ts';
import { type Timbre, timbreOf } from './timbre.ts';
import { type Tonality, tonalityOf } from './tonality.ts';

/** Of 46 ms every 12 ms: short enough for beats. */
const FRAME = 1_024;
const HOP = 256;

/** Of 372 ms: long enough to tell a semitone at 100 Hz. */
const LONG_FRAME = 8_192;
const LONG_HOP = 2_048;

const MEL_BANDS = 40;

/** Of a correlation: below this no key is clear, and with less between both modes neither is. */
const CLEAR_KEY = 0.5;
const CLEAR_MODE = 0.04;

/** A mode takes at least a triad, each of whose notes has this share of the chroma. */
const LEAST_NOTES = 3;
const NOTE_SHARE = 0.08;

const PITCHES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const;

/** Quantities that a person has words for. */
export interface SoundFeatures {
  /** Beats a minute; null where there is no beat to tap to. */
  tempo: number | null;
  /** 0 no beat, 1 a metronome. */
  tempoStrength: number;
  /** Hz: the centre of the spectrum. */
  brightness: number;
  /** dB of full scale, root mean square. */
  loudness: number;
  /** dB between quiet and loud moments. */
  dynamics: number;
  /** Notes and beats that begin, a second. */
  onsets: number;
  /** dB: 0 is noise, about -45 pure tones. */
  flatness: number;
  /** null where neither is clear. */
  mode: 'major' | 'minor' | null;
  /** The likeliest tonic; null where no key is clear. */
  tonic: (typeof PITCHES)[number] | null;
}

export interface DescribedClip {
  /** Unit vector of `SOUNDS.dimensions` numbers. */
  vector: Float32Array;
  features: SoundFeatures;
}

interface Measured {
  loudness: number;
  timbre: Timbre;
  brightness: Brightness;
  onsets: Onsets;
  tempo: Tempo;
  dynamics: Dynamics;
  tonality: Tonality;
}

/** @throws MediaFileError when it is silent, too short, or of an impossible sample rate. */
export function describeClip(clip: Clip): DescribedClip {
  const measured = measure(clip);
  return { vector: vectorOf(numbersOf(measured)), features: featuresOf(measured) };
}

/**
 * The vector's numbers before they are standardised: for `npm run bench -- sounds --constants`, which makes
 * `standard.json` of them.
 */
export function rawNumbersOf(clip: Clip): number[] {
  return Object.values(numbersOf(measure(clip))).flat();
}

function measure(clip: Clip): Measured {
  const { samples, loudness } = soundOf(clip);
  const spectrogram = spectrogramOf(samples, RATE, FRAME, HOP);
  const mel = melOf(spectrogram, MEL_BANDS);
  const onsets = onsetsOf(mel);
  return {
    loudness,
    timbre: timbreOf(mel),
    brightness: brightnessOf(spectrogram),
    onsets,
    tempo: tempoOf(onsets),
    dynamics: dynamicsOf(samples, RATE),
    tonality: tonalityOf(spectrogramOf(samples, RATE, LONG_FRAME, LONG_HOP)),
  };
}

/** In the order of `PARTS`; on scales whose steps sound alike: octaves, decibels, shares. */
function numbersOf({
  timbre,
  brightness,
  onsets,
  tempo,
  dynamics,
  tonality,
}: Measured): Record<Part, number[]> {
  const octave = tempo.bpm === null ? 0 : Math.log2(tempo.bpm / 120);
  return {
    timbre: timbre.means,
    variation: [...timbre.deviations, ...timbre.deltas],
    brightness: [
      Math.log2(brightness.centroid),
      brightness.variation,
      Math.log2(brightness.rolloff),
      Math.log2(brightness.bandwidth),
      brightness.flatness,
    ],
    contrast: brightness.contrast,
    // On a circle of octaves too: 80 and 160 beats a minute are kin. A weak beat counts little.
    tempo: [
      octave * tempo.strength,
      Math.cos(2 * Math.PI * octave) * tempo.strength,
      Math.sin(2 * Math.PI * octave) * tempo.strength,
    ],
    rhythm: [...tempo.rhythm, tempo.strength, Math.log2(0.5 + onsets.rate), Math.log2(0.5 + onsets.height)],
    dynamics: [dynamics.deviation, dynamics.range, dynamics.crest, dynamics.quiet, dynamics.movement],
    tonality: [...tonality.intervals, tonality.mode, tonality.clarity],
  };
}

/**
 * Each number less its mean over 150 made sounds, over its deviation (`standard.json`), bent towards a limit of
 * three so that no oddity outshouts the rest; then by its part's share, then to length 1.
 */
function vectorOf(numbers: Record<Part, number[]>): Float32Array {
  const vector = new Float32Array(SOUNDS.dimensions);
  let at = 0;
  let squares = 0;
  for (const [part, { length, share }] of Object.entries(PARTS)) {
    for (const value of numbers[part as Part]) {
      const score = (value - standard.means[at]) / standard.deviations[at];
      vector[at] = 3 * Math.tanh(score / 3) * Math.sqrt(share / length);
      squares += vector[at] ** 2;
      at++;
    }
  }
  const scale = 1 / Math.sqrt(squares);
  return vector.map((value) => value * scale);
}

function featuresOf({ loudness, brightness, onsets, tempo, dynamics, tonality }: Measured): SoundFeatures {
  const keyed = tonality.clarity >= CLEAR_KEY;
  const major = tonality.mode > 0;
  const isMusic = tonality.chroma.filter((share) => share >= NOTE_SHARE).length >= LEAST_NOTES;
  return {
    tempo: tempo.bpm,
    tempoStrength: tempo.strength,
    brightness: brightness.centroid,
    loudness,
    dynamics: dynamics.range,
    onsets: onsets.rate,
    flatness: brightness.flatness,
    mode: keyed && Math.abs(tonality.mode) >= CLEAR_MODE && isMusic ? (major ? 'major' : 'minor') : null,
    tonic: keyed ? PITCHES[tonality.tonic] : null,
  };
}
