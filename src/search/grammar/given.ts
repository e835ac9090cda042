/**
 * For whom and on what occasion: "for my dad", "my niece's birthday", "for a 6 year old", "a housewarming present".
 */
import type { Lexicon, Sense } from '../lexicon.ts';
import type { Property } from '../request.ts';
import { LIKING, STOPWORDS } from './function-words.ts';
import { rangeAt, unitOf } from './measures.ts';
import { ANYBODY, CHILD_BELOW, GROWN_UPS, OCCASION_PHRASES, personAt } from './people.ts';
import { asProperty, fitting, known } from './properties.ts';
import { ends, past, phrases, type Reading, type Request, type Rule } from './reading.ts';
import { agentRoot, type Token } from './tokens.ts';

const OWNERS = new Set("my our his her their your the a an this that some one's two three four".split(' '));
const KINDLY = new Set(
  'dear best old elderly lovely little big older younger eldest youngest new future favourite grown fussy tiny small picky young whole teenage aged long suffering retired busy outdoorsy foodie bookish clumsy lazy arty creative sporty tired keen avid budding aspiring amateur serious enthusiastic passionate proper real total'.split(
    ' ',
  ),
);
/** After a person's name, these say that the person is meant and not a thing for such persons. */
const GOES_ON =
  /^(?:who|whose|that|and|or|is|loves|likes|has|wants|needs|enjoys|for|on|in|under|below|over|with|at|to|from|around|about|between|up|max|but|because|as|just|keeps|plays|turning|turns|collects|into|aged|age|not|no|without|cheap|gift|present|who's|she|he|they|birthday|christmas|wedding|anniversary|retirement|graduation|moving|living|will|would|can|hates|doesn't|already|always|never|bakes|gardens|cooks|reads|swims|runs|walks|cycles|knits|sews|paints|draws|camps|hikes|drinks|so|sized|went|works|really|recently)$/;

const GIVING = phrases('for|to give|to give to|to|give|buy|treat|from');
const FOR_AGE = phrases(
  'for|for a|for an|for my|my|a|an|for our|our|for ages|for age|for children aged|for kids aged|for those aged|for his|for her|her|his|their|for their|give my|give a',
);
const AGED = phrases(
  "aged|age|ages|aged about|aged around|ages of|age of|turning|who is|who's|is|about|around|nearly|almost",
);
const AND_UP = phrases('and up|and over|and above|or older|and older|plus|+|upwards');

/** "for my dad", "my 7-year-old grandson", "our niece (8)", "a girl of seven", "our postman". */
export const recipient: Rule = (request, at) => {
  const { tokens, lexicon, role } = request;
  const led = past(tokens, at, GIVING);
  const forWhom = led > at && ['for', 'give', 'buy', 'treat'].includes(tokens[led - 1].text);
  let noun = led;
  let owned = false;
  let years: Years | null = null;
  while (tokens[noun] !== undefined && (noun === at || !ends(tokens[noun]))) {
    const { text } = tokens[noun];
    years ??= yearsAt(tokens, noun);
    if (years?.person && years.from === noun) noun = years.to;
    else if (someoneAt(request, noun) !== null) break;
    else if (OWNERS.has(text)) {
      owned ||= /^(?:my|our|his|her|their|your)$/.test(text);
      noun++;
    } else if (KINDLY.has(text)) noun++;
    else break;
  }
  let person = noun > at && ends(tokens[noun]) ? null : someoneAt(request, noun);
  // "my son's teacher" is the teacher.
  for (let of = person; of !== null && /'s$/.test(tokens[of.at].text) && !ends(tokens[of.to]); ) {
    of = personAt(tokens, of.to);
    person = of ?? person;
  }
  if (person === null) return null;
  const { stem } = tokens[person.at];
  if (ANYBODY.has(stem) && !(GROWN_UPS.has(stem) && (owned || forWhom) && noun > led)) return null;
  // "mother's day"
  if ((occasion(request, person.at)?.to ?? 0) > person.to) return null;
  const next = tokens[person.to];
  const possessive = /'s$|s'$/.test(tokens[person.at].text);
  // What a gardener does speaks for them too.
  const tags = person.tags.filter((tag) => lexicon.tags.has(tag));
  const doing = person.trade ? doingOf(lexicon, tokens[person.at]) : [];
  const modifies =
    next !== undefined &&
    !ends(next) &&
    next.of === 'word' &&
    !next.capital &&
    !GOES_ON.test(next.text) &&
    !isOccasion(next);
  if (person.trade && (modifies || !(owned || (forWhom && noun > led)))) return null;
  // "kids' rucksack" is for kids; a "doctor's bag" is no doctor's.
  if (modifies && !owned && !forWhom && (tags.length === 0 || speaksBetter(request, noun))) return null;
  if (modifies && forWhom && !possessive && !owned && tags.length === 0) return null;
  if (led > at && !forWhom) return null;
  const likes = next !== undefined && LIKING.has(next.text);
  const after = years?.person ? null : ageAfter(tokens, person.to);
  const meant = forWhom || owned || likes || after !== null;
  if (!meant && (role[noun] === 'deed' || role[noun] === 'aside')) return null;
  const told = years?.person ? years : after;
  const ages = told === null ? null : agesOf(lexicon, told);
  const to = after?.to ?? person.to;
  return {
    from: at,
    to,
    // Who is called by what they like is found by its word, too.
    ...(person.trade ? { sought: true } : {}),
    besides: doing.map(({ name, value, any }) => ({
      from: at,
      to,
      constraint: { of: 'property', name, value, any: [...any], not: false },
      must: false,
    })),
    constraint: {
      of: 'recipient',
      who: person.who,
      tags: ages === null ? tags : [...new Set([...tags, ...ages.tags])],
      ...(ages?.ages ? { ages: ages.ages } : {}),
    },
    must: ages?.ages !== undefined,
  };
};

/** Somebody by a word for people, or by what they do where the catalog knows it: "a tea drinker", "a knitter". */
function someoneAt({ tokens, lexicon }: Request, at: number): ReturnType<typeof personAt> {
  const person = personAt(tokens, at);
  const [word, next] = [tokens[at], tokens[at + 1]];
  if (word?.of !== 'word') return person;
  const half = past(tokens, at, OTHER_HALF);
  if (half > at)
    return { who: textOf(tokens.slice(at, half)), tags: ['romantic'], trade: false, at, to: half };
  if (/^(?:little|wee|small)$/.test(word.text) && /^ones?$/.test(next?.text ?? ''))
    return { who: `${word.text} ${next.text}`, tags: ['kids', 'baby'], trade: false, at: at + 1, to: at + 2 };
  if (next !== undefined && !ends(next) && DEVOTED.has(next.stem) && !STOPWORDS.has(word.text))
    return { who: `${word.text} ${next.text}`, tags: [], trade: true, at, to: at + 2 };
  if (person !== null || doingOf(lexicon, word).length === 0) return person;
  // A "beginner" is a tag by that name, a "strainer" a thing.
  const named = lexicon.nouns.has(word.stem) || lexicon.senses.has(word.stem);
  const isAgent = agentRoot(word.text) !== null && !named;
  return isAgent ? { who: word.text, tags: [], trade: true, at, to: at + 1 } : null;
}

const OTHER_HALF = phrases('other half|better half|significant other|loved one|in laws');

/** "A gin lover", "a football fan". */
const DEVOTED = new Set(
  'collector owner grower watcher spotter goer lover fan fanatic addict enthusiast nut buff geek nerd obsessive drinker maniac devotee aficionado'.split(
    ' ',
  ),
);

/** The catalog's tags for what somebody does or loves who is called by a word. */
function doingOf({ activities, senses }: Lexicon, { text, stem }: Token): readonly Sense[] {
  const root = agentRoot(text);
  const done = root === null ? [] : (activities.get(root) ?? []);
  return done.length > 0 ? done : (senses.get(stem) ?? []).filter(({ source }) => source === 'tag');
}

/** Whether the catalog has a finer word for it: "children's" as a cut. */
function speaksBetter(request: Request, at: number): boolean {
  const found = known(request, at);
  return found?.constraint?.of === 'property' && found.constraint.name !== 'tag';
}

function isOccasion(token: Token): boolean {
  return OCCASION_PHRASES.has(token.stem);
}

interface Years {
  from: number;
  to: number;
  min: number;
  max: number;
  /** Whether it is said as of somebody: "6 years old", "7yo". */
  person: boolean;
}

/** "6 years old", "seven-year-old", "7 yo", "5 to 8 years"; and a number alone, as no person's. */
function yearsAt(tokens: readonly Token[], at: number): Years | null {
  const range = rangeAt(tokens, at);
  if (range === null || range.min > 110) return null;
  const unit = tokens[range.to];
  const years = unit !== undefined && unitOf(unit.stem)?.unit === 'year';
  const old = years && tokens[range.to + 1]?.stem === 'old';
  const short = /^yos?$/.test(unit?.text ?? '');
  const to = range.to + (old ? 2 : years || short ? 1 : 0);
  return { from: at, to, min: range.min, max: range.max, person: old || short };
}

const BEING = phrases(
  "aged|age|of|who is|who's|is|who is turning|who's turning|turning|who turns|turns|who is nearly|who's nearly|who is almost|who's about|who is about|nearly|almost|aged about|aged around",
);

/** The age after a person: "(7)", ", 8,", "aged seven", "of seven", "who is nearly 6"; null for none, and for adults. */
function ageAfter(tokens: readonly Token[], at: number): Years | null {
  const led = past(tokens, at, BEING);
  const years = yearsAt(tokens, led);
  if (
    years === null ||
    years.min > LONGEST_CHILDHOOD ||
    years.max > years.min ||
    !Number.isInteger(years.min)
  )
    return null;
  // Alone between pauses a number is an age too.
  const alone = led === at && ends(tokens[at]) && tokens[at].before !== ':';
  if (
    !ends(tokens[years.to]) &&
    (alone || !/^(?:who|and|under|for|with|so|but|that|next|in|this|on)$/.test(tokens[years.to].text))
  )
    return null;
  return alone || (led > at && !ends(tokens[at])) || years.person ? years : null;
}

/** What the catalog says for an age, and against it. */
function agesOf(
  lexicon: Lexicon,
  { min, max }: { min: number; max: number },
): { tags: string[]; ages?: { fit: Property[]; unfit: Property[] } } {
  if (min > LONGEST_CHILDHOOD) return { tags: [] };
  const tags = (min < CHILD_BELOW ? ['kids', 'children'] : ['teens']).filter((tag) => lexicon.tags.has(tag));
  const fit = fitting(lexicon, { min, max: Number.isFinite(max) ? max : min, unit: 'year' });
  if (fit === null) return { tags };
  const fits = new Set(fit.any.map(({ name }) => name));
  const all = (lexicon.measures.get('year') ?? []).map(asProperty);
  return { tags, ages: { fit: fit.any, unfit: all.filter(({ name }) => !fits.has(name)) } };
}

/**
 * "a 6 year old", and "aged 6", "ages 5 to 8", "8+". Who somebody is bars no more than what is for another age; an age
 * that is asked for by itself is a condition like others.
 */
export const age: Rule = ({ tokens, lexicon }, at) => {
  const aged = past(tokens, past(tokens, at, FOR_AGE), AGED);
  const led = tokens.slice(at, aged).some(({ text }) => /^age[sd]?$/.test(text));
  const years = yearsAt(tokens, aged);
  if (years === null || years.min > LONGEST_CHILDHOOD || !(years.person || led)) return null;
  const { min } = years;
  const to = past(tokens, years.to, AND_UP);
  const max = to > years.to ? Number.POSITIVE_INFINITY : years.max;
  if (years.person) {
    const { tags, ages } = agesOf(lexicon, { min, max });
    const who = textOf(tokens.slice(aged, to));
    return {
      from: at,
      to,
      constraint: { of: 'recipient', who, tags, ...(ages ? { ages } : {}) },
      must: ages !== undefined,
    };
  }
  const fit = fitting(lexicon, { min, max: Number.isFinite(max) ? max : min, unit: 'year' });
  if (fit === null) return null;
  const value = max === Number.POSITIVE_INFINITY ? `${min}+` : max === min ? `${min}` : `${min} to ${max}`;
  return {
    from: at,
    to,
    constraint: { of: 'property', name: fit.name, value, any: fit.any, not: false },
    must: true,
  };
};

/** Years; above them, an age says nothing that a shop sorts by. */
const LONGEST_CHILDHOOD = 17;

/** As it was said, in lower case: "four-year-old". */
function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text, before }, i) =>
      i === 0 ? text : `${before === '-' || before === '' ? before : ' '}${text}`,
    )
    .join('')
    .replace(/'s$/, '');
}

/** "birthday", "new home", "her 70th". */
export const occasion: Rule = ({ tokens, lexicon }, at): Reading | null => {
  const tagged = (tags: readonly string[]) => tags.filter((tag) => lexicon.tags.has(tag));
  if (isBirthdayNumber(tokens, at))
    return {
      ...named(at, at + 2, 'birthday', tagged(OCCASION_PHRASES.get('birthday')?.tags ?? [])),
      sought: false,
    };
  for (let n = 4; n >= 1; n--) {
    const words = tokens.slice(at, at + n);
    if (words.length < n || words.slice(1).some(ends)) continue;
    const found = OCCASION_PHRASES.get(words.map(({ stem }) => stem).join(' '));
    if (found === undefined) continue;
    return named(at, at + n, found.name ?? (n === 1 ? words[0].stem : textOf(words)), tagged(found.tags));
  }
  return null;
};

/** "my dad's 70th", and not "the 19th century". */
function isBirthdayNumber(tokens: readonly Token[], at: number): boolean {
  const ordinal = tokens[at + 1];
  if (tokens[at].of !== 'number' || ordinal?.before !== '' || !/^(?:st|nd|rd|th)$/.test(ordinal.text))
    return false;
  const before = tokens[at - 1]?.text ?? '';
  const after = tokens[at + 2];
  return (
    !ends(tokens[at]) &&
    (/'s$/.test(before) || /^(?:my|his|her|their)$/.test(before)) &&
    (ends(after) || /^(?:and|in|on|so|this|next|with|but|under|for)$/.test(after.text))
  );
}

function named(from: number, to: number, occasion: string, tags: string[]): Reading {
  return { from, to, constraint: { of: 'occasion', occasion, tags }, must: false, sought: true };
}
