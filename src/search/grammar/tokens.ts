/**
 * A request cut into words, numbers and signs, each with its place in the text. Knows the forms of English words
 * (plurals, possessives, -ing), and nothing of what they mean.
 */

/** How a token hangs on the one before: glued ("40l"), hyphenated, apart; after a pause, a colon or dash, an end. */
export type Gap = '' | '-' | ' ' | ',' | ':' | '.';

export interface Token {
  /** Lower case, without accents; ’ is '. */
  text: string;
  /** The form that singular and plural share; equal for equal words only. */
  stem: string;
  of: 'word' | 'number' | 'sign';
  /** Of a number in digits. */
  value: number;
  before: Gap;
  /** Whether it is written with a capital. */
  capital: boolean;
  /** UTF-16 indices, end excluded. */
  start: number;
  end: number;
}

const TOKEN =
  /(?:w\/o?(?!\p{L}))|(?:\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*)|(?:\p{Nd}{1,3}(?:,\p{Nd}{3})+(?:\.\p{Nd}+)?|\p{Nd}+(?:[.,]\p{Nd}{1,2}(?!\p{Nd})|\.\p{Nd}+)?)|[\p{Sc}+<>≤≥=%&★*~]/giu;

const LETTER = /^\p{L}/u;
const DIGIT = /^\p{Nd}/u;

/** @param text any text; ill-formed UTF-16 is read as well as it can be */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const raw = match[0];
    const written = plainOf(raw);
    const plain = SHORTHAND.get(written) ?? written;
    const of = LETTER.test(raw) ? 'word' : DIGIT.test(raw) ? 'number' : 'sign';
    tokens.push({
      text: plain,
      stem: of === 'word' ? stemOf(plain) : plain,
      of,
      value: of === 'number' ? amountOf(plain) : Number.NaN,
      before: gapOf(text.slice(last, match.index), tokens.length === 0),
      capital: /^\p{Lu}/u.test(raw),
      start: match.index,
      end: match.index + raw.length,
    });
    last = match.index + raw.length;
  }
  return tokens;
}

/** What is typed in haste, and what it stands for. */
const SHORTHAND: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'w/o': 'without',
    'w/': 'with',
    cant: "can't",
    dont: "don't",
    doesnt: "doesn't",
    didnt: "didn't",
    isnt: "isn't",
    arent: "aren't",
    wasnt: "wasn't",
    wont: "won't",
    wouldnt: "wouldn't",
    couldnt: "couldn't",
    shouldnt: "shouldn't",
    mustnt: "mustn't",
    hasnt: "hasn't",
    havent: "haven't",
    im: "i'm",
    ive: "i've",
    thats: "that's",
    whats: "what's",
    theyre: "they're",
    theres: "there's",
    pls: 'please',
    plz: 'please',
    thx: 'thanks',
    smth: 'something',
    sth: 'something',
    sumthing: 'something',
    summat: 'something',
    owt: 'anything',
    nowt: 'nothing',
    cos: 'because',
    coz: 'because',
    cuz: 'because',
    tho: 'though',
    abt: 'about',
    ppl: 'people',
    wanna: 'want',
    gimme: 'give',
    gf: 'girlfriend',
    bf: 'boyfriend',
    bday: 'birthday',
    pressie: 'present',
    pressies: 'presents',
    prezzie: 'present',
    prezzies: 'presents',
    crimbo: 'christmas',
    chrimbo: 'christmas',
  }),
);

/** Stems joined by spaces, without "and": by these keys phrases of the catalog and of a request meet. */
export function phraseKey(text: string): string {
  return keyOf(tokensOf(text));
}

export function keyOf(tokens: readonly Token[]): string {
  let key = '';
  for (const { text, stem } of tokens) if (!JOINS.has(text)) key += key === '' ? stem : ` ${stem}`;
  return key;
}

/** Words that a phrase is the same with and without: "tents and shelters", "Drizzle & Daughters". */
export const JOINS: ReadonlySet<string> = new Set(['and', '&']);

/** Lower case, without accents; ’ is '. */
export function plainOf(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase();
}

const ASCII = /^[\x20-\x7e]*$/;

/** "1,200" and "12.50", "12,50" too. */
function amountOf(digits: string): number {
  return Number(/,\d{3}/.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.'));
}

function gapOf(between: string, first: boolean): Gap {
  if (between === ' ' && !first) return ' ';
  if (first || /[.;!?()[\]{}"\n“”|]/.test(between)) return '.';
  if (/,|\s\/\s/.test(between)) return ',';
  if (/:|\s[-–—]\s|—/.test(between)) return ':';
  if (between === '') return '';
  return /^[-‐‑–/]$/.test(between) ? '-' : ' ';
}

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    men: 'man',
    women: 'woman',
    children: 'child',
    people: 'person',
    mice: 'mouse',
    geese: 'goose',
    feet: 'foot',
    teeth: 'tooth',
    knives: 'knife',
    wives: 'wife',
    lives: 'life',
    scarves: 'scarf',
    shelves: 'shelf',
    loaves: 'loaf',
    leaves: 'leaf',
    wolves: 'wolf',
    halves: 'half',
    hooves: 'hoof',
    calves: 'calf',
    thieves: 'thief',
    wellies: 'wellie',
    wellingtons: 'wellie',
    wellington: 'wellie',
    brollies: 'umbrella',
    brolly: 'umbrella',
    wooden: 'wood',
    woolly: 'wool',
    wooly: 'wool',
    mens: 'man',
    womens: 'woman',
    sunnies: 'sunglass',
    lps: 'lp',
    cds: 'cd',
    childrens: 'child',
    flavor: 'flavour',
    flavored: 'flavoured',
    favorite: 'favourite',
    fiber: 'fibre',
    polarized: 'polarised',
    organized: 'organised',
    moisturizer: 'moisturiser',
    woollen: 'wool',
    woolen: 'wool',
    gray: 'grey',
    color: 'colour',
    colored: 'coloured',
    multicolored: 'multicoloured',
    aluminum: 'aluminium',
    jewelry: 'jewellery',
    pajamas: 'pyjama',
    cozy: 'cosy',
    personalized: 'personalised',
    mom: 'mum',
    canvas: 'canvas',
    christmas: 'christmas',
    xmas: 'christmas',
    news: 'news',
    lens: 'lens',
    glasses: 'glasses',
    clothes: 'clothing',
    clothe: 'clothing',
    pants: 'pants',
  }),
);

/** "women", "postmen"; not "specimen". */
const MEN = /(?:wo|post|police|fire|fisher|sports|trades|sales|work|gentle|milk|snow|best|grooms|chair)men$/;

/** Singular of a plural, without a possessive's 's; British where spellings differ. Always the same for both forms. */
export function stemOf(plain: string): string {
  const word = plain.replace(/'s$|'$/, '');
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (!/[sne]$/.test(word)) return word;
  if (word.endsWith('children')) return word.slice(0, -3);
  if (MEN.test(word)) return `${word.slice(0, -2)}an`;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ie')) return `${word.slice(0, -2)}y`;
  if (/(?:ss|x|zz|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 5 && word.endsWith('oes') && !word.endsWith('shoes') && !word.endsWith('canoes'))
    return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** What somebody does who is called so: of "cyclist" what `activityRoot` makes of cycling. */
export function agentRoot(word: string): string | null {
  const agent = /^(.{3,})(?:er|or|ist)$/.exec(stemOf(word));
  return agent === null ? null : activityRoot(`${agent[1]}ing`);
}

/** What "gardening", "gardens", "gardener" and "garden" share. */
export function activityRoot(word: string): string {
  const stem = stemOf(word);
  const cut = stem.length > 5 ? stem.replace(/(?:ing|er|able)$/, '') : stem;
  const bare = cut.replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/e$/, '');
  return bare.length > 2 ? bare : stem;
}
