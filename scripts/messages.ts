/**
 * The message catalogues, `src/messages/<language>/<area>.json`: compiles them for Vite and Vitest, and writes
 * `src/messages/catalogues.ts`, which tells TypeScript their keys and what each wants to be told.
 *
 *   npm run messages
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

export const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'messages');
const SOURCE = 'en';
const CATALOGUE = /\/src\/messages\/([\w-]+)\/([\w-]+)\.json$/;

export type Catalogue = Record<string, string>;

export function readCatalogue(language: string, area: string): Catalogue {
  return JSON.parse(readFileSync(join(FOLDER, language, `${area}.json`), 'utf8'));
}

export function areasOf(language: string): string[] {
  return readdirSync(join(FOLDER, language))
    .map((file) => basename(file, '.json'))
    .sort();
}

/** Folders of src/messages. */
export function languages(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** @throws Error naming the message that is not ICU MessageFormat. */
export function compile(key: string, message: string): ReturnType<typeof compileMessageOrThrow> {
  try {
    return compileMessageOrThrow(message);
  } catch (error) {
    throw new Error(`Message "${key}" is not well-formed ICU MessageFormat: ${message}`, { cause: error });
  }
}

/** Messages as the app takes them; what another language lacks is filled with English. */
export function compiledCatalogue(
  language: string,
  area: string,
): Record<string, ReturnType<typeof compile>> {
  const source = { ...readCatalogue(SOURCE, area), ...readCatalogue(language, area) };
  return Object.fromEntries(Object.entries(source).map(([key, message]) => [key, compile(key, message)]));
}

/** Gives the app compiled catalogues. */
export function messages(): Plugin {
  return {
    name: 'inkling:messages',
    enforce: 'pre',
    load(id) {
      const [, language, area] = CATALOGUE.exec(id.split('?')[0].replaceAll('\\', '/')) ?? [];
      if (language === undefined) return null;
      if (language !== SOURCE) this.addWatchFile(join(FOLDER, SOURCE, `${area}.json`));
      return JSON.stringify(compiledCatalogue(language, area));
    },
  };
}

/** What a message wants to be told, and of what type. */
export function argumentsOf(key: string, message: string): Map<string, string> {
  const found = new Map<string, string>();
  const note = (name: string, type: string) => {
    // A number that is also written plainly, say; the narrower type holds.
    const before = found.get(name);
    if (before === undefined || before === 'string | number') found.set(name, type);
  };
  const look = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, kind, cases] = token as [string, string?, Record<string, unknown>?];
      if (kind === undefined) note(name, 'string | number');
      else if (kind === 'date' || kind === 'time') note(name, 'number | Date');
      else if (kind === 'select') {
        const choices = Object.keys(cases ?? {}).filter((choice) => choice !== 'other');
        note(name, [...choices.map((choice) => `'${choice}'`), '(string & {})'].join(' | '));
      } else note(name, 'number');
      if (kind === 'plural' || kind === 'selectordinal' || kind === 'select') {
        for (const inner of Object.values(cases ?? {})) look(inner);
      }
    }
  };
  look(compile(key, message));
  return found;
}

const capital = (area: string) => area.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The text of `src/messages/catalogues.ts`. */
export function cataloguesSource(): string {
  const areas = areasOf(SOURCE);
  const interfaces = areas.map((area) => {
    const lines = Object.entries(readCatalogue(SOURCE, area)).map(([key, message]) => {
      const wants = [...argumentsOf(key, message)].map(([name, type]) => `${name}: ${type}`);
      return `  '${key}': ${wants.length === 0 ? 'Nothing' : `{ ${wants.join('; ')} }`};`;
    });
    return `export interface ${capital(area)}Messages {\n${lines.join('\n')}\n}\n`;
  });
  const loaders = languages().map((language) => {
    const files = areas.map((area) => `    '${area}': () => import('./${language}/${area}.json'),`);
    return `  '${language}': {\n${files.join('\n')}\n  },`;
  });
  return `/**
 * Written by \`npm run messages\` from the English catalogues: what each message wants to be told, and where the files
 * are.
 */
type Nothing = Record<never, never>;

${interfaces.join('\n')}
export interface MessagesOf {
${areas.map((area) => `  '${area}': ${capital(area)}Messages;`).join('\n')}
}

export type Area = keyof MessagesOf;

export interface AllMessages extends ${areas.map((area) => `${capital(area)}Messages`).join(', ')} {}

export const CATALOGUES = {
${loaders.join('\n')}
};
`;
}

/** Writes `src/messages/catalogues.ts`, formatted as everything here. */
export function writeCatalogues(path = join(FOLDER, 'catalogues.ts')): void {
  writeFileSync(path, cataloguesSource());
  const biome = fileURLToPath(new URL('../node_modules/.bin/biome', import.meta.url));
  execFileSync(biome, ['check', '--write', path], { stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeCatalogues();
