/**
 * A catalog's tags as people say them: "rainy-day" is "rainy days", "dog-walking" is "dog walks". Closed lists and the
 * grammar of English compounds; a tag that they don't know has no phrase, and nobody is told of it. Never a guess.
 */
import type { Catalog } from '../catalog/item.ts';
import { keepsCapital } from '../catalog/titles.ts';

/** What a phrase names. Activities and times may be somebody's own; a season, a place or a quality is nobody's. */
export type PhraseForm = 'activity' | 'time' | 'setting' | 'quality';

export interface Phrase {
  form: PhraseForm;
  /** After "for": "walking", "rainy days", "the garden"; of a quality what has it: "cosy things". */
  things: string;
  /** After "your": "walks". */
  yours: string;
  /** Before an activity: "rainy-day"; '' where it doesn't stand there. */
  before: string;
  /** Of an activity, what one goes out for; of a setting, that it stands before such alone. */
  outdoors?: true;
}

const set = (words: string) => new Set(words.trim().split(/\s+/));

/** What people do, by the name of doing it. "Matching", "lasting" and "clothing" are no such thing: hence a list. */
const ACTIVITIES = set(`
  baking beading beekeeping birding birdwatching boating bouldering bowling brewing camping canning canoeing carving
  climbing colouring coloring commuting cooking crafting crocheting cycling dancing drawing embroidering fermenting
  fishing foraging gaming gardening golfing grilling hiking hosting icing jogging journaling journalling juggling
  kayaking knitting lacemaking letter-writing mending modelling mountaineering origami orienteering painting
  papermaking photography picnicking pickling planting potting pottery preserving printing printmaking quilting rambling
  reading roasting rowing running sailing scrapbooking sculpting sewing sketching skating skiing sledging
  snorkelling snowboarding soapmaking spinning stargazing stretching surfing swimming tailgating tracking travel
  traveling travelling trekking walking weaving whittling woodworking writing yoga pilates tennis golf football cricket
  badminton basketball volleyball hockey rugby chess archery embroidery calligraphy crochet
`);

/** Where what one has is called otherwise than what one does. */
const OUTINGS: Record<string, { things?: string; yours: string }> = {
  walking: { things: 'walks', yours: 'walks' },
  hiking: { things: 'hikes', yours: 'hikes' },
  rambling: { things: 'rambles', yours: 'rambles' },
  trekking: { things: 'treks', yours: 'treks' },
  running: { yours: 'runs' },
  swimming: { yours: 'swims' },
  camping: { yours: 'camping trips' },
  canoeing: { yours: 'canoeing trips' },
  kayaking: { yours: 'kayaking trips' },
  fishing: { yours: 'fishing trips' },
  skiing: { yours: 'skiing trips' },
  commuting: { yours: 'commute' },
  travel: { things: 'travelling', yours: 'travels' },
  traveling: { yours: 'travels' },
  travelling: { yours: 'travels' },
  picnicking: { things: 'picnics', yours: 'picnics' },
};

/** Stretches of time and the meals in them, as the head of a compound: "rainy-day", "sunday-lunch". */
const TIMES = set(`
  day morning afternoon evening night weekend hour holiday trip getaway journey walk hike ride drive picnic lunch brunch
  breakfast supper dinner meal barbecue
`);

/** The same by themselves, where the bare word says enough. */
const BARE_TIMES = set('weekend picnic barbecue brunch breakfast');

/** The year, the weather, and places; as they stand after "for". */
const SETTINGS: Record<string, string> = {
  spring: 'spring',
  summer: 'summer',
  autumn: 'autumn',
  winter: 'winter',
  rain: 'rainy weather',
  snow: 'snowy weather',
  wildlife: 'wildlife',
  garden: 'the garden',
  'kitchen garden': 'the kitchen garden',
  greenhouse: 'the greenhouse',
  balcony: 'the balcony',
  patio: 'the patio',
  kitchen: 'the kitchen',
  bathroom: 'the bathroom',
  bedroom: 'the bedroom',
  hallway: 'the hallway',
  'living room': 'the living room',
  'dining room': 'the dining room',
  'guest room': 'the guest room',
  desk: 'the desk',
  seaside: 'the seaside',
  beach: 'the beach',
  city: 'the city',
  countryside: 'the countryside',
  mountains: 'the mountains',
  mountain: 'the mountains',
  outdoors: 'the outdoors',
  'small space': 'small spaces',
  'small spaces': 'small spaces',
};

/** Settings that read well before an activity: "winter walks". */
const BEFORE = set('spring summer autumn winter weekend');

/** The same, but only before what one goes out for: "seaside walks", not "seaside knitting". */
const PLACES_BEFORE = set('seaside beach city countryside mountain');

/** What one goes out for, besides `OUTINGS`. */
const OUTDOORS = set(
  'cycling birdwatching birding foraging sailing rowing climbing stargazing surfing snorkelling',
);

/** Times that tell when something is done: "rainy-day walks", not "Sunday-lunch walks". */
const WHEN = set('day morning afternoon evening night weekend');

/** What weather can be. "-weather" may follow, and a day. */
const WEATHERS = set(
  'rainy wet snowy cold cool frosty icy windy stormy foggy sunny warm hot dry mild grey gray summery wintry',
);

/** What a thing can be, whoever has it. */
const QUALITIES = set(`
  cosy cozy handmade homemade handcrafted handwoven handpainted reusable repairable refillable recycled recyclable
  compostable biodegradable lightweight waterproof foldable portable vintage antique natural organic minimal minimalist
  scented unscented rustic colourful colorful playful patterned striped washable wooden woollen waxed quilted knitted
  mini outdoor
`);
const QUALITY_ENDING = /^[a-z]{3,}-(free|proof|resistant|friendly|made|grown|woven|dyed|painted|printed)$/;

/** Adjectives that tell one day, morning or lunch from another; nouns may stand there as well if they are times. */
const TIME_BEFORE = set(`
  slow quiet lazy early late long short busy easy quick simple big market school-free film game movie spa beach garden
  monday tuesday wednesday thursday friday saturday sunday weekday weekend spring summer autumn winter
  morning evening midweek family-free road city country camping walking hiking fishing sailing boat train
`);

/** Tags of other feeds: `Rainy_Day`, `rainy day`, `rainy-day`. */
function partsOf(tag: string): string[] {
  return tag
    .trim()
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter(Boolean)
    .map((part) => (keepsCapital(part) ? part[0].toUpperCase() + part.slice(1) : part));
}

/** English of the words in `TIMES`. */
function pluralOf(noun: string): string {
  if (/(ch|sh|s|x|z)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

const singular = (word: string) => (TIMES.has(word.replace(/s$/, '')) ? word.replace(/s$/, '') : word);

function activity(parts: readonly string[]): Phrase | null {
  const whole = parts.join('-');
  const last = parts[parts.length - 1];
  const head = ACTIVITIES.has(whole) ? whole : ACTIVITIES.has(last) ? last : null;
  if (head === null) return null;
  const first = head === whole ? '' : parts.slice(0, -1).join(' ');
  // What goes before must say which ("dog walking", "wild camping"), not how well ("quick drying").
  if (first !== '' && !COMPOUND_FIRST.has(first.toLowerCase())) return null;
  const put = (word: string) => [first, word.replaceAll('-', ' ')].filter(Boolean).join(' ');
  const { things = head, yours = head } = OUTINGS[head] ?? {};
  const outdoors = Object.hasOwn(OUTINGS, head) || OUTDOORS.has(head);
  return {
    form: 'activity',
    things: put(things),
    yours: put(yours),
    before: '',
    ...(outdoors && { outdoors }),
  };
}

/** First parts of compound activities. */
const COMPOUND_FIRST = set(`
  dog wild open-water outdoor indoor batch letter hill fell trail road cold cold-water sea river fly ice slow kitchen
  vegetable container home bread cake sourdough bird nature star cross-stitch mountain beach night life still-life
  winter summer country speed long-distance bike watercolour oil portrait wood cloth
`);

function time(parts: readonly string[]): Phrase | null {
  const head = singular(parts[parts.length - 1]);
  const first = parts.slice(0, -1);
  if (parts.length === 1 && BARE_TIMES.has(head)) {
    const things = pluralOf(head);
    return { form: 'time', things, yours: things, before: BEFORE.has(head) ? head : '' };
  }
  if (parts.length !== 2 || !TIMES.has(head)) return null;
  const which = first[0].toLowerCase();
  if (!TIME_BEFORE.has(which) && !WEATHERS.has(which)) return null;
  const things = `${first[0]} ${pluralOf(head)}`;
  const before = WHEN.has(head) && which !== 'market' ? `${first[0]}-${head}` : '';
  return { form: 'time', things, yours: things, before };
}

function setting(parts: readonly string[]): Phrase | null {
  const name = parts.join(' ');
  const things = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : null;
  if (things !== null) {
    if (PLACES_BEFORE.has(name)) return { form: 'setting', things, yours: '', before: name, outdoors: true };
    return { form: 'setting', things, yours: '', before: BEFORE.has(name) ? name : '' };
  }
  if (parts.length === 2 && parts[1] === 'weather' && WEATHERS.has(parts[0]))
    return { form: 'setting', things: name, yours: '', before: parts.join('-') };
  return null;
}

function quality(parts: readonly string[]): Phrase | null {
  const name = parts.join('-');
  if (!QUALITIES.has(name) && !QUALITY_ENDING.test(name)) return null;
  return { form: 'quality', things: `${name} things`, yours: '', before: '' };
}

/** Chinese names of doing, times, and settings; they stand as the catalog has them. */
const HAN: Record<Exclude<PhraseForm, 'quality'>, ReadonlySet<string>> = {
  activity: set(
    '徒步 散步 远足 登山 露营 烘焙 园艺 阅读 骑行 游泳 跑步 瑜伽 钓鱼 旅行 绘画 编织 摄影 观鸟 写信 烹饪 做饭 遛狗 通勤 刺绣 书法 陶艺 滑雪 划船 野餐',
  ),
  time: set('雨天 晴天 雪天 周末 早晨 清晨 慢早晨 下午 夜晚 假日 假期 早餐 午餐 晚餐'),
  setting: set(
    '春天 夏天 秋天 冬天 春季 夏季 秋季 冬季 花园 阳台 厨房 浴室 卧室 客厅 书桌 海边 城市 乡村 山野 户外',
  ),
};

const known = new Map<string, Phrase | null>();

/** The phrase of a tag; null where it is not certain to read well. */
export function phraseOf(tag: string): Phrase | null {
  let phrase = known.get(tag);
  if (phrase === undefined) {
    phrase = read(tag);
    // Feeds may hold any number of tags.
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(tag, phrase);
  }
  return phrase;
}

const MOST_KNOWN = 20_000;

function read(tag: string): Phrase | null {
  const han = tag.trim();
  for (const form of ['activity', 'time', 'setting'] as const)
    if (HAN[form].has(han)) return { form, things: han, yours: form === 'setting' ? '' : han, before: '' };
  if (/[^\p{Script=Latin}\s_-]/u.test(tag)) return null;
  const parts = partsOf(tag);
  if (parts.length === 0 || parts.length > 3) return null;
  return activity(parts) ?? time(parts) ?? setting(parts) ?? quality(parts);
}

/** "Rainy-day walks": what one does, and when or where; null where the first doesn't stand before the second. */
export function joined(before: Phrase, head: Phrase): Phrase | null {
  if (before.before === '' || head.form !== 'activity' || (before.outdoors && !head.outdoors)) return null;
  if (head.things.toLowerCase().split(' ').includes(before.before.split('-')[0].toLowerCase())) return null;
  return {
    form: 'activity',
    things: `${before.before} ${head.things}`,
    yours: `${before.before} ${head.yours}`,
    before: '',
  };
}

/** Items whose texts are read to tell a catalog's language. */
const READ = 200;

const languages = new WeakMap<Catalog, 'en' | 'zh' | null>();

/**
 * The language that a catalog is written in, as far as the lists of what is never said can read it; null for another,
 * and where there is too little text to tell. Worked out once for a catalog.
 */
export function languageOf(catalog: Catalog): 'en' | 'zh' | null {
  let language = languages.get(catalog);
  if (language === undefined) {
    const step = Math.max(1, Math.floor(catalog.items.length / READ));
    let text = '';
    for (let i = 0; i < catalog.items.length; i += step) {
      const { title, line, description } = catalog.items[i];
      text += `${title} ${line} ${description.slice(0, 200)} `;
    }
    language = languageOfText(text);
    languages.set(catalog, language);
  }
  return language;
}

/** Of the words of English prose one in five or so is one of these; of other languages' hardly any. */
const LITTLE_WORDS = /\b(the|and|of|with|for|to|is|it|in|on)\b/gi;
const LEAST_LITTLE_WORDS = 0.06;

function languageOfText(text: string): 'en' | 'zh' | null {
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  if (words === 0) return null;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > text.length / 4) return 'zh';
  return (text.match(LITTLE_WORDS)?.length ?? 0) / words >= LEAST_LITTLE_WORDS ? 'en' : null;
}
