/** Vitals: how long the engine's steps take, what it holds in memory, and why it computes the way it does. */
import { type ChosenBackend, tensorMemory, whyChosen } from '../compute/backends.ts';
import type { Text } from '../messages/texts.ts';
import type { Pack } from '../packs/pack.ts';
import type { Durations } from './durations.ts';
import type { Backend, Vitals } from './recommender.ts';

/**
 * @param choice null before the trial, or where TensorFlow.js can't be used.
 * @param backend What ranks at the moment: plain JavaScript where a chosen backend failed at work.
 */
export function vitals(
  pack: Pack,
  durations: Durations,
  choice: ChosenBackend | null,
  backend: Backend,
  text: Text<'measured'>,
): Vitals {
  const packFiles = Object.values(pack.manifest.artefacts).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    durations: durations.all(),
    memory: { packFiles, packArrays: bytesIn(pack), tensors: tensorMemory() },
    backend: { chosen: backend, why: why(choice, backend, text), trials: choice?.trials ?? [] },
  };
}

function why(choice: ChosenBackend | null, backend: Backend, text: Text<'measured'>): string {
  if (choice === null) return text('measured.backend.none');
  const chosen = whyChosen(choice, text);
  return choice.backend === backend ? chosen : `${chosen} ${text('measured.backend.failed')}`;
}

/** Of all typed arrays inside, each buffer counted once. */
function bytesIn(value: unknown, seen = new Set<unknown>()): number {
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) return 0;
    seen.add(value.buffer);
    return value.buffer.byteLength;
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  return Object.values(value).reduce((sum: number, inner) => sum + bytesIn(inner, seen), 0);
}
