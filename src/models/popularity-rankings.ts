/**
 * Rankings by popularity, the same for every visitor: ever, lately, this week, against what was to be expected,
 * at this time of year, and by the age of items. They share one fit, the counts of popularity.ts.
 */
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { Moment } from '../profile/profile.ts';
import type { Model, Saved } from './model.ts';
import { countPopularity, shareOfSeason } from './popularity.ts';

/** A score of one item; NaN where nothing is known of it. */
type Score = (counts: Popularity, item: number, moment: Moment) => number;

const saved = {
  save: ({ at, ...counts }: Popularity): Saved => ({ settings: { at }, arrays: counts }),
  load: ({ settings, arrays }: Saved): Popularity => ({
    at: settings.at,
    total: arrays.total as Float32Array,
    recent: arrays.recent as Float32Array,
    week: arrays.week as Float32Array,
    months: arrays.months as Float32Array,
    hours: arrays.hours as Float32Array,
    firstSeen: arrays.firstSeen as Float64Array,
  }),
};

/** An item of which nothing is known gets the mean of the others, which says nothing either way. */
function ranking(name: string, paper: string, score: Score): Model<Popularity> {
  return {
    name,
    paper,
    fit: async ({ catalog, log }) => countPopularity(log, catalog.items.length),
    scores(counts, { moment }, out) {
      let sum = 0;
      let known = 0;
      for (let item = 0; item < out.length; item++) {
        out[item] = score(counts, item, moment);
        if (Number.isNaN(out[item])) continue;
        sum += out[item];
        known++;
      }
      if (known === 0) return false;
      for (let item = 0; item < out.length; item++) if (Number.isNaN(out[item])) out[item] = sum / known;
      return out.some((value) => value !== out[0]);
    },
    ...saved,
  };
}

/** Logarithms of counts: their order is that of counts, and the best seller is no outlier beside others. */
const byCount = (name: string, paper: string, count: Score) =>
  ranking(name, paper, (counts, item, moment) => Math.log1p(count(counts, item, moment)));

/** Distinct buyers, all time. */
export const mostPopular = byCount(
  'most-popular',
  'Cremonesi, Koren & Turrin 2010, Performance of Recommender Algorithms on Top-N Recommendation Tasks (TopPop)',
  ({ total }, item) => total[item],
);

const RECENT_PAPER = 'Ji, Sun, Zhang & Li 2020, A Re-visit of the Popularity Baseline in Recommender Systems';

/** Over the last 28 days. */
export const popularityRecent = byCount(
  'popularity-recent',
  RECENT_PAPER,
  ({ recent }, item) => recent[item],
);

/** Over the last 7 days. */
export const popularityWeek = byCount('popularity-week', RECENT_PAPER, ({ week }, item) => week[item]);

/** Buyers of all time, by the share of an item's year that falls into the present month. */
export const seasonal = byCount(
  'seasonal',
  'Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice (3rd ed.), classical decomposition',
  (counts, item, moment) => counts.total[item] * shareOfSeason(counts, item, moment),
);

/**
 * Buyers' worth of "just as expected" that every item starts from: with 1 or 3 the rarest items lead. On Online
 * Retail, fresh counts, NDCG@10 new .040 / .052 / .063 / .066 for 1 / 3 / 10 / 30 (docs/training.md); more than 10
 * and it is hardly anything else than this week's count.
 */
const EXPECTED_PRIOR = 10;

const WEEK = 7;

/**
 * This week's buyers over those expected from the item's whole life: the mean of the ratio's posterior under a
 * Gamma prior around 1. Items younger than a week are expected to sell as much in it as they did.
 */
export const trending = ranking(
  'trending',
  'DuMouchel 1999, Bayesian Data Mining in Large Frequency Tables (Gamma-Poisson shrinker)',
  ({ at, total, week, firstSeen }, item) => {
    if (total[item] === 0) return Number.NaN;
    const days = Math.max(WEEK, (at - firstSeen[item]) / DAY);
    return Math.log((week[item] + EXPECTED_PRIOR) / ((WEEK * total[item]) / days + EXPECTED_PRIOR));
  },
);

/** Youngest first, by the logarithm of days since anybody's first interest. */
export const itemAge = ranking(
  'item-age',
  'By definition: the negative logarithm of days since the first event',
  ({ firstSeen }, item, { now }) =>
    firstSeen[item] === 0 ? Number.NaN : -Math.log1p(Math.max(0, now - firstSeen[item]) / DAY),
);
