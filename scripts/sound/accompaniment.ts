/** Under the tune: what basses and chord instruments play while one chord lasts. Pure: places in quarter notes, no sound. */
import type { Random } from '../../src/training/random.ts';
import type { BassStyle, ChordStyle } from './styles.ts';

export interface Played {
  /** Quarter notes from the chord's beginning. */
  beat: number;
  beats: number;
  pitch: number;
  velocity: number;
  /** Seconds after its place: the strings of a strum. */
  late?: number;
}

/** [beat, interval above the root in semitones, length] */
type Riff = [number, number, number][];

const SOUL: Riff[] = [
  [
    [0, 0, 0.7],
    [0.75, 0, 0.2],
    [1.5, 7, 0.4],
    [2, 0, 0.6],
    [2.75, 12, 0.2],
    [3.5, 7, 0.4],
  ],
  [
    [0, 0, 1.2],
    [1.25, 12, 0.2],
    [1.5, 7, 0.4],
    [2, 0, 0.9],
    [3, 7, 0.4],
    [3.75, 0, 0.2],
  ],
  [
    [0, 0, 0.4],
    [0.5, 0, 0.4],
    [1.25, -5, 0.2],
    [1.5, 0, 0.45],
    [2.5, 7, 0.4],
    [3, 0, 0.9],
  ],
];

const DUB: Riff[] = [
  [
    [0, 0, 0.8],
    [1, 0, 0.4],
    [1.5, 7, 0.4],
    [2, 12, 0.7],
    [3, 7, 0.45],
    [3.5, 0, 0.4],
  ],
  [
    [0.5, 0, 0.4],
    [1, 0, 0.4],
    [1.5, -5, 0.45],
    [2.5, 0, 0.7],
    [3.25, 7, 0.5],
  ],
  [
    [0, 0, 1.3],
    [1.5, -5, 0.45],
    [2, 0, 0.9],
    [3, 7, 0.4],
    [3.5, 12, 0.4],
  ],
];

const SURF: Riff[] = [
  [
    [0, 0, 0.45],
    [0.5, 0, 0.45],
    [1, 0, 0.45],
    [1.5, 7, 0.45],
    [2, 0, 0.45],
    [2.5, 0, 0.45],
    [3, 7, 0.45],
    [3.5, 0, 0.45],
  ],
  [
    [0, 0, 0.9],
    [1, 0, 0.45],
    [1.5, 7, 0.45],
    [2, 12, 0.9],
    [3, 7, 0.45],
    [3.5, 0, 0.45],
  ],
];

const PULSE: Riff[] = [
  [
    [0.5, 0, 0.4],
    [1.5, 0, 0.4],
    [2.5, 0, 0.4],
    [3.5, 0, 0.4],
  ],
  [
    [0, 0, 0.6],
    [0.75, 0, 0.6],
    [1.5, 0, 0.4],
    [2, 0, 0.6],
    [2.75, 12, 0.2],
    [3.5, 0, 0.4],
  ],
  [
    [0, 0, 1.4],
    [1.5, 0, 0.9],
    [2.5, 7, 1.4],
  ],
];

const RIFFS: Partial<Record<BassStyle, Riff[]>> = { soul: SOUL, dub: DUB, surf: SURF, pulse: PULSE };

export interface BassSettings {
  style: BassStyle;
  /** MIDI, of this chord and of the next. */
  root: number;
  next: number;
  /** Semitones above the root. */
  third: number;
  beats: number;
  /** Quarter notes since the riff began, so that it goes on over a change of chord. */
  since: number;
  /** Which riff, 0 to 1; the same all through. */
  choice: number;
}

export function playBass({ style, root, next, third, beats, since, choice }: BassSettings): Played[] {
  const note = (beat: number, pitch: number, length: number, velocity = 0.8): Played => ({
    beat,
    beats: Math.min(length, beats - beat),
    pitch,
    velocity,
  });
  const riffs = RIFFS[style];
  if (riffs) {
    const riff = riffs[Math.floor(choice * riffs.length)];
    const notes: Played[] = [];
    for (let bar = -(since % 4); bar < beats; bar += 4) {
      for (const [beat, interval, length] of riff) {
        const at = bar + beat;
        if (at < 0 || at >= beats) continue;
        // A change of chord is heard from its root, whatever the riff was about to say.
        const first = notes.length === 0 && at < 0.6;
        notes.push(note(at, root + (first ? 0 : interval), length, Number.isInteger(beat) ? 0.85 : 0.7));
      }
    }
    return notes;
  }
  const fifth = root + (root % 12 > 4 ? -5 : 7);
  const notes: Played[] = [];
  switch (style) {
    case 'held':
      return [note(0, root, beats, 0.65)];
    case 'two':
      for (let beat = 0; beat < beats; beat += beats === 3 ? 3 : 1)
        notes.push(note(beat, beat % 2 === 0 ? root : fifth, beats === 3 ? 1.5 : 0.9, 0.75));
      return notes;
    case 'walking':
      for (let beat = 0; beat < beats; beat++) {
        const passing = [root, root + third, root + 7, root + (choice > 0.5 ? 9 : 12)][beat % 4];
        // The last step leads a semitone into the next root.
        const last = beat === beats - 1 && beats > 1;
        notes.push(
          note(beat, last ? next + (next > root ? -1 : 1) : passing, 0.92, beat % 2 === 1 ? 0.85 : 0.75),
        );
      }
      return notes;
    case 'bossa':
      for (let bar = 0; bar < beats; bar += 2) {
        const pitch = bar % 4 === 0 ? root : fifth;
        notes.push(note(bar, pitch, 1.4, 0.8), note(bar + 1.5, fifth, 0.45, 0.62));
      }
      return notes;
    case 'octaves':
      for (let beat = 0; beat < beats; beat += 0.5)
        notes.push(
          note(beat, root + (Number.isInteger(beat) ? 0 : 12), 0.4, Number.isInteger(beat) ? 0.85 : 0.7),
        );
      return notes;
    default:
      // Bounce: root and fifth below a rest.
      for (let beat = 0; beat < beats; beat += 0.5) {
        if (beat % 2 === 1.5) continue;
        notes.push(note(beat, beat % 1 === 0.5 ? root + 12 : beat % 2 === 1 ? root + 7 : root, 0.38));
      }
      return notes;
  }
}

export interface ChordSettings {
  style: ChordStyle;
  /** MIDI, rising. */
  notes: number[];
  /** A low root where nobody else has the bass; else null. */
  low: number | null;
  beats: number;
  /** Quarter notes since the beginning. */
  since: number;
  density: number;
  tempo: number;
  choice: number;
  /** Whether the instrument rings on by itself, so that tones may overlap. */
  rings: boolean;
}

const CHARLESTON = [
  [0, 1.5],
  [0.5, 2.5],
  [1.5, 3.5],
];
const BOSSA = [
  [0, 1.5, 3],
  [0.5, 2, 3.5],
];
const STABS = [
  [0, 1.5, 2.5],
  [0.5, 1.5, 2.5, 3.5],
  [0, 0.75, 1.5, 3],
];
const STRUM: [number, boolean, number][] = [
  [0, true, 0.85],
  [1, true, 0.6],
  [1.5, false, 0.5],
  [2.5, false, 0.55],
  [3, true, 0.65],
  [3.5, false, 0.5],
];

export function playChords(settings: ChordSettings, random: Random): Played[] {
  const { style, notes, low, beats, since, density, tempo, choice, rings } = settings;
  const played: Played[] = [];
  const add = (beat: number, length: number, pitch: number, velocity: number, late = 0) => {
    if (beat < beats - 1e-6)
      played.push({ beat, beats: Math.min(length, rings ? 4 : beats - beat), pitch, velocity, late });
  };
  const block = (beat: number, length: number, velocity: number, spread = 0.006) =>
    notes.forEach((pitch, i) => {
      add(beat, length, pitch, velocity, i * spread);
    });
  const rooted = (length: number) => low !== null && add(0, length, low, 0.62);
  /** The places of a pattern of four quarter notes that fall into this chord. */
  const places = (pattern: number[]) => {
    const from = since % 4;
    return pattern.map((beat) => (((beat - from) % 4) + 4) % 4).filter((beat) => beat < beats);
  };
  switch (style) {
    case 'held':
      rooted(beats);
      block(0, beats + (rings ? 0.2 : 0), 0.6);
      break;
    case 'broken': {
      rooted(beats);
      const rate = tempo > 100 || density < 0.38 ? (tempo > 100 && density > 0.6 ? 0.5 : 1) : 0.5;
      const order = [...notes, ...notes.slice(1, -1).reverse()];
      for (let beat = low === null ? 0 : rate, i = 0; beat < beats; beat += rate, i++)
        add(
          beat,
          rings ? Math.max(rate, beats - beat) : rate,
          order[i % order.length],
          0.42 + 0.12 * random(),
        );
      break;
    }
    case 'picked': {
      const thumb = [low ?? notes[0], notes[1], (low ?? notes[0]) + 7, notes[1]];
      for (let beat = 0; beat < beats; beat++)
        add(beat, 1.4, thumb[(since + beat) % 4], beat === 0 ? 0.7 : 0.52);
      for (let beat = 0.5, i = 0; beat < beats; beat++, i++) {
        if (random() < 0.45 + density * 0.6) add(beat, 1, notes[notes.length - 1 - (i % 2)], 0.5);
      }
      break;
    }
    case 'strummed':
      rooted(1);
      for (const [place, down, velocity] of STRUM) {
        for (const beat of places([place])) {
          const order = down ? notes : notes.toReversed();
          order.forEach((pitch, i) => {
            add(beat, 0.9, pitch, velocity * 0.85, i * 0.009);
          });
        }
      }
      break;
    case 'charleston':
      rooted(1);
      for (const beat of places(CHARLESTON[Math.floor((choice + since / 16) * 3) % 3]))
        block(beat, density > 0.6 ? 0.35 : 0.7, 0.5);
      break;
    case 'bossa':
      if (low !== null) for (const beat of places([0, 2])) add(beat, 1.2, low, 0.62);
      for (const beat of places(BOSSA[(since >> 2) % 2])) block(beat, 0.8, 0.52, 0.004);
      break;
    case 'skank':
      for (const beat of places([0.5, 1.5, 2.5, 3.5])) {
        block(beat, 0.2, 0.62, 0.003);
        if (density > 0.6 && random() < 0.5) block(beat + 0.25, 0.15, 0.4, 0.003);
      }
      break;
    case 'stabs':
      rooted(1);
      for (const beat of places(STABS[Math.floor(choice * 3)])) block(beat, 0.32, 0.55, 0.003);
      break;
    case 'sequence': {
      rooted(beats);
      const rate = density > 0.6 && tempo < 140 ? 0.25 : 0.5;
      const wide = [...notes, notes[0] + 12];
      // The same figure over each chord: it begins anew with the bar, not with the chord.
      const figure = [0, 2, 1, 3, 2, 0, 3, 1].map((step) => (step + Math.floor(choice * 4)) % wide.length);
      for (let beat = 0; beat < beats; beat += rate) {
        const i = Math.round((since + beat) / rate);
        if (i % 8 === 5 && choice > 0.4) continue;
        add(beat, rate * 0.9, wide[figure[i % 8]], i % 4 === 0 ? 0.6 : 0.45);
      }
      break;
    }
    case 'arpeggio': {
      const rate = density > 0.5 ? 0.25 : 0.5;
      for (let beat = 0, i = 0; beat < beats; beat += rate, i++)
        add(beat, rate * 0.85, notes[i % notes.length], i % notes.length === 0 ? 0.5 : 0.38);
      break;
    }
    case 'alberti': {
      rooted(1);
      const rate = tempo > 90 ? 0.5 : 0.25;
      const order = [0, 2, 1, 2];
      for (let beat = 0, i = 0; beat < beats; beat += rate, i++)
        add(beat, rate * 1.4, notes[order[i % 4] % notes.length], i % 4 === 0 ? 0.58 : 0.42);
      break;
    }
  }
  return played;
}
