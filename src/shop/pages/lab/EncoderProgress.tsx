/** The encoder's state in words, with a bar while its files come. */

import type { EngineStatus } from '../../../engine/recommender.ts';
import { Progress } from '../../components/Progress.tsx';
import { useFormats, useText } from '../../language.tsx';

export function EncoderProgress({ status: { encoder, encoderProgress } }: { status: EngineStatus }) {
  const text = useText('lab');
  const { megabytes } = useFormats();
  if (encoder !== 'loading' || !encoderProgress) return text(`encoder.${encoder}`);
  const { loaded, total } = encoderProgress;
  return (
    <Progress
      label={text('encoder.progress')}
      value={loaded}
      max={total}
      words={
        loaded < total
          ? text('encoder.loaded', { loaded: megabytes(loaded), total: megabytes(total) })
          : text('encoder.starting', { total: megabytes(total) })
      }
    />
  );
}
