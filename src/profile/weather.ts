/**
 * Weather, as the visitor chose it: the words that stand for it in front of an encoder. Nothing here asks where
 * anybody is, nor looks a forecast up; signals/weather.ts says how well things fit.
 */
import type { Weather } from './preferences.ts';

/** In the words of product texts, for what one needs then; the encoder is told nothing else. */
const TEXTS: Record<Weather, string> = {
  rain: 'for rainy weather: waterproof coat, umbrella, wellington boots; or a rainy day indoors with puzzles and tea',
  snow: 'for snow and ice: sledge, snow boots, thick gloves and a woollen hat, hot chocolate afterwards',
  cold: 'for cold weather: warm knitted jumper, woollen blanket, scarf, gloves, hot water bottle, cosy evenings in',
  mild: 'for mild spring weather: a light jacket, a walk, gardening, seeds and flowers, birds, cycling outside',
  hot: 'for hot sunny weather: sun hat, sunglasses, swimming, beach, picnic, cold drinks, summer dress, shade',
};

/** What to embed for it, with the catalog's own encoder. */
export function weatherText(weather: Weather): string {
  return TEXTS[weather];
}
