import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRecord } from '../../src/catalog/demo.ts';
import { seeded } from '../../src/training/random.ts';
import { readDemoSources } from '../art/build.ts';
import { type Album, AlbumError, readAlbum } from './album.ts';
import { arrange } from './arrangement.ts';
import { BAND, type VoiceName } from './band.ts';
import { buildSounds, synthesise } from './build.ts';
import { compose, PREVIEW_SECONDS } from './compose.ts';
import { chordOf, SCALES, voicing } from './harmony.ts';
import { loudness } from './loudness.ts';
import { CEILING, LOUDNESS } from './mix.ts';
import { echo, reverberate } from './room.ts';
import { frequencyOf, SAMPLE_RATE } from './sample-rate.ts';
import { clock } from './score.ts';
import { STYLES } from './styles.ts';

const sources = await readDemoSources();
const records = sources.flatMap(({ items }) => items.filter((item) => isRecord(item)));
const albums = records.map(readAlbum);
const firstOfEachGenre = Object.keys(STYLES).map(
  (genre) => albums.find((album) => album.genre === genre) as Album,
);

const pitched = (Object.keys(BAND) as VoiceName[]).filter((voice) => BAND[voice].role !== 'drums');
const play = (voice: VoiceName, pitch: number, seconds = 0.8, brightness = 0.5) =>
  BAND[voice].play({
    pitch,
    frequency: frequencyOf(pitch),
    velocity: 0.7,
    seconds,
    brightness,
    random: seeded(7),
  });

/** The part of a tone that is listened to, faded in and out (Hann). */
function excerpt(samples: Float32Array, length: number): Float32Array {
  const part = samples.slice(1600, 1600 + length);
  return part.map((value, i) => value * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / part.length)));
}

/** Loudness of one frequency (Goertzel 1958). */
function strength(samples: Float32Array, frequency: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE);
  let [s1, s2] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const s0 = samples[i] + turn * s1 - s2;
    s2 = s1;
    s1 = s0;
  }
  return Math.sqrt(s1 * s1 + s2 * s2 - turn * s1 * s2);
}

describe('reading an album', () => {
  it('reads all records of the shop', () => {
    expect(albums.length).toBeGreaterThanOrEqual(80);
    expect(new Set(albums.map(({ genre }) => genre)).size).toBeGreaterThanOrEqual(10);
  });

  it('says what is wrong with one that nobody could play', () => {
    const attributes = { ...records[0].attributes };
    const reading = (over: Record<string, string>) => () =>
      readAlbum({ id: 'music-x', attributes: { ...attributes, ...over } });
    expect(reading({ tempo: 'brisk' })).toThrow('"music-x" has the tempo "brisk"');
    expect(reading({ instruments: 'pad and spoons' })).toThrow('nobody plays "spoons"');
    expect(reading({ genre: 'polka' })).toThrow(AlbumError);
    expect(reading({ mode: 'dorian' })).toThrow('major, minor');
    expect(reading({ mood: 'constructor' })).toThrow('unknown mood');
  });
});

describe('harmony', () => {
  it('reads degrees in their mode', () => {
    expect(chordOf('1', 'major').tones).toEqual([0, 4, 7]);
    expect(chordOf('2-7', 'major').tones).toEqual([2, 5, 9, 12]);
    expect(chordOf('5', 'minor').tones).toEqual([7, 10, 14]);
    expect(chordOf('5-D', 'minor').tones).toEqual([7, 11, 14, 17]);
    expect(chordOf('1-+', 'minor').tones).toEqual([0, 3, 7, 14]);
  });

  it('moves each voice by a fourth at most from chord to chord, in every progression', () => {
    for (const { progressions } of Object.values(STYLES)) {
      for (const mode of ['major', 'minor'] as const) {
        for (const progression of progressions[mode]) {
          let before: number[] | null = null;
          for (const degree of [...progression, ...progression]) {
            const notes = voicing(chordOf(degree, mode), 50, 60, before);
            for (const note of notes) {
              expect(
                Math.min(...(before ?? notes).map((other) => Math.abs(other - note))),
              ).toBeLessThanOrEqual(5);
            }
            before = notes;
          }
        }
      }
    }
  });
});

describe('a score', () => {
  it('keeps to the tempo: every onset lies on a sixteenth, swung as the genre swings', () => {
    for (const album of albums) {
      const { swing, swings } = STYLES[album.genre];
      const time = clock(album.tempo, swing, swings === 'eighths' ? 1 : 0.5);
      const grid = Array.from({ length: Math.ceil(PREVIEW_SECONDS * 16) }, (_, i) => time(i / 4));
      const score = compose(album, 1);
      const first = 0.03;
      for (const { at, part } of score.notes) {
        const off = Math.min(...grid.map((tick) => Math.abs(at - first - tick)));
        // Looseness of the players, and the strings of a strum one after another.
        expect(off, `${album.id} ${part} at ${at}`).toBeLessThan(part === 'chords' ? 0.06 : 0.0065);
      }
    }
  });

  it('stays in its mode but for leading notes', () => {
    for (const album of albums) {
      const { notes } = compose(album, 3);
      const heard = notes.filter(({ part }) => part === 'lead' || part === 'chords');
      const scale = SCALES[album.mode];
      const fits = Array.from(
        { length: 12 },
        (_, tonic) => heard.filter(({ pitch }) => scale.includes((pitch - tonic + 12) % 12)).length,
      );
      expect(Math.max(...fits) / heard.length, album.id).toBeGreaterThan(0.85);
    }
  });

  it('brings its theme back', () => {
    for (const album of albums.filter(({ mood }) => mood.density > 0.5)) {
      const intervals = compose(album, 5)
        .notes.filter(({ part }) => part === 'lead')
        .map(({ at }, i, all) => (i === 0 ? 0 : Math.round((at - all[i - 1].at) * 8)));
      const pairs = intervals.slice(2).map((step, i) => `${intervals[i + 1]} ${step}`);
      expect(new Set(pairs).size, album.id).toBeLessThan(pairs.length);
    }
  });

  it('has more onsets in busy moods than in calm ones', () => {
    const onsets = (mood: string) => {
      const rates = records
        .filter(({ attributes }) => attributes.mood === mood)
        .map((record) => compose(readAlbum(record), 1).notes.length);
      return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    };
    expect(onsets('driving')).toBeGreaterThan(2 * onsets('calm'));
  });

  it('gives everyone something to play', () => {
    for (const { id, voices, ...rest } of albums) {
      const { notes } = compose({ id, voices, ...rest }, 2);
      expect(new Set(notes.map(({ voice }) => voice)), id).toEqual(new Set(voices));
    }
  });

  it('lets a lone player have tune and chords, and a bow only the tune', () => {
    expect(arrange(['felt piano'])).toMatchObject({ lead: 'felt piano', chords: ['felt piano'], bass: null });
    expect(arrange(['pad', 'cello'])).toMatchObject({ lead: 'cello', chords: ['pad'] });
    expect(arrange(['cello', 'clarinet', 'harp'])).toMatchObject({ answer: 'clarinet', chords: ['harp'] });
  });
});

describe('instruments', () => {
  it.each(pitched)('%s plays in tune, ends in silence and never breaks', (voice) => {
    const { middle, role } = BAND[voice];
    for (const pitch of role === 'bass' ? [middle, middle + 7] : [middle - 5, middle, middle + 12]) {
      const samples = play(voice, pitch);
      expect(samples.every(Number.isFinite)).toBe(true);
      expect(Math.abs(samples[samples.length - 1])).toBeLessThan(1e-3);
      const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(peak).toBeGreaterThan(0.05);
      expect(peak).toBeLessThan(1.6);
      // The strongest of frequencies a twentieth of a semitone apart, at the fundamental or the octave above.
      const heard = excerpt(samples, 12_000);
      const cents = Array.from({ length: 33 }, (_, i) => (i - 16) * 4);
      const found = [1, 2].map((overtone) => {
        const at = cents.map((cent) => strength(heard, overtone * frequencyOf(pitch + cent / 100)));
        return { strongest: Math.max(...at), cent: cents[at.indexOf(Math.max(...at))] };
      });
      const { cent } = found[0].strongest > found[1].strongest * 0.2 ? found[0] : found[1];
      expect(Math.abs(cent), `${voice} at ${pitch}`).toBeLessThanOrEqual(16);
    }
  });

  it.each(['steel guitar', 'piano', 'strings', 'synth', 'organ'] as const)(
    '%s is brighter when asked',
    (voice) => {
      const treble = (brightness: number) => {
        const samples = play(voice, 57, 0.5, brightness);
        let [all, high, low] = [0, 0, 0];
        for (const value of samples) {
          low += (value - low) * 0.3;
          all += value ** 2;
          high += (value - low) ** 2;
        }
        return high / all;
      };
      expect(treble(0.9)).toBeGreaterThan(treble(0.1) * 1.15);
    },
  );
});

describe('the room', () => {
  it('dies as slowly as it is long', () => {
    const click = new Float32Array(SAMPLE_RATE * 3);
    click[0] = 1;
    const energy = ([left]: [Float32Array, Float32Array], from: number, to: number) =>
      left.slice(from * SAMPLE_RATE, to * SAMPLE_RATE).reduce((sum, value) => sum + value * value, 0);
    const room = reverberate(click, 2);
    const drop = 10 * Math.log10(energy(room, 0.2, 0.6) / energy(room, 1.2, 1.6));
    // A second is half of its 60 dB; treble goes sooner.
    expect(drop).toBeGreaterThan(28);
    expect(drop).toBeLessThan(50);
    expect(energy(reverberate(click, 0.5), 1, 2)).toBeLessThan(energy(room, 1, 2) / 1000);
  });

  it('echoes after its time, and softer each time', () => {
    const click = new Float32Array(SAMPLE_RATE * 2);
    for (let i = 0; i < 400; i++) click[i] = Math.sin((2 * Math.PI * 600 * i) / SAMPLE_RATE);
    const [left] = echo(click, 0.4, 0.5);
    const heard = (at: number) =>
      Math.max(...left.slice(at * SAMPLE_RATE, (at + 0.05) * SAMPLE_RATE).map(Math.abs));
    expect(heard(0.2)).toBeLessThan(1e-4);
    expect(heard(0.4)).toBeGreaterThan(0.1);
    expect(heard(1.2)).toBeLessThan(heard(0.4) * 0.5);
    expect(heard(1.2)).toBeGreaterThan(0.005);
  });
});

describe('loudness', () => {
  it('reads a full-scale sine of 997 Hz as -3.01 LUFS, the standard’s own check', () => {
    const sine = Float32Array.from({ length: SAMPLE_RATE * 2 }, (_, i) =>
      Math.sin((2 * Math.PI * 997 * i) / SAMPLE_RATE),
    );
    expect(loudness([sine])).toBeCloseTo(-3.01, 1);
    expect(loudness([sine, sine])).toBeCloseTo(0, 1);
    expect(loudness([new Float32Array(SAMPLE_RATE)])).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('a preview', () => {
  it.each(firstOfEachGenre.map((album) => [album.genre, album] as const))(
    'of %s is long enough, as loud as the others, never clips, never stops',
    (_genre, album) => {
      const [left, right] = synthesise(album);
      expect(left.length / SAMPLE_RATE).toBeCloseTo(PREVIEW_SECONDS, 2);
      expect(PREVIEW_SECONDS).toBeGreaterThanOrEqual(6);
      expect(PREVIEW_SECONDS).toBeLessThanOrEqual(10);
      expect(Math.abs(loudness([left, right]) - LOUDNESS)).toBeLessThan(1);
      let peak = 0;
      for (const side of [left, right]) for (const value of side) peak = Math.max(peak, Math.abs(value));
      expect(peak).toBeLessThanOrEqual(CEILING);
      // No hole of more than a second before it fades out.
      for (let from = 0.1; from < PREVIEW_SECONDS - 2.4; from += 0.25) {
        const hole = left.slice(from * SAMPLE_RATE, (from + 1) * SAMPLE_RATE);
        const rms = Math.sqrt(hole.reduce((sum, value) => sum + value * value, 0) / hole.length);
        expect(rms, `${album.id} from ${from} s`).toBeGreaterThan(0.008);
      }
    },
  );

  it('is the same every time, and another for another album', () => {
    const [one, other] = albums;
    const bytes = (album: Album) => Buffer.from(synthesise(album)[0].buffer);
    expect(bytes(one).equals(bytes(one))).toBe(true);
    expect(bytes({ ...one, id: other.id }).equals(bytes(one))).toBe(false);
  });
});

describe('building', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sound-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('writes an MP3 of every record, skips when nothing changed, and clears what is gone', async () => {
    const few = sources.map((source) => ({
      ...source,
      items: [...source.items.slice(0, 1), ...source.items.slice(-2)],
    }));
    const out = join(folder, 'sound');
    expect(await buildSounds(out, few)).toEqual({ built: 2, skipped: false });
    expect(await buildSounds(out, few)).toEqual({ built: 0, skipped: true });
    const files = (await readdir(out)).filter((name) => name.endsWith('.mp3'));
    expect(files.sort()).toEqual(
      records
        .slice(-2)
        .map(({ id }) => `${id}.mp3`)
        .sort(),
    );
    const bytes = await readFile(join(out, files[0]));
    // The sync word of MPEG 1, layer III.
    expect(bytes.readUInt16BE(0) & 0xfffe).toBe(0xfffa);
    expect(bytes.length).toBeGreaterThan(60_000);
    expect(bytes.length).toBeLessThan(90_000);
    const fewer = [{ ...few[0], items: few.flatMap(({ items }) => items).slice(-1) }];
    expect((await buildSounds(out, fewer)).built).toBeLessThan(2);
  });
});
