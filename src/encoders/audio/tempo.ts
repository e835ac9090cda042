/**
 * Tempo: the autocorrelation of the onset envelopes under combs. A comb of period p asks how alike the onsets of
 * each register are to those 1, 2, 3 and 4 periods later, less how alike at thirds of a period: beats answer, and
 * three of their subdivisions don't. Between a tempo and its double a bell over tempi decides, as listeners do.
 *
 * E. D. Scheirer, "Tempo and Beat Analysis of Acoustic Musical Signals", JASA 103(1), 1998; M. E. P. Davies & M. D.
 * Plumbley, "Context-Dependent Beat Tracking of Musical Audio", IEEE TASLP 15(3), 2007 (the comb); R. Parncutt, "A
 * Perceptual Model of Pulse Salience and Metrical Accent", Music Perception 11(4), 1994 (the bell).
 */
import type { Onsets } from './onsets.ts';
import { meanOf } from './statistics.ts';

/** Beats a minute that are looked for. */
const SLOWEST = 45;
const FASTEST = 210;

/** Ratio of one tempo tried to the next: an eighth of the 2 % that is promised. */
const STEP = 1.0025;

/** Periods of the comb. */
const TEETH = 4;

/**
 * How much likeness at the thirds of a beat speaks against it; chosen on the validation half of the demo's albums.
 */
const OFF_THIRDS = 0.5;

/** With fewer notes than this there is no pace. */
const LEAST_ONSETS = 4;

/**
 * The bell: near where listeners tap by preference, a beat every 600 ms (Parncutt), and its width in octaves;
 * chosen on the same half among those with which a plain click of 60 or 140 a minute is neither doubled nor halved.
 */
const PREFERRED = 102;
const OCTAVES = 0.65;

/** Width of the blur over the envelope, seconds: joins an onset's frames and forgives a player's. */
const BLUR = 0.02;

/** Below this strength there is no beat that one could tap. */
const LEAST_STRENGTH = 0.08;

/** Lags of the rhythm curve, in seconds: even on a logarithmic scale. */
const RHYTHM = { shortest: 0.1, longest: 1.6, count: 12 };

const RHYTHM_LAGS = RHYTHM.count;

export interface Tempo {
  /** Beats a minute; null where no beat is to be heard. */
  bpm: number | null;
  /** 0 no beat, 1 a metronome. */
  strength: number;
  /** The highest autocorrelation around each of `RHYTHM_LAGS` lags, -1 to 1: which note lengths there are. */
  rhythm: number[];
}

export function tempoOf({ registers, count, frameRate }: Onsets): Tempo {
  if (count < LEAST_ONSETS) return { bpm: null, strength: 0, rhythm: new Array(RHYTHM_LAGS).fill(0) };
  const likeness = likenessOf(registers.map((growth) => blurred(growth, BLUR * frameRate)));
  const rhythm = rhythmOf(likeness, frameRate);
  let best = { bpm: 0, score: 0, strength: 0 };
  for (let bpm = SLOWEST; bpm <= FASTEST; bpm *= STEP) {
    const strength = combOf(likeness, (60 * frameRate) / bpm);
    const bell = Math.exp(-0.5 * (Math.log2(bpm / PREFERRED) / OCTAVES) ** 2);
    if (strength * bell > best.score) best = { bpm, score: strength * bell, strength };
  }
  if (best.strength < LEAST_STRENGTH) return { bpm: null, strength: 0, rhythm };
  return { bpm: best.bpm, strength: Math.min(1, best.strength), rhythm };
}

/** @param period Frames. */
function combOf(likeness: Float64Array, period: number): number {
  let on = 0;
  let thirds = 0;
  let teeth = 0;
  for (let tooth = 1; tooth <= TEETH && tooth * period < likeness.length - 1; tooth++) {
    on += valueAt(likeness, tooth * period);
    thirds += Math.max(
      0,
      (valueAt(likeness, (tooth - 1 / 3) * period) + valueAt(likeness, (tooth - 2 / 3) * period)) / 2,
    );
    teeth++;
  }
  return teeth === 0 ? 0 : (on - OFF_THIRDS * thirds) / teeth;
}

/** The highest likeness around each of a few lags, so that a small change of tempo is a small change here. */
function rhythmOf(likeness: Float64Array, frameRate: number): number[] {
  const { shortest, longest, count } = RHYTHM;
  const ratio = (longest / shortest) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, k) => {
    const centre = shortest * ratio ** k * frameRate;
    const from = Math.round(centre / Math.sqrt(ratio));
    const to = Math.min(likeness.length - 1, Math.round(centre * Math.sqrt(ratio)));
    let most = -1;
    for (let lag = from; lag <= to; lag++) most = Math.max(most, likeness[lag]);
    return from > to ? 0 : most;
  });
}

/**
 * Autocorrelation of several courses together, mean removed, at each lag up to half their length: 1 at lag 0; a sum
 * over fewer pairs is weighed up.
 */
function likenessOf(courses: readonly Float64Array[]): Float64Array {
  const [{ length }] = courses;
  const likeness = new Float64Array(Math.floor(length / 2) + 1);
  for (const course of courses) {
    const mean = meanOf(course);
    const centred = course.map((value) => value - mean);
    for (let lag = 0; lag < likeness.length; lag++) {
      let sum = 0;
      for (let i = lag; i < length; i++) sum += centred[i] * centred[i - lag];
      likeness[lag] += sum / (length - lag);
    }
  }
  const [whole] = likeness;
  return whole > 0 ? likeness.map((value) => value / whole) : likeness;
}

function blurred(values: Float64Array, width: number): Float64Array {
  const reach = Math.ceil(3 * width);
  const bell = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / width) ** 2),
  );
  return values.map((_, at) => {
    let sum = 0;
    for (let i = 0; i < bell.length; i++) sum += bell[i] * (values[at + i - reach] ?? 0);
    return sum;
  });
}

function valueAt(values: Float64Array, place: number): number {
  const below = Math.floor(place);
  return values[below] + (values[below + 1] - values[below]) * (place - below);
}
