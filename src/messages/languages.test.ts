import { expect, test } from 'vitest';
import { isLanguage, languageFor, localeFor } from './languages.ts';

test.each([
  [['en-GB'], 'en'],
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-HK'], 'zh-CN'],
  [['zh-SG'], 'zh-CN'],
  // Traditional script is another language to read; English is what they asked for next.
  [['zh-TW', 'en-US'], 'en'],
  [['fr-FR', 'de', 'zh-CN', 'en'], 'zh-CN'],
  [['fr'], 'en'],
  [['x', '', 'no_such-tag'], 'en'],
  [[], 'en'],
])('%j is served in %s', (wishes, language) => expect(languageFor(wishes)).toBe(language));

test('numbers are written as in the visitor’s own country, where they speak that language', () => {
  expect(localeFor('en', ['de-DE', 'en-AU'])).toBe('en-AU');
  expect(localeFor('en', ['de-DE'])).toBe('en');
  expect(localeFor('zh-CN', ['en-GB'])).toBe('zh-CN');
  expect(localeFor('zh-CN', ['zh-SG'])).toBe('zh-SG');
});

test('knows its languages by their tags alone', () => {
  expect(['en', 'zh-CN', 'zh', 'toString', ''].map(isLanguage)).toEqual([true, true, false, false, false]);
});
