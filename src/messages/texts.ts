/**
 * The shop's own words in one language, area by area: an area is a file of messages that is loaded with the code that
 * uses it. Messages are ICU MessageFormat, compiled when the site is built (scripts/messages.ts). Page and workers
 * use this alike; which language is chosen is theirs to know.
 */
import { I18n, type Messages } from '@lingui/core';
import { type AllMessages, type Area, CATALOGUES, type MessagesOf } from './catalogues.ts';
import type { Language } from './languages.ts';

export type { Area, Messages };

/** Keys of some areas. */
export type KeyOf<A extends Area> = A extends Area ? keyof MessagesOf[A] & keyof AllMessages & string : never;

/** What a message wants to be told; nothing where it stands for itself. */
export type ValuesOf<K extends keyof AllMessages> = keyof AllMessages[K] extends never
  ? []
  : [values: AllMessages[K]];

/** A message in the language at hand, with its values put in. */
export type Text<A extends Area> = <K extends KeyOf<A>>(key: K, ...values: ValuesOf<K>) => string;

/** A language and its words of some areas: what the engine's rooms are given to speak with. */
export interface Voice<A extends Area> {
  language: Language;
  text: Text<A>;
}

/** How long a failure to load stands, ms: whoever draws with it asks again at once, and must hear of it. */
const FAILED_FOR = 2000;

export class Texts {
  readonly language: Language;
  /** Stays the same function, whatever else is loaded. */
  readonly text: Text<Area>;
  readonly #i18n: I18n;
  readonly #loads = new Map<Area, Promise<void>>();
  readonly #here = new Set<Area>();

  /** @param locale how numbers in messages are written; see `localeFor` */
  constructor(language: Language, locale: string = language) {
    this.language = language;
    this.#i18n = new I18n({ locale: language, locales: [locale], messages: { [language]: {} } });
    this.text = (key, ...[values]) => this.#i18n._(key, values as Record<string, unknown> | undefined);
  }

  /** Takes in messages that came some other way than `load`. */
  hold(area: Area, messages: Messages): void {
    this.#i18n.load(this.language, messages);
    this.#here.add(area);
  }

  has(area: Area): boolean {
    return this.#here.has(area);
  }

  get areas(): Area[] {
    return [...this.#here];
  }

  /** Rejects where the file can't be read; the same promise for whoever asks meanwhile. */
  load(area: Area): Promise<void> {
    const under = this.#loads.get(area);
    if (under) return under;
    const load = this.has(area)
      ? Promise.resolve()
      : CATALOGUES[this.language]
          [area]()
          .then((file) => this.hold(area, file.default as unknown as Messages));
    this.#loads.set(area, load);
    load.catch(() => setTimeout(() => this.#loads.delete(area), FAILED_FOR));
    return load;
  }
}

/** For workers, tests and scripts: the words of some areas in one language. */
export async function openTexts<A extends Area>(
  language: Language,
  areas: readonly A[],
  locale?: string,
): Promise<Text<A>> {
  const texts = new Texts(language, locale);
  await Promise.all(areas.map((area) => texts.load(area)));
  return texts.text;
}
