/**
 * The moment as the visitor may see it: what the shop reads from clock, calendar, device and what they typed, in
 * words, and which of it may be used.
 */
import type { Voice } from '../messages/texts.ts';
import { momentSentence, momentWords } from '../profile/moment-words.ts';
import { placeOf } from '../profile/place.ts';
import { CONTEXT_KINDS, type Preferences } from '../profile/preferences.ts';
import type { Profile } from '../profile/profile.ts';
import type { MomentView } from './recommender.ts';

export function momentView(
  { moment, sessionEvents }: Pick<Profile, 'moment' | 'sessionEvents'>,
  { contextOff, place, weather }: Preferences,
  voice: Voice<'known'>,
): MomentView {
  const words = momentWords(moment, sessionEvents, voice);
  const found = placeOf(place);
  return {
    sentence: momentSentence(moment, sessionEvents, contextOff, voice),
    kinds: CONTEXT_KINDS.map((kind) => ({ kind, now: words[kind], on: !contextOff.includes(kind) })),
    place,
    found: found && { name: found.name, hemisphere: found.hemisphere },
    weather,
  };
}
