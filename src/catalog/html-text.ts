/**
 * Markup and stray characters out of feed texts, without a DOM, so that it works in a worker and nothing in a
 * feed is ever parsed as a page. The result is plain text and must be shown as such.
 */

/** Elements whose content is not text for people. */
const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'title',
  'textarea',
  'select',
]);

/** Elements that only mark words: no space is put in their place. */
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'cite',
  'code',
  'em',
  'font',
  'i',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'wbr',
]);

/** All others that feeds use. A "<" before any other word is text: "Cable <unplugged>". */
const BLOCK = new Set(
  `address article aside audio blockquote body br button canvas caption center col colgroup dd details dialog div dl
  dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hr html img input label
  legend li link main map meta nav ol optgroup option p param picture pre section source strike summary table tbody
  td tfoot th thead time tr track tt ul video`.split(/\s+/),
);

/** Named character references that feeds use (HTML 4's, for Latin 1, punctuation and money): name, character. */
const NAMED =
  `amp & lt < gt > quot " apos ' cent ¢ pound £ yen ¥ euro € curren ¤ copy © reg ® trade ™ deg ° plusmn ± times ×
  divide ÷ micro µ middot · bull • hellip … prime ′ Prime ″ ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ”
  bdquo „ laquo « raquo » lsaquo ‹ rsaquo › sect § para ¶ dagger † Dagger ‡ frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ²
  sup3 ³ ordf ª ordm º iexcl ¡ iquest ¿ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç
  egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ
  ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý thorn þ yuml ÿ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä
  Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò
  Oacute Ó Ocirc Ô Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ OElig Œ oelig œ Scaron Š
  scaron š Yuml Ÿ fnof ƒ larr ← uarr ↑ rarr → darr ↓ hearts ♥ star ★ check ✓`.split(/\s+/);
const ENTITIES = new Map<string, string>();
for (let i = 0; i < NAMED.length; i += 2) ENTITIES.set(NAMED[i], NAMED[i + 1]);
for (const space of ['nbsp', 'ensp', 'emsp', 'thinsp', 'numsp']) ENTITIES.set(space, ' ');
for (const nothing of ['shy', 'zwj', 'zwnj', 'lrm', 'rlm']) ENTITIES.set(nothing, '');

/** Text longer than this is cut before it is looked at: descriptions are cut far below it anyway. */
const LONGEST = 100_000;

/** The text of some HTML, on one line, without markup. Plain text stays what it is. */
export function htmlToText(html: string): string {
  const source = html.length > LONGEST ? html.slice(0, LONGEST) : html;
  let text = source;
  if (text.includes('<')) text = withoutTags(text);
  if (text.includes('&')) {
    const decoded = decodeEntities(text);
    // Feeds that were escaped twice: "&lt;p&gt;Soft wool&lt;/p&gt;".
    text = text === source && decoded.includes('<') ? decodeEntities(withoutTags(decoded)) : decoded;
  }
  return plainText(text);
}

/** One line of well-formed text: no control, invisible or direction-changing characters, single spaces. */
export function plainText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** `text`, at most `length` UTF-16 code units long, cut between words and ended by an ellipsis. */
export function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1);
  const space = head.lastIndexOf(' ');
  const words = space > length / 2 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/, '');
  return `${words.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

/** The first sentence, if it is no longer than `length`; else as many words of it as fit. */
export function firstSentence(text: string, length: number): string {
  const end = text.slice(0, length + 1).search(/[.!?](?=\s|$)/);
  return end === -1 ? cutAtWord(text, length) : text.slice(0, end + 1);
}

/** Tags and comments out, what silent elements contain as well. One pass; every "<" is looked at once. */
function withoutTags(html: string): string {
  const tag = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/giy;
  const lower = html.toLowerCase();
  let text = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      text += html.slice(from, at);
      const end = html.indexOf('-->', at + 4);
      if (end === -1) return text;
      from = at = end + 3;
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(html);
    const name = match?.[2].toLowerCase() ?? '';
    const declaration = html[at + 1] === '!' || html[at + 1] === '?';
    if (!declaration && !SILENT.has(name) && !INLINE.has(name) && !BLOCK.has(name)) {
      at++;
      continue;
    }
    let end = tagEnd(html, at + 1);
    // No ">" behind: neither this nor any later "<" opens a tag.
    if (end === -1) break;
    text += html.slice(from, at);
    if (!INLINE.has(name)) text += ' ';
    if (SILENT.has(name) && match?.[1] === '') {
      end = lower.indexOf(`</${name}`, end);
      if (end === -1) return text;
      end = html.indexOf('>', end) + 1;
      if (end === 0) return text;
    }
    from = at = end;
  }
  return text + html.slice(from);
}

/** Behind the ">" that ends a tag, past quoted attribute values; -1 where it never ends. */
function tagEnd(html: string, from: number): number {
  const close = html.indexOf('>', from);
  const quote = html.slice(from, close === -1 ? undefined : close).search(/=\s*["']/);
  if (close === -1 || quote === -1) return close + 1 || -1;
  const attributes = /=\s*(?:"[^"]*"|'[^']*')|>/g;
  attributes.lastIndex = from;
  for (let match = attributes.exec(html); match !== null; match = attributes.exec(html)) {
    if (match[0] === '>') return match.index + 1;
  }
  return close + 1;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d?\d?));?/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES.get(name) ?? whole;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : '';
    },
  );
}
