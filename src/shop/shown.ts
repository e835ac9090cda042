/** Words for the readout of what was shown: plain, and true of its numbers. Pure. */
import type { Readout } from '../engine/recommender.ts';

export interface Figure {
  name: string;
  value: string;
  words: string;
}

const percent = new Intl.NumberFormat('en', { style: 'percent' }).format;

/** "This week 84 different things, 10% of the shop, in 120 places on the shelves." */
export function headlineOf({ days, things, places, coverage }: Readout): string {
  const when = days === 7 ? 'This week' : `In ${days} days`;
  const what = things === 1 ? 'one thing' : `${things.toLocaleString('en')} different things`;
  const of = coverage > 0 && coverage < 0.01 ? 'less than 1%' : percent(coverage);
  const again =
    places === things ? '' : `, some of them more than once (${places.toLocaleString('en')} places in all)`;
  return `${when} ${what}, ${of} of the shop, stood in view on your shelves${again}.`;
}

/** Diversity, novelty and exploration; what isn't known is left out. */
export function figuresOf({ diversity, usualDiversity, wellKnown, explored, places }: Readout): Figure[] {
  const figures: Figure[] = [];
  if (diversity !== null && usualDiversity !== null && usualDiversity > 0) {
    const of = diversity / usualDiversity;
    figures.push({
      name: 'Variety',
      value: percent(of),
      words: `of what things picked blindly would have: ${varietyInWords(of)}`,
    });
  }
  figures.push({
    name: 'Little known',
    value: percent(1 - wellKnown),
    words: 'of the places went to the half of the shop that people choose less often',
  });
  figures.push({
    name: 'Guesses',
    value: percent(explored),
    words:
      explored === 0
        ? 'were tried out on you'
        : `of the places: ${Math.round(explored * places)} of ${places.toLocaleString('en')}`,
  });
  return figures;
}

function varietyInWords(ofUsual: number): string {
  if (ofUsual < 0.6) return 'much of a kind';
  if (ofUsual < 0.85) return 'a thread runs through them';
  return 'a wide mix';
}
