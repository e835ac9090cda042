/**
 * Stems: which words of a vocabulary are forms of one word: warm and warmth, zip and zips, heavy and heavier. Against a
 * vocabulary, not by blind rules, so that "corner" is no form of "corn" and every stem is a word that people read.
 */

/** Shorter bases than this are chance: "bed" is no form of "b". */
const SHORTEST = 3;

/** What a word may be a form of, likeliest first; the word itself is not among them. */
export function basesOf(word: string): string[] {
  const bases: string[] = [];
  const add = (base: string) => {
    if (base.length >= SHORTEST) bases.push(base);
  };
  /** Without the ending; with the e that it swallowed; without the letter that it doubled. */
  const bare = (base: string) => {
    add(base);
    add(`${base}e`);
    if (/([^aeiou])\1$/.test(base)) add(base.slice(0, -1));
  };
  const cut = (ending: number) => word.slice(0, -ending);
  if (word.endsWith("'s")) add(cut(2));
  if (word.endsWith('ies')) add(`${cut(3)}y`);
  else if (word.endsWith('s') && !word.endsWith('ss')) {
    add(cut(1));
    if (word.endsWith('es')) add(cut(2));
  }
  if (word.endsWith('ied')) add(`${cut(3)}y`);
  else if (word.endsWith('ed')) bare(cut(2));
  if (word.endsWith('ing')) bare(cut(3));
  if (word.endsWith('ily')) add(`${cut(3)}y`);
  else if (word.endsWith('ly')) add(cut(2));
  if (word.endsWith('ier')) add(`${cut(3)}y`);
  if (word.endsWith('iest')) add(`${cut(4)}y`);
  if (word.endsWith('iness')) add(`${cut(5)}y`);
  else if (word.endsWith('ness')) add(cut(4));
  // Warmth, growth; a shorter one is a word of its own (month, cloth).
  if (word.endsWith('th') && word.length > 5) add(cut(2));
  return bases;
}

/** Bases of "warmer" and "warmest": only where the word also has another form of an adjective. */
function gradedBases(word: string, known: ReadonlySet<string>): string[] {
  const ending = word.endsWith('est') ? 3 : word.endsWith('er') ? 2 : 0;
  if (ending === 0) return [];
  const base = word.slice(0, -ending);
  const forms = [base, `${base}e`, /(.)\1$/.test(base) ? base.slice(0, -1) : base];
  const other = ending === 2 ? 'est' : 'er';
  return forms.filter((form) => ['ly', 'ness', 'th', other].some((tail) => known.has(form + tail)));
}

/**
 * @param known all words, in lower case
 * @returns what names a word's group: its base, where the vocabulary has it; a plural loses its s in any case
 */
export function stemmerOf(known: ReadonlySet<string>): (word: string) => string {
  const stems = new Map<string, string>();
  const stem = (word: string): string => {
    let found = stems.get(word);
    if (found === undefined) {
      const base = [...basesOf(word), ...gradedBases(word, known)].find(
        (one) => one.length >= SHORTEST && known.has(one),
      );
      const plain = word.length > 4 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
      stems.set(word, word);
      found = base === undefined ? plain : stem(base);
      stems.set(word, found);
    }
    return found;
  };
  return stem;
}
