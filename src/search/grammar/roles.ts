/**
 * What each word of a request is said for. A noun is wanted in "a coat under 50" and not in "a hook to hang coats on",
 * "for my coat" or "I never find my coat": only English grammar tells, so that is all there is in here.
 */
import { LIKING, SEEKING } from './function-words.ts';
import { ends, type Role } from './reading.ts';
import type { Token } from './tokens.ts';

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Somebody tells something: "I always forget". */
const SUBJECT =
  words(`i we he she they it you it's i'm we're they're he's she's you're there's there i've we've they've he'll she'll
  it'll im ive everyone everybody nobody someone's nothing's`);
const OWNED_SUBJECT = words('my our the his her their your this that');

/** With one of these, a sentence asks for something, from there on. */
const ASKING =
  words(`want wants wanted need needs needed looking look after get find buy something anything gift gifts present presents
  recommend suggest show like'd seeking wondering fancy prefer ideas idea suggestions hoping give see order treat`);

/** Verbs that make "my dog eats plants" a sentence, besides those in -s that can't be told from plurals. */
const FINITE =
  words(`is are was were has had have got gets keeps kept does did can can't won't will would never always eats ate
  needs loves hates hurts broke leaks smells takes took goes went makes made says said wants likes isn't aren't wasn't doesn't
  don't didn't drives smell hurt are're`);

/** Sentences that begin so are about doing, not about having. */
const DOING =
  words(`keep make stop practise practice learn teach fix mend repair clean tidy help protect carry hang hold brew sleep
  grow save remember forget avoid start stay store listen write draw play wake get rid sit walk wash dry`);

const QUESTION = words('which where how why when what who whose is are does do can');
const LEAD_IN = words(
  'hi hey hello ok okay so well please and but because since um er right now oh also plus hiya yo',
);

const DETAIL = words('with in by from of made');

/** The role of each token. */
export function rolesOf(tokens: readonly Token[]): Role[] {
  const roles: Role[] = [];
  let clause = 0;
  while (clause < tokens.length) {
    let end = clause + 1;
    while (end < tokens.length && !ends(tokens[end])) end++;
    roles.push(...rolesOfClause(tokens, clause, end));
    clause = end;
  }
  return roles;
}

function rolesOfClause(tokens: readonly Token[], from: number, to: number): Role[] {
  const text = (i: number) => tokens[i]?.text ?? '';
  const asked = askedFrom(tokens, from, to);
  const roles: Role[] = [];
  let role: Role = 'thing';
  for (let i = from; i < to; i++) {
    const word = text(i);
    const before = text(i - 1);
    if (i < asked) {
      // Also within what is told, somebody may like something: "my sister is into cycling".
      role = LIKING.has(word) || (role === 'liking' && i > from) ? 'liking' : 'aside';
      // "the dog needs a coat"
      if (role === 'aside' && /^needs?$/.test(text(asked)) && OWNED_SUBJECT.has(text(from))) role = 'purpose';
      // "he cycles to work"
      roles.push(/^(?:he|she|they|who)$/.test(before) && i === from + 1 ? 'liking' : role);
      continue;
    }
    if (i === asked) role = 'thing';
    const next = text(i + 1);
    // "£50 tops for a lamp", "80 on a lamp"
    const paid = PAID.test(before) && /^(?:an?|some)$/.test(next);
    if (word === 'on' && paid) role = 'thing';
    else if (word === 'on' && ABOUT.test(before)) role = 'purpose';
    else if (word === 'for' || word === 'about') {
      if (!((SEEKING.has(before) || paid) && word === 'for'))
        role = /ing$/.test(next) && !NOT_DEEDS.has(next) ? 'deed' : 'purpose';
    } else if (
      word === 'to' &&
      !/^(?:like|want|need|love|looking|hoping|trying|going|up|\d+)$/.test(before) &&
      tokens[i + 1]?.of === 'word'
    )
      role = 'deed';
    else if (
      /^(?:when|while|during|after|before|at|on|inside|outside|around|under|over|near|where|until)$/.test(
        word,
      )
    )
      role = role === 'thing' ? 'deed' : role;
    else if (word === 'who' || word === 'whose' || (LIKING.has(word) && i > from)) role = 'liking';
    else if (word === 'that' || word === 'which')
      role = /^(?:is|are|isn't|aren't)$/.test(next) ? 'detail' : i === from ? role : 'deed';
    else if (word === 'and' && role === 'purpose') role = 'purpose';
    else if (DETAIL.has(word) && (role === 'thing' || role === 'deed' || role === 'detail'))
      role = word === 'of' ? role : 'detail';
    else if (/^(?:but|want|need|not|no|without|or)$/.test(word) && role !== 'liking' && role !== 'purpose')
      role = 'thing';
    roles.push(role);
  }
  return roles;
}

/** "a book on birds" is about them. */
const ABOUT = /^(?:books?|guides?|novels?|stor(?:y|ies)|records?|albums?|course|kit|something|anything)$/;

const PAID = /^(?:\d.*|max|maximum|tops|pounds?|quid|budget|less|under|most|tenner|fiver|dollars|euros)$/;

/** Activities that are named as such after "for": tags have them. */
const NOT_DEEDS: ReadonlySet<string> = words('camping spring evening morning wedding');

/** Index in a clause from which something is asked for: its start, unless it tells or does something first. */
function askedFrom(tokens: readonly Token[], from: number, to: number): number {
  let first = from;
  while (first < to - 1 && LEAD_IN.has(tokens[first].text)) first++;
  const start = tokens[first].text;
  for (let i = first; i < to; i++)
    if (ASKING.has(tokens[i].text) || isWish(tokens, i)) return told(first, i) ? i : from;
  if (SUBJECT.has(start)) return to;
  if (QUESTION.has(start) && first + 1 < to)
    return start === 'who' && tokens[first].before === ',' ? from : to;
  // "moths ate my coat"
  if (
    first + 2 < to &&
    FINITE.has(tokens[first + 1].text) &&
    tokens[first].of === 'word' &&
    !(tokens[first + 1].text === 'made' && MADE.test(tokens[first + 2].text))
  )
    return to;
  if (DOING.has(start) && first + 1 < to && tokens[first + 1].of === 'word') return to;
  if (OWNED_SUBJECT.has(start) && tokens.slice(first + 1, to).some(({ text }) => FINITE.has(text))) return to;
  return from;

  function told(begin: number, asking: number): boolean {
    if (asking === begin) return false;
    const head = tokens[begin].text;
    return SUBJECT.has(head) || QUESTION.has(head) || OWNED_SUBJECT.has(head) || DOING.has(head);
  }
}

/** "slippers made of felt" tells nothing. */
const MADE = /^(?:of|from|in|by|out|with|for|to)$/;

/** "I'd like", "have you got", "do you have". */
function isWish(tokens: readonly Token[], at: number): boolean {
  const [a, b, c] = [0, 1, 2].map((n) => tokens[at + n]?.text ?? '');
  if (/^(?:i'd|i|we'd|we|would)$/.test(a) && /^(?:like|love|fancy)$/.test(b)) return true;
  if (a === 'have' && b === 'you') return true;
  if (/^(?:are|is)$/.test(a) && b === 'your') return true;
  if (/^(?:do|have|did)$/.test(a) && b === 'you' && /^(?:have|got|sell|stock|do)$/.test(c)) return true;
  return /^(?:got|any)$/.test(a) && (at === 0 || ends(tokens[at]));
}
