/** Words for the readout of what was shown: plain, and true of its numbers. Pure. */
import type { Readout } from '../engine/recommender.ts';
import type { Formats } from '../messages/formats.ts';
import type { Text } from '../messages/texts.ts';

export interface Figure {
  name: string;
  value: string;
  words: string;
}

/** "This week 84 different things, 10% of the shop, stood in view on your shelves." */
export function headlineOf(
  text: Text<'you'>,
  formats: Formats,
  { days, things, places, coverage }: Readout,
): string {
  return text('shown.headline', {
    days,
    things,
    part: coverage > 0 && coverage < 0.01 ? 'little' : 'some',
    share: formats.percent(coverage),
    again: places === things ? 0 : places,
  });
}

/** Diversity, novelty and exploration; what isn't known is left out. */
export function figuresOf(
  text: Text<'you'>,
  formats: Formats,
  { diversity, usualDiversity, wellKnown, explored, places }: Readout,
): Figure[] {
  const figures: Figure[] = [];
  if (diversity !== null && usualDiversity !== null && usualDiversity > 0) {
    const of = diversity / usualDiversity;
    figures.push({
      name: text('shown.variety'),
      value: formats.percent(of),
      words: text('shown.variety.words', { variety: of < 0.6 ? 'little' : of < 0.85 ? 'some' : 'much' }),
    });
  }
  figures.push({
    name: text('shown.little-known'),
    value: formats.percent(1 - wellKnown),
    words: text('shown.little-known.words'),
  });
  figures.push({
    name: text('shown.guesses'),
    value: formats.percent(explored),
    words:
      explored === 0
        ? text('shown.guesses.none')
        : text('shown.guesses.words', { guesses: Math.round(explored * places), places }),
  });
  return figures;
}
