/** Who can be in a band: each instrument's sound, what it is for, where it lies and where it stands in the room. */
import { cello, fiddle, strings } from './instruments/bowed.ts';
import { pulse, triangle } from './instruments/chip.ts';
import { brushes, drumMachine, drums, handDrum, noiseDrums, shaker } from './instruments/drums.ts';
import { electricPiano } from './instruments/electric-piano.ts';
import { glockenspiel, kalimba, marimba, vibraphone } from './instruments/mallets.ts';
import { harmonium, melodica, organ } from './instruments/organ.ts';
import { feltPiano, grandPiano } from './instruments/piano.ts';
import {
  banjo,
  bassGuitar,
  electricGuitar,
  harp,
  harpsichord,
  nylonGuitar,
  steelGuitar,
  uprightBass,
} from './instruments/plucked.ts';
import { pad, synth, synthBass } from './instruments/synth.ts';
import type { Instrument } from './instruments/tone.ts';
import { clarinet, flute } from './instruments/winds.ts';

export interface Voice {
  play: Instrument;
  /** `lead` prefers the tune, `chords` what lies under it; where there is only one of both it does both. */
  role: 'lead' | 'chords' | 'bass' | 'drums';
  /** The middle of its register, a MIDI note number; of drums no matter. */
  middle: number;
  /** Holds a tone as long as it likes, so that chords may lie. */
  sustains: boolean;
  /** One tone at a time. */
  single?: boolean;
  /** -1 left to 1 right. */
  place: number;
  /** Into the room's reverberation, 0 to 1. */
  reverb: number;
}

const voices = {
  'felt piano': { play: feltPiano, role: 'chords', middle: 63, sustains: false, place: -0.1, reverb: 0.3 },
  piano: { play: grandPiano, role: 'chords', middle: 65, sustains: false, place: -0.15, reverb: 0.22 },
  'electric piano': {
    play: electricPiano,
    role: 'chords',
    middle: 62,
    sustains: false,
    place: 0.15,
    reverb: 0.2,
  },
  organ: { play: organ, role: 'chords', middle: 62, sustains: true, place: -0.3, reverb: 0.18 },
  harmonium: { play: harmonium, role: 'chords', middle: 58, sustains: true, place: -0.25, reverb: 0.25 },
  melodica: {
    play: melodica,
    role: 'lead',
    middle: 69,
    sustains: true,
    single: true,
    place: 0.2,
    reverb: 0.3,
  },
  harpsichord: { play: harpsichord, role: 'chords', middle: 64, sustains: false, place: -0.2, reverb: 0.22 },
  harp: { play: harp, role: 'chords', middle: 64, sustains: false, place: 0.3, reverb: 0.35 },
  'nylon guitar': {
    play: nylonGuitar,
    role: 'chords',
    middle: 58,
    sustains: false,
    place: -0.2,
    reverb: 0.18,
  },
  'steel guitar': {
    play: steelGuitar,
    role: 'chords',
    middle: 58,
    sustains: false,
    place: -0.25,
    reverb: 0.18,
  },
  'electric guitar': {
    play: electricGuitar,
    role: 'lead',
    middle: 60,
    sustains: false,
    place: 0.15,
    reverb: 0.42,
  },
  banjo: { play: banjo, role: 'chords', middle: 62, sustains: false, place: -0.35, reverb: 0.12 },
  vibraphone: { play: vibraphone, role: 'lead', middle: 70, sustains: false, place: 0.25, reverb: 0.3 },
  marimba: { play: marimba, role: 'lead', middle: 65, sustains: false, place: 0.2, reverb: 0.22 },
  glockenspiel: { play: glockenspiel, role: 'lead', middle: 82, sustains: false, place: 0.3, reverb: 0.38 },
  kalimba: { play: kalimba, role: 'lead', middle: 72, sustains: false, place: 0.1, reverb: 0.32 },
  cello: { play: cello, role: 'lead', middle: 53, sustains: true, single: true, place: 0.15, reverb: 0.35 },
  fiddle: { play: fiddle, role: 'lead', middle: 72, sustains: true, single: true, place: 0.25, reverb: 0.28 },
  strings: { play: strings, role: 'chords', middle: 64, sustains: true, place: 0, reverb: 0.35 },
  flute: { play: flute, role: 'lead', middle: 77, sustains: true, single: true, place: 0.2, reverb: 0.35 },
  clarinet: {
    play: clarinet,
    role: 'lead',
    middle: 67,
    sustains: true,
    single: true,
    place: -0.2,
    reverb: 0.28,
  },
  pad: { play: pad, role: 'chords', middle: 58, sustains: true, place: 0, reverb: 0.5 },
  synth: { play: synth, role: 'lead', middle: 66, sustains: false, place: 0.1, reverb: 0.3 },
  pulse: { play: pulse, role: 'lead', middle: 70, sustains: true, single: true, place: 0.1, reverb: 0.08 },
  triangle: { play: triangle, role: 'bass', middle: 40, sustains: true, single: true, place: 0, reverb: 0 },
  'upright bass': {
    play: uprightBass,
    role: 'bass',
    middle: 38,
    sustains: false,
    single: true,
    place: 0.05,
    reverb: 0.08,
  },
  'bass guitar': {
    play: bassGuitar,
    role: 'bass',
    middle: 36,
    sustains: false,
    single: true,
    place: 0,
    reverb: 0.03,
  },
  'synth bass': {
    play: synthBass,
    role: 'bass',
    middle: 36,
    sustains: true,
    single: true,
    place: 0,
    reverb: 0.02,
  },
  drums: { play: drums, role: 'drums', middle: 0, sustains: false, place: 0, reverb: 0.1 },
  'drum machine': { play: drumMachine, role: 'drums', middle: 0, sustains: false, place: 0, reverb: 0.08 },
  brushes: { play: brushes, role: 'drums', middle: 0, sustains: false, place: -0.1, reverb: 0.15 },
  shaker: { play: shaker, role: 'drums', middle: 0, sustains: false, place: 0.3, reverb: 0.12 },
  'hand drum': { play: handDrum, role: 'drums', middle: 0, sustains: false, place: -0.15, reverb: 0.18 },
  'noise drums': { play: noiseDrums, role: 'drums', middle: 0, sustains: false, place: 0, reverb: 0.02 },
} satisfies Record<string, Voice>;

export type VoiceName = keyof typeof voices;

export const BAND: Record<VoiceName, Voice> = voices;
