/**
 * Recordings for the made-up shop of `senses.ts`: a line of notes over a beat, with tempo, brightness and mode as told.
 * Made to be told apart, not to be listened to.
 */
import type { Clip } from '../../encoders/encoder.ts';
import type { Random } from '../random.ts';

/** Beats a minute that there are. */
export const TEMPI = [72, 104, 150] as const;

export interface Sound {
  /** Beats a minute. */
  tempo: number;
  /** Many strong overtones, or few weak ones. */
  bright: boolean;
  /** The scale of its notes: major, or natural minor. */
  major: boolean;
}

const RATE = 16_000;
const SECONDS = 5;

const MAJOR = [0, 2, 4, 7, 9, 12];
const MINOR = [0, 2, 3, 7, 8, 12];

/** Overtones, and how much weaker each is than the one below it. */
const BRIGHT = { partials: 10, step: 0.85 };
const DULL = { partials: 3, step: 0.35 };

const NOISE = 0.005;

export function playClip({ tempo, bright, major }: Sound, random: Random): Clip {
  const samples = new Float32Array(RATE * SECONDS);
  const { partials, step } = bright ? BRIGHT : DULL;
  const scale = major ? MAJOR : MINOR;
  const root = 130.8 * 2 ** (Math.floor(random() * 5) / 12);
  const beat = Math.round((60 / tempo) * RATE);
  const loudness = 0.3 / [...Array(partials).keys()].reduce((sum, p) => sum + step ** p, 0);
  for (let start = 0; start < samples.length; start += beat) {
    const note = root * 2 ** (scale[Math.floor(random() * scale.length)] / 12);
    const end = Math.min(samples.length, start + beat);
    for (let p = 0; p < partials; p++) {
      const turn = (2 * Math.PI * note * (p + 1)) / RATE;
      const amplitude = loudness * step ** p;
      for (let i = start; i < end; i++) {
        samples[i] += amplitude * Math.exp((-4 * (i - start)) / beat) * Math.sin(turn * (i - start));
      }
    }
    // A click on the beat, so that there is one to be found.
    for (let i = start; i < Math.min(end, start + RATE / 100); i++) samples[i] += 0.3 * (2 * random() - 1);
  }
  for (let i = 0; i < samples.length; i++) samples[i] += NOISE * (2 * random() - 1);
  return { sampleRate: RATE, samples };
}
