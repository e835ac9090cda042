/** The languages the shop speaks, and which of them suits a visitor. Pure. */

/** By BCP 47 tag, each by the name its speakers use. English is complete by definition; see docs/languages.md. */
export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Language = keyof typeof LANGUAGES;

export const DEFAULT_LANGUAGE: Language = 'en';

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

/** Language and script, with what is usual filled in: "zh-SG" is "zh-Hans", "zh-HK" is "zh-Hant". */
function written(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    // Browsers may be set to anything.
    return '';
  }
}

/**
 * The first wish that can be met: a language in the script it is read in, whatever the country.
 *
 * @param wishes tags, dearest first, as in `navigator.languages`
 */
export function languageFor(wishes: readonly string[]): Language {
  const spoken = Object.keys(LANGUAGES) as Language[];
  for (const wish of wishes) {
    const found = spoken.find((language) => written(language) === written(wish));
    if (found !== undefined) return found;
  }
  return DEFAULT_LANGUAGE;
}

/**
 * How numbers, money and dates are written: as in the visitor's own country, where they speak the language there.
 *
 * @param wishes as for `languageFor`
 */
export function localeFor(language: Language, wishes: readonly string[]): string {
  return wishes.find((wish) => written(wish) === written(language)) ?? language;
}
