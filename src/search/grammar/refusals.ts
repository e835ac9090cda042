/**
 * What a request refuses: "no leather or wool", "anything but red", "fragrance-free", "allergic to nuts". Where a "not"
 * refuses nothing ("can't wait", "no rush", "won't have outgrown"), no part is made of it.
 */
import type { Constraint } from '../request.ts';
import { CLAUSE_STARTS, NEGATION_FILLERS, STOPWORDS } from './function-words.ts';
import { occasion } from './given.ts';
import { price } from './price.ts';
import { known, measure, onShelves } from './properties.ts';
import { ends, past, phrases, type Reading, type Request } from './reading.ts';
import { stemOf, type Token } from './tokens.ts';

const NEGATORS =
  phrases(`not|no|without|w/o|minus|never|nothing|none of|none|neither|nor|except|except for|excluding|apart from|other than|aside from
  |anything but|everything but|all but|avoid|avoiding|hate|hates|hating|dislike|dislikes|can't stand|cannot stand|can't bear|isn't|is not|aren't
  |are not|doesn't|does not|don't|do not|don't want|do not want|doesn't want|doesn't have|doesn't like|don't like|does not like|do not like|don't need
  |isn't made of|not made of|not made from|won't|isn't a|sick of|tired of|allergic to|nothing with|nothing in|no more|rather than|instead of|as long as it's not
  |as long as it isn't|anything other than|can't abide|can't eat|can't have|can't wear|cannot eat|cannot have|cannot wear|can't tolerate|intolerant to|sensitive to
  |stay away from|keep away from|keep clear of|leave out|barring|sans|devoid of|lacking|detest|detests|loathe|loathes
  |as opposed to|in place of|wouldn't|dont|dont want|doesnt|isnt|wont|skip|no need for|not keen on|not a fan of|not into|wasn't|steer clear of|free of|free from|non|not including|not any`);

/** "Not" that refuses nothing. */
const HARMLESS =
  phrases(`not sure|not only|not just|no problem|no idea|no ideas|no matter|don't mind|doesn't matter|don't care|not bothered|no rush|no thanks|no worries
  |why not|if not|or not|not fussy|no preference|not necessarily|don't know|do not know|not really sure|no clue|no hurry|not bad|don't have|haven't got|nothing special|not fussed
  |not too fussy|no doubt|not yet|doesn't have any|doesn't have one|no fuss|nothing fancy|don't think|can't think|can't find|can't decide|couldn't find|don't worry|no nonsense|not that|not long|last minute|nothing but|whether or not|not to mention|not unlike
  |no longer|not anymore|never mind|not a problem|no strings|not least|no end|not much|not many|not quite|not really|not always|not long ago
  |can't wait|doesn't have to|don't have to|doesn't need to|don't need to|not forgetting|no later than|not until|not bothered|never mind|not my
  |have nothing to|has nothing to|had nothing to|got nothing to|i've nothing to|nothing to wear|nothing to do|nothing against|nothing wrong
  |not here|never had|never have|never know|not available|never been|no way|no use|no good|not found|not seen|not hard|not me`);

/** A second "no" takes the first back: left alone. */
const DOUBLED = /^(?:not|no|without|isn't|aren't|doesn't|don't|nothing|never|none)$/;

const DOES = /^(?:doesn't|don't|doesnt|dont|won't|wont|does|do|wouldn't)$/;
/** Whoever doesn't want something refuses it. */
const WANTS = /^(?:wants?|needs?|likes?|have)$/;
const MODAL = /^(?:must|should|can|could|will|would|may|might|did|shall)$/;
const DOES_HAVE =
  /^(?:smell|taste|have|has|contain|include|use|need|want|like|look|feel|involve|be|come|made|the|a|an|any|too|very|so|really|my|for|from|about|in|with)$/;
/** "won't have outgrown": what somebody won't have done is nothing that a thing has. */
const WILL = /^(?:won't|wont|wouldn't)$/;
const PARTICIPLE = /.{3}(?:ed|wn|en|ne|ung|ught|ost|ept|elt|oken)$/;
/** Of a part or an ingredient. */
const LACKING = /^(?:without|w\/o|lacking|sans|of|with)$/;
const HATES = /^(?:hates?|hating|dislikes?|detests?|loathes?)$/;

/** No thing has or is these, in a sense that a shop's texts would tell; or only more or less so. */
const IDLE: ReadonlySet<string> = new Set(
  `rush fuss problem idea more way time need hurry point chance doubt good use room matter penny clue worry trouble frill
  gimmick nonsense excuse bother hassle mess faff nasty surprise choice answer luck longer sooner later earlier wrong right
  one ones place big large small little long short heavy bright dark old young many early late complicated serious formal
  obvious hard difficult easy tricky strong soft sweet common boring usual same similar different bad cheap pricey dear expensive often always today tomorrow
  yet sure enough huge massive tiny tall wide narrow fussy fancy waste joke drama interested bothered keen happy
  cruelty hand care duty risk stress wrinkle crease tax interest pain tested used worn seen washed object
  tat rubbish junk thing stuff`.split(/\s+/),
);

interface Refusal {
  readings: Reading[];
  to: number;
}

/** What a "not" at a token refuses, with everything that "or" adds to it; null where there is no "not". */
export function refusalAt(request: Request, at: number, best: Reading | null): Refusal | null {
  const { tokens } = request;
  const harmless = past(tokens, at, HARMLESS);
  const butNot = exceptionAt(tokens, at);
  const negator = butNot ? at + 1 : past(tokens, at, NEGATORS);
  const suffix = lacking(request, at);
  if (suffix !== null && (best === null || best.to < suffix.to)) return { readings: [suffix], to: suffix.to };
  if (negator === at && harmless === at) return null;
  // "no more than 50", "not too expensive", "non-stick": words of their own.
  if (best !== null && best.to > Math.max(negator, harmless)) return null;
  if (harmless >= negator && harmless > at)
    return { readings: [{ from: at, to: harmless, constraint: null, must: false }], to: harmless };

  const verb = tokens[negator];
  // "who has no garden": what somebody lacks.
  if (request.role[at] === 'liking' && !ends(tokens[at]) && /^(?:has|have|got)$/.test(tokens[at - 1].text))
    return {
      readings: [{ from: at, to: Math.min(tokens.length, negator + 1), constraint: null, must: false }],
      to: negator + 1,
    };
  // "that doesn't leak", "without waking anybody": what a thing does or spares one is no property.
  if (
    ((tokens.slice(at, negator).some(({ text }) => DOES.test(text)) &&
      !WANTS.test(tokens[negator - 1].text)) ||
      MODAL.test(ends(tokens[at]) ? '' : (tokens[at - 1]?.text ?? ''))) &&
    verb !== undefined &&
    !ends(verb) &&
    !DOES_HAVE.test(verb.text)
  )
    return { readings: [], to: negator };
  if (tokens[at].text === 'without' && /.{3}ing$/.test(verb?.text ?? '') && known(request, negator) === null)
    return { readings: [], to: negator };

  // "non-stick" is a word of its own.
  if (tokens[at].text === 'non' && known(request, negator) === null) return null;

  const readings: Reading[] = [];
  const lists = /^(?:no|without|neither|nothing|avoid|except)$/.test(tokens[at].text);
  let from = at;
  let i = negator;
  for (;;) {
    let start = i;
    const found = refusedAt(request, i);
    if (found === null) break;
    if (found === 'doubled') return { readings, to: pastDoubled(request, i) };
    for (const one of found) {
      readings.push({ ...one, from: readings.length === 0 || one === found[0] ? from : one.from });
      i = one.to;
      from = i;
    }
    // On with "or velvet", ", velvet or silk", "and plastic".
    const joint = tokens[i];
    if (joint === undefined) break;
    start = i;
    const comma = joint.before === ',';
    let next = i;
    if (joint.text === 'or' || joint.text === 'nor') next++;
    else if (joint.text === 'and' && lists) next++;
    else if (!comma) break;
    if (joint.text === 'and' || (comma && next === i)) {
      const following = refusedAt(request, next);
      if (
        following === null ||
        following === 'doubled' ||
        !alike(readings.at(-1), following[0], tokens, following[0].to)
      )
        break;
    } else if (
      tokens[next] !== undefined &&
      (price(request, next) !== null || CLAUSE_STARTS.has(tokens[next].text))
    )
      break;
    from = start;
    i = next;
  }
  if (readings.length === 0)
    return { readings: [{ from: at, to: negator, constraint: null, must: false }], to: negator };
  return { readings, to: i };
}

/** Where "not without leather" ends: it neither wants nor refuses leather. */
function pastDoubled(request: Request, at: number): number {
  let i = at;
  while (DOUBLED.test(request.tokens[i]?.text ?? '') || NEGATION_FILLERS.has(request.tokens[i]?.text ?? ''))
    i++;
  return known(request, i)?.to ?? i;
}

/** "any colour but red", "everything but books". */
function exceptionAt(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:but|bar)$/.test(tokens[at].text) &&
    tokens
      .slice(Math.max(0, at - 3), at)
      .some(({ text }) => /^(?:any|anything|every|everything|all)$/.test(text)) &&
    !/^(?:not|no|under|over|below)$/.test(tokens[at + 1]?.text ?? '')
  );
}

/** Whether a list of what is refused goes on: with the same property, or towards an "or". */
function alike(before: Reading | undefined, after: Reading, tokens: readonly Token[], to: number): boolean {
  const [a, b] = [before?.constraint, after.constraint];
  if (a?.of === 'property' && b?.of === 'property' && a.name === b.name) return true;
  return /^(?:or|nor)$/.test(tokens[to]?.text ?? '');
}

/** What stands after a "not": a property, or a word that is none; null where nothing is refused. */
function refusedAt(request: Request, at: number): Reading[] | 'doubled' | null {
  const { tokens } = request;
  let i = at;
  while (tokens[i] !== undefined && NEGATION_FILLERS.has(tokens[i].text) && (i === at || !ends(tokens[i]))) {
    if (known(request, i) !== null) break;
    i++;
  }
  const token = tokens[i];
  if (token === undefined || (i > at && ends(token))) return null;
  if (DOUBLED.test(token.text)) return 'doubled';
  const asThing: Request = { ...request, role: request.role.map(() => 'thing') };
  const found = known(asThing, i) ?? occasion(request, i) ?? measure(asThing, i);
  const opposite = found === null && token.of === 'word' ? oppositeOf(request, token.stem, i) : null;
  if (opposite !== null) return [opposite];
  // Who hates "candles with a smell" may like others.
  if (
    isKind(found) &&
    /^(?:with|that|which|who)$/.test(tokens[found.to]?.text ?? '') &&
    !ends(tokens[found.to])
  )
    return [{ from: i, to: found.to, constraint: null, must: false }];
  // "a calendar without chocolate" is none of chocolate's kind to begin with.
  if (isKind(found) && found.to === i + 1 && LACKING.test(tokens[at - 1]?.text ?? ''))
    return [{ from: i, to: i + 1, constraint: { of: 'word', word: token.text, not: true }, must: true }];
  if (found?.constraint?.of === 'property' && !isNoun(asThing, i, found)) {
    const next = known(asThing, found.to);
    const { name } = found.constraint;
    // "not a leather bag" refuses the leather, and bags are spoken of.
    const { value, any } = found.constraint;
    // Only what the word is the name of: things in other kinds that are called so may stay.
    const own = name === 'kind' || name === 'department' ? any.filter((one) => one.name === value) : any;
    const negated: Reading = {
      ...found,
      constraint: { ...found.constraint, any: own.length > 0 ? own : any, not: true },
      must: true,
      sought: false,
      besides: [],
    };
    if (
      name !== 'kind' &&
      next?.constraint?.of === 'property' &&
      next.constraint.name === 'kind' &&
      !ends(tokens[found.to]) &&
      tokens[found.to].text !== 'or'
    )
      // "no leather boots" by itself wants boots.
      return [
        negated,
        onlyThing(request, at, found.to) ? next : { ...next, must: false, constraint: null, sought: false },
      ];
    return [negated];
  }
  if (found !== null && found.constraint === null) return [];
  if (token.of !== 'word' || STOPWORDS.has(token.text) || token.text.length < 3) {
    return null;
  }
  if (IDLE.has(token.stem) || /.{3}ly$/.test(token.text)) return null;
  // Whom a present is for may hate what no present is: nothing to refuse, and nothing to search for.
  if (tokens.slice(Math.max(0, at - 2), i).some(({ text }) => HATES.test(text)))
    return [{ from: i, to: i + 1, constraint: null, must: false }];
  if (tokens[i - 1]?.text === 'have' && (PARTICIPLE.test(token.text) || WILL.test(tokens[i - 2]?.text ?? '')))
    return null;
  return [{ from: i, to: i + 1, constraint: { of: 'word', word: token.text, not: true }, must: true }];
}

/** Whether a request has said nothing before a refusal, and names nothing else that is wanted. */
function onlyThing({ tokens, lexicon }: Request, at: number, noun: number): boolean {
  // A "non-leather wallet" is a wallet.
  if (tokens[at - 1]?.text === 'non') return true;
  return tokens.every(
    ({ of, text, stem }, i) =>
      i === noun ||
      (i < at
        ? of === 'word' && STOPWORDS.has(text)
        : !(lexicon.senses.get(stem) ?? []).some(({ source }) => source === 'kind' || source === 'noun')),
  );
}

function isKind(found: Reading | null): found is Reading {
  return found?.constraint?.of === 'property' && found.constraint.name === 'kind';
}

/** Whether a word is only what titles end in: "not a recorder" refuses recorders, and not all their kind. */
function isNoun({ tokens, lexicon }: Request, at: number, { to, constraint }: Reading): boolean {
  if (constraint?.of !== 'property' || constraint.name !== 'kind' || to !== at + 1) return false;
  const senses = lexicon.senses.get(tokens[at].stem) ?? [];
  return senses.every(({ source }) => source !== 'kind');
}

/** "no scent" where the catalog has a word for it: unscented. */
function oppositeOf({ lexicon, company }: Request, stem: string, at: number): Reading | null {
  for (const word of [
    `un${stem}ed`,
    `un${stem}d`,
    `un${stem}`,
    `${stem}less`,
    `${stem} free`,
    `non ${stem}`,
  ]) {
    const told = (lexicon.senses.get(word) ?? []).filter(
      ({ source }) => source === 'attribute' || source === 'tag',
    );
    const sense = told.find(({ any }) => onShelves(lexicon, any, company)) ?? told[0];
    if (sense === undefined) continue;
    const { name, value, any, source } = sense;
    const constraint: Constraint = { of: 'property', name, value, any: [...any], not: false };
    return { from: at, to: at + 1, constraint, must: source !== 'tag', sought: true };
  }
  return null;
}

/** "leather-free", "dairy free"; "scentless" and "unscented", where the catalog has a word for what is missing. */
function lacking(request: Request, at: number): Reading | null {
  const { tokens } = request;
  if (tokens[at].of !== 'word') return null;
  const found = known(request, at);
  const to = found?.to ?? at + 1;
  if (tokens[to]?.text === 'free' && !ends(tokens[to])) {
    if (found?.constraint?.of === 'property') return refused(found, to + 1);
    if (STOPWORDS.has(tokens[at].text) || IDLE.has(tokens[at].stem) || tokens[to].before !== '-') return null;
    return { from: at, to: to + 1, constraint: { of: 'word', word: tokens[at].text, not: true }, must: true };
  }
  const bare = /^(?:un(.{4,})|(.{3,})less)$/.exec(tokens[at].text);
  if (found !== null || bare === null || request.lexicon.senses.has(tokens[at].stem)) return null;
  const word = stemOf(bare[1] ?? bare[2]);
  const opposite = bare[2] === undefined ? null : oppositeOf(request, word, at);
  if (opposite !== null) return opposite;
  const sense = request.lexicon.senses
    .get(word)
    ?.find(({ source }) => source === 'material' || source === 'tag');
  if (sense === undefined || request.lexicon.nouns.has(tokens[at].stem)) return null;
  const { name, value, any } = sense;
  return refused(
    { from: at, to, constraint: { of: 'property', name, value, any: [...any], not: false }, must: true },
    to,
  );
}

function refused(found: Reading, to: number): Reading {
  if (found.constraint?.of !== 'property') return found;
  return {
    ...found,
    to,
    constraint: { ...found.constraint, not: true },
    must: true,
    sought: false,
    besides: [],
  };
}
