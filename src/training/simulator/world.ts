/**
 * The simulated shop: what the simulator knows of the catalog beyond its text. Which themes run through it,
 * when items were launched, how good they secretly are, and what is in front of the shop on a given day.
 */
import type { Season, SeasonHints } from '../../catalog/demo.ts';
import type { Catalog, Item } from '../../catalog/item.ts';
import type { Random } from '../random.ts';

/** An item as shoppers meet it. */
export interface Ware {
  index: number;
  kind: number;
  department: number;
  brand: string;
  tags: string[];
  /** '' where it has none. */
  colour: string;
  /** Place among the prices of its kind, 0 (cheapest) to 1. */
  priceLevel: number;
  /** How well it turns out, 0 to 1; no feed says so. */
  quality: number;
  season: Season | null;
  /** The hours in which it comes to mind more than usual; null for what people want at any hour. */
  hours: Hours | null;
  /** Days until it is used up; 0 for things that last. */
  lasts: number;
  /** Day of the simulation on which it arrived; 0 or less: always there. */
  launch: number;
  /** What is used with it, of other kinds: the teapot's tea, the boots' wax. Not always the other way round. */
  partners: Ware[];
}

export interface Kind {
  department: number;
  wares: Ware[];
  medianPrice: number;
  /** Bought once in a long while, like a tent; others are collected, like candles. */
  dear: boolean;
}

/** A use that runs through several kinds, such as camping: the material of projects. */
export interface Theme {
  tag: string;
  /** Its wares by kind, dearest kind first: the tent before the torch. */
  steps: Ware[][];
}

export interface World {
  wares: Ware[];
  kinds: Kind[];
  departments: number;
  byTag: Map<string, Ware[]>;
  byBrand: Map<string, Ware[]>;
  colours: string[];
  themes: Theme[];
  /** Wares of each season. */
  bySeason: Map<Season, Ware[]>;
  /** Wares of the mornings, and of the evenings. */
  byHours: Map<Hours, Ware[]>;
}

/** Share of items that arrived while the simulation ran. */
const LAUNCHED = 0.14;
/** Share that nobody has seen yet: on sale from the day after. */
const UNSEEN = 0.01;

/** @param days Length of the simulation. */
export function buildWorld(catalog: Catalog, hints: SeasonHints, days: number, random: Random): World {
  const kindNames = [...new Set(catalog.items.map(kindName))];
  const departmentNames = [...new Set(catalog.items.map((item) => item.department))];
  const wares = catalog.items.map((item, index): Ware => {
    const fate = random();
    const launchDay = 1 + Math.floor(random() * (days - 1));
    return {
      index,
      kind: kindNames.indexOf(kindName(item)),
      department: departmentNames.indexOf(item.department),
      brand: item.brand,
      tags: item.tags,
      colour: item.attributes.colour ?? '',
      priceLevel: 0,
      // The mean of three: most things are decent, few are dreadful or splendid.
      quality: (random() + random() + random()) / 3,
      season: hints.season[item.id] ?? null,
      hours: hoursOf(item),
      lasts: hints.lasts[item.id] ?? 0,
      launch: fate < UNSEEN ? days : fate < UNSEEN + LAUNCHED ? launchDay : 0,
      partners: [],
    };
  });
  const price = (ware: Ware) => catalog.items[ware.index].price ?? 0;
  const kinds = kindNames.map((_, kind): Kind => {
    const members = wares.filter((ware) => ware.kind === kind).sort((a, b) => price(a) - price(b));
    members.forEach((ware, place) => {
      ware.priceLevel = members.length < 2 ? 0.5 : place / (members.length - 1);
    });
    return {
      department: members[0].department,
      wares: members,
      medianPrice: price(members[members.length >> 1]),
      dear: false,
    };
  });
  const byPrice = kinds.map((kind) => kind.medianPrice).sort((a, b) => a - b);
  for (const kind of kinds) kind.dear = kind.medianPrice > byPrice[byPrice.length >> 1];

  const byTag = groupBy(wares, (ware) => ware.tags);
  for (const ware of wares) ware.partners = partnersOf(ware, wares, random);
  const seasonal = wares.filter((ware) => ware.season !== null);
  return {
    wares,
    kinds,
    departments: departmentNames.length,
    byTag,
    byBrand: groupBy(wares, (ware) => [ware.brand]),
    colours: [...new Set(wares.map((ware) => ware.colour))].filter((colour) => colour !== '').sort(),
    themes: themesOf(byTag, kinds),
    bySeason: groupBy(seasonal, (ware) => (ware.season === null ? [] : [ware.season])),
    byHours: groupBy(wares, (ware) => (ware.hours === null ? [] : [ware.hours])),
  };
}

/** Partners of a ware at most. */
const PARTNERS = 3;

/** Drawn from what shares most tags, in the same or another department but never of the same kind. */
function partnersOf(ware: Ware, wares: readonly Ware[], random: Random): Ware[] {
  const shared = (other: Ware) => other.tags.filter((tag) => ware.tags.includes(tag)).length;
  return wares
    .filter((other) => other.kind !== ware.kind && other.season === ware.season)
    .map((other) => ({
      other,
      closeness: shared(other) + (other.department === ware.department ? 1 : 0) + random(),
    }))
    .sort((a, b) => b.closeness - a.closeness || a.other.index - b.other.index)
    .slice(0, PARTNERS)
    .map(({ other }) => other);
}

const kindName = (item: Item) => `${item.department} / ${item.kind}`;

function groupBy<Key>(wares: Ware[], keys: (ware: Ware) => Key[]): Map<Key, Ware[]> {
  const groups = new Map<Key, Ware[]>();
  for (const ware of wares) {
    for (const key of new Set(keys(ware))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [ware]);
      else group.push(ware);
    }
  }
  return groups;
}

/** Tags narrow enough to be an undertaking and wide enough to need several kinds of thing. */
function themesOf(byTag: Map<string, Ware[]>, kinds: Kind[]): Theme[] {
  const themes: Theme[] = [];
  for (const [tag, wares] of byTag) {
    const steps = [...groupBy(wares, (ware) => [ware.kind])]
      .sort(([a], [b]) => kinds[b].medianPrice - kinds[a].medianPrice || a - b)
      .map(([, step]) => step);
    if (wares.length >= 6 && wares.length <= 70 && steps.length >= 3) themes.push({ tag, steps });
  }
  return themes;
}

/** First and last day of a season as [month, day], both included; December wraps into the next year. */
const SEASONS: Record<Season, [from: number, to: number]> = {
  spring: [301, 531],
  summer: [515, 831],
  autumn: [901, 1130],
  winter: [1101, 228],
  christmas: [1105, 1224],
};

/** Whether a moment (epoch ms, UTC) lies in a season. */
export function inSeason(season: Season, at: number): boolean {
  const date = new Date(at);
  const day = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const [from, to] = SEASONS[season];
  return from <= to ? day >= from && day <= to : day >= from || day <= to;
}

export type Hours = 'morning' | 'evening';

/**
 * What is thought of over breakfast, and what when the day is done; by what the sources call things. First and last
 * hour in which it is (UTC, as all of the simulation), both included.
 */
const HOURS: Record<Hours, { kinds: readonly string[]; tags: readonly string[]; from: number; to: number }> =
  {
    morning: {
      kinds: ['Tea and coffee', 'Tea and coffee ware', 'Honey and preserves', 'Cycling'],
      tags: ['breakfast', 'slow-morning', 'commuting', 'running'],
      from: 5,
      to: 10,
    },
    evening: {
      kinds: ['Candles', 'Bath time', 'Lamps', 'Sleeping gear', 'Lights and lanterns'],
      tags: ['evening', 'slow-evening', 'bedtime', 'bedroom', 'baby'],
      from: 19,
      to: 23,
    },
  };

/** Things of both, such as a bedside lamp to wake by, are of neither. */
function hoursOf({ kind, tags }: Item): Hours | null {
  const of = (['morning', 'evening'] as const).filter(
    (hours) => HOURS[hours].kinds.includes(kind) || tags.some((tag) => HOURS[hours].tags.includes(tag)),
  );
  return of.length === 1 ? of[0] : null;
}

/** The hours that a moment (epoch ms, UTC) lies in; null for the middle of the day. */
export function hoursAt(at: number): Hours | null {
  const hour = new Date(at).getUTCHours();
  const of = (['morning', 'evening'] as const).filter(
    (hours) => hour >= HOURS[hours].from && hour <= HOURS[hours].to,
  );
  return of[0] ?? null;
}

/** What everybody sees on a given day: sales so far, fading, and what is in fashion. */
export class Street {
  /** Decayed sales per item. */
  readonly buzz: Float64Array;
  private fashions: { tag: string; colour: string; from: number; days: number }[] = [];

  constructor(
    private readonly world: World,
    private readonly random: Random,
  ) {
    this.buzz = new Float64Array(world.wares.length);
  }

  /** Sales lose half their weight in three weeks; about every five weeks a tag and a colour come into fashion. */
  newDay(day: number): void {
    for (let item = 0; item < this.buzz.length; item++) this.buzz[item] *= 0.968;
    this.fashions = this.fashions.filter((fashion) => day < fashion.from + fashion.days);
    if (this.random() < 1 / 35) {
      const theme = pick(this.world.themes, this.random);
      const colour = pick(this.world.colours, this.random);
      const days = 30 + Math.floor(this.random() * 60);
      this.fashions.push({ tag: theme?.tag ?? '', colour: colour ?? '', from: day, days });
    }
  }

  inFashion(ware: Ware): boolean {
    return this.fashions.some(
      ({ tag, colour }) => ware.tags.includes(tag) || (colour !== '' && ware.colour === colour),
    );
  }

  fashionable(): Ware[] {
    return this.fashions.flatMap(({ tag }) => this.world.byTag.get(tag) ?? []);
  }

  /**
   * The wares a visitor sees first among `wares`: bestsellers, new things and things of the season in front,
   * each visitor's page a little different.
   */
  display(wares: readonly Ware[], day: number, at: number, places: number, random: Random): Ware[] {
    const shown: { ware: Ware; prominence: number }[] = [];
    for (const ware of wares) {
      if (ware.launch > day) continue;
      // The fourth root: a bestseller stands further forward, without pushing the rest off the page.
      let prominence = (1 + this.buzz[ware.index]) ** 0.25 * (0.3 + random() * 1.4);
      if (ware.launch > 0 && day - ware.launch < 21) prominence += 3 * random();
      if (ware.season !== null) prominence *= inSeason(ware.season, at) ? 1.6 : 0.12;
      shown.push({ ware, prominence });
    }
    shown.sort((a, b) => b.prominence - a.prominence || a.ware.index - b.ware.index);
    return shown.slice(0, places).map(({ ware }) => ware);
  }
}

/** A random element; undefined only where there is none. */
export function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)];
}
