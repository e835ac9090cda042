/**
 * The language the shop speaks on this page: the one chosen here, or the first of the browser's that it knows. Hands
 * out its words (`useText`) and its ways of writing numbers (`useFormats`); the words themselves lie in src/messages/.
 */
import { Fragment, type ReactNode, use, useSyncExternalStore } from 'react';
import type { AllMessages } from '../messages/catalogues.ts';
import home from '../messages/en/home.json';
import shell from '../messages/en/shell.json';
import { type Formats, formatsOf } from '../messages/formats.ts';
import {
  DEFAULT_LANGUAGE,
  isLanguage,
  type Language,
  languageFor,
  localeFor,
} from '../messages/languages.ts';
import { type Area, type Messages, type Text as TextOf, Texts } from '../messages/texts.ts';

const KEY = 'inkling:language';

/** Areas that every page needs, before anything is painted. */
const FIRST: readonly Area[] = ['shell', 'home'];

/** The browser's languages, dearest first; none where there is no browser, as in unit tests. */
function wishes(): readonly string[] {
  return globalThis.navigator?.languages ?? [];
}

function chosen(): Language {
  try {
    const tag = localStorage.getItem(KEY);
    if (tag !== null && isLanguage(tag)) return tag;
  } catch {
    // Storage refused: as the browser says.
  }
  return languageFor(wishes());
}

function textsIn(language: Language): Texts {
  const texts = new Texts(language, localeFor(language, wishes()));
  if (language === DEFAULT_LANGUAGE) {
    // The default language's first words come with the page's own code: one request less before the first paint.
    texts.hold('shell', shell as unknown as Messages);
    texts.hold('home', home as unknown as Messages);
  }
  return texts;
}

let texts = textsIn(DEFAULT_LANGUAGE);
const listeners = new Set<() => void>();

function speak(next: Texts): void {
  texts = next;
  document.documentElement.lang = next.language;
  for (const listener of listeners) listener();
}

/** Finds the visitor's language and puts it on the page. Wait for it before the first paint. */
export async function openLanguage(): Promise<Language> {
  try {
    await turnTo(chosen());
  } catch {
    // Its file can't be had, offline or cut short: English is here.
  }
  return texts.language;
}

async function turnTo(language: Language): Promise<void> {
  if (language === texts.language) return;
  const next = textsIn(language);
  // All that is on the page or was: nothing is missing at the turn.
  await Promise.all([...FIRST, ...texts.areas].map((area) => next.load(area)));
  speak(next);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function useTexts(): Texts {
  return useSyncExternalStore(subscribe, () => texts);
}

/** Areas that come with every page. */
type Always = 'shell' | 'home';

/**
 * The shop's words.
 *
 * @param area whose messages the component needs besides those of every page; it suspends until they are there
 */
export function useText<A extends Area = Always>(area?: A): TextOf<A | Always> {
  const current = useTexts();
  if (area !== undefined) {
    const load: Promise<void> & { status?: string } = current.load(area);
    // What is here is not waited for. It is asked for all the same: React plays a component that waited again, and
    // loses count of its hooks where one `use` less comes before them (its error 467).
    if (current.has(area)) load.status ??= 'fulfilled';
    use(load as Promise<void>);
  }
  return current.text;
}

/** @returns `load`, which fetches areas beside the code that will use them, so that `useText` need not wait */
export function withTexts<M>(areas: readonly Area[], load: () => Promise<M>): () => Promise<M> {
  return async () => (await Promise.all([load(), ...areas.map((area) => texts.load(area))]))[0];
}

/** Words at this moment, for code that draws nothing, such as an error's message. */
export function textNow(): TextOf<Always> {
  return texts.text;
}

/** Numbers, money and dates as the chosen language writes them. */
export function useFormats(): Formats {
  useTexts();
  return formatsNow();
}

export function formatsNow(): Formats {
  return formatsOf(localeFor(texts.language, wishes()));
}

/** The language at hand, and a way to another; rejects where that one's words can't be loaded. */
export function useLanguage(): [Language, (language: Language) => Promise<void>] {
  return [useTexts().language, choose];
}

async function choose(language: Language): Promise<void> {
  await turnTo(language);
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage refused: the choice lasts until the tab closes.
  }
}

/** Calls back whenever another language was chosen. */
export function onLanguage(listener: (language: Language) => void): () => void {
  return subscribe(() => listener(texts.language));
}

/** Stands for a value until the message is put together, so that what is in it is never taken for a tag. */
const PLACE = /\uE000(\d+)\uE001/;

/** What any of some messages wants to be told. */
type NamesIn<K extends keyof AllMessages> = K extends unknown ? keyof AllMessages[K] : never;

/**
 * A message with parts that are more than text: `Look at <link>the shop</link> or {button}.`
 *
 * @param text of `useText`
 * @param values also elements
 * @param components by the name of their tag; each gets what stands between
 */
export function Text<K extends keyof AllMessages & string>({
  text,
  id,
  values,
  components = {},
}: {
  text: (key: K, values: never) => string;
  id: K;
  components?: Record<string, (children: ReactNode) => ReactNode>;
} & ([NamesIn<K>] extends [never]
  ? { values?: undefined }
  : { values: Record<NamesIn<K>, ReactNode> })): ReactNode {
  const held: ReactNode[] = [];
  const told: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<ReactNode>(values ?? {})) {
    // Numbers choose plurals, and words that are plain may choose a case.
    const plain = typeof value === 'number' || (typeof value === 'string' && /^[\w-]*$/.test(value));
    told[name] = plain ? value : `\uE000${held.push(value) - 1}\uE001`;
  }
  return <>{parts((text as (key: K, values: object) => string)(id, told), components, held)}</>;
}

function parts(
  words: string,
  components: Record<string, (children: ReactNode) => ReactNode>,
  held: ReactNode[],
): ReactNode[] {
  const names = Object.keys(components).join('|');
  const pieces = names === '' ? [words] : words.split(new RegExp(`<(${names})>(.*?)</\\1>`, 's'));
  // Of three pieces each, the second is a tag's name and the third what it holds.
  return pieces.map((piece, index) => {
    if (index % 3 === 1) return null;
    const key = `${index}`;
    if (index % 3 === 2) {
      return <Fragment key={key}>{components[pieces[index - 1]](parts(piece, components, held))}</Fragment>;
    }
    return (
      <Fragment key={key}>
        {piece.split(PLACE).map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, in its order
          <Fragment key={at}>{at % 2 === 0 ? text : held[Number(text)]}</Fragment>
        ))}
      </Fragment>
    );
  });
}
