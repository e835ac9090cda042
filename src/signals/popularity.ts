/**
 * Popularity: what everybody buys, ever, lately, this week and at this time of year, and how new an item is.
 * The same for every visitor; what a first visit is ranked by. Fresh counts matter more than any model
 * (docs/quality.md), so a pack's popularity can be replaced alone.
 */
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { Signal } from './signal.ts';

function popularitySignal(
  name: string,
  meaning: string,
  counts: (popularity: Popularity) => Float32Array,
): Signal {
  return {
    name,
    meaning,
    score({ pack }, out) {
      const count = counts(pack.popularity);
      let any = false;
      for (let i = 0; i < out.length; i++) {
        out[i] = Math.log1p(count[i]);
        any ||= count[i] > 0;
      }
      return any;
    },
  };
}

export const popularity = popularitySignal('popularity', 'many people buy it', (counts) => counts.total);

export const popularityRecent = popularitySignal(
  'popularity-recent',
  'many people bought it this month',
  (counts) => counts.recent,
);

export const popularityWeek = popularitySignal(
  'popularity-week',
  'many people bought it this week',
  (counts) => counts.week,
);

export const popularitySeason: Signal = {
  name: 'popularity-season',
  meaning: 'people buy it at this time of year',
  score({ pack: { popularity: counts }, profile: { moment } }, out) {
    const month = new Date(moment.now + moment.utcOffset * 60_000).getUTCMonth();
    let any = false;
    for (let i = 0; i < out.length; i++) {
      out[i] = Math.log1p(counts.total[i] * counts.months[i * 12 + month]);
      any ||= out[i] > 0;
    }
    return any;
  },
};

export const newness: Signal = {
  name: 'newness',
  meaning: 'it is new here',
  score({ pack: { popularity: counts }, profile: { moment } }, out) {
    // Items nobody has bought may be old or new: they get the mean, which says nothing either way.
    let sum = 0;
    let known = 0;
    for (let i = 0; i < out.length; i++) {
      if (counts.firstSeen[i] === 0) continue;
      out[i] = -Math.log1p(Math.max(0, moment.now - counts.firstSeen[i]) / DAY);
      sum += out[i];
      known++;
    }
    if (known === 0) return false;
    for (let i = 0; i < out.length; i++) if (counts.firstSeen[i] === 0) out[i] = sum / known;
    return true;
  },
};
