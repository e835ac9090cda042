/**
 * Popularity: what everybody buys, ever, lately, this week and at this time of year, and how new an item is.
 * The same for every visitor; what a first visit is ranked by. Fresh counts matter more than any model
 * (docs/quality.md), so a pack's popularity can be replaced alone.
 */
import type { Model } from '../models/model.ts';
import {
  itemAge,
  mostPopular,
  popularityRecent as recent,
  seasonal,
  popularityWeek as thisWeek,
} from '../models/popularity-rankings.ts';
import type { Popularity } from '../packs/pack.ts';
import type { Signal } from './signal.ts';

function popularitySignal(name: string, meaning: string, model: Model<Popularity>): Signal {
  return { name, meaning, score: ({ pack, profile }, out) => model.scores(pack.popularity, profile, out) };
}

export const popularity = popularitySignal('popularity', 'many people buy it', mostPopular);

export const popularityRecent = popularitySignal(
  'popularity-recent',
  'many people bought it this month',
  recent,
);

export const popularityWeek = popularitySignal(
  'popularity-week',
  'many people bought it this week',
  thisWeek,
);

export const popularitySeason = popularitySignal(
  'popularity-season',
  'people buy it at this time of year',
  seasonal,
);

export const newness = popularitySignal('newness', 'it is new here', itemAge);
