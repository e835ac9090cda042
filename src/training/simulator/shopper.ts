/**
 * The simulated shoppers: what each likes, refuses, owns and has in mind, and how that changes. How they
 * choose in a visit is in visit.ts.
 */
import type { Random } from '../random.ts';
import { pick, type Theme, type Ware, type World } from './world.ts';

/** Something a person looks for: all wares of a kind, a tag or a brand. */
export interface Interest {
  wares: Ware[];
  /** 0 to 1; grows when it pays off, fades when nothing comes of it. */
  strength: number;
}

/** A handful of likings that go together in one sort of person. */
interface Persona {
  departments: number[];
  tags: string[];
  colours: string[];
  priceLevel: number;
}

/** Something undertaken that needs several things, one after another. */
export interface Project {
  theme: Theme;
  step: number;
  /** Day before which nothing more is bought for it. */
  next: number;
}

export interface Shopper {
  number: number;
  /** Days between which they are a customer. */
  from: number;
  to: number;
  /** Chance of a visit on an ordinary day. */
  rate: number;
  interests: Interest[];
  colours: Set<string>;
  /** A colour they would never have; '' for none. */
  refused: string;
  priceLevel: number;
  /** How far from their own price level they still buy. */
  tolerance: number;
  /** How many things they look at before giving up. */
  patience: number;
  /** Brands that kept their promise. */
  trusted: Set<string>;
  disappointed: Set<string>;
  /** Day on which each thing was last bought. */
  owned: Map<Ware, number>;
  /** Day on which something of a dear kind was last bought. */
  kindBought: Map<number, number>;
  /** Things that are bought again when used up, with the day they run out. */
  staples: Map<Ware, number>;
  saved: Ware[];
  /** What friends told them of. */
  tips: Ware[];
  friends: number[];
  project: Project | null;
  /** Days of the year (0 to 365) before which they look for a present, and for whom. */
  birthdays: { day: number; interests: Interest[] }[];
}

const PERSONAS = 24;
const CIRCLE = 6;

export function buildShoppers(world: World, count: number, days: number, random: Random): Shopper[] {
  const personas = Array.from({ length: PERSONAS }, () => buildPersona(world, random));
  const shoppers = Array.from({ length: count }, (_, number) =>
    buildShopper(world, personas, number, days, random),
  );
  // Circles of neighbours in number, one of them a stranger: tips travel far in few steps.
  for (const shopper of shoppers) {
    const circle = shopper.number - (shopper.number % CIRCLE);
    for (let friend = circle; friend < Math.min(count, circle + CIRCLE); friend++) {
      if (friend !== shopper.number) shopper.friends.push(friend);
    }
    shopper.friends.push(Math.floor(random() * count));
  }
  return shoppers;
}

function buildPersona(world: World, random: Random): Persona {
  return {
    departments: several(2, () => Math.floor(random() * world.departments)),
    tags: several(4, () => pick(world.themes, random)?.tag),
    colours: several(3, () => pick(world.colours, random)),
    priceLevel: 0.15 + 0.7 * random(),
  };
}

function buildShopper(
  world: World,
  personas: Persona[],
  number: number,
  days: number,
  random: Random,
): Shopper {
  const persona = pick(personas, random);
  // Two in five lead a second life: the hill walker who bakes.
  const other = random() < 0.4 ? pick(personas, random) : persona;
  const from = random() < 0.6 ? 0 : Math.floor(random() * days * 0.97);
  const stays = random() < 0.75 ? days : Math.floor(60 + random() * days);
  // Many come seldom, a few all the time.
  const keenness = random() ** 2;
  const shopper: Shopper = {
    number,
    from,
    to: Math.min(days, from + stays),
    rate: 0.007 + 0.04 * keenness,
    interests: [],
    colours: new Set([...persona.colours, ...several(1, () => pick(world.colours, random))]),
    refused: random() < 0.5 ? (pick(world.colours, random) ?? '') : '',
    priceLevel: Math.min(1, Math.max(0, persona.priceLevel + 0.3 * (random() - 0.5))),
    tolerance: 0.25 + 0.4 * random(),
    patience: 2 + Math.floor(random() * 6),
    trusted: new Set(),
    disappointed: new Set(),
    owned: new Map(),
    kindBought: new Map(),
    staples: new Map(),
    saved: [],
    tips: [],
    friends: [],
    project: null,
    birthdays: [],
  };
  if (shopper.refused !== '') shopper.colours.delete(shopper.refused);
  const many = 3 + Math.floor(random() * 3);
  for (let i = 0; i < many; i++) {
    shopper.interests.push(newInterest(world, random() < 0.5 ? persona : other, random));
  }
  for (let i = 0; i < 2; i++) {
    const recipient = pick(personas, random);
    shopper.birthdays.push({
      day: Math.floor(random() * 365),
      interests: [newInterest(world, recipient, random), newInterest(world, recipient, random)],
    });
  }
  return shopper;
}

/** Mostly what one's sort of person likes, now and then something of one's own. */
function newInterest(world: World, persona: Persona, random: Random): Interest {
  const strength = 0.3 + 0.7 * random();
  const chance = random();
  if (chance < 0.3) {
    const department = pick(persona.departments, random);
    const kinds = world.kinds.filter((kind) => kind.department === department);
    return { wares: pick(kinds, random).wares, strength };
  }
  if (chance < 0.82 && persona.tags.length > 0) {
    return { wares: world.byTag.get(pick(persona.tags, random)) ?? [], strength };
  }
  if (chance < 0.92) return { wares: pick(world.kinds, random).wares, strength };
  return { wares: pick([...world.byBrand.values()], random), strength };
}

/**
 * Once a month: likings that led nowhere fade and go, others come, and now and then a project starts.
 * New likings grow out of what somebody bought, or come out of the blue.
 */
export function drift(world: World, shopper: Shopper, day: number, random: Random): void {
  for (const interest of shopper.interests) interest.strength *= 0.93;
  shopper.interests = shopper.interests.filter((interest) => interest.strength > 0.15);
  if (shopper.interests.length < 2 || random() < 0.12) {
    const bought = [...shopper.owned.keys()];
    const grown = bought.length > 0 && random() < 0.6;
    const tag = grown ? pick(pick(bought, random).tags, random) : pick(world.themes, random)?.tag;
    const wares = world.byTag.get(tag) ?? pick(world.kinds, random).wares;
    shopper.interests.push({ wares, strength: 0.5 + 0.5 * random() });
  }
  if (shopper.project === null && world.themes.length > 0 && random() < 0.13) {
    const liked = pick(shopper.interests, random)?.wares ?? [];
    const near = world.themes.filter(({ steps }) =>
      steps.some((step) => step.some((ware) => liked.includes(ware))),
    );
    const theme = pick(near.length > 0 && random() < 0.7 ? near : world.themes, random);
    shopper.project = { theme, step: 0, next: day };
  }
}

function several<T>(count: number, draw: () => T | undefined): T[] {
  const drawn = new Set(Array.from({ length: count }, draw));
  return [...drawn].filter((value) => value !== undefined);
}
