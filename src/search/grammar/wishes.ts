/**
 * What a request says about the answer as a whole: stars, order, how many, and "like this one".
 */
import type { Constraint } from '../request.ts';
import { type Bound, boundAfter, boundBefore } from './bounds.ts';
import { STOPWORDS } from './function-words.ts';
import { unitOf } from './measures.ts';
import { numberAt } from './numbers.ts';
import { known } from './properties.ts';
import { ends, pairsOf, past, phrases, type Reading, type Request, type Rule } from './reading.ts';
import type { Token } from './tokens.ts';

/** "Well reviewed" is four stars. */
const WELL_RATED = 4;

const HAVING = phrases('with|has|have|that has|that have|having|that|which|getting|gets');
const VERY = phrases('really|very|so|mostly|consistently|lots of|plenty of|many|only|some');
const WELL = phrases(
  [
    pairsOf(
      'good|great|excellent|positive|rave|glowing|brilliant|strong|fantastic|decent|solid|amazing|outstanding|superb|high|top|stellar|favourable|wonderful',
      'reviews|review|ratings|rating|feedback|stars|scores|score|write ups',
    ),
    pairsOf(
      'well|highly|nicely|positively|favourably|top|much',
      'reviewed|rated|recommended|praised|loved|liked|regarded|thought of|scored',
    ),
    pairsOf('reviewed|rated|recommended|praised', 'well|highly'),
    pairsOf(
      'people|customers|everyone|everybody|reviewers|others|buyers|other people|other customers',
      'love|loved|adore|rave about|swear by|liked|recommend|really like|really love|rate highly|seem to love|are happy with',
    ),
    pairsOf(
      'loved by|liked by|popular with|praised by',
      'customers|everyone|everybody|reviewers|others|people',
    ),
    'that reviewers like',
  ].join('|'),
);
const RATED =
  phrases(`rated|rating|rating of|a rating of|with a rating of|ratings of|score of|scored|scoring|average of|an average of|averaging
  |reviewed at|that has|having|rated at`);
const STARS = /^(?:stars?|★|starred|stelle)$/;
const OF_RATING = phrases('rating|ratings|reviews|review|rated|reviewed|average|score|on average');
const OUT_OF = phrases('out of 5|out of five');

/** "4 stars or more", "nothing under four and a half stars", "rated 4 and up", "4.5+", "well reviewed". */
export const rating: Rule = ({ tokens }, at) => {
  const having = past(tokens, at, HAVING);
  const very = past(tokens, having, VERY);
  const well = past(tokens, very, WELL);
  if (well > very && !/^(?:me|us|you|who)$/.test(tokens[well]?.text ?? '')) {
    const best = tokens[having].text === 'top' ? ({ sort: 'rating' } as const) : {};
    return { ...reading(at, well, { of: 'rating', min: WELL_RATED }), ...best };
  }
  const rated = past(tokens, at, RATED);
  const led = boundBefore(tokens, rated, (i) => starsAt(tokens, i));
  const stars = led?.amount ?? starsAt(tokens, rated);
  if (stars === null) return null;
  const said = tokens
    .slice(at, led?.start ?? rated)
    .some(({ text }) => /^(?:rated|rating|scor(?:ed?|ing)|averag(?:e|ing))$/.test(text));
  if (!stars.named && !said) return null;
  // Nobody asks for bad things: "under three stars" demands nothing.
  if (led?.bound === 'most' || stars.bound === 'most')
    return { from: at, to: stars.to, constraint: null, must: false };
  return reading(at, stars.to, { of: 'rating', min: stars.value });
};

/** "4", "four and a half stars", "4+ stars or more", "4 out of 5". */
function starsAt(
  tokens: readonly Token[],
  at: number,
): { value: number; to: number; named: boolean; bound: Bound | null } | null {
  const amount = numberAt(tokens, at);
  if (amount === null || amount.value < 1 || amount.value > 5) return null;
  let named = false;
  let bound: Bound | null = null;
  let { to } = amount;
  for (let i = -1; i < to; ) {
    i = to;
    const after = boundAfter(tokens, to);
    if (after !== null && after.bound !== 'about') {
      bound ??= after.bound;
      to = after.to;
    }
    const outOf = past(tokens, to, OUT_OF);
    if (outOf > to) named = true;
    to = outOf;
    if (!named && STARS.test(tokens[to]?.text ?? '') && !ends(tokens[to])) {
      named = true;
      to++;
    }
    if (named) to = past(tokens, to, OF_RATING);
  }
  // No thing is measured in tenths and "+", but stars are.
  named ||= bound === 'least' && !Number.isInteger(amount.value) && ends(tokens[to]);
  return { value: amount.value, to, named, bound };
}

const SORTS = [
  [
    'price-low',
    phrases(`cheapest|lowest price|lowest prices|least expensive|lowest priced|cheap|cheaply|cheaper|inexpensive|affordable|low cost
      |low priced|bargain|bargains|on a budget|budget|budget friendly|cheap and cheerful|on a shoestring|on the cheap|as little as possible|money's tight|money is tight|tight budget|on a tight budget|economical|good value|value for money
      |reasonably priced|reasonable price|price low to high|low to high|as cheap as possible|without breaking the bank
      |not expensive|not too expensive|not very expensive|not that expensive|isn't expensive|isn't too expensive|nothing expensive
      |nothing too expensive|not too pricey|not pricey|nothing too pricey|isn't too pricey|not too dear|isn't too dear|not costly
      |not crazy expensive|won't break the bank|doesn't break the bank|not break the bank|doesn't cost much|won't cost much
      |don't cost much|not cost much|doesn't cost a lot|doesn't cost the earth|won't cost the earth|not cost the earth
      |doesn't cost a fortune|won't cost a fortune|not cost a fortune|nothing fancy or expensive|not overpriced`),
  ],
  [
    'price-high',
    phrases(`most expensive|dearest|priciest|highest price|price high to low|high to low|poshest|fanciest|most luxurious
      |money is no object|money no object|price no object|cost no object|price is no object|no expense spared`),
  ],
  [
    'rating',
    phrases(`best rated|best reviewed|highest rated|top rated first|best reviews|best ratings|most loved|highest rating|best rating
      |highest reviewed|most popular|highest scoring|by rating|by stars|most stars`),
  ],
  [
    'newest',
    phrases(`newest|latest|most recent|just in|new in|new arrivals|recently added|latest arrivals|what's new|whats new|just arrived
      |brand new in`),
  ],
] as const;
const SORTING = phrases('sort by|sorted by|order by|ordered by|the|starting with the|with the|show me the');
const FIRST = phrases('first|ones first|one|ones|at the top');

/** "cheapest", "best rated first", "newest". */
export const order: Rule = ({ tokens }, at) => {
  let best: Reading | null = null;
  for (const start of [past(tokens, at, SORTING), at])
    for (const [sort, all] of SORTS) {
      const said = past(tokens, start, all);
      const to = said === start ? at : past(tokens, said, FIRST);
      if (to > (best?.to ?? at)) best = { from: at, to, constraint: null, must: false, sort };
    }
  // "a budget of 30" is no wish for an order.
  if (best === null || (tokens[best.to - 1].text === 'budget' && isSumNear(tokens, best.to))) return null;
  return best;
};

function isSumNear(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at, at + 3).some(({ of, text }) => of !== 'word' || text === 'of' || text === 'is');
}

const COUNTED: ReadonlySet<string> = new Set(
  `idea suggestion option recommendation thing gift present item result choice pick alternative possibility example something
  product filler`.split(/\s+/),
);
const DECORATION: ReadonlySet<string> = new Set(
  `good great nice little small different gift present stocking other more lovely best possible birthday christmas wedding
  unusual quick cool fun of your the such cheap nicest`.split(/\s+/),
);
const GIVE =
  phrases(`show me|give me|find me|suggest|recommend|suggest me|list|top|pick|pick me|name|tell me|the best|best|just|show
  |find|can you give me|could you show me|send me|choose|my top|i'd like|i want|i need`);
const UP_TO = phrases(
  'the|about|around|maybe|up to|at most|just|only|top|best|your|your best|your top|the top|the best',
);
const COUPLE = phrases('a couple of|a couple|couple of|couple');
/** What may follow a number that is itself the thing asked for: "show me three for under a tenner". */
const AFTER_COUNT = /^(?:for|that|which|under|of|to|please|with|and|from)$/;

/** "3 ideas", "five suggestions", "show me two". Says nothing of a single one, which "a" may mean as well. */
export const count: Rule = (request, at) => {
  const { tokens } = request;
  const led = past(tokens, at, GIVE);
  const start = past(tokens, led, UP_TO);
  const couple = past(tokens, start, COUPLE);
  const amount = couple > start ? { value: 2, to: couple } : numberAt(tokens, start);
  if (amount === null || !Number.isInteger(amount.value) || amount.value < 2 || amount.value > MOST_COUNTED)
    return null;
  // "18th"
  if (tokens[amount.to]?.before === '' && tokens[amount.to].of === 'word') return null;
  let noun = -1;
  let plain = true;
  for (let i = amount.to; i < Math.min(tokens.length, amount.to + 5) && !ends(tokens[i]); i++) {
    if (COUNTED.has(tokens[i].stem)) noun = i;
    else if (STOPWORDS.has(tokens[i].text) && !DECORATION.has(tokens[i].text)) break;
    else if (noun < 0) plain &&= DECORATION.has(tokens[i].text);
  }
  // "five stocking fillers": the number alone, where the catalog has a word for the rest.
  const to = noun < 0 || !plain || known(request, amount.to) !== null ? amount.to : noun + 1;
  const owned = start === at && !ends(tokens[at]) && OWNED.test(tokens[at - 1].text);
  if (noun < 0 && !(amount.value <= FEW && !owned && isPlural(request, amount.to))) {
    const next = tokens[to];
    if (led === at || (next !== undefined && !ends(next) && !AFTER_COUNT.test(next.text))) return null;
  }
  return { ...reading(at, to, { of: 'count', count: amount.value }), must: false };
};

/** So many of a thing are bought one by one; of larger numbers a set may be meant. */
const FEW = 4;

/** "my two cats", "one of the three": told, and not asked for. */
const OWNED =
  /^(?:my|our|his|her|their|your|of|the|these|those|for|with|in|has|after|every|last|next|about|around|over|under)$/;

/** Counted, and nothing that is sold. */
const NO_GOODS =
  /^(?:friend|guest|kid|child|day|week|month|time|colour|size|star|way|seat|pocket|quid|percent|side|person|people)$/;

/** Whether what is counted from a token on is a kind's own plural: "two glass decorations". */
function isPlural(request: Request, at: number): boolean {
  const { tokens } = request;
  if (tokens[at] === undefined || NO_GOODS.test(tokens[at].stem) || unitOf(tokens[at].stem) !== null)
    return false;
  for (let i = at; i < Math.min(tokens.length, at + 4) && tokens[i].of === 'word' && !ends(tokens[i]); i++) {
    const { text, stem } = tokens[i];
    if (tokens[i].before !== ' ' || STOPWORDS.has(text)) return false;
    const last = ends(tokens[i + 1]) || STOPWORDS.has(tokens[i + 1].text);
    if (last) return text !== stem && /[^s']s$/.test(text);
  }
  return false;
}

/** Nobody wants to see more suggestions than this one by one; larger numbers count something else. */
const MOST_COUNTED = 50;

const THIS =
  phrases(`this|this one|that|that one|it|these|those|the one i'm looking at|the one i am looking at|the current one
  |what i'm looking at|the one here|this thing|that thing|the item|this item|the one shown`);

const COMPARISONS = [
  [
    'cheaper',
    phrases(`cheaper than|less expensive than|cheaper version of|a cheaper version of|lower priced than|cheaper alternative to
      |a cheaper alternative to|less than|for less than|costs less than|costing less than|not as expensive as|not so expensive as
      |not as dear as|not as pricey as|less pricey than|more affordable than|below|under|a bit cheaper than|isn't as expensive as
      |that costs less than|for less money than`),
  ],
  [
    'dearer',
    phrases(`nicer than|better than|fancier than|posher than|more expensive than|dearer than|pricier than|more luxurious than
      |better quality than|a step up from|step up from|an upgrade on|upgrade from|an upgrade from|smarter than|grander than
      |higher quality than|a nicer version of|a better version of|more special than|a bit nicer than|classier than|finer than`),
  ],
  [
    'like',
    phrases(`like|similar to|more like|same kind of thing as|the same kind of thing as|same sort of thing as|the same sort of thing as|same kind as|same sort as|the same type as|same type of thing as|something along the lines of|anything similar to|something similar to|in the same style as|close to|something like|anything like|just like|the same as|same as|comparable to|resembling|in the style of
      |along the lines of|a bit like|very like|an alternative to|alternative to|alternatives to|identical to|much like
      |along the same lines as|the same style as|exactly like`),
  ],
] as const;

const ALONE = [
  [
    'cheaper',
    phrases(`something cheaper|anything cheaper|a cheaper one|cheaper|cheaper one|cheaper ones|less expensive|a less expensive one
      |a cheaper version|cheaper version|cheaper alternative|cheaper alternatives|a cheaper alternative|one that's cheaper
      |something less expensive|a bit cheaper|something a bit cheaper`),
  ],
  [
    'dearer',
    phrases(`something nicer|something better|something fancier|anything nicer|anything better|a nicer one|a better one|nicer|fancier
      |posher|more expensive|pricier|dearer|a fancier one|something posher|something more special|something more expensive
      |more luxurious|a posher one|nicer one|better one|higher quality|something a bit nicer|a bit nicer`),
  ],
  [
    'like',
    phrases(`something similar|similar|anything similar|a similar one|similar one|similar ones|the same|the same thing|same thing
      |same one|the same one|more of the same|along the same lines|another one|another one of these|one of these|similar things
      |another like this`),
  ],
] as const;
const THAN = phrases('than|to|as|like');

/** "cheaper than this", "something similar". Means nothing without an item in view. */
export const comparison: Rule = ({ tokens, beside }, at) => {
  for (const [how, starts] of COMPARISONS) {
    const than = past(tokens, at, starts);
    const to = than === at ? at : past(tokens, than, THIS);
    // "like that it is blue" goes on.
    if (to <= than || /^(?:i|is|it|you|will|would|has|can)$/.test(tokens[to]?.text ?? '')) continue;
    if (beside !== null) return reading(at, to, { of: 'compared', how, itemId: beside });
    return {
      from: at,
      to,
      constraint: null,
      must: false,
      ...(how === 'cheaper' ? { sort: 'price-low' } : {}),
    };
  }
  if (beside === null) return null;
  for (const [how, all] of ALONE) {
    const to = past(tokens, at, all);
    if (to > at && past(tokens, to, THAN) === to)
      return reading(at, to, { of: 'compared', how, itemId: beside });
  }
  return null;
};

function reading(from: number, to: number, constraint: Constraint): Reading {
  return { from, to, constraint, must: true };
}
