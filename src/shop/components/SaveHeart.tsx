/** The heart on a card: saves the item, or takes that back. */
import { useEffect, useState } from 'react';
import type { Card } from '../../engine/recommender.ts';
import { useSave } from '../actions.ts';
import { useText } from '../language.tsx';
import { IconButton } from './Button.tsx';
import styles from './SaveHeart.module.css';

/** @param describedBy id of the item's title, so that twenty hearts can be told apart */
export function SaveHeart({
  card,
  describedBy,
  className = '',
}: {
  card: Pick<Card, 'id' | 'title' | 'saved'>;
  describedBy?: string;
  className?: string;
}) {
  const text = useText();
  const { saved, toggle } = useSaved(card);
  return (
    <IconButton
      icon="heart"
      label={text('card.save')}
      aria-pressed={saved}
      aria-describedby={describedBy}
      filled={saved}
      className={`${styles.heart} ${className}`}
      onClick={toggle}
    />
  );
}

/**
 * Whether an item is saved, at once after the click; the engine's word replaces ours when it comes.
 *
 * @returns `toggle` saves or takes back, with an undo toast
 */
export function useSaved(card: Pick<Card, 'id' | 'title' | 'saved'>): { saved: boolean; toggle: () => void } {
  const [claimed, setClaimed] = useState<boolean | null>(null);
  const save = useSave();
  useEffect(() => {
    if (claimed === card.saved) setClaimed(null);
  }, [claimed, card.saved]);
  const saved = claimed ?? card.saved;
  return {
    saved,
    toggle: () => {
      setClaimed(!saved);
      save(card, !saved).catch(() => setClaimed(null));
    },
  };
}
