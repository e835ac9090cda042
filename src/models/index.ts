/**
 * All models by name, for whoever runs or compares several of them.
 */
import type { Profile } from '../profile/profile.ts';
import { als } from './als.ts';
import { associationRules } from './association-rules.ts';
import { attention } from './attention.ts';
import { attentionSmall } from './attention-small.ts';
import { biasedMf, foldInRatings, type ItemRatings, predictRating } from './biased-mf.ts';
import { contentLasting, contentRecent } from './content.ts';
import { contentHybrid, contentWords } from './content-words.ts';
import { ease, easeDecayed } from './ease.ts';
import { itemKnnCosine, itemKnnJaccard, itemKnnPearson } from './item-knn.ts';
import type { Model } from './model.ts';
import {
  itemAge,
  mostPopular,
  popularityRecent,
  popularityWeek,
  seasonal,
  trending,
} from './popularity-rankings.ts';
import { recurrent } from './recurrent.ts';
import { segments } from './segments.ts';
import { sequenceLinear } from './sequence-linear.ts';

export interface ModelEntry {
  // Callers keep each state with its own model; what it is inside is that model's matter.
  model: Model<unknown>;
  /** Takes minutes to fit: runs only when asked for by name. */
  slow?: true;
  /** The signal that ranks as this model does, but for the rounding of packs, under another name. */
  signal?: string;
  /** Its state is `Popularity`, which a shop counts anew every day: nothing to fit. */
  counts?: true;
  /** Predicts ratings on the shop's own scale; the function it gives returns null where it can't. */
  ratings?(state: unknown, visitor: Profile): (item: number) => number | null;
}

export const MODELS: readonly ModelEntry[] = [
  { model: mostPopular, counts: true, signal: 'popularity' },
  { model: popularityRecent, counts: true },
  { model: popularityWeek, counts: true },
  { model: trending, counts: true },
  { model: seasonal, counts: true, signal: 'popularity-season' },
  { model: itemAge, counts: true, signal: 'newness' },
  { model: itemKnnCosine },
  { model: itemKnnPearson },
  { model: itemKnnJaccard },
  { model: associationRules },
  { model: ease, signal: 'item-item' },
  { model: easeDecayed, signal: 'item-item-recent' },
  { model: als, signal: 'factors' },
  {
    model: biasedMf,
    ratings: (state, visitor) => {
      const own = foldInRatings(state as ItemRatings, visitor);
      return (item) => predictRating(state as ItemRatings, own, item);
    },
  },
  { model: segments },
  { model: sequenceLinear, signal: 'sequence' },
  { model: attention, slow: true },
  { model: attentionSmall, slow: true },
  { model: recurrent, slow: true },
  { model: contentRecent },
  { model: contentLasting },
  { model: contentWords },
  { model: contentHybrid },
];
