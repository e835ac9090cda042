/**
 * Words for what goes wrong, in the visitor's language: notices and the messages of errors. English is always here, for
 * what goes wrong may be the loading of words.
 */

import english from '../messages/en/engine.json';
import { DEFAULT_LANGUAGE, type Language } from '../messages/languages.ts';
import { type Messages, type Text, Texts } from '../messages/texts.ts';

/** What errors and notices are made with. */
export type Say = Text<'engine'>;

export class Speech {
  #texts = new Texts(DEFAULT_LANGUAGE);
  #language: Language = DEFAULT_LANGUAGE;
  #ready: Promise<void> = Promise.resolve();

  constructor() {
    this.#texts.hold('engine', english as unknown as Messages);
  }

  get language(): Language {
    return this.#language;
  }

  /** Settles, and never rejects, once the language that was chosen last is spoken, or can't be. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** In the language at hand; in the one before it until its words are here. Stays the same function. */
  readonly say: Say = (key, ...values) => this.#texts.text(key, ...values);

  setLanguage(language: Language): void {
    this.#language = language;
    const texts = new Texts(language);
    if (language === DEFAULT_LANGUAGE) texts.hold('engine', english as unknown as Messages);
    this.#ready = texts.load('engine').then(
      () => {
        if (this.#language === language) this.#texts = texts;
      },
      () => undefined,
    );
  }
}
