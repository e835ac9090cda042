/**
 * One visit of a simulated shopper: what they came for, what they look at, what they take. People here don't
 * score items. They rule things out one aspect after another (Tversky 1972) and take the first that is good
 * enough, asking for less the longer they look (Simon's satisficing, 1956).
 */
import type { OrderEvent } from '../build-log.ts';
import type { Random } from '../random.ts';
import type { Interest, Shopper } from './shopper.ts';
import { hoursAt, inSeason, pick, type Street, type Ware, type World } from './world.ts';

const SECOND = 1000;
/** Days after which somebody buys another thing of a dear kind. */
const DEAR_KIND_REST = 240;

/** Share of what doesn't convince on the shelf that isn't even opened. */
const PASSED_BY = 0.7;
/** Share of what belongs to other hours that isn't thought of: nobody looks for candles over breakfast. */
const OUT_OF_MIND = 0.6;
/** Share of errands for which the hour itself gives the idea. */
const IDEA_OF_THE_HOUR = 0.12;
/** Things that last less than this many days are bought several at a time. */
const STOCK_DAYS = 14;

/** Chance that something is thought of that goes with what was just taken. */
const TAKES_ALONG = 0.55;

/** What came of a visit besides its events. */
export interface Visit {
  events: OrderEvent[];
  bought: Ware[];
}

/** Simulates visits; numbers their orders. */
export class Visits {
  private orders = 0;

  constructor(
    private readonly world: World,
    private readonly street: Street,
    private readonly random: Random,
  ) {}

  /** @param start Epoch ms of the first click. */
  visit(shopper: Shopper, day: number, start: number): Visit {
    return new OneVisit(this.world, this.street, this.random, shopper, day, start).run(() => this.orders++);
  }
}

class OneVisit {
  private readonly events: OrderEvent[] = [];
  private readonly basket = new Map<Ware, number>();
  private readonly seen = new Set<Ware>();
  private at: number;

  constructor(
    private readonly world: World,
    private readonly street: Street,
    private readonly random: Random,
    private readonly shopper: Shopper,
    private readonly day: number,
    start: number,
  ) {
    this.at = start;
  }

  run(nextOrder: () => number): Visit {
    this.restock();
    let wish = true;
    // One errand, often another: postage is paid once.
    while (wish) {
      this.errand();
      wish = this.random() < 0.5;
    }
    if (this.random() < 0.08) this.look(this.anything());
    // A basket is sometimes left standing.
    const bought = this.random() < 0.85 ? this.checkOut(nextOrder()) : [];
    return { events: this.events, bought };
  }

  /** What has run out goes into the basket unseen, or nearly. */
  private restock(): void {
    for (const [ware, runsOut] of this.shopper.staples) {
      if (runsOut > this.day + 5 || this.random() < 0.25) continue;
      if (this.random() < 0.3) this.look(ware);
      this.take(ware);
    }
  }

  private errand(): void {
    const { shopper, random, street, world } = this;
    const gift = this.presentFor();
    if (gift !== null && random() < 0.3) {
      this.browse(pick(gift, random)?.wares ?? [], gift, true);
    } else if (shopper.project !== null && shopper.project.next <= this.day && random() < 0.6) {
      this.goOnWithProject();
    } else if (shopper.tips.length > 0 && random() < 0.5) {
      const tip = shopper.tips.pop() as Ware;
      this.look(tip);
      if (this.acceptable(tip) && random() < 0.5) this.take(tip);
    } else if (shopper.saved.length > 0 && random() < 0.25) {
      const ware = shopper.saved.shift() as Ware;
      this.look(ware);
      if (random() < 0.5) this.take(ware);
    } else {
      const own = inSeason('christmas', this.at) ? 0.55 : 0.75;
      const hours = hoursAt(this.at);
      if (hours !== null && random() < IDEA_OF_THE_HOUR) {
        const wares = world.byHours.get(hours) ?? [];
        this.browse(wares, [...shopper.interests, { wares, strength: 1 }], false);
        return;
      }
      const chance = random();
      if (chance < own) this.browse(this.ownInterest(), shopper.interests, false);
      else if (chance < 0.85) this.browseTheSeason();
      else if (chance < 0.91) this.browse(street.fashionable(), shopper.interests, false);
      else if (chance < 0.97) this.browse(pick(world.kinds, random).wares, shopper.interests, false);
      else this.take(this.anything());
    }
  }

  private ownInterest(): Ware[] {
    const { interests } = this.shopper;
    let left = this.random() * interests.reduce((sum, { strength }) => sum + strength, 0);
    for (const interest of interests) {
      left -= interest.strength;
      if (left <= 0) return interest.wares;
    }
    return [];
  }

  /** A season is looked for as such: what it offers counts as wanted. Before Christmas nobody thinks of winter. */
  private browseTheSeason(): void {
    const now = [...this.world.bySeason].filter(([season]) => inSeason(season, this.at));
    const christmas = now.filter(([season]) => season === 'christmas');
    const wares = (christmas.length > 0 ? christmas : now).flatMap(([, wares]) => wares);
    this.browse(wares, [...this.shopper.interests, { wares, strength: 1 }], false);
  }

  /** The likings of somebody whose birthday comes up, or before Christmas of anybody. */
  private presentFor(): Interest[] | null {
    const { birthdays } = this.shopper;
    if (inSeason('christmas', this.at)) return pick(birthdays, this.random).interests;
    const today = dayOfYear(this.at);
    const soon = birthdays.find(({ day }) => (day - today + 365) % 365 < 14);
    return soon?.interests ?? null;
  }

  private goOnWithProject(): void {
    const project = this.shopper.project;
    if (project === null) return;
    const { steps, tag } = project.theme;
    const before = this.basket.size;
    this.browse(steps[project.step], [{ wares: this.world.byTag.get(tag) ?? [], strength: 1 }], false);
    if (this.basket.size === before && this.random() < 0.6) {
      project.next = this.day + 7;
      return;
    }
    project.step++;
    // Half the time the next step is taken at once, so that a tent and its pegs share a basket.
    project.next = this.random() < 0.5 ? this.day : this.day + 2 + Math.floor(this.random() * 18);
    // Most undertakings end before all that could be bought for them has been.
    const over = project.step >= Math.min(steps.length, 6) || this.random() < 0.12;
    this.shopper.project = over ? null : project;
    if (!over && project.next === this.day) this.goOnWithProject();
  }

  /** Goes along a shelf until something will do or patience ends. */
  private browse(wares: readonly Ware[], purpose: readonly Interest[], gift: boolean): void {
    const { shopper, random, street } = this;
    const shelf = street.display(wares, this.day, this.at, shopper.patience + 6, random);
    let wanted = 3;
    let looks = 0;
    for (const ware of shelf) {
      if (looks >= shopper.patience) return;
      // Most of what stands on a shelf is passed by, at once where something speaks against it.
      if (this.basket.has(ware) || (!gift && !this.acceptable(ware))) continue;
      if (!gift && this.outOfMind(ware)) continue;
      const points = this.points(ware, purpose, gift);
      if (points < wanted && random() < PASSED_BY) continue;
      this.look(ware);
      looks++;
      if (points >= wanted) {
        this.choose(ware, purpose, gift);
        return;
      }
      if (looks % 2 === 0) wanted--;
    }
  }

  private choose(ware: Ware, purpose: readonly Interest[], gift: boolean): void {
    const { shopper, random } = this;
    for (const interest of purpose) {
      if (interest.wares.includes(ware)) interest.strength = Math.min(1, interest.strength + 0.15);
    }
    if (!gift && random() < 0.15 && !shopper.saved.includes(ware)) {
      shopper.saved.push(ware);
      this.log(ware, 'add_to_wishlist');
    } else {
      this.take(ware);
      if (!gift) this.takeAlong(ware);
    }
  }

  /** What goes with a thing comes to mind once it is in the basket. */
  private takeAlong(ware: Ware): void {
    if (this.random() > TAKES_ALONG) return;
    const partner = pick(ware.partners, this.random);
    if (partner === undefined || partner.launch > this.day) return;
    this.look(partner);
    if (this.acceptable(partner)) this.take(partner);
  }

  /** What rules a thing out for oneself. */
  private acceptable(ware: Ware): boolean {
    const { shopper, day, world } = this;
    if (ware.colour !== '' && ware.colour === shopper.refused) return false;
    if (shopper.disappointed.has(ware.brand)) return false;
    if (Math.abs(ware.priceLevel - shopper.priceLevel) > shopper.tolerance) return false;
    if (ware.lasts === 0 && shopper.owned.has(ware)) return false;
    const kindBought = shopper.kindBought.get(ware.kind);
    return !world.kinds[ware.kind].dear || kindBought === undefined || day - kindBought > DEAR_KIND_REST;
  }

  /** Whether a thing of other hours goes unnoticed now. */
  private outOfMind(ware: Ware): boolean {
    return ware.hours !== null && ware.hours !== hoursAt(this.at) && this.random() < OUT_OF_MIND;
  }

  /** What speaks for a thing; one is as good as another. */
  private points(ware: Ware, purpose: readonly Interest[], gift: boolean): number {
    const { shopper, street } = this;
    let points = 0;
    for (const interest of purpose) if (interest.wares.includes(ware)) points++;
    if (gift) return points + (ware.tags.includes('gift') ? 1 : 0) + (ware.quality > 0.6 ? 1 : 0);
    if (shopper.colours.has(ware.colour)) points++;
    if (shopper.trusted.has(ware.brand)) points++;
    if (street.inFashion(ware)) points++;
    if (ware.quality > 0.65) points++;
    return points;
  }

  private anything(): Ware {
    const { world, random, day } = this;
    for (;;) {
      const ware = pick(world.wares, random);
      if (ware.launch <= day) return ware;
    }
  }

  private look(ware: Ware): void {
    if (this.seen.has(ware)) return;
    this.seen.add(ware);
    this.log(ware, 'view_item');
  }

  private take(ware: Ware): void {
    if (this.basket.has(ware)) return;
    const stock = ware.lasts > 0 ? Math.ceil(STOCK_DAYS / ware.lasts) : 1;
    this.basket.set(ware, ware.lasts > 0 && this.random() < 0.25 ? 2 * stock : stock);
    this.log(ware, 'add_to_cart');
  }

  private log(ware: Ware, type: OrderEvent['type']): void {
    this.events.push({ user: this.shopper.number, item: ware.index, type, at: this.at });
    this.at += (15 + Math.floor(this.random() * 75)) * SECOND;
  }

  private checkOut(order: number): Ware[] {
    for (const [ware, quantity] of this.basket) {
      const { number } = this.shopper;
      this.events.push({ user: number, item: ware.index, type: 'purchase', at: this.at, quantity, order });
      // Nobody talks about buying the same again.
      if (!this.shopper.owned.has(ware)) this.street.buzz[ware.index]++;
      this.own(ware, quantity);
    }
    return [...this.basket.keys()];
  }

  /** What a thing turns out to be like changes what is bought next. */
  private own(ware: Ware, quantity: number): void {
    const { shopper, day, random, world } = this;
    shopper.owned.set(ware, day);
    if (world.kinds[ware.kind].dear) shopper.kindBought.set(ware.kind, day);
    const pleased = random() < 0.25 + 0.75 * ware.quality;
    if (pleased) shopper.trusted.add(ware.brand);
    else if (random() < 0.3) shopper.disappointed.add(ware.brand);
    if (ware.lasts === 0) return;
    const kept = shopper.staples.has(ware) ? random() < 0.93 : pleased && random() < 0.7;
    if (kept) shopper.staples.set(ware, day + Math.round(ware.lasts * quantity * (0.7 + 0.6 * random())));
    else shopper.staples.delete(ware);
  }
}

function dayOfYear(at: number): number {
  const year = new Date(at).getUTCFullYear();
  return Math.floor((at - Date.UTC(year, 0, 1)) / 86_400_000);
}
