/**
 * Preferences: what the visitor set by hand about how the shop ranks for them. Types, defaults and their check;
 * kept beside history, per profile, and gone with it.
 */

/** Families of signals that a visitor can turn up and down; the same that explanations group by. */
export const SIGNAL_GROUPS = [
  'content',
  'together',
  'tastes',
  'popularity',
  'own',
  'affinity',
  'looks',
  'sounds',
] as const;
export type SignalGroup = (typeof SIGNAL_GROUPS)[number];

/** Parts of the moment that a visitor can keep out of it. */
export const CONTEXT_KINDS = ['hour', 'weekday', 'season', 'holidays', 'device', 'session'] as const;
export type ContextKind = (typeof CONTEXT_KINDS)[number];

export interface Preferences {
  /** 0: only what fits best; 1: mostly new ground. */
  novelty: number;
  /** By group: 0 silent, 1 as learned, 2 twice as loud. */
  volumes: Record<SignalGroup, number>;
  /** Parts of the moment that may not be used. */
  contextOff: ContextKind[];
  /** Whether weights move, a little, with what this visitor chooses. */
  adapt: boolean;
  /** Whether shelves and lines may speak of this visitor's interests; what is chosen is the same either way. */
  speak: boolean;
  /** How far taste rearranges what a search finds: 0 the same for everyone, to 1. */
  searchTaste: number;
  /** As typed: "Leeds", "Melbourne". Only says on which half of the earth seasons happen, and which holidays. */
  place: string;
  /** As chosen: "" for unsaid. */
  weather: '' | Weather;
  /** Two rankers that share the first shelf, to be told apart by what is opened; null for none. */
  compare: { a: string; b: string } | null;
}

export const WEATHERS = ['rain', 'snow', 'cold', 'mild', 'hot'] as const;
export type Weather = (typeof WEATHERS)[number];

/** Novelty 0.2 is what `npm run evaluate` found nearly free (docs/quality.md). */
export const DEFAULT_PREFERENCES: Preferences = {
  novelty: 0.2,
  volumes: { content: 1, together: 1, tastes: 1, popularity: 1, own: 1, affinity: 1, looks: 1, sounds: 1 },
  contextOff: [],
  adapt: true,
  speak: true,
  searchTaste: 0.5,
  place: '',
  weather: '',
  compare: null,
};

/** Whole, in bounds, and without what this version doesn't know: stored ones may be older or damaged. */
export function checkedPreferences(stored: Partial<Preferences>): Preferences {
  const usual = DEFAULT_PREFERENCES;
  const { novelty, volumes, contextOff, adapt, speak, searchTaste, place, weather, compare } = {
    ...usual,
    ...stored,
  };
  return {
    novelty: within(novelty, 0, 1, usual.novelty),
    volumes: Object.fromEntries(
      SIGNAL_GROUPS.map((group) => [group, within(volumes?.[group], 0, 2, usual.volumes[group])]),
    ) as Preferences['volumes'],
    contextOff: CONTEXT_KINDS.filter((kind) => contextOff?.includes(kind)),
    adapt: adapt !== false,
    speak: speak !== false,
    searchTaste: within(searchTaste, 0, 1, usual.searchTaste),
    place: String(place ?? '').slice(0, LONGEST_PLACE),
    weather: WEATHERS.find((known) => known === weather) ?? '',
    compare:
      compare && typeof compare.a === 'string' && typeof compare.b === 'string'
        ? { a: compare.a, b: compare.b }
        : null,
  };
}

const LONGEST_PLACE = 80;

function within(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(most, Math.max(least, value))
    : otherwise;
}
