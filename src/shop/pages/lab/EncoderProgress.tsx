/** The encoder's state in words, with a bar while its files come. */

import type { EngineStatus } from '../../../engine/recommender.ts';
import { Progress } from '../../components/Progress.tsx';

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`;
}

export function EncoderProgress({ status: { encoder, encoderProgress } }: { status: EngineStatus }) {
  switch (encoder) {
    case 'idle':
      return <>Asleep; it loads when a text has to be understood</>;
    case 'ready':
      return <>Ready, in a worker of its own</>;
    case 'failed':
      return <>Did not load. Search goes by words, everything else works</>;
    case 'loading':
      if (!encoderProgress) return <>Loading…</>;
      return (
        <Progress
          label="Loading the encoder"
          value={encoderProgress.loaded}
          max={encoderProgress.total}
          words={
            encoderProgress.loaded < encoderProgress.total
              ? `${megabytes(encoderProgress.loaded)} of ${megabytes(encoderProgress.total)}`
              : `${megabytes(encoderProgress.total)} are here, starting it`
          }
        />
      );
  }
}
