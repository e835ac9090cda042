/**
 * What a text judges, clause by clause: the values of its words under negation, degree and contrast, in the way of VADER
 * (Hutto & Gilbert 2014, ICWSM), with the stars that stand above it as a prior. A score, not a truth: irony and
 * understatement ("antisocial on a pavement") go past any list of words.
 */
import { DEGREE, NEGATORS, NO_NEGATION, phraseAt, valence } from './lexicon.ts';
import { type Clause, clausesIn, type Span } from './texts.ts';

/** A negated judgement is weaker than its opposite: "not good" is less than bad. VADER's measure. */
const NEGATED = -0.74;

/** Words between a negator and what it turns, at most. */
const REACH = 3;

/** "Too heavy": whatever it is, it is too much of it. */
const TOO_MUCH = -2;

/** Makes a sum of values a score: sum / sqrt(sum^2 + this), VADER's. */
const SPREAD = 15;

/** Scores nearer to 0 than this judge nothing. */
const CLEAR = 0.1;

/** What five stars, or one, say about a clause by themselves. */
const PRIOR = 0.25;

export type Verdict = 'yes' | 'no' | 'unclear';

export interface Judged extends Span {
  /** -1 to 1. */
  score: number;
  verdict: Verdict;
  /** Its own words judge; where not, the score is what the stars say. */
  outright: boolean;
  clause: Clause;
}

/** Sum of the values of a clause's words, AFINN's scale. */
export function valueOfClause({ words }: Pick<Clause, 'words'>): number {
  let sum = 0;
  let negatedAt = Number.NEGATIVE_INFINITY;
  let degree = 1;
  for (let at = 0; at < words.length; at++) {
    const { word } = words[at];
    const phrase = phraseAt(words, at);
    if (phrase !== null) {
      sum += phrase.value * (at - negatedAt <= REACH ? NEGATED : 1) * degree;
      at += phrase.length - 1;
      degree = 1;
      continue;
    }
    if (word === 'too' && at + 1 < words.length) {
      // "Not too heavy" complains of nothing, and "too good to use" praises.
      const next = words[at + 1].word;
      if (at - negatedAt <= REACH) at++;
      else if (valence(next) <= 1 && next !== 'much') {
        sum += TOO_MUCH;
        at++;
      }
      continue;
    }
    if (NEGATORS.has(word) && !NO_NEGATION.has(words[at + 1]?.word ?? '')) {
      negatedAt = at;
      continue;
    }
    const factor = DEGREE.get(word);
    if (factor !== undefined) {
      degree *= factor;
      continue;
    }
    const value = valence(word);
    if (value !== 0) {
      sum += value * (at - negatedAt <= REACH ? NEGATED : 1) * degree;
      degree = 1;
    } else if (word.length > 2) degree = 1;
  }
  return sum;
}

/**
 * Judges each clause of a text.
 * @param stars 1 to 5; null where none were given
 */
export function judge(text: string, stars: number | null = null): Judged[] {
  const clauses = clausesIn(text);
  const prior = stars === null ? 0 : (PRIOR * (stars - 3)) / 2;
  return clauses.map((clause) => {
    const value = valueOfClause(clause);
    const words = value / Math.sqrt(value * value + SPREAD);
    // A turn without a judging word turns from what the stars say: "lovely, but the lid needs two hands".
    const turned = clause.contrast && value === 0 && clauses.length > 1;
    const score = Math.max(-1, Math.min(1, words + (turned ? -prior : prior)));
    const outright = value !== 0 || turned;
    return { start: clause.start, end: clause.end, score, verdict: verdictOf(score), outright, clause };
  });
}

export function verdictOf(score: number): Verdict {
  return score >= CLEAR ? 'yes' : score <= -CLEAR ? 'no' : 'unclear';
}

/** Of a whole text: its clauses together. -1 to 1. */
export function scoreOf(text: string, stars: number | null = null): number {
  const judged = judge(text, stars);
  // What comes after a "but" is what is meant (VADER weighs it three times as much).
  let sum = 0;
  let weight = 0;
  for (const { score, clause } of judged) {
    const share = clause.contrast ? 1.5 : 1;
    sum += share * score;
    weight += score === 0 ? 0 : share;
  }
  return weight === 0 ? 0 : sum / weight;
}
