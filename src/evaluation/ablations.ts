/**
 * Ablations: a fusion trained anew without one of its signals at a time, to see what each of them is worth, and
 * without whole families, for members of one family stand in for each other.
 */
import { type Control, part } from '../compute/pace.ts';
import type { Example } from '../fusion/train-weights.ts';
import type { FusionWeights } from '../packs/pack.ts';
import { trainWithout } from '../training/fusion-training.ts';
import { seeded, shuffle } from '../training/random.ts';
import { fusionRanker, type Ranker } from './rankers.ts';

/** The variant of the fusion that heard everything. */
export const ALL_SIGNALS = 'all signals';

/** People whose examples each training sees: there are some twenty of them, and it is their differences that count. */
const PEOPLE = 400;

/** Families by the names of their signals; the variant says `without family <name>`. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  content: /^content-/,
  'what goes together': /^(item-item|sequence|factors|attention)/,
  popularity: /^(popularity|newness|segments)/,
  'own history': /^(own|repeat)-/,
  affinity: /^(affinity-|price-)/,
  'pictures and recordings': /^(looks|sounds|joint|attended)/,
};

/**
 * @param examples What the whole fusion was trained on; a part of its people is enough here.
 * @param weights Of the whole fusion.
 * @returns First the fusion with all signals, trained on the same part (`all signals`), then one ranker a
 * signal, `without <signal>`, and one a family.
 */
export async function ablations(
  examples: readonly Example[],
  name: string,
  weights: FusionWeights,
  seed: number,
  control: Control = {},
): Promise<Ranker[]> {
  const people = shuffle([...new Set(examples.map(({ person }) => person))], seeded(seed));
  const drawn = new Set(people.slice(0, PEOPLE));
  const some = examples.filter(({ person }) => drawn.has(person));
  const rankers: Ranker[] = [];
  const { signals } = weights;
  const each = [
    { variant: ALL_SIGNALS, silent: [] },
    ...signals.map((signal) => ({ variant: `without ${signal}`, silent: [signal] })),
    ...Object.entries(FAMILIES).map(([family, names]) => ({
      variant: `without family ${family}`,
      silent: signals.filter((signal) => names.test(signal)),
    })),
  ].filter(({ variant, silent }) => variant === ALL_SIGNALS || silent.length > 0);
  for (const [place, { variant, silent }] of each.entries()) {
    const during = part(control, place / each.length, (place + 1) / each.length);
    const trained = await trainWithout(some, silent, weights, { seed }, during);
    rankers.push(fusionRanker(name, trained.weights, { variant, silent }));
  }
  return rankers;
}
