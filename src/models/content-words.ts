/**
 * Content by words: how many words, and how rare ones, an item's text shares with the texts of the visitor's own
 * items, by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond",
 * Foundations and Trends in Information Retrieval 3(4)); alone, and together with an encoder's vectors.
 */
import { type Catalog, itemText } from '../catalog/item.ts';
import { wordsOf } from '../catalog/words.ts';
import type { Profile } from '../profile/profile.ts';
import { dotRows } from '../signals/vectors.ts';
import { type Vectors, vectorsSaved, type Weighted } from './content.ts';
import type { Because, Model, Saved } from './model.ts';

/** Of BM25: how fast a repeated word stops adding, and how much long texts pay. Their usual values. */
const K1 = 1.2;
const B = 0.75;

/** What a word adds to an item that holds it, items x words (CSR), by BM25 with one such word in the query. */
export interface WordWeights {
  /** n + 1 offsets. */
  offset: Uint32Array;
  word: Uint32Array;
  weight: Float32Array;
  words: number;
}

/**
 * BM25 weights of all words of all texts: idf x tf (k1 + 1) / (tf + k1 (1 - b + b length / mean length)), idf =
 * ln(1 + (n - df + 0.5) / (df + 0.5)), which is never negative.
 */
export function weighWords({ items }: Catalog): WordWeights {
  const numbers = new Map<string, number>();
  const counts = items.map((item) => {
    const count = new Map<number, number>();
    for (const word of wordsOf(itemText(item))) {
      let number = numbers.get(word);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(word, number);
      }
      count.set(number, (count.get(number) ?? 0) + 1);
    }
    return count;
  });
  const holding = new Uint32Array(numbers.size);
  for (const count of counts) for (const word of count.keys()) holding[word]++;
  const lengths = counts.map((count) => [...count.values()].reduce((sum, times) => sum + times, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, items.length);

  const offset = new Uint32Array(items.length + 1);
  const word: number[] = [];
  const weight: number[] = [];
  counts.forEach((count, item) => {
    const size = K1 * (1 - B + (B * lengths[item]) / (meanLength || 1));
    for (const [number, times] of count) {
      const idf = Math.log1p((items.length - holding[number] + 0.5) / (holding[number] + 0.5));
      word.push(number);
      weight.push((idf * times * (K1 + 1)) / (times + size));
    }
    offset[item + 1] = word.length;
  });
  return { offset, word: Uint32Array.from(word), weight: Float32Array.from(weight), words: numbers.size };
}

/** One way of comparing texts: a score that is a sum over own items. */
interface Likeness {
  /** Of every item into `out`, which is zeroed. */
  score(own: readonly Weighted[], out: Float32Array): void;
  /** What one own item adds to an item's score. */
  share(one: Weighted, item: number): number;
  /** What it adds on average over the catalog. */
  meanShare(one: Weighted): number;
}

/**
 * BM25 of every item for the words of own items. A long text is no louder than a short one: an own item is
 * worth its weight where all its words are found.
 */
function byWords({ offset, word, weight, words }: WordWeights): Likeness {
  const items = offset.length - 1;
  const worthOf = (item: number) => {
    let sum = 0;
    for (let at = offset[item]; at < offset[item + 1]; at++) sum += weight[at];
    return sum;
  };
  const product = (one: Weighted, weightOf: (word: number) => number) => {
    let sum = 0;
    for (let at = offset[one.item]; at < offset[one.item + 1]; at++) sum += weightOf(word[at]);
    return sum === 0 ? 0 : (one.weight * sum) / worthOf(one.item);
  };
  const meanWeights = once(() => {
    const mean = new Float64Array(words);
    for (let at = 0; at < word.length; at++) mean[word[at]] += weight[at] / items;
    return mean;
  });
  return {
    score(own, out) {
      const query = new Float64Array(words);
      for (const one of own) {
        const worth = worthOf(one.item);
        for (let at = offset[one.item]; at < offset[one.item + 1]; at++)
          query[word[at]] += one.weight / worth;
      }
      for (let item = 0; item < items; item++) {
        let sum = 0;
        for (let at = offset[item]; at < offset[item + 1]; at++) sum += weight[at] * query[word[at]];
        out[item] = sum;
      }
    },
    share(one, item) {
      const held = new Map<number, number>();
      for (let at = offset[item]; at < offset[item + 1]; at++) held.set(word[at], weight[at]);
      return product(one, (number) => held.get(number) ?? 0);
    },
    meanShare: (one) => product(one, (number) => meanWeights()[number]),
  };
}

/** Weighted sum of products with the own items' vectors. */
function byVectors({ vectors, dimensions }: Vectors): Likeness {
  const rowOf = (item: number) => vectors.subarray(item * dimensions, (item + 1) * dimensions);
  const sumOf = (own: readonly Weighted[]) => {
    const sum = new Float64Array(dimensions);
    for (const { item, weight } of own) {
      for (let k = 0; k < dimensions; k++) sum[k] += weight * vectors[item * dimensions + k];
    }
    return sum;
  };
  const mean = once(() => {
    const items = dimensions === 0 ? 0 : vectors.length / dimensions;
    return sumOf(Array.from({ length: items }, (_, item) => ({ item, weight: 1 / items })));
  });
  const product = (a: Float32Array, b: ArrayLike<number>) =>
    a.reduce((sum, value, k) => sum + value * b[k], 0);
  return {
    score: (own, out) => dotRows(vectors, sumOf(own), out),
    share: (one, item) => one.weight * product(rowOf(one.item), rowOf(item)),
    meanShare: (one) => one.weight * product(rowOf(one.item), mean()),
  };
}

function once<T>(compute: () => T): () => T {
  let known: T | undefined;
  return () => {
    known ??= compute();
    return known;
  };
}

/** All own items; recent ones count more, which is best on Online Retail (docs/training.md). */
const faded = ({ touched }: Profile): Weighted[] => touched.map(({ item, weight }) => ({ item, weight }));

const WORDS_PAPER = 'Robertson & Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond';

const wordsSaved = {
  save: ({ offset, word, weight, words }: WordWeights): Saved => ({
    settings: { words },
    arrays: { offset, word, weight },
  }),
  load: ({ settings, arrays }: Saved): WordWeights => ({
    offset: arrays.offset as Uint32Array,
    word: arrays.word as Uint32Array,
    weight: arrays.weight as Float32Array,
    words: settings.words,
  }),
};

/** Shares words with the visitor's own items, the newest counting most. */
export const contentWords: Model<WordWeights> = {
  name: 'content-words',
  paper: WORDS_PAPER,
  fit: async ({ catalog }) => weighWords(catalog),
  scores(state, visitor, out) {
    byWords(state).score(faded(visitor), out);
    return out.some((score) => score > 0);
  },
  because(state, visitor, item) {
    const { share } = byWords(state);
    return sharesOf(faded(visitor), (one) => share(one, item));
  },
  ...wordsSaved,
};

/** Share of words in the hybrid: .5 to .7 are best on Online Retail, whose titles are short (docs/training.md). */
const WORDS_SHARE = 0.6;

export interface VectorsAndWords extends Vectors {
  words: WordWeights;
}

/** Vectors and words, each in deviations from its mean over the catalog, so that neither drowns the other. */
export const contentHybrid: Model<VectorsAndWords> = {
  name: 'content-hybrid',
  paper: WORDS_PAPER,
  fit: async ({ catalog, vectors, dimensions }) => ({ vectors, dimensions, words: weighWords(catalog) }),
  scores(state, visitor, out) {
    const scored = scoreBoth(state, faded(visitor), out.length);
    for (const { row, mean, scale } of scored) {
      for (let item = 0; item < out.length; item++) out[item] += scale * (row[item] - mean);
    }
    return scored.length > 0;
  },
  /** Exact: both parts are sums over own items. */
  because(state, visitor, item) {
    const own = faded(visitor);
    const both = scoreBoth(state, own, state.words.offset.length - 1);
    return sharesOf(own, (one) =>
      both.reduce((sum, { by, scale }) => sum + scale * (by.share(one, item) - by.meanShare(one)), 0),
    );
  },
  save: ({ words, ...vectors }) => {
    const [ofVectors, ofWords] = [vectorsSaved.save(vectors), wordsSaved.save(words)];
    return {
      settings: { ...ofVectors.settings, ...ofWords.settings },
      arrays: { ...ofVectors.arrays, ...ofWords.arrays },
      columns: ofVectors.columns,
    };
  },
  load: (saved) => ({ ...vectorsSaved.load(saved), words: wordsSaved.load(saved) }),
};

/** One part of the hybrid: what all items score, and by how much that counts. */
interface Part {
  by: Likeness;
  row: Float32Array;
  mean: number;
  /** Share over deviation. */
  scale: number;
}

/** Parts that tell items apart: where texts have no vectors or share no words, the other one speaks alone. */
function scoreBoth(state: VectorsAndWords, own: readonly Weighted[], items: number): Part[] {
  const parts: [number, Likeness][] = [
    [1 - WORDS_SHARE, byVectors(state)],
    [WORDS_SHARE, byWords(state.words)],
  ];
  return parts.flatMap(([share, by]): Part[] => {
    const row = new Float32Array(items);
    by.score(own, row);
    let sum = 0;
    for (const value of row) sum += value;
    const mean = sum / items;
    let squares = 0;
    for (const value of row) squares += (value - mean) ** 2;
    const deviation = Math.sqrt(squares / items);
    return deviation > 1e-9 ? [{ by, row, mean, scale: share / deviation }] : [];
  });
}

function sharesOf(own: readonly Weighted[], amountOf: (one: Weighted) => number): Because[] {
  return own
    .map((one) => ({ item: one.item, amount: amountOf(one) }))
    .sort((a, b) => b.amount - a.amount || a.item - b.item);
}
