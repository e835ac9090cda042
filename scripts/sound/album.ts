/**
 * What an album's attributes say about its sound. Nothing here makes a note: it only reads, and refuses what no
 * band could play.
 */
import type { SourceItem } from '../../src/catalog/demo.ts';
import { BAND, type VoiceName } from './band.ts';
import { type Genre, STYLES } from './styles.ts';

export type Mode = 'major' | 'minor';

/** How a mood is played; each from 0 to 1. */
export interface Mood {
  /** How much happens: notes of the tune, broken chords, strokes of the drums. */
  density: number;
  /** From felt to brass: filters, overtones, how high the tune lies. */
  brightness: number;
  /** How hard things are struck, and how far the tune leaps. */
  energy: number;
}

export interface Album {
  id: string;
  genre: Genre;
  /** Quarter notes a minute. */
  tempo: number;
  mode: Mode;
  mood: Mood;
  /** Quarter notes in a bar. */
  metre: 3 | 4;
  voices: VoiceName[];
}

/** In order of density; chosen so that onsets a second span a factor of three from calm to restless. */
const MOODS: Record<string, Mood> = {
  calm: { density: 0.3, brightness: 0.35, energy: 0.35 },
  tender: { density: 0.4, brightness: 0.3, energy: 0.35 },
  brooding: { density: 0.4, brightness: 0.12, energy: 0.5 },
  wistful: { density: 0.45, brightness: 0.4, energy: 0.4 },
  dreamy: { density: 0.5, brightness: 0.55, energy: 0.35 },
  warm: { density: 0.5, brightness: 0.4, energy: 0.5 },
  sunny: { density: 0.65, brightness: 0.7, energy: 0.65 },
  playful: { density: 0.75, brightness: 0.75, energy: 0.65 },
  driving: { density: 0.85, brightness: 0.7, energy: 0.9 },
  restless: { density: 0.95, brightness: 0.6, energy: 0.8 },
};

export class AlbumError extends Error {
  override name = 'AlbumError';
}

/** @throws AlbumError where an attribute is missing or names something that nobody plays */
export function readAlbum({ id, attributes }: Pick<SourceItem, 'id' | 'attributes'>): Album {
  const { genre, mode, mood, instruments = '', metre } = attributes;
  const refuse = (what: string, known: string[]) =>
    new AlbumError(`Album "${id}": ${what}; use one of ${known.join(', ')}`);
  const tempo = /^(\d+) bpm$/.exec(attributes.tempo ?? '')?.[1];
  if (!tempo) throw new AlbumError(`Album "${id}" has the tempo "${attributes.tempo}": write it as "92 bpm"`);
  if (!isKey(STYLES, genre)) throw refuse(`unknown genre "${genre}"`, Object.keys(STYLES));
  if (mode !== 'major' && mode !== 'minor') throw refuse(`unknown mode "${mode}"`, ['major', 'minor']);
  if (!isKey(MOODS, mood)) throw refuse(`unknown mood "${mood}"`, Object.keys(MOODS));
  const voices = instruments.split(/, | and /).map((voice) => {
    if (!isKey(BAND, voice)) throw refuse(`nobody plays "${voice}"`, Object.keys(BAND));
    return voice;
  });
  return {
    id,
    genre,
    tempo: Number(tempo),
    mode,
    mood: MOODS[mood],
    metre: metre === 'three-four' ? 3 : 4,
    voices,
  };
}

function isKey<T extends object>(table: T, key: string | undefined): key is Extract<keyof T, string> {
  return key !== undefined && Object.hasOwn(table, key);
}
