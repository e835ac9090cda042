/** Learned weights of relevance. Fitted by `npm run evaluate -- --protocol search --fit`; changed only by a new fit. */

/**
 * In the order of `FEATURES`: multi-positive listwise softmax with L2, on the `forChoosing` third of
 * `judged/queries.json`. `words` where no vector took part, `both` where one did. Units are log-odds.
 */
export const RELEVANCE_WEIGHTS = {
  words: [2.295, 2.491, 0],
  both: [2.132, 2.945, 1.522],
} as const;
