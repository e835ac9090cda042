/**
 * Markup as a type of its own: whatever is put into `html` is escaped unless it came out of it, so that no
 * item's title can become a tag. Strings only; nothing here knows a document.
 */

/** Markup that needs no more escaping; only `html` makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What may stand between the pieces of a template; null and false leave nothing. */
export type Content = string | number | Html | readonly Content[] | null | false;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` as content or as a quoted attribute's value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** A template tag: literal parts stay as they are, values are escaped, lists are joined. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Html {
  return new Html(parts.reduce((markup, part, i) => markup + markupOf(values[i - 1]) + part));
}

function markupOf(value: Content): string {
  if (value === null || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(markupOf).join('');
  return escapeHtml(String(value));
}
