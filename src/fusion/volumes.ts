/**
 * Volumes: how loud each signal is to one visitor, beside what the fusion learned for everybody: 0 silent, 1 as
 * learned, 2 twice. A signal turned down is heard as if it were less sure, so every level of fusion and every
 * backend understands it, and contributions go on adding up.
 */
import type { SignalScores } from '../signals/index.ts';

/**
 * Turns the signals' rows, in place.
 * @param volumes One a signal, in their order.
 * @returns The same scores; late fusion reads `volumes` from them, since places have no loudness.
 */
export function turn(signals: SignalScores, volumes: Float64Array): SignalScores {
  const { matrix, n, active } = signals;
  volumes.forEach((volume, s) => {
    if (volume === 1 || !active[s]) return;
    if (volume === 0) active[s] = false;
    for (let at = s * n; at < (s + 1) * n; at++) matrix[at] *= volume;
  });
  signals.volumes = volumes;
  return signals;
}
