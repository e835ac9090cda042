/**
 * A made-up shop whose buyers read, look and listen, to see what pictures and recordings add where the truth is known:
 * every thing has a subject that its text tells, a colour and a pattern that only its picture shows, and albums a sound
 * that only their recording has. Buyers weigh these differently, by strengths that are stated here. Pure and seeded.
 */
import type { Catalog, Department, Item } from '../../catalog/item.ts';
import type { Clip, Raster } from '../../encoders/encoder.ts';
import { buildLog, type OrderEvent } from '../build-log.ts';
import type { OrderLog } from '../orders.ts';
import { normal, type Random, seeded } from '../random.ts';
import { drawPicture, type Look, PATTERNS } from './senses-pictures.ts';
import { playClip, type Sound, TEMPI } from './senses-sounds.ts';

/** What a thing is, of which each modality tells one part. */
export interface Thing {
  /** Indexes `SUBJECTS`. */
  subject: number;
  look: Look;
  /** Null for what makes no sound. */
  sound: Sound | null;
  hasPicture: boolean;
  hasRecording: boolean;
  /** How much everybody likes it, in units of utility. */
  appeal: number;
}

export interface SensesShop {
  catalog: Catalog;
  /** In the order of the catalog. */
  things: readonly Thing[];
  /** Drawn anew at each call; null where the shop has no picture of it. */
  picture(item: number): Raster | null;
  clip(item: number): Clip | null;
}

export const BUYERS = ['by topic', 'by looks', 'music by sound'] as const;
/** What a buyer goes by, above all. */
export type BuyerKind = (typeof BUYERS)[number];

/**
 * Utility of a thing that is all that a buyer likes in that respect, against one that is nothing of it; the noise of a
 * choice has a deviation of 1.3 (Gumbel).
 */
export const STRENGTHS: Record<BuyerKind, { subject: number; look: number; sound: number; music: number }> = {
  'by topic': { subject: 3.5, look: 0.5, sound: 0.5, music: 1 },
  'by looks': { subject: 0.5, look: 5, sound: 0.5, music: 1 },
  'music by sound': { subject: 1, look: 1, sound: 5, music: 4 },
};

/** Of things without a picture, and of albums without a recording: a shop never has them all. */
const MISSING = 0.1;

/** Deviation of appeal. */
const APPEAL = 0.7;

const KINDS: Record<string, readonly string[]> = {
  Clothing: ['Shirts', 'Scarves', 'Hats', 'Bags', 'Socks'],
  Home: ['Mugs', 'Cushions', 'Lamps', 'Bowls', 'Blankets'],
  Music: ['Albums', 'Singles', 'Live recordings', 'Sessions', 'Soundtracks'],
  Paper: ['Notebooks', 'Posters', 'Cards', 'Prints', 'Calendars'],
};
const DEPARTMENTS = Object.keys(KINDS);
const MUSIC = 'Music';

/** What texts are about; none of these words names a colour, a pattern or a sound. */
const SUBJECTS: readonly (readonly string[])[] = [
  ['heron', 'wren', 'kestrel', 'nest', 'feather', 'birdwatching', 'owl', 'swallow'],
  ['harbour', 'sailing', 'tide', 'lighthouse', 'anchor', 'seashell', 'fishing boat', 'coast'],
  ['summit', 'climbing', 'ridge', 'glacier', 'alpine hut', 'mountain path', 'peak', 'rucksack'],
  ['orchard', 'seedling', 'greenhouse', 'allotment', 'compost', 'gardener', 'beanstalk', 'pruning'],
  ['telescope', 'comet', 'galaxy', 'orbit', 'moon landing', 'astronomer', 'planet', 'stargazing'],
  [
    'locomotive',
    'railway',
    'station clock',
    'signal box',
    'carriage',
    'steam engine',
    'platform',
    'timetable',
  ],
  ['sourdough', 'bakery', 'oven', 'pastry', 'rolling pin', 'flour', 'croissant', 'kneading'],
  ['chess', 'castle move', 'board game', 'checkmate', 'dice', 'puzzle', 'tournament', 'playing cards'],
  ['bicycle', 'saddle', 'handlebars', 'velodrome', 'pedal', 'cycling race', 'puncture kit', 'tandem'],
  ['library', 'novelist', 'bookshelf', 'first edition', 'poem', 'manuscript', 'reading room', 'chapter'],
  ['terrier', 'puppy', 'dog walk', 'kennel', 'greyhound', 'collar', 'sheepdog', 'fetch'],
  ['theatre', 'stage curtain', 'rehearsal', 'actor', 'playwright', 'spotlight', 'premiere', 'costume'],
];

const HUES = 8;

/** @param items In all, a quarter of them music. */
export function sensesShop({ items: count, seed }: { items: number; seed: number }): SensesShop {
  const random = seeded(seed);
  const items: Item[] = [];
  const things: Thing[] = [];
  for (let i = 0; i < count; i++) {
    const department = DEPARTMENTS[i % DEPARTMENTS.length];
    const kind = Math.floor(random() * KINDS[department].length);
    const subject = Math.floor(random() * SUBJECTS.length);
    things.push({
      subject,
      look: {
        shape: DEPARTMENTS.indexOf(department) * 5 + kind,
        hue: (360 / HUES) * Math.floor(random() * HUES) + 5 * normal(random),
        pattern: PATTERNS[Math.floor(random() * PATTERNS.length)],
        lightness: 0.45 + 0.15 * random(),
      },
      sound:
        department === MUSIC
          ? {
              tempo: TEMPI[Math.floor(random() * TEMPI.length)] * (1 + 0.02 * normal(random)),
              bright: random() < 0.5,
              major: random() < 0.5,
            }
          : null,
      hasPicture: random() >= MISSING,
      hasRecording: department === MUSIC && random() >= MISSING,
      appeal: APPEAL * normal(random),
    });
    items.push(itemOf(i, department, KINDS[department][kind], SUBJECTS[subject], random));
  }
  const noise = Math.floor(random() * 2 ** 31);
  return {
    catalog: {
      id: 'senses',
      name: 'Senses',
      currency: 'GBP',
      items,
      departments: departmentsOf(items),
      reviews: [],
    },
    things,
    picture: (item) =>
      things[item].hasPicture ? drawPicture(things[item].look, seeded(noise + 2 * item)) : null,
    clip: (item) => {
      const { sound, hasRecording } = things[item];
      return sound !== null && hasRecording ? playClip(sound, seeded(noise + 2 * item + 1)) : null;
    },
  };
}

function itemOf(i: number, department: string, kind: string, words: readonly string[], random: Random): Item {
  const word = () => words[Math.floor(random() * words.length)];
  const [first, second, third] = [word(), word(), word()];
  return {
    id: `thing-${String(i).padStart(5, '0')}`,
    title: `${first.charAt(0).toUpperCase()}${first.slice(1)} ${kind.toLowerCase()} no. ${i}`,
    line: `For whoever likes a ${second}.`,
    description: `Made with the ${third} in mind, for every ${word()} there is.`,
    price: 5 + Math.round(40 * random()),
    brand: `Maker ${Math.floor(random() * 20)}`,
    department,
    kind,
    attributes: {},
    tags: [],
    image: null,
    tint: 'sage',
    available: true,
  };
}

function departmentsOf(items: readonly Item[]): Department[] {
  return DEPARTMENTS.map((name) => ({
    name,
    slug: name.toLowerCase(),
    blurb: '',
    kinds: [...KINDS[name]],
    count: items.filter(({ department }) => department === name).length,
  }));
}

/** What one buyer likes. */
interface Buyer {
  kind: BuyerKind;
  subjects: readonly number[];
  hues: readonly number[];
  pattern: Look['pattern'];
  sound: Sound;
  /** By department, how often they go there. */
  departments: readonly number[];
}

/** A population's orders, and what each of them goes by. */
export interface SensesOrders {
  log: OrderLog;
  kinds: readonly BuyerKind[];
}

const DAY = 86_400_000;
const DAYS = 240;
const ORDERS = { least: 4, most: 9 };
const MOST_LINES = 3;

/**
 * Orders of some buyers, who never take a thing twice.
 * @param until Epoch ms of the last day.
 */
export function sensesOrders(
  { catalog, things }: SensesShop,
  { buyers, seed, until }: { buyers: number; seed: number; until: number },
): SensesOrders {
  const random = seeded(seed);
  const byDepartment = DEPARTMENTS.map((name) =>
    catalog.items.flatMap(({ department }, item) => (department === name ? [item] : [])),
  );
  const events: OrderEvent[] = [];
  const kinds: BuyerKind[] = [];
  let order = 0;
  for (let user = 0; user < buyers; user++) {
    const buyer = someBuyer(BUYERS[user % BUYERS.length], random);
    kinds.push(buyer.kind);
    const liking = Float64Array.from(things, (thing) => utility(buyer, thing));
    const taken = new Set<number>();
    const orders = ORDERS.least + Math.floor(random() * (ORDERS.most - ORDERS.least + 1));
    const times = Array.from({ length: orders }, () => until - DAYS * DAY * random()).sort((a, b) => a - b);
    for (const at of times) {
      const lines = 1 + Math.floor(random() * MOST_LINES);
      for (let line = 0; line < lines; line++) {
        const offered = byDepartment[pick(buyer.departments, random)].filter((item) => !taken.has(item));
        const item = choice(offered, liking, random);
        taken.add(item);
        events.push({ user, item, type: 'purchase', at, quantity: 1, order });
      }
      order++;
    }
  }
  return { log: buildLog(events, buyers), kinds };
}

function someBuyer(kind: BuyerKind, random: Random): Buyer {
  const draw = (from: number) => Math.floor(random() * from);
  const { music } = STRENGTHS[kind];
  return {
    kind,
    subjects: [draw(SUBJECTS.length), draw(SUBJECTS.length)],
    hues: [draw(HUES), draw(HUES)].map((hue) => (360 / HUES) * hue),
    pattern: PATTERNS[draw(PATTERNS.length)],
    sound: { tempo: TEMPI[draw(TEMPI.length)], bright: random() < 0.5, major: random() < 0.5 },
    departments: DEPARTMENTS.map((name) => (0.3 + random()) * (name === MUSIC ? music : 1)),
  };
}

/** How much of the hue counts in what somebody likes of a look; the rest is the pattern. */
const HUE_SHARE = 0.7;

/** How far off a hue may be, degrees, to count for half. */
const HUE_WIDTH = 25;

/** In units of the noise of a choice. */
function utility(buyer: Buyer, { subject, look, sound, appeal }: Thing): number {
  const strength = STRENGTHS[buyer.kind];
  const off = Math.min(...buyer.hues.map((hue) => Math.abs(((((look.hue - hue) % 360) + 540) % 360) - 180)));
  const hue = 2 ** -((off / HUE_WIDTH) ** 2);
  const looks = HUE_SHARE * hue + (1 - HUE_SHARE) * Number(look.pattern === buyer.pattern);
  const sounds = sound === null ? 0 : likenessOfSounds(sound, buyer.sound);
  return (
    strength.subject * Number(buyer.subjects.includes(subject)) +
    strength.look * looks +
    strength.sound * sounds +
    appeal
  );
}

function likenessOfSounds(a: Sound, b: Sound): number {
  const tempo = Math.abs(Math.log(a.tempo / b.tempo)) < 0.15;
  return 0.5 * Number(tempo) + 0.35 * Number(a.bright === b.bright) + 0.15 * Number(a.major === b.major);
}

/** The multinomial logit: the largest of utility and Gumbel noise (McFadden 1974). */
function choice(items: readonly number[], liking: Float64Array, random: Random): number {
  let best = items[0];
  let most = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const value = liking[item] - Math.log(-Math.log(random() || Number.MIN_VALUE));
    if (value > most) {
      most = value;
      best = item;
    }
  }
  return best;
}

function pick(weights: readonly number[], random: Random): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    }),
  );
}
