/**
 * How a limit is said before or after an amount: "nothing over", "the most I can spend is", "or thereabouts", "is my
 * ceiling". Of prices, stars and sizes alike: it doesn't know what is limited, and the amount is the caller's to read.
 */
import { numberAt } from './numbers.ts';
import { ends, past, phrases } from './reading.ts';
import type { Token } from './tokens.ts';

/** `sum`: what there is to spend, by itself; `range`: "between", which needs two amounts. */
export type Bound = 'most' | 'least' | 'about' | 'sum' | 'range';

/** Words before an amount by what they do. A "no" before `over` or `under` turns it round. */
const BEFORE = [
  [
    'no',
    phrases(`no|not|nothing|never|none|without|don't|do not|doesn't|does not|won't|can't|cannot|can not|couldn't|wouldn't
      |shouldn't|mustn't|must not|should not|isn't|aren't|dont|doesnt|wont|cant|rather not|not a penny|not one penny|not a pound
      |not a cent|not a dollar|hate to|avoid|nowt|hardly want to`),
  ],
  [
    'over',
    phrases(`over|above|more than|past|beyond|higher than|dearer than|greater than|pricier than|north of|in excess of|exceeding
      |exceed|exceeds|upwards of|upward of|more expensive than|costlier than|any more than|any higher than|bigger than
      |larger than|heavier than|longer than|taller than|wider than|>`),
  ],
  [
    'under',
    phrases(`under|below|less than|lower than|cheaper than|beneath|sub|fewer than|south of|smaller than|lighter than|shorter than
      |less expensive than|any less than|narrower than|<`),
  ],
  [
    'most',
    phrases(`max|maximum|at most|at the most|at the very most|up to|upto|up as far as|limit|limited to|ceiling|cap|capped at|within|inside
      |as much as|as high as|top whack|tops|upper limit|price limit|spending limit|the most|absolute max|absolute maximum
      |absolute limit|absolute most|top price|highest|maximum price|max price|maximum budget|max budget|budget limit|spending cap|price cap|at max
      |at maximum|threshold|<=|≤`),
  ],
  [
    'least',
    phrases(`at least|minimum|min|at minimum|at a minimum|at the least|at the very least|starting at|starting from|starts at|from|lower limit
      |minimum price|min price|>=|≥`),
  ],
  [
    'about',
    phrases(`around|about|roughly|approximately|approx|circa|ca|c|near|near to|close to|something around|~|somewhere around
      |something like|in the region of|somewhere in the region of|in the region|more or less|give or take|round about|round
      |somewhere near|nearly|around about|ballpark|ballpark of|in the ballpark of|in the neighbourhood of|in the vicinity of
      |somewhere about|to the tune of|on the order of|say|almost|an estimated`),
  ],
  [
    'range',
    phrases(`between|anywhere between|anything between|somewhere between|in between|range of|price range|price range of|anywhere from
      |somewhere from|anything from|in the range of|in the range|range|ranging from`),
  ],
  [
    'sum',
    phrases(`budget|budget of|a budget of|on a budget of|budget's|spend|to spend|spending|can spend|willing to spend|happy to spend|pay
      |willing to pay|happy to pay|prepared to pay|to pay|afford|can afford|can manage|could manage|can stretch to|could stretch to|stretch to
      |can run to|can go to|can do|can spare|i have|i've got|i have got|we have|we've got|only have|only got|i've|got|have
      |with|for|priced|priced at|price|price of|cost|costs|costing|worth|allowance|allowance of|keep it|keep it to|keep to|stick to|set aside
      |put aside|saved|saved up`),
  ],
] as const;

/** Between such words and the amount. */
const JOINING: ReadonlySet<string> = new Set(
  'of is at was be would will being the only just to an'.split(' '),
);

/** Between a "no" and what it turns round, or "the most" and the amount. */
const SPENDING: ReadonlySet<string> = new Set(
  `a any anything something things stuff that that's which is are it i we i'd we'd i'll we'll i'm can could would will want wants wanting
  to be being go going goes get getting spend spending pay paying stretch stretching run cost costs costing priced price have
  show me us see please like willing able prepared afford manage much rather too really ever it's they're penny rated with reviewed`.split(
    /\s+/,
  ),
);

const MOST_FILLERS = 6;

/** Abbreviations, whose full stop ends nothing. */
const ABBREVIATED = /^(?:max|min|approx|ca|c)$/;

export interface Bounded<Amount> {
  bound: Bound;
  /** Words of the limit, end excluded, are followed by the amount. */
  start: number;
  amount: Amount;
}

/**
 * The limit whose words begin at a token, with the amount they lead to; null where they lead to none.
 * @param amountAt reads the amount at a token, or null
 */
export function boundBefore<Amount>(
  tokens: readonly Token[],
  at: number,
  amountAt: (at: number) => Amount | null,
): Bounded<Amount> | null {
  let bound: Bound | null = null;
  let no = false;
  let fillers: ReadonlySet<string> = JOINING;
  let filled = 0;
  for (let i = at; i < tokens.length; ) {
    if (i > at) {
      if (interrupted(tokens, i)) return null;
      const amount = bound === null ? null : amountAt(i);
      if (amount !== null && bound !== null) return no ? null : { bound, start: i, amount };
    }
    const step = wordBefore(tokens, i);
    if (step === null || (no && fillers.has(tokens[i].text) && step.is === 'sum')) {
      if (i === at || !fillers.has(tokens[i].text) || ++filled > MOST_FILLERS) return null;
      i++;
      continue;
    }
    filled = 0;
    switch (step.is) {
      case 'no':
        if (no) return null;
        no = true;
        fillers = SPENDING;
        break;
      case 'over':
      case 'under':
        bound = (step.is === 'over') === no ? 'most' : 'least';
        no = false;
        fillers = JOINING;
        break;
      case 'most':
      case 'least':
        bound = step.is;
        fillers = tokens[step.to - 1].text === 'most' ? SPENDING : JOINING;
        break;
      case 'about':
      case 'range':
        if (bound === null || bound === 'sum') bound = step.is;
        break;
      case 'sum':
        bound ??= 'sum';
    }
    i = step.to;
  }
  return null;
}

type Before = (typeof BEFORE)[number][0];

function wordBefore(tokens: readonly Token[], at: number): { is: Before; to: number } | null {
  let best: { is: Before; to: number } | null = null;
  for (const [is, all] of BEFORE) {
    const to = past(tokens, at, all);
    if (to > (best?.to ?? at)) best = { is, to };
  }
  return best;
}

/** Whether a pause cuts the limit off its amount: not in "Budget: 40" and "max. 40". */
function interrupted(tokens: readonly Token[], at: number): boolean {
  const { before } = tokens[at];
  if (before === ',') return true;
  return before === '.' && !ABBREVIATED.test(tokens[at - 1].text);
}

/** What follows an amount. */
const AFTER = [
  [
    'most',
    phrases(`or less|or under|or below|or cheaper|or lower|or fewer|and under|and below|and less|and lower|at most|at the most
      |at the very most|at the outside|at the absolute most|and no more|and no higher|no more|not more|and not more|not a penny more
      |and not a penny more|tops|max|maximum|top whack|all in|to spend|to play with|to work with|to spare|in the kitty`),
  ],
  [
    'least',
    phrases(`or more|or over|or above|or higher|or dearer|or better|or up|and up|and upwards|and above|and over|and more|and higher
      |and better|or upwards|upwards|upward|plus|at least|at the least|at the very least|min|minimum|+|or longer|or bigger`),
  ],
  [
    'about',
    phrases(`or so|or thereabouts|thereabouts|or thereabout|ish|give or take|roughly|approximately|approx|more or less|odd|or near enough
      |or something like that|or around that|or near that|or near it|or something|ballpark|around that`),
  ],
] as const;

/** "is my absolute limit", "as a maximum", "budget". */
const IS = phrases("is|would be|is about|being|as|at|that is|that's|it's|was|will be|and that's|for");
const OWN = phrases('my|our|the|a|an|your|his|her|their');
const HARD: ReadonlySet<string> = new Set(
  'absolute very upper top hard strict price spending total outside outer highest rough lower bare'.split(
    ' ',
  ),
);
const NOUNS: ReadonlyMap<string, 'most' | 'least'> = new Map([
  ...'limit ceiling cap max maximum budget tops threshold'.split(' ').map((noun) => [noun, 'most'] as const),
  ...'minimum min floor'.split(' ').map((noun) => [noun, 'least'] as const),
]);

/** "is all I have", "is as far as we can go". */
const ALL = phrases(
  'is all|is as much as|is as far as|is as high as|is the most|was all|is the maximum|is the limit',
);
const SPENDER = /^(?:i|we|i'd|we'd|i'll|we'll|i've|we've)$/;
const CAN: ReadonlySet<string> = new Set(
  'have got can could would want to spend go pay manage afford stretch do will willing able prepared like'.split(
    ' ',
  ),
);

interface After {
  bound: 'most' | 'least' | 'about';
  /** Token index, end excluded. */
  to: number;
}

/** The limit that stands after an amount, and where it ends; null for none. What limits counts before "or so". */
export function boundAfter(tokens: readonly Token[], at: number): After | null {
  let found: After | null = null;
  for (let i = at; tokens[i] !== undefined; ) {
    const step = wordAfter(tokens, i);
    if (step === null || (ends(tokens[i]) && !isAfterthought(tokens, i, step.to))) break;
    found = { bound: found === null || found.bound === 'about' ? step.bound : found.bound, to: step.to };
    i = step.to;
  }
  return found;
}

function wordAfter(tokens: readonly Token[], at: number): After | null {
  let best: After | null = null;
  for (const [bound, all] of AFTER) {
    const to = past(tokens, at, all);
    if (to > (best?.to ?? at)) best = { bound, to };
  }
  let i = past(tokens, past(tokens, at, IS), OWN);
  while (HARD.has(tokens[i]?.text ?? '') && !ends(tokens[i + 1])) i++;
  const noun = NOUNS.get(tokens[i]?.text ?? '');
  if (noun !== undefined && (i === at || !ends(tokens[i])) && i + 1 > (best?.to ?? at))
    best = { bound: noun, to: i + 1 };
  const all = past(tokens, at, ALL);
  const spent = pastSpender(tokens, all > at ? all : (best?.to ?? at));
  if (all > at && spent > all) return { bound: 'most', to: spent };
  if (best === null) return null;
  // "and over 60" and "and no more than 60" begin a limit of their own.
  const next = tokens[best.to];
  const own =
    next !== undefined &&
    /^(?:and|or|but)$/.test(tokens[at].text) &&
    (next.of !== 'word' || numberAt(tokens, best.to) !== null);
  return own || next?.text === 'than' ? null : { ...best, to: spent };
}

/** "I can go to". */
function pastSpender(tokens: readonly Token[], at: number): number {
  if (!SPENDER.test(tokens[at]?.text ?? '') || ends(tokens[at])) return at;
  let i = at + 1;
  while (CAN.has(tokens[i]?.text ?? '') && !ends(tokens[i])) i++;
  return i > at + 1 || /'ve$/.test(tokens[at].text) ? i : at;
}

/** "40 quid, tops": alone between pauses. */
function isAfterthought(tokens: readonly Token[], at: number, to: number): boolean {
  return tokens[at].before === ',' && ends(tokens[to]);
}
