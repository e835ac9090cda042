/** The Lab: what ranks, what it made of each thing, how it would have done, and what it costs this device. */
import type { BackendTrial } from '../../compute/backends.ts';
import type { Verdict } from '../../evaluation/interleaving.ts';
import type { RankerReplay } from '../../evaluation/replay.ts';
import type { FusionLevel } from '../../packs/pack.ts';
import type { SignalGroup } from '../../profile/preferences.ts';
import type { Card } from './pages.ts';
import type { Backend } from './status.ts';

/** One of the ways in which a pack can join its signals. */
export interface FusionChoice {
  name: string;
  level: FusionLevel;
  inUse: boolean;
  /** What the pack chose when it was trained. */
  chosen: boolean;
  /** ndcg@10 on orders kept aside in training, of things new to the person and of all; null where not measured. */
  quality: { new: number; all: number } | null;
}

/** What to look into. */
export type Inspected = { itemIds: string[] } | { shelf: 'for-you' };

/** Adds `linear x + curved x |x|` to the score of an item whose standardised value is x. */
export interface GateWeight {
  linear: number;
  curved: number;
}

export interface InspectedSignal {
  name: string;
  meaning: string;
  group: SignalGroup;
  /** False where it has nothing to say, or was silenced by hand. */
  speaks: boolean;
  /** Silenced for this inspection. */
  silenced: boolean;
  /** How loud: what was set by hand times what the visitor's choices made of it. */
  volume: number;
  /** Weights of this moment, for what is new to the visitor and for what they know. */
  weights: { new: GateWeight; known: GateWeight };
}

export interface InspectedItem {
  card: Card;
  /** Whether the visitor bought it or showed interest in it. */
  known: boolean;
  /** Standardised scores at their volume, one a signal. */
  values: number[];
  /** One a signal, then one for each of `extras`: they sum to the score. */
  contributions: number[];
  score: number;
  /** Place among all that may stand on the first shelf, by score alone, from 1; null where it may not. */
  before: number | null;
  /** Place on the shelf; null where it isn't on it. */
  after: number | null;
}

export interface Inspection {
  level: FusionLevel;
  signals: InspectedSignal[];
  /** What is in scores besides signals. */
  extras: { name: string; meaning: string }[];
  items: InspectedItem[];
  context: { name: string; value: number; switchedOff: boolean }[];
  /** Both multiply what signals say. */
  volumes: { group: SignalGroup; set: number; adapted: number }[];
  /** How many may stand on the first shelf. */
  candidates: number;
  /** The best by score alone, and the shelf that was made of them. */
  best: Card[];
  shelf: Card[];
  /** The shelf with all signals, where some were silenced; else null. */
  withAll: Card[] | null;
  /** Two rankers share the shelf now: places there are not won by these scores alone. */
  shared: boolean;
}

/** What one fusion would put first. */
export interface FusionView {
  name: string;
  level: FusionLevel;
  inUse: boolean;
  /** By score alone, best first. */
  top: { card: Card; score: number }[];
  /** Place that each item of any fusion's top has here, by id, from 1. */
  places: Record<string, number>;
}

export interface ReplayReport {
  /** Choices found; with fewer than `fewest` none is replayed. */
  found: number;
  fewest: number;
  /** What it comes to, in a sentence or two; empty where nothing was replayed. */
  words: string;
  /** The fusion in use first, then the pack's others, then the baselines. Empty where nothing was replayed. */
  rankers: (RankerReplay & { title: string })[];
  /** Newest first. */
  choices: {
    card: Card;
    /** Epoch ms at which it was first met. */
    at: number;
    /** Events before that. */
    known: number;
    /** Things that could have been shown then. */
    of: number;
    /** By ranker, from 1; halves where things scored the same. */
    places: number[];
  }[];
}

export type ReplayProgress = (progress: { done: number; total: number }) => void;

/** A ranker that can be chosen for a comparison. */
export interface Rival {
  name: string;
  title: string;
  about: string;
}

/** What a comparison has shown so far; it is worked out from history at every asking. */
export interface Comparison extends Verdict {
  a: Rival;
  b: Rival;
  /** One or two sentences, true of the numbers. */
  words: string;
  /** Epoch ms of the first opening that counted; null before it. */
  since: number | null;
}

export interface Vitals {
  /** The newest durations by step, ms, oldest first; at most 200 each. */
  durations: Record<string, number[]>;
  memory: {
    /** Bytes of the pack's files, compressed as they are, and of its arrays once opened. */
    packFiles: number;
    packArrays: number;
    /** What TensorFlow.js holds; null where no backend of it was started. */
    tensors: { tensors: number; bytes: number } | null;
  };
  backend: {
    chosen: Backend;
    /** In sentences. */
    why: string;
    /** As it was when the shop opened; empty before, and where none could be tried. */
    trials: BackendTrial[];
  };
}

/** One measurement of this device. */
export interface Measured {
  backends: { backend: Backend; ms: number | null; ok: boolean; note: string }[];
  /** Of each whole ranking, ms. */
  rankMs: number[];
}
