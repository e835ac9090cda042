/**
 * What is in a score besides signals: what this session is about, the visitor's own word, what they
 * wrote and what they passed over. The one list of it, so that
 * slates, explanations and comparisons add up the same things.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Fuser } from '../fusion/fusion.ts';
import type { Preferences } from '../profile/preferences.ts';
import type { Profile } from '../profile/profile.ts';
import { weatherFit } from '../signals/weather.ts';
import { passedOver } from './passed-over.ts';
import { type Extra, sayOf, unitOf } from './say.ts';
import { sessionInterest } from './session-interest.ts';
import { writtenWords } from './written-words.ts';

/**
 * @param vectors n x d, unit rows; may be empty.
 * @param learned without any of these
 * @param weather the visitor's, embedded
 */
export function extrasOf(
  profile: Profile,
  catalog: Catalog,
  vectors: Float32Array,
  learned: Fuser,
  { contextOff, volumes }: Preferences,
  weather?: ArrayLike<number>,
): Extra[] {
  const session = contextOff.includes('session') ? 0 : volumes.affinity;
  return [
    sessionInterest(profile, catalog, () => learned.all(), session),
    sayOf(profile, catalog, vectors, learned),
    writtenWords(profile, catalog, () => learned.all(), volumes.content),
    weather === undefined ? null : weatherExtra(weather, vectors, catalog.items.length, learned),
    passedOver(profile, catalog.items.length, () => unitOf(learned.all())),
  ].filter((extra) => extra !== null);
}

/** Units (see `unitOf`) for each step of `weatherFit`: what fits the weather best gets more than half a unit. */
const WEATHER_UNITS = 0.25;

function weatherExtra(
  query: ArrayLike<number>,
  vectors: Float32Array,
  items: number,
  learned: Fuser,
): Extra | null {
  const fit = new Float32Array(items);
  if (!weatherFit(query, vectors, fit)) return null;
  const unit = WEATHER_UNITS * unitOf(learned.all());
  return {
    name: 'weather',
    meaning: 'The weather you told us of',
    amount: Float64Array.from(fit, (value) => unit * value),
  };
}
