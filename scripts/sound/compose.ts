/**
 * Writes an album's preview as a score: chords and feel from its genre and mode, how much and how hard from its mood,
 * the rest from its own name, so that the same album always sounds the same and no two do.
 */
import { type Random, seeded } from '../../src/training/random.ts';
import { playBass, playChords } from './accompaniment.ts';
import type { Album } from './album.ts';
import { type Arrangement, arrange } from './arrangement.ts';
import { BAND, type VoiceName } from './band.ts';
import { chordOf, snap, tuneScale, voicing } from './harmony.ts';
import { PIECE } from './instruments/drums.ts';
import { type Clock, clock, type Note, type Part, type Score } from './score.ts';
import { type ChordStyle, STYLES } from './styles.ts';
import { inventTune } from './tune.ts';

/** Of a preview, all of it. */
export const PREVIEW_SECONDS = 7.6;

/** Before the first note, so that its attack isn't lost in the fade. */
const LEAD_IN = 0.03;

/** Players are this far from the beat at most, seconds; machines aren't. */
const LOOSE = 0.006;
const MACHINES = new Set(['electronica', 'chiptune', 'disco']);

export function compose(album: Album, seed: number): Score {
  const writer = new Writer(album, seeded(seed));
  writer.playDrums();
  writer.playUnderneath();
  writer.playTune();
  const notes = writer.notes.filter(({ at }) => at < PREVIEW_SECONDS - 0.05).sort((a, b) => a.at - b.at);
  return { seconds: PREVIEW_SECONDS, notes };
}

class Writer {
  readonly notes: Note[] = [];
  private readonly style;
  private readonly band: Arrangement;
  private readonly time: Clock;
  private readonly beats: number;
  private readonly tonic: number;
  private readonly chords;
  private readonly chordBeats: number;
  private readonly choice: number;
  private readonly loose: number;

  constructor(
    private readonly album: Album,
    private readonly random: Random,
  ) {
    const { genre, mode, tempo, metre, voices } = album;
    this.style = STYLES[genre];
    this.band = arrange(voices);
    this.time = clock(tempo, this.style.swing, this.style.swings === 'eighths' ? 1 : 0.5);
    this.beats = Math.ceil((PREVIEW_SECONDS * tempo) / 60);
    this.tonic = 48 + Math.floor(random() * 12);
    const written = this.style.progressions[mode];
    this.chords = written[Math.floor(random() * written.length)].map((degree) => chordOf(degree, mode));
    this.choice = random();
    this.chordBeats = chordBeats(metre, this.style.chordBeats, tempo);
    this.loose = MACHINES.has(genre) ? 0 : LOOSE;
  }

  playDrums(): void {
    const { grooves } = this.style;
    if (grooves.length === 0) return;
    const groove = grooves[Math.floor(this.choice * grooves.length)];
    const { metre, mood } = this.album;
    for (const voice of this.band.drums) {
      for (const [piece, strokes] of Object.entries(groove)) {
        const busy = piece === 'hat' || piece === 'shaker' || piece === 'ride';
        for (let step = 0; step / 4 < this.beats; step++) {
          const stroke = strokes[step % (metre * 4)];
          if (stroke === '.') continue;
          // The quiet keep to the quarter notes.
          if (busy && mood.density < 0.42 && step % 4 !== 0 && step % 4 !== 2) continue;
          const velocity =
            (stroke === 'X' ? 0.95 : 0.68) * (0.6 + 0.4 * mood.energy) * (busy && step % 4 ? 0.75 : 1);
          this.write(voice, 'drums', step / 4, 0.2, PIECE[piece as keyof typeof PIECE], velocity);
        }
      }
    }
  }

  /** Bass, chords and the second voice, chord by chord. */
  playUnderneath(): void {
    const { band, style, album, chordBeats: length, random } = this;
    const before = new Map<VoiceName, number[]>();
    let answered = band.answer ? BAND[band.answer].middle : 0;
    for (let since = 0, i = 0; since < this.beats; since += length, i++) {
      const chord = this.chords[i % this.chords.length];
      const next = this.chords[(i + 1) % this.chords.length];
      if (band.bass) {
        const { middle } = BAND[band.bass];
        const third = chord.tones[1] - chord.tones[0];
        const [root, after] = [chord, next].map((c) => snap(middle, this.tonic, [c.root]));
        const bass = style.bass[Math.floor(this.choice * style.bass.length)];
        for (const note of playBass({
          style: bass,
          root,
          next: after,
          third,
          beats: length,
          since,
          choice: this.choice,
        }))
          this.write(band.bass, 'bass', since + note.beat, note.beats, note.pitch, note.velocity);
      }
      for (const [at, voice] of band.chords.entries()) {
        const { middle, sustains } = BAND[voice];
        const under = voice === band.lead ? 6 : 0;
        const notes = voicing(chord, this.tonic, middle - under, before.get(voice) ?? null);
        before.set(voice, notes);
        const roots = !band.bass && at === 0 && middle < 67;
        const played = playChords(
          {
            style: this.chordStyle(voice),
            notes,
            low: roots ? snap(Math.max(40, middle - 20), this.tonic, [chord.root]) : null,
            beats: length,
            since,
            density: album.mood.density,
            tempo: album.tempo,
            choice: this.choice,
            rings: !sustains,
          },
          random,
        );
        for (const note of played)
          this.write(voice, 'chords', since + note.beat, note.beats, note.pitch, note.velocity, note.late);
      }
      if (band.answer) {
        answered = snap(answered + Math.round(random() * 4 - 2), this.tonic, chord.tones.slice(0, 3));
        this.write(band.answer, 'answer', since, length * 0.97, answered, 0.55);
      }
    }
  }

  playTune(): void {
    const { album, band, style, random } = this;
    const { middle, sustains } = BAND[band.lead];
    const above = band.chords.includes(band.lead) ? 8 : 2;
    const cell = album.metre === 3 ? 3 : album.tempo < 70 ? 2 : 4;
    const tune = inventTune(
      {
        tempo: album.tempo,
        mood: album.mood,
        tonic: this.tonic,
        scale: tuneScale(album.mode, style.simple),
        middle: middle + above + Math.round(6 * (album.mood.brightness - 0.5)),
        length: cell,
        beats: this.beats,
        rests: style.rests,
        chordAt: (beat) => this.chords[Math.floor(beat / this.chordBeats + 1e-9) % this.chords.length],
      },
      random,
    );
    // Surf's double picking: long notes become a run of sixteenths.
    const trembles = album.genre === 'surf' && album.mood.energy > 0.6 && !sustains;
    for (const { beat, beats, pitch, velocity } of tune) {
      if (!trembles || beats < 0.7) {
        this.write(band.lead, 'lead', beat, beats, pitch, velocity);
        continue;
      }
      for (let i = 0; i * 0.25 < beats; i++)
        this.write(band.lead, 'lead', beat + i * 0.25, 0.24, pitch, velocity * (i % 2 === 0 ? 0.95 : 0.75));
    }
  }

  /** What an instrument plays when it has the chords. */
  private chordStyle(voice: VoiceName): ChordStyle {
    const { sustains, middle } = BAND[voice];
    // High bells have no body for blocks of chords.
    if (middle > 68) return voice === 'pulse' ? 'arpeggio' : 'broken';
    const styles = sustains ? this.style.held : this.style.struck;
    return styles[Math.floor(this.choice * styles.length)];
  }

  private write(
    voice: VoiceName,
    part: Part,
    beat: number,
    beats: number,
    pitch: number,
    velocity: number,
    late = 0,
  ): void {
    const at = this.time(beat);
    this.notes.push({
      voice,
      part,
      at: LEAD_IN + at + late + this.random() * this.loose,
      seconds: Math.max(0.05, this.time(beat + beats) - at),
      pitch,
      velocity: Math.min(1, Math.max(0.05, velocity)),
    });
  }
}

/** Neither so short that chords blur, nor so long that there are only two of them. */
function chordBeats(metre: 3 | 4, wanted: number, tempo: number): number {
  if (metre === 3) return 3;
  const seconds = (wanted * 60) / tempo;
  if (seconds > 3.4 && wanted > 2) return wanted / 2;
  return seconds < 1.1 ? wanted * 2 : wanted;
}
