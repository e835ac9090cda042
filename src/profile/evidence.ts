/**
 * How much evidence a statement about the visitor needs, and how much each sign counts: the table behind
 * `understand` and its words, as `event-weights.ts` is behind the profile. Round numbers, set by reading what
 * came of made-up visits to the demo shop; none was fitted to anybody's behaviour.
 */

/** Days and visits are told apart by these; see `SESSION_PAUSE` for what ends a visit. */
export const USUAL = {
  /** "Usually" wants this many visits, on this many days: less is only "so far". */
  sessions: 3,
  days: 2,
} as const;

export const CLUSTERS = {
  /**
   * The strongest items decide which interests there are, the others join the nearest: the work grows with the
   * square, and a visitor's weakest looks would only blur the rest.
   */
  leaders: 96,
  /** Taken off the distance (1 less the cosine) of two items of a kind, or else of a department. */
  sameKind: 0.35,
  sameDepartment: 0.15,
  /** Taken off it besides where both have a tag that at most this share of the catalog has. */
  sameTag: 0.3,
  rareTag: 0.1,
  /** Groups nearer than this are always one interest. Text alone puts variants of one thing about here. */
  together: 0.55,
  /** Groups further apart than this never are: two items drawn at random from a catalog are 1 apart. */
  apart: 0.82,
} as const;

export const NAMES = {
  /** Of a cluster's weight, what a word of its name must hold for. */
  head: 0.5,
  kind: 0.6,
  /** Before "knitwear" may stand "wool" where this much of the group is knitwear. */
  whole: 0.9,
  modifier: 0.7,
  /** And how many items. */
  items: 2,
  /** Two kinds are named together up to so many characters. */
  longest: 40,
  /** How much more often than in the catalog, and than in the visitor's other interests. */
  margin: 0.3,
} as const;

export const SAY = {
  /** An interest is said, and has a card, from so many items, events and share of attention on. */
  interest: { items: 2, events: 3, share: 0.2 },
  /** Without any such interest, a department that has this share of so many items. */
  department: { items: 3, share: 0.4 },
  visits: 3,
  /** Part of the day and weekday: visits, and the share of them that fell there. */
  hour: { sessions: 5, share: 0.5 },
  weekday: { sessions: 8, share: 0.4 },
  /** Pages whose dwell was measured. */
  dwell: 5,
  basket: 2,
  orderInterval: 3,
  /** Orders of one thing. */
  repeat: 3,
  price: { items: 5, share: 0.55 },
  /** Items against a facet, and their share of all that is known of it. */
  aversion: { items: 3, share: 0.75 },
  /** Confidence in what this visit is for. */
  intent: 0.5,
} as const;

/** A page left sooner than this was opened in vain. */
export const BOUNCE_MS = 5_000;

/** Shown this often (faded, see `PASSED_HALF_LIFE_DAYS`) without being opened, a thing was passed over. */
export const PASSED_OFTEN = 3;

export type AversionSign = 'hidden' | 'disliked' | 'less' | 'removed' | 'bounced' | 'passed';

/** What a sign says against an item; those of one item add up to 1 at most. Words count, silence hints. */
export const AGAINST: Record<AversionSign, number> = {
  hidden: 1,
  disliked: 1,
  less: 1,
  removed: 0.4,
  bounced: 0.2,
  passed: 0.2,
};

/**
 * What speaks for each purpose of a visit, in votes. Confidence is a purpose's votes over all votes and
 * `doubt`, so that a single weak sign never says much.
 */
export const INTENT_VOTES = {
  doubt: 1,
  /** Events of a visit that are looked at, the newest. */
  newest: 200,
  browsing: {
    /** Looks from which there is anything to say. */
    looks: 3,
    /** When every thing looked at is of another kind; in proportion below. */
    wide: 1.2,
  },
  comparing: {
    /** Each further thing of one kind, and each return to one after another; both at most `most`. */
    further: 0.6,
    back: 0.8,
    most: 2,
  },
  buying: {
    /** Something was put in the basket on this visit and is still there. */
    added: 2,
    /** The basket holds something from before. */
    waiting: 0.5,
    /** A thing in the basket was looked at once more. */
    checked: 1,
  },
  replenishing: {
    /** A thing bought before that is about due, looked at or put in the basket; at most two count. */
    due: 1.6,
    /** One bought before, when its interval isn't known. */
    again: 0.5,
    most: 2,
    /** Due: days since the last purchase over the usual interval, from and to. */
    from: 0.6,
    to: 1.8,
  },
  gift: {
    /** Searched for in words for a gift. */
    asked: 2.5,
    /** Things unlike all the visitor usually looks at: by itself never enough to say so. */
    unlike: 0.7,
    /** Things of this visit, and things known from before, that there must be for that. */
    things: 3,
    before: 8,
    /** Mean cosine to the usual, of vectors less the catalog's mean: 0 is chance. */
    cosine: 0.05,
  },
} as const;

/** What an interest needs before shelves and lines speak of it unasked: see `say-aloud.ts`. */
export const SAY_ALOUD = {
  /** Only what was done in this time counts: a month, so that nobody is held to a passing fancy. */
  days: 30,
  /** Different things that have what is named, and deeds about them: one look, or one thing, never says it. */
  items: 3,
  events: 3,
  /** Of an interest's weight, what is named must hold for; a kind, being named plainly, for a little more. */
  coverage: 0.6,
  /** How much commoner it must be there than in the whole catalog. */
  margin: 0.3,
  /** Share of recent attention that an interest has. */
  share: 0.2,
  /** “Your” wants more than looks in one visit: a deed of this weight (saved, basketed, bought), or so many visits. */
  deed: 0.5,
  visits: 2,
  /** The strongest recent things that are looked at, and interests spoken of on one page. */
  leaders: 32,
  interests: 2,
} as const;

/** What “you choose by looks” needs: see `senses-said.ts`. */
export const SENSES = {
  /** Choices that could be compared with earlier ones, in one department and in all. */
  department: 6,
  everywhere: 8,
  /** Deviations of the mean percentile from chance: 1 in 200 would be so far by luck. */
  deviations: 2.6,
  /** By how much the mean percentile leads the next sense's. */
  lead: 0.1,
  /** Share of the choices that were nearer to earlier ones than most. */
  nearer: 0.7,
} as const;
