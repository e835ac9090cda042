/**
 * Attended: nearness to what the visitor has chosen, by text, looks or sound: by whichever their own choices went. Silent
 * in a pack that never learned it.
 */
import type { Catalog } from '../catalog/item.ts';
import {
  type Attended,
  attendedBecause,
  attendedSaved,
  attendedScores,
  fitsCatalog,
} from '../models/attended.ts';
import type { Saved } from '../models/model.ts';
import { type Sense, sensesOf } from '../profile/senses.ts';
import type { Signal, SignalPack } from './signal.ts';

const loaded = new WeakMap<Saved, Attended>();

/** What the pack learned, and of which modalities; null where it learned nothing, or for another catalog. */
export function attendedIn(
  pack: SignalPack,
  catalog: Catalog,
): { learned: Attended; senses: readonly Sense[] } | null {
  const saved = pack.attended;
  if (saved === undefined) return null;
  let learned = loaded.get(saved);
  if (learned === undefined) {
    learned = attendedSaved.load(saved);
    loaded.set(saved, learned);
  }
  const senses = sensesOf(pack, catalog.items.length);
  return fitsCatalog(learned, senses.length, catalog) ? { learned, senses } : null;
}

export const attended: Signal = {
  name: 'attended',
  meaning: 'it is like what you have chosen in what you seem to go by',
  score({ pack, catalog, profile }, out) {
    const has = attendedIn(pack, catalog);
    return has !== null && attendedScores(has.learned, has.senses, catalog, profile, out);
  },
  because({ pack, catalog, profile }, item) {
    const has = attendedIn(pack, catalog);
    return has === null ? [] : attendedBecause(has.learned, has.senses, catalog, profile, item);
  },
};
