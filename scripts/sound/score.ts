/** Notes in time: what composers write and the mixer plays. Knows no sound. */
import type { VoiceName } from './band.ts';

/** What a note is for, which says how loud it stands in the mix. */
export type Part = 'lead' | 'chords' | 'answer' | 'bass' | 'drums';

export interface Note {
  voice: VoiceName;
  part: Part;
  /** Seconds from the beginning. */
  at: number;
  seconds: number;
  /** MIDI note number; of drums, the piece. */
  pitch: number;
  /** 0 to 1. */
  velocity: number;
}

export interface Score {
  seconds: number;
  notes: Note[];
}

/** Time of a place in quarter notes, the second of each pair late by the swing. */
export type Clock = (beats: number) => number;

/**
 * @param swing where the second of a pair falls, 0.5 for even ones
 * @param pair length of a pair in quarter notes
 */
export function clock(tempo: number, swing: number, pair: number): Clock {
  return (beats) => {
    const whole = Math.floor(beats / pair + 1e-9);
    const within = beats / pair - whole;
    const bent = within < 0.5 ? within * 2 * swing : swing + (within - 0.5) * 2 * (1 - swing);
    return ((whole + bent) * pair * 60) / tempo;
  };
}
