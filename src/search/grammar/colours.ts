/**
 * English words for colours and the families they belong to, so that "green" finds moss, sage and olive. The families
 * are the eleven basic colour terms of English (Berlin and Kay, 1969), and what shops sort by besides; a word between
 * two families is in both. Tones only separate "dark green" from "light green".
 */
import { plainOf, stemOf } from './tokens.ts';

type Tone = 'dark' | 'light' | 'bright' | 'plain';

/** Words by family, then by tone. A family's own name comes first. */
const FAMILIES: Readonly<Record<string, Partial<Record<Tone, string>>>> = {
  red: {
    plain: 'red crimson brick cherry rust|brick red|tomato',
    dark: 'burgundy|maroon|wine|oxblood|berry|cranberry|dark red|ruby|garnet|claret',
    bright: 'scarlet|vermilion|poppy|bright red|postbox red|pillarbox red',
  },
  orange: {
    plain: 'orange terracotta tangerine rust copper amber apricot',
    dark: 'burnt orange|paprika|ochre|cinnamon|ginger',
    light: 'peach|apricot|melon',
    bright: 'clementine|tangerine|saffron',
  },
  yellow: {
    plain: 'yellow mustard gold honey amber|sunflower',
    dark: 'mustard|ochre|old gold',
    light: 'lemon|primrose|straw|butter|pale yellow|buttercup|vanilla',
    bright: 'canary|bright yellow|sunshine|daffodil',
  },
  green: {
    plain: 'green moss olive jade fern leaf grass|kelly green|sea green|seagrass|verdigris|avocado|spruce',
    dark: 'bottle green|forest|forest green|racing green|hunter green|british racing green|dark green|olive|pine|moss|ivy|evergreen|khaki',
    light: 'sage|mint|pistachio|lime|celery|pale green|light green|eucalyptus|seafoam|apple green|pear',
    bright: 'emerald|lime|lime green|neon green|chartreuse|shamrock',
  },
  blue: {
    plain: 'blue cornflower denim slate blue|airforce blue|steel blue|petrol|chambray|delft',
    dark: 'navy|navy blue|indigo|midnight|midnight blue|dark blue|ink|royal blue|prussian blue|petrol',
    light: 'sky|sky blue|baby blue|pale blue|powder blue|light blue|duck egg|duck egg blue|ice blue|aqua',
    bright: 'cobalt|azure|electric blue|sapphire|ultramarine|cyan|cerulean|royal blue',
  },
  teal: { plain: 'teal turquoise', dark: 'petrol', light: 'aqua', bright: 'cyan' },
  purple: {
    plain: 'purple violet mauve heather magenta amethyst grape',
    dark: 'plum|aubergine|eggplant|damson|dark purple|mulberry|blackberry',
    light: 'lilac|lavender|wisteria|orchid|pale purple|heather',
    bright: 'fuchsia|bright purple|magenta',
  },
  pink: {
    plain: 'pink rose salmon coral|dusty pink|raspberry',
    dark: 'raspberry|dark pink|dusky pink|old rose',
    light: 'blush|pale pink|baby pink|light pink|rose|shell|powder pink|peach',
    bright: 'fuchsia|hot pink|neon pink|shocking pink|magenta|bright pink|cerise',
  },
  brown: {
    plain: 'brown tan camel caramel bronze nut|tortoiseshell|copper|cinnamon|hazel|russet|sienna',
    dark: 'dark brown|chocolate|espresso|walnut|umber|mahogany|coffee|chestnut|peat|conker',
    light: 'tan|camel|fawn|light brown|beige|taupe|sand|mocha|toffee|biscuit',
  },
  black: { dark: 'black|jet|ebony|jet black|onyx|blue black' },
  white: { light: 'white|ivory|off white|chalk|snow|pearl|alabaster|bone|milk' },
  grey: {
    plain: 'grey slate stone ash pewter|gunmetal|heather grey|marl|grey marl|steel|concrete',
    dark: 'charcoal|dark grey|anthracite|graphite|gunmetal',
    light: 'light grey|pale grey|silver|dove|dove grey|fog|mist',
  },
  beige: {
    light: 'beige|cream|oatmeal|sand|stone|ecru|natural|neutral|taupe|buff|oat|linen|straw|champagne|ivory',
  },
  cream: { light: 'cream|ivory|off white|oatmeal|ecru|vanilla|champagne' },
  gold: { plain: 'gold brass|rose gold|old gold|champagne', bright: 'golden' },
  silver: { plain: 'silver pewter|chrome|steel|platinum|nickel' },
  multicolour: {
    plain:
      'multicolour|multicoloured|multi|multi colour|multi coloured|mixed|assorted|rainbow|colourful|patterned|various',
  },
  clear: { plain: 'clear|transparent|see through|translucent' },
};

/** Adjectives and endings that mean a family. */
const FORMS: Readonly<Record<string, string>> = {
  reddish: 'red',
  orangey: 'orange',
  yellowish: 'yellow',
  yellowy: 'yellow',
  greenish: 'green',
  greeny: 'green',
  bluish: 'blue',
  blueish: 'blue',
  purplish: 'purple',
  pinkish: 'pink',
  pinky: 'pink',
  brownish: 'brown',
  blackish: 'black',
  whitish: 'white',
  greyish: 'grey',
  golden: 'gold',
  goldish: 'gold',
  silvery: 'silver',
  rainbow: 'multicolour',
  colourful: 'multicolour',
  multicoloured: 'multicolour',
  multicolour: 'multicolour',
};

interface Shade {
  families: Set<string>;
  tones: Set<Tone>;
}

const SHADES = new Map<string, Shade>();
for (const [family, tones] of Object.entries(FAMILIES)) {
  for (const [tone, words] of Object.entries(tones)) {
    // Single words stand together; names of several words are set apart by bars.
    const names = words.split('|').flatMap((name, i) => (i === 0 && tone === 'plain' ? split(name) : [name]));
    for (const name of names) {
      const key = colourKey(name);
      const shade = SHADES.get(key) ?? { families: new Set(), tones: new Set() };
      shade.families.add(family);
      shade.tones.add(tone as Tone);
      SHADES.set(key, shade);
    }
  }
}

/** "red crimson brick red" holds no names of two words but such as end in a family's name. */
function split(words: string): string[] {
  const names: string[] = [];
  for (const word of words.split(' ')) {
    const last = names.at(-1);
    if (names.length > 1 && last !== undefined && Object.hasOwn(FAMILIES, word))
      names[names.length - 1] = `${last} ${word}`;
    else names.push(word);
  }
  return names;
}

function colourKey(name: string): string {
  return plainOf(name)
    .split(/[\s-]+/)
    .map(stemOf)
    .join(' ');
}

/** Names of attributes that hold colours, in the languages that feeds are mostly written in. */
const COLOUR_ATTRIBUTE =
  /^(?:(?:main |primary |base |item |product )?colou?rs?(?: name| family)?|shade|farben?|couleurs?|colore?s?|kleur|farg|kolor|cor|颜色|颜色分类|色)$/;

export function isColourAttribute(name: string): boolean {
  return COLOUR_ATTRIBUTE.test(plainOf(name).replace(/[_-]+/g, ' ').trim());
}

/** Whether a word is a family's own name, or a form of it; then the name, else null. */
export function familyOf(word: string): string | null {
  const key = colourKey(word);
  if (Object.hasOwn(FORMS, key)) return FORMS[key];
  return Object.hasOwn(FAMILIES, key) ? key : null;
}

/** The families of a colour: of a name in the table, else of its last word that has one ("postbox red"). */
export function familiesOf(colour: string): ReadonlySet<string> {
  return shadeOf(colour)?.families ?? new Set();
}

function shadeOf(colour: string): Shade | undefined {
  const key = colourKey(colour);
  const whole = SHADES.get(key);
  if (whole !== undefined) return whole;
  const words = key.split(' ');
  const last = familyOf(words.at(-1) ?? '');
  if (words.length > 1 && last !== null) {
    const tone = toneOf(words[0]);
    return { families: new Set([last]), tones: new Set(tone === null ? ['plain'] : [tone]) };
  }
  return words.length > 1 ? SHADES.get(words.at(-1) ?? '') : undefined;
}

const TONES: Readonly<Record<string, Tone>> = {
  dark: 'dark',
  deep: 'dark',
  light: 'light',
  pale: 'light',
  pastel: 'light',
  soft: 'light',
  bright: 'bright',
  neon: 'bright',
  hot: 'bright',
};

/** What "dark" or "pale" before a colour asks for, or null. */
export function toneOf(word: string): Tone | null {
  return Object.hasOwn(TONES, word) ? TONES[word] : null;
}

export function hasTone(colour: string, tone: Tone): boolean {
  return shadeOf(colour)?.tones.has(tone) ?? false;
}

/** Every word of the table, as written there. */
export function colourWords(): string[] {
  return [...new Set([...SHADES.keys(), ...Object.keys(FORMS)])];
}

const ORDINARY = new Set(
  `red crimson scarlet vermilion burgundy maroon orange yellow mustard green emerald teal turquoise navy indigo cobalt azure
  cyan blue purple violet mauve magenta lilac lavender fuchsia pink brown tan beige taupe black white ivory ecru grey charcoal
  gold silver cream khaki coral cerise multicolour multicoloured terracotta rust plum moss sage aubergine rose`.split(
    /\s+/,
  ),
);

/** Whether a word by itself first of all names a colour; "ink" and "straw" do so only where a colour is expected. */
export function isOrdinaryColour(word: string): boolean {
  return ORDINARY.has(word) || Object.hasOwn(FORMS, word) || word.includes(' ');
}

const BETWEEN = new Set(['off white', 'rose gold', 'white gold', 'blue black']);

/** Whether two words name a colour that is neither of theirs. */
export function isBetweenColours(words: string): boolean {
  return BETWEEN.has(words);
}

const THINGS_TOO = new Set(
  `orange rose violet lavender lilac plum peach apricot cherry lemon lime mint sage moss honey chocolate coffee vanilla caramel
  ginger cinnamon raspberry berry fig heather tomato pear`.split(/\s+/),
);

/** Whether a colour's word names a fruit, a flower or a spice as well. */
export function isThingToo(word: string): boolean {
  return THINGS_TOO.has(word);
}
