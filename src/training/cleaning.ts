/**
 * What cleaning did, rule by rule, in words for the owner of the data. Types and sentences only: the rules
 * stand in `read-orders.ts`, where lines are still lines, and in `clean.ts`, where they are a log.
 */

export type CleaningRule =
  | 'doubled-lines'
  | 'returns'
  | 'asides'
  | 'nameless'
  | 'later-ratings'
  | 'quantities'
  | 'bulk-accounts'
  | 'long-histories';

/** One rule that found something. */
export interface Cleaning {
  rule: CleaningRule;
  /** One sentence: how many lines, and what was done with them. */
  what: string;
  lines: number;
  /** Persons whose lines these are; null where the rule comes before persons are known. */
  users: number | null;
  why: string;
  /** How to have it otherwise. */
  change: string;
}

/** Why each rule is there, and what changes it. */
const REASONS: Record<CleaningRule, Pick<Cleaning, 'why' | 'change'>> = {
  'doubled-lines': {
    why: 'An export that was run twice, or a join that repeats lines, would make things look more wanted than they are.',
    change: 'If your till really writes the same line twice for two pieces: --keep-doubled.',
  },
  returns: {
    why: 'A line with a negative quantity, or on an invoice that begins with C, takes something back; it is no purchase.',
    change: 'To take the purchase away, too, that was sent back: --undo-returns.',
  },
  asides: {
    why: 'Searches, removals and refunds say nothing about what somebody wants.',
    change:
      'Only view, cart, wishlist, purchase and rate are learned from; give such lines one of these names if they mean it.',
  },
  nameless: {
    why: 'What goes with what is learned from persons or orders; a line of neither teaches nothing.',
    change: 'Export the number of the customer, or of the order.',
  },
  'later-ratings': {
    why: 'Who rates a thing twice, or after buying it, has not bought it again.',
    change: 'The newest rating counts; the purchase keeps its own time.',
  },
  quantities: {
    why: 'Tens of thousands of one thing in one line are a typing error or a transfer between warehouses.',
    change: 'Another limit: --max-quantity N.',
  },
  'bulk-accounts': {
    why: 'An account with far more lines than any customer is a till, a test or a wholesaler, and would teach everybody its taste.',
    change: 'To learn from them all the same: --keep-bulk.',
  },
  'long-histories': {
    why: 'What somebody did tens of thousands of events ago says little, and costs memory and time.',
    change: 'Another limit: --max-events N.',
  },
};

/** @param what the sentence; reasons are added */
export function cleaningOf(
  rule: CleaningRule,
  what: string,
  counts: Pick<Cleaning, 'lines' | 'users'>,
): Cleaning {
  return { rule, what, ...counts, ...REASONS[rule] };
}
