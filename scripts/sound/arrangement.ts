/** Who of a band plays what: one leads, one has the chords, one the bass, one the beat; the small band doubles up. */
import { BAND, type VoiceName } from './band.ts';

export interface Arrangement {
  lead: VoiceName;
  /** May be the one that leads: a pianist's left hand. */
  chords: VoiceName[];
  /** A second melody instrument, which answers the first in long notes. */
  answer: VoiceName | null;
  bass: VoiceName | null;
  drums: VoiceName[];
}

export function arrange(voices: readonly VoiceName[]): Arrangement {
  const of = (role: string) => voices.filter((voice) => BAND[voice].role === role);
  const tonal = voices.filter((voice) => BAND[voice].role === 'lead' || BAND[voice].role === 'chords');
  const lead =
    of('lead')[0] ??
    tonal.findLast((voice) => !BAND[voice].sustains) ??
    tonal[0] ??
    of('bass')[0] ??
    voices[0];
  const others = tonal.filter((voice) => voice !== lead);
  const answer = others.find((voice) => BAND[voice].single) ?? null;
  const chords = others.filter((voice) => voice !== answer);
  // A tune alone would hang in the air: whoever leads also plays what is under it, unless a bow or breath can't.
  const alone = chords.length === 0 && (lead === 'pulse' || !BAND[lead].single);
  return { lead, chords: alone ? [lead] : chords, answer, bass: of('bass')[0] ?? null, drums: of('drums') };
}
