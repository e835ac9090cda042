/** The catalogues: are all languages complete, well-formed, asked the same questions, and really translated? */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  areasOf,
  argumentsOf,
  cataloguesSource,
  compile,
  FOLDER,
  languages,
  readCatalogue,
} from '../../scripts/messages.ts';
import { LANGUAGES } from './languages.ts';
import { openTexts } from './texts.ts';

/** Messages that are the same in every language: what one might search for is in the catalog's language. */
const SAME = /^search\.suggestion\./;

const areas = areasOf('en');
const others = languages().filter((language) => language !== 'en');

/** Every plural's and selection's cases, at any depth. */
function choices(tokens: unknown): { kind: string; cases: string[] }[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token) => {
    if (!Array.isArray(token) || token.length < 3 || !/^(plural|select)/.test(token[1])) return [];
    const [, kind, cases] = token as [string, string, Record<string, unknown>];
    return [{ kind, cases: Object.keys(cases) }, ...Object.values(cases).flatMap(choices)];
  });
}

/** Values that a reader sees; those that only choose between words may matter in one language and not in another. */
function shown(tokens: unknown): string[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token): string[] => {
    if (!Array.isArray(token)) return [];
    const [name, kind, cases] = token as [string, string?, Record<string, unknown>?];
    if (kind === undefined || !/^(plural|select)/.test(kind)) return [name];
    const inner = Object.values(cases ?? {});
    const figure = inner.some((words) => Array.isArray(words) && words.includes('#'));
    return [...(figure ? [name] : []), ...inner.flatMap(shown)];
  });
}

/** What is left without values, tags and punctuation. */
const ownWords = (message: string) => message.replace(/\{\w+\}|<\/?\w+>|[^\p{L}]/gu, '');

/** `<link>` and the like, sorted. */
const tags = (message: string) => [...message.matchAll(/<\/?\w+>/g)].map(([tag]) => tag).sort();

it('has a folder for each language, and a language for each folder', () => {
  expect(languages().sort()).toEqual(Object.keys(LANGUAGES).sort());
});

it('catalogues.ts is as the English messages are: else run `npm run messages`', () => {
  const plain = (source: string) => source.replace(/["'\s;|]/g, '');
  expect(plain(readFileSync(join(FOLDER, 'catalogues.ts'), 'utf8'))).toBe(plain(cataloguesSource()));
});

it('names no key twice, in whatever area', () => {
  const keys = areas.flatMap((area) => Object.keys(readCatalogue('en', area)));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

describe.each(languages().flatMap((language) => areas.map((area) => [language, area])))(
  '%s/%s',
  (language, area) => {
    const messages = Object.entries(readCatalogue(language, area));

    it('is well-formed, and every choice has an `other`', () => {
      for (const [key, message] of messages) {
        for (const { cases } of choices(compile(key, message))) expect(cases, key).toContain('other');
      }
    });
  },
);

describe.each(others.flatMap((language) => areas.map((area) => [language, area])))(
  '%s/%s',
  (language, area) => {
    const english = readCatalogue('en', area);
    const translated = readCatalogue(language, area);

    it('has the same keys as English', () => {
      expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
    });

    it('asks for nothing else, shows the same values and uses the same tags', () => {
      for (const [key, message] of Object.entries(english)) {
        const other = translated[key] ?? '';
        expect([...argumentsOf(key, message).keys()], key).toEqual(
          expect.arrayContaining([...argumentsOf(key, other).keys()]),
        );
        expect(new Set(shown(compile(key, other))), key).toEqual(new Set(shown(compile(key, message))));
        expect(new Set(tags(other)), key).toEqual(new Set(tags(message)));
      }
    });

    it('is translated', () => {
      const same = Object.entries(english).filter(
        ([key, message]) => message === translated[key] && ownWords(message) !== '' && !SAME.test(key),
      );
      expect(same).toEqual([]);
    });
  },
);

it('puts values and plurals in, in both languages', async () => {
  const en = await openTexts('en', ['shell']);
  const zh = await openTexts('zh-CN', ['shell']);
  const basket = [0, 1, 2, 1012].map((count) => [
    en('basket.label', { count }),
    zh('basket.label', { count }),
  ]);
  expect(basket).toEqual([
    ['Basket, empty', '购物车，空的'],
    ['Basket, 1 thing', '购物车，1 件'],
    ['Basket, 2 things', '购物车，2 件'],
    ['Basket, 1,012 things', '购物车，1,012 件'],
  ]);
});
