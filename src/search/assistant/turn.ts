/**
 * A conversation as plain values: what was said, what it was taken for, and an answer made of facts. No sentence stands
 * here; `Say` names a template of the message catalogue and the facts that fill it.
 */
import type { NewEvent } from '../../history/event.ts';
import type { Part } from '../request.ts';

/** Which of the things in view is meant. */
export type Reference =
  /** From 1; -1 is the last. */
  | { by: 'place'; at: number }
  /** "this", "that one", "it". */
  | { by: 'focus' }
  | { by: 'extreme'; of: 'cheapest' | 'dearest' | 'best-rated' }
  /** "the blue one". */
  | { by: 'words'; words: string }
  /** From a button. */
  | { by: 'id'; itemId: string };

/** What the visitor does by a line or a button. */
export type Act =
  /** A wish in the visitor's words: a new one, or one more about the same, as the conversation shows. */
  | { act: 'wish'; text: string }
  /** "cheaper", "nicer": than the middle of what is in view, or than one thing; `text` is what else was said. */
  | { act: 'cheaper' | 'dearer'; than: Reference | null; text: string }
  | { act: 'like'; what: Reference; text: string }
  | { act: 'why' | 'goes-with' | 'open'; what: Reference }
  | { act: 'save' | 'basket'; what: Reference }
  | { act: 'less' | 'hide'; what: Reference }
  /** @param field what of it, in the visitor's word; '' for all there is to say */
  | { act: 'tell'; what: Reference; field: string }
  /** @param what none: the first ones in view */
  | { act: 'compare'; what: Reference[] }
  | { act: 'more' | 'choose' | 'either' | 'yes' | 'no' }
  /** @param at place in the conversation of the turn whose feedback is taken back; null for the last of them */
  | { act: 'undo'; at: number | null }
  | { act: 'start-over' | 'thanks' | 'hello' | 'help' | 'nothing' }
  /** A button: adds parts, takes others back. */
  | { act: 'change'; add: Part[]; drop: string[] };

/** A value and where it comes from. */
export type Fact =
  /** `field` is `title`, `price`, `brand`, `kind`, `stars`, `reviews`, or an attribute's name. */
  | { of: 'item'; itemId: string; field: string; value: string | number }
  /** What the visitor asked for; with the title where it is measured against a thing. */
  | { of: 'part'; part: Part; title: string | null }
  /** Whether a template says more. */
  | { of: 'flag'; on: boolean }
  /** Counted by the shop. */
  | { of: 'count'; value: number }
  /** The visitor's own words. */
  | { of: 'words'; text: string }
  /** What the catalog calls an attribute: "colour". */
  | { of: 'name'; text: string }
  /** How many reviews of an item praise one of its sides, and how many complain. */
  | { of: 'aspect'; itemId: string; aspect: string; praise: number; complaints: number }
  /** A finished sentence of the engine's about an item. */
  | { of: 'sentence'; itemId: string; text: string }
  | { of: 'list'; facts: Fact[]; join: 'and' | 'or' };

export type PartFact = Extract<Fact, { of: 'part' }>;

/** A sentence or two: a template and what fills its gaps. */
export interface Say {
  key: SayKey;
  /** Which of the template's wordings, from 0. */
  variant: number;
  facts: Record<string, Fact>;
}

/** Templates, by how many wordings each has: `found` is the messages `ask.found.1` to `ask.found.3`. */
export const WORDINGS = {
  hello: 2,
  help: 1,
  thanks: 3,
  'start-over': 2,
  'not-understood': 2,
  found: 3,
  'found-one': 2,
  'found-all': 2,
  closest: 3,
  anything: 2,
  unknown: 2,
  lead: 3,
  'lead-unpriced': 2,
  'lead-rated': 2,
  'ask-kind': 2,
  'ask-department': 2,
  'ask-brand': 1,
  'ask-price': 2,
  'ask-tag': 2,
  'ask-attribute': 2,
  more: 3,
  'no-more': 2,
  nothing: 2,
  'nothing-at-all': 2,
  loosen: 2,
  conflict: 2,
  'conflict-nearest': 1,
  'conflict-without': 1,
  like: 2,
  'like-none': 1,
  'goes-with': 2,
  'goes-with-none': 1,
  'why-asked': 2,
  'why-words': 1,
  'why-rated': 1,
  'why-own': 1,
  'why-nothing': 1,
  tell: 2,
  'tell-unpriced': 1,
  'tell-has': 1,
  'tell-field': 2,
  'tell-rating': 1,
  'tell-aspects': 1,
  'not-said': 2,
  compare: 2,
  'compare-cheapest': 1,
  'compare-best': 1,
  'compare-few': 1,
  which: 2,
  'none-in-view': 1,
  'no-such-place': 1,
  choose: 2,
  saved: 2,
  basket: 2,
  less: 2,
  hidden: 1,
  undone: 1,
  'nothing-to-undo': 1,
  open: 1,
  'as-you-like': 2,
} as const;

export type SayKey = keyof typeof WORDINGS;

/** A button: what it says and what it does. */
export interface Button {
  label: Fact | { of: 'label'; key: ButtonKey; facts: Record<string, Fact> };
  act: Act;
}

export type ButtonKey =
  | 'either'
  | 'without'
  | 'more'
  | 'compare'
  | 'cheaper'
  | 'like'
  | 'goes-with'
  | 'why'
  | 'open'
  | 'basket'
  | 'save'
  | 'choose'
  | 'start-over';

/** Asks what would tell most. */
export interface Narrowing {
  of: 'kind' | 'department' | 'brand' | 'price' | 'tag' | 'attribute';
  /** Name of what is asked: as `of`, or an attribute's name. */
  about: string;
  /** Bits that the answer is expected to tell. */
  gain: number;
  options: Button[];
}

/** Asks which of the things in view was meant; an option does with it what was to be done. */
export interface Which {
  of: 'item';
  options: Button[];
}

export type Question = Narrowing | Which;

/** Null where the catalog doesn't say. */
export type Cell = Fact | null;

export interface Table {
  itemIds: string[];
  rows: { of: 'price' | 'rating' | 'brand' | 'kind' | 'attribute' | 'aspect'; name: string; cells: Cell[] }[];
  /** What all of them share: attribute by attribute. */
  shared: { name: string; value: Fact }[];
}

/** What is asked for, at some point of a conversation. */
export interface Wish {
  /** The visitor's words that hold, oldest first; each without the parts that were taken back since. */
  words: { text: string; beside: string | null; dropped: string[] }[];
  /** Parts that came otherwise: from answers, buttons, and words about things in view. */
  chosen: Part[];
  /** Where it is looked for: in the shop, or among what is bought with a thing. */
  among: { of: 'shop' } | { of: 'together'; itemId: string };
}

/** What later lines can refer to. */
export interface State {
  wish: Wish | null;
  /** Ids in view, in order. */
  view: string[];
  /** The one thing that was last spoken of by itself. */
  focus: string | null;
  /** Ids shown for this wish so far. */
  shown: string[];
  /** Ids that were turned down in this conversation. */
  declined: string[];
  /** Names of questions that were asked about this wish. */
  asked: string[];
  /** Questions in a row, up to now. */
  inARow: number;
  pending: Question | null;
  /** Offers that "yes" takes the first of. */
  offers: Button[];
}

/** A line and its answer. */
export interface Turn {
  /** As read: trimmed, cut; '' for a button. */
  utterance: string;
  act: Act;
  say: Say[];
  /** Ids of things shown with the answer. */
  items: string[];
  table: Table | null;
  question: Question | null;
  /** What is understood by now, each of it removable. */
  chips: PartFact[];
  /** Next steps. */
  buttons: Button[];
  /** To be recorded: feedback, and the request itself. */
  events: NewEvent[];
  /** Item whose page was asked for. */
  open: string | null;
  /** Place in the conversation of the turn whose events are to be taken back. */
  undo: number | null;
  state: State;
}

export type Conversation = readonly Turn[];

export const BEGINNING: State = {
  wish: null,
  view: [],
  focus: null,
  shown: [],
  declined: [],
  asked: [],
  inARow: 0,
  pending: null,
  offers: [],
};
