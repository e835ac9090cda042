/** The assistant's voice on this page: the chosen language, and the shop's currency. */
import { useMemo } from 'react';
import type { Voice } from '../../../engine/ask-phrasing.ts';
import { useCurrency } from '../../components/Price.tsx';
import { useFormats, useText } from '../../language.tsx';

export function useVoice(): Voice {
  const text = useText('ask');
  useText('part');
  const formats = useFormats();
  const currency = useCurrency();
  return useMemo(
    // Which template a say names is known only when it is said.
    () => ({ message: text as unknown as Voice['message'], formats, currency }),
    [text, formats, currency],
  );
}
