/**
 * How texts that others wrote (visitors, sellers, reviewers) go into a prompt: as JSON strings of bounded length, in
 * which nothing can end the string, start a turn of a chat, or hide.
 */

/**
 * Control characters; marks that turn the writing's direction or have no width (Unicode TR 36, 2.2: what the eye
 * doesn't see must not be read); halves of characters; private use, by which some models mark turns.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Of these, every chat format makes its marks: `<|im_start|>`, `<start_of_turn>`, `[INST]`, `{{system}}`, code fences. */
const MARKS = /[<>[\]{}|`\u2581]/g;

/** In one line, without what can't be seen. */
export function plain(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * @param most characters (code points) that are kept
 * @returns a JSON string of ASCII marks alone, quotes included
 */
export function quoted(text: string, most: number): string {
  const kept = Array.from(plain(text)).slice(0, most).join('');
  return JSON.stringify(kept).replace(
    MARKS,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
