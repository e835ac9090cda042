/** What was understood of a request, in the page's words: for chips. */
import { useCallback, useMemo } from 'react';
import { capital, partText, priceText, type Voice } from '../../../engine/ask-phrasing.ts';
import type { Filters, Part } from '../../../engine/recommender.ts';
import { useCurrency } from '../../components/Price.tsx';
import { useAsk } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';

export interface PartWords {
  /** "Up to £60", "Not tents and shelters", "Camping". */
  part: (part: Part) => string;
  price: (range: Filters['price']) => string;
}

/** @param parts those whose words will be asked for */
export function usePartWords(parts: readonly Part[]): PartWords {
  const text = useText('part');
  const formats = useFormats();
  const currency = useCurrency();
  const named = [
    ...new Set(parts.flatMap(({ constraint }) => (constraint.of === 'compared' ? [constraint.itemId] : []))),
  ];
  const { data: cards } = useAsk(named.length === 0 ? null : `cards:${named.join('\n')}`, (engine) =>
    engine.cards(named),
  );
  const voice = useMemo<Voice>(
    () => ({ message: text as unknown as Voice['message'], formats, currency }),
    [text, formats, currency],
  );
  const part = useCallback(
    (one: Part) => {
      const { constraint } = one;
      const title =
        constraint.of === 'compared'
          ? (cards?.find(({ id }) => id === constraint.itemId)?.title ?? '…')
          : null;
      return capital(partText({ of: 'part', part: one, title }, voice));
    },
    [cards, voice],
  );
  const price = useCallback((range: Filters['price']) => priceText(range, voice), [voice]);
  return useMemo(() => ({ part, price }), [part, price]);
}
