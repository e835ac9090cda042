/** Asking the shop: lines and buttons in, answers out. The conversation comes along with each; the engine keeps none. */
import type { Act, PartFact, Turn } from '../../search/assistant/turn.ts';
import type { Entry } from './pages.ts';

export type {
  Act,
  Button,
  Fact as AskFact,
  Narrowing,
  PartFact,
  Question,
  Say,
  Table,
  Turn,
  Which,
} from '../../search/assistant/turn.ts';

/** What of an answer goes back with the next line. */
export interface Heard {
  turn: Turn;
  /** Ids of the events that it recorded. */
  recorded: string[];
}

export interface AskAnswer extends Heard {
  /** Things shown, in the order of `turn.items`. */
  entries: Entry[];
  /** Whether the encoder's vectors took part. */
  meaning: boolean;
}

export interface AskRequest {
  conversation: Heard[];
  /** A line as typed, or what a button does. */
  said: string | Act;
}

/** Something to begin with, made from the catalog at hand. */
export interface AskOpening {
  /** What it asks for. */
  of: 'department' | 'activity' | 'price';
  fact: PartFact;
  /** As the catalog calls it; of a price nothing. */
  name: string;
  act: Act;
}
