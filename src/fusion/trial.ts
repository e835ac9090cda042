/**
 * The work that backends are tried on: a fusion forward pass over a made-up catalog of the size at hand,
 * against the exact reference.
 */
import type { Trial } from '../compute/backends.ts';
import type { FusionWeights } from '../packs/pack.ts';
import type { SignalScores } from '../signals/index.ts';
import { seeded } from '../training/random.ts';
import { fuserOf } from './fusion.ts';
import { forward } from './tensor-fusion.ts';

/** @param n Items; a few thousand tell a software adapter from a real one within a second. */
export function fusionTrial(weights: FusionWeights, n: number): Trial {
  const random = seeded(1);
  const names = weights.signals;
  const scores: SignalScores = {
    names,
    n,
    matrix: Float32Array.from({ length: names.length * n }, () => random() * 6 - 2),
    mean: new Float64Array(names.length),
    deviation: new Float64Array(names.length).fill(1),
    active: names.map(() => true),
    known: Uint8Array.from({ length: n }, () => (random() < 0.1 ? 1 : 0)),
  };
  const context = Float64Array.from(weights.context, () => random());
  return {
    run: () => forward(weights, context, scores),
    expected: fuserOf(weights, context, scores).all(),
  };
}
