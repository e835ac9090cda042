/**
 * The moment as the visitor may see it: what the shop reads from clock, calendar, device and what they typed, in
 * words, and which of it may be used.
 */
import { momentSentence, momentWords } from '../profile/moment-words.ts';
import { placeOf } from '../profile/place.ts';
import { CONTEXT_KINDS, type ContextKind, type Preferences, type Weather } from '../profile/preferences.ts';
import type { Profile } from '../profile/profile.ts';

export interface MomentView {
  /** "Sunday evening, late autumn, on a phone": what may be used; '' where nothing may. */
  sentence: string;
  kinds: { kind: ContextKind /** "late autumn" */; now: string; on: boolean }[];
  /** As typed. */
  place: string;
  /** What the shop takes the place for; null where it doesn't know it, or none was typed. */
  found: { name: string; hemisphere: 'north' | 'south' } | null;
  weather: '' | Weather;
}

export function momentView(
  { moment, sessionEvents }: Pick<Profile, 'moment' | 'sessionEvents'>,
  { contextOff, place, weather }: Preferences,
): MomentView {
  const words = momentWords(moment, sessionEvents);
  const found = placeOf(place);
  return {
    sentence: momentSentence(words, contextOff),
    kinds: CONTEXT_KINDS.map((kind) => ({ kind, now: words[kind], on: !contextOff.includes(kind) })),
    place,
    found: found && { name: found.name, hemisphere: found.hemisphere },
    weather,
  };
}
