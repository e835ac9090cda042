/**
 * Fusion weights for a shop without enough orders to train them: set by hand, constant but for a new
 * visitor, and stated here in full. A pack that could be trained never uses them.
 */
import type { FusionWeights } from '../packs/pack.ts';
import { type Senses, signalsOf } from '../signals/index.ts';
import { CONTEXT } from './context.ts';
import { CLASSES, TERMS } from './gate.ts';

/**
 * One weight a signal, of x, for new and known items alike; x |x| gets none. The order follows what training found on two public data sets
 * (docs/quality.md): own repeats and recent popularity first, then what goes together, then content, which
 * has to speak alone where there are no orders.
 */
const PRIOR: Record<string, number> = {
  'content-recent': 0.5,
  'content-lasting': 0.3,
  'item-item': 0.4,
  'item-item-recent': 0.3,
  sequence: 0.2,
  factors: 0.4,
  popularity: 0.15,
  'popularity-recent': 0.25,
  'popularity-week': 0.15,
  'popularity-season': 0.1,
  'popularity-hour': 0.05,
  newness: 0.05,
  'own-interest': 0.15,
  'repeat-count': 0.3,
  'repeat-recency': 0.1,
  'repeat-last-order': 0,
  'repeat-rate': 0.2,
  'repeat-due': 0.3,
  'affinity-department': 0.1,
  'affinity-kind': 0.15,
  'affinity-brand': 0.1,
  'price-fit': 0.05,
  'looks-recent': 0.25,
  'looks-lasting': 0.15,
  'sounds-recent': 0.25,
  'sounds-lasting': 0.15,
  joint: 0.2,
  attended: 0.3,
};

/**
 * A linear gate whose context weights are zero.
 * @param pack Says which signals the shop has; none but those of every shop where absent.
 */
export function priorFusion(pack: Senses = {}): FusionWeights {
  const signals = signalsOf(pack);
  const outputs = signals.length * TERMS * CLASSES;
  const bias = new Float32Array(outputs);
  signals.forEach((signal, s) => {
    bias.fill(PRIOR[signal.name], s * CLASSES, (s + 1) * CLASSES);
  });
  return {
    level: 'gated',
    signals: signals.map((signal) => signal.name),
    context: [...CONTEXT],
    hidden: 0,
    parameters: {
      bias: { shape: [outputs], values: bias },
      in: { shape: [CONTEXT.length, outputs], values: new Float32Array(CONTEXT.length * outputs) },
    },
  };
}
