/**
 * The profile: what history and context say about a visitor, as plain numbers over item indices. Types only;
 * `buildProfile` beside this file derives it, and is the same for visitors and for the population that
 * training reads, so that the model meets on a device what it met in training.
 */
import type { EventType, Facet } from '../history/event.ts';
import type { Weather } from './preferences.ts';

/** An event with its item resolved to an index into `Catalog.items`. */
export interface PastEvent {
  /** The history event's id; '' for population events. */
  id: string;
  type: EventType;
  /** -1 for what names no item. */
  item: number;
  /** Epoch ms. */
  at: number;
  quantity: number;
  /** Groups lines of one purchase; '' where it belongs to none. */
  order: string;
  /** Stars, 1 to 5; 0 where none were given. A shop's own scale is stretched to it. */
  rating: number;
  /** What feedback is about, where it isn't one item. */
  facet?: Facet;
  /** Of a `view_item_list`: what stood in view. */
  seen?: readonly number[];
  /** Of a `user_engagement`, ms. */
  engaged?: number;
  /** Title of the shelf it came from. */
  shelf?: string;
  /** Of a `search`. */
  query?: string;
  /** Of a `review`. */
  text?: string;
}

/** The moment a recommendation is asked for. Logs know time alone. */
export interface Moment {
  /** Epoch ms. */
  now: number;
  /** Minutes that local time is ahead of UTC, for hour of day and season. */
  utcOffset: number;
  /** What it is asked on. */
  device?: 'phone' | 'desktop';
  /** Whose holidays count: ISO 3166-1 alpha-2. */
  country?: string;
  /** True where the visitor has summer while the shop's buyers have winter. */
  seasonsApart?: boolean;
  /** As the visitor chose. */
  weather?: Weather;
}

/** An item the visitor showed interest in. */
export interface Touched {
  item: number;
  /** Sum of its events' weights, faded by age and by the number of newer events. */
  weight: number;
  /** Its strongest event, faded by age alone and slowly; at most 1. */
  lasting: number;
  /** Epoch ms of its newest event. */
  last: number;
}

/** One event of interest in a sequence. */
export interface Step {
  item: number;
  /** Epoch ms. */
  at: number;
  /** Interest shown, as in `EVENT_WEIGHT`. */
  weight: number;
}

export interface Rated {
  item: number;
  /** 1 to 5, or between: the newest. */
  stars: number;
}

export interface Bought {
  item: number;
  /** Distinct orders that held it. */
  orders: number;
  /** Epoch ms. */
  first: number;
  last: number;
  inLastOrder: boolean;
}

export interface Interest extends Facet {
  of: Exclude<Facet['of'], 'attribute'>;
  /** Share of the visitor's weighted attention, 0 to 1. */
  share: number;
  /** Items that speak for it, strongest first. */
  items: number[];
}

/** What the visitor said outright about a thing or a facet: the newest word on each. */
export interface Said {
  verdict: 'more' | 'less';
  /** -1 where it is about a facet. */
  item: number;
  facet: Facet | null;
  /** Epoch ms. */
  at: number;
  /** The event's id. */
  id: string;
}

/** Something the visitor wrote: the newest of equal searches, the newest review of an item. */
export interface Written {
  of: 'search' | 'review';
  text: string;
  /** What a review is about; -1 for a search. */
  item: number;
  /** Of a review; 0 for a search. */
  stars: number;
  /** Epoch ms. */
  at: number;
  /** Events that say the same: forgetting all of them unsays it. */
  ids: string[];
}

/** An item that stood in view without being opened since. */
export interface Passed {
  item: number;
  /** Lists it stood in since it was last opened, each faded by `PASSED_HALF_LIFE_DAYS`. */
  times: number;
  /** Epoch ms. */
  last: number;
}

export interface Profile {
  moment: Moment;
  /** Distinct items of interest, newest first. Hidden and disliked ones are absent. */
  touched: Touched[];
  /**
   * Events of interest one by one, oldest first, at most the newest `LONGEST_SEQUENCE`: what sequence models
   * read. Hidden and disliked items are absent; events of one moment are ordered by type, then item.
   */
  sequence: Step[];
  bought: Bought[];
  /** Ascending by item. Disliked items are here, too. */
  rated: Rated[];
  saved: number[];
  basket: { item: number; quantity: number }[];
  /** Ascending. */
  hidden: number[];
  /** Items whose newest rating is two stars or less, ascending. */
  disliked: number[];
  /** Departments, kinds and brands, strongest first. */
  interests: Interest[];
  /** Feedback in the visitor's own words, oldest first. */
  said: Said[];
  /** Searches and reviews, newest first, at most `MOST_WRITTEN`. */
  written: Written[];
  /** Nothing that has one of these is shown. */
  hiddenFacets: Facet[];
  /** Shown and passed over, ascending by item. */
  passed: Passed[];
  /** Things done; what was merely shown, and for how long, is not counted. */
  events: number;
  orders: number;
  /** Events since the last pause of 30 minutes or more, counting back from `now`. */
  sessionEvents: number;
  /** Days since the last event before this session; 0 for a first visit. */
  gapDays: number;
  /** Share of purchases that were repeats. */
  repeatShare: number;
}
