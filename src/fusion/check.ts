/**
 * Whether fusion weights fit this version's signals and context: asked once, when a pack is opened, so that an
 * old pack is refused there and not on every page.
 */
import type { FusionWeights } from '../packs/pack.ts';
import { type Senses, signalsOf } from '../signals/index.ts';
import { CONTEXT } from './context.ts';
import { CLASSES, checkSignals, FusionMismatchError, TERMS } from './gate.ts';

/**
 * @param pack Says which signals the shop has.
 * @throws FusionMismatchError
 */
export function checkFusion(weights: FusionWeights, pack: Senses): void {
  const { context, hidden, parameters } = weights;
  const signals = signalsOf(pack).map(({ name }) => name);
  checkSignals(weights, signals);
  if (context.length !== CONTEXT.length || context.some((name, c) => name !== CONTEXT[c])) {
    throw new FusionMismatchError(`the context ${context.join(', ')}, not ${CONTEXT.join(', ')}`);
  }
  const outputs = signals.length * TERMS * CLASSES;
  const deep = parameters.deepBias?.values.length ?? 0;
  const sizes: Record<string, number> =
    hidden === 0
      ? { bias: outputs, in: CONTEXT.length * outputs }
      : { bias: outputs, in: CONTEXT.length * hidden, inBias: hidden, out: hidden * outputs };
  if (weights.level === 'early') {
    Object.assign(sizes, { deepIn: (signals.length + 1 + CONTEXT.length) * deep, deepOut: deep });
  }
  for (const [name, size] of Object.entries(sizes)) {
    const found = parameters[name]?.values.length ?? 0;
    if (found !== size) throw new FusionMismatchError(`${found} parameters "${name}", not ${size}`);
  }
}
