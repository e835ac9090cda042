/**
 * Reads and writes the small, well-formed XML that icon drawings are made of: elements and attributes, no text.
 */

export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
}

export class MarkupError extends Error {
  override name = 'MarkupError';
}

const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z0-9:-]+="[^"]*")*)\s*(\/?)>/y;
const ATTRIBUTE = /([a-zA-Z0-9:-]+)="([^"]*)"/g;

/** @throws MarkupError at the first character that is not a tag, or when tags don't nest. */
export function parseMarkup(text: string): Element[] {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  TAG.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (!tag) throw new MarkupError(`Expected a tag at character ${at}: "${text.slice(at, at + 40)}"`);
    at = TAG.lastIndex;
    const [, closing, name, attributes, empty] = tag;
    const parent = open[open.length - 1];
    if (closing) {
      if (parent.name !== name)
        throw new MarkupError(`</${name}> closes <${parent.name}> at character ${at}`);
      open.pop();
      continue;
    }
    const element: Element = { name, attributes: {}, children: [] };
    for (const [, key, value] of attributes.matchAll(ATTRIBUTE)) element.attributes[key] = value;
    parent.children.push(element);
    if (!empty) open.push(element);
  }
  if (open.length !== 1) throw new MarkupError(`<${open[open.length - 1].name}> is never closed`);
  return root.children;
}

export function writeMarkup(elements: Element[]): string {
  return elements
    .map(({ name, attributes, children }) => {
      const start = Object.entries(attributes).reduce(
        (text, [key, value]) => `${text} ${key}="${value}"`,
        name,
      );
      return children.length > 0 ? `<${start}>${writeMarkup(children)}</${name}>` : `<${start}/>`;
    })
    .join('');
}

/** Every element of the trees, parents before children. */
export function* everyElement(elements: Element[]): Generator<Element> {
  for (const element of elements) {
    yield element;
    yield* everyElement(element.children);
  }
}

export function element(
  name: string,
  attributes: Record<string, string | number>,
  children: Element[] = [],
): Element {
  const written = Object.entries(attributes).map(([key, value]) => [key, String(value)]);
  return { name, attributes: Object.fromEntries(written), children };
}
