/** What the engine speaks with, by language; fetched once each, and by whoever speaks first. */
import type { Language } from '../messages/languages.ts';
import { openTexts, type Voice } from '../messages/texts.ts';

/** Words for all that follows from a history: reasons, what is known, personal copy. */
export type EngineVoice = Voice<'copy' | 'known' | 'reasons'>;

const voices = new Map<Language, Promise<EngineVoice>>();

/** Rejects where the words can't be had; the next asking tries again. */
export function voiceIn(language: Language): Promise<EngineVoice> {
  let voice = voices.get(language);
  if (voice === undefined) {
    voice = openTexts(language, ['copy', 'known', 'reasons']).then((text) => ({ language, text }));
    voices.set(language, voice);
    voice.catch(() => voices.delete(language));
  }
  return voice;
}
