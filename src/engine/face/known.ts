/** What is known and worked out about the visitor, as "/you" shows it. */

import type { Modality } from '../../encoders/encoder.ts';
import type { Facet, HistoryEvent } from '../../history/event.ts';
import type { ContextKind, SignalGroup, Weather } from '../../profile/preferences.ts';
import type { ClaimAbout } from '../../profile/words.ts';
import type { ShownReadout } from '../../ranking/readout.ts';
import type { Card } from './pages.ts';

export interface KnownEvent {
  event: HistoryEvent;
  title: string;
  /** "Viewed", "Bought", "Searched for", ... */
  what: string;
  /** Of the thing it is about; absent where it is about none, several, or one no longer sold. */
  category?: { department?: string; kind?: string };
}

/** What the visitor asked for about a facet: more or less of it, or none. */
export interface FacetFeedback {
  verdict: 'more' | 'less' | 'never';
  /** Forgetting these takes it back. */
  eventIds: string[];
}

export interface KnownInterest extends Facet {
  /** Its things, as within a sentence: "green things", "things by Madder House". */
  things: string;
  /** Share of the visitor's attention, newer things counting more; 0 where nothing but feedback is known. */
  share: number;
  /** The same without regard to how many newer things there are, and fading within a year. */
  usually: number;
  /** Items that speak for it, strongest first. */
  items: number[];
  /** The visitor's events behind it: forgetting them removes it. */
  eventIds: string[];
  /** What is in force, or null. */
  feedback: FacetFeedback | null;
}

/** One of several interests, kept apart by what things mean. */
export interface PortraitInterest {
  /** As within a sentence: "rainy-day walking". */
  name: string;
  lately: number;
  usually: number;
  /** How many things it is known from; `cards` are the strongest few. */
  items: number;
  cards: Card[];
  eventIds: string[];
}

/** A sentence about the visitor and what it stands on. */
export interface PortraitStatement {
  about: ClaimAbout;
  text: string;
  /** Of the things it is about, the strongest few. */
  cards: Card[];
  /** Forgetting these unsays it; empty where that would take more with it than a sentence, such as a full basket. */
  eventIds: string[];
}

/** What the shop makes of the visitor; everything in it has evidence enough (`profile/evidence.ts`). */
export interface Portrait {
  interests: PortraitInterest[];
  /** Things known that belong to none of these. */
  others: number;
  facts: PortraitStatement[];
  /** What this visit may be for. */
  intent: PortraitStatement | null;
  aversions: PortraitStatement[];
}

/**
 * A sense that tells what the visitor turns to: of `choices` things, `nearer` are more like earlier ones, by that sense,
 * than most of their department. What may be said is for `profile/senses-said.ts` to tell.
 */
export interface KnownSense {
  /** Null: on the whole. */
  department: string | null;
  modality: Modality;
  choices: number;
  nearer: number;
  /** By each sense, the share of the things that could be compared which were nearer than most. */
  shares: { modality: Modality; share: number }[];
  /** The newest few. */
  cards: Card[];
  /** Forgetting these unsays it. */
  eventIds: string[];
}

export interface Known {
  /** Newest first. */
  events: KnownEvent[];
  /** Departments, kinds, makers and attributes, the strongest lately first; then those with feedback alone. */
  interests: KnownInterest[];
  /** One paragraph a person would say. Empty for a new visitor. */
  summary: string;
  portrait: Portrait;
  /** Departments first; empty where nothing may be said, as in every shop without pictures and recordings. */
  senses: KnownSense[];
  /** Families of signals that this shop has: what can be turned up and down. */
  groups: SignalGroup[];
  recording: boolean;
  retentionDays: number | null;
}

/** What was shown on shelves these last `days`, and how it compares with the visitor. */
export interface Readout extends ShownReadout {
  days: number;
}

export interface MomentView {
  /** "Sunday evening, late autumn, on a phone": what may be used; '' where nothing may. */
  sentence: string;
  kinds: { kind: ContextKind /** "late autumn" */; now: string; on: boolean }[];
  /** As typed. */
  place: string;
  /** What the shop takes the place for; null where it doesn't know it, or none was typed. */
  found: { name: string; hemisphere: 'north' | 'south' } | null;
  weather: '' | Weather;
}
