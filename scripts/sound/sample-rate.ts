/** Samples a second of everything that is synthesised: carries up to 16 kHz, the most that 80 kbit/s keeps. */
export const SAMPLE_RATE = 32_000;

/** Equal temperament, A4 = 440 Hz. @param pitch MIDI note number */
export function frequencyOf(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}
