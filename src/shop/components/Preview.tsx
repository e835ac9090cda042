/** Previews of what can be heard. Their code and words come only to pages where something can. */
import { lazy, Suspense } from 'react';
import type { Card } from '../../engine/recommender.ts';
import { withTexts } from '../language.tsx';
import styles from './Preview.module.css';

const Button = lazy(withTexts(['sound'], () => import('./PreviewButton.tsx')));
const Player = lazy(withTexts(['sound'], () => import('./PreviewPlayer.tsx')));

type Heard = Pick<Card, 'title' | 'audio'>;

/** A small round button, over the picture of a card. Nothing for things that make no sound. */
export function CardPreview({ item }: { item: Heard }) {
  if (item.audio === undefined) return null;
  return (
    <Suspense fallback={null}>
      <Button address={item.audio} title={item.title} />
    </Suspense>
  );
}

/** The player of an item's own page. Nothing for things that make no sound. */
export function ItemPreview({ item }: { item: Heard }) {
  if (item.audio === undefined) return null;
  return (
    <Suspense fallback={<div className={styles.blank} />}>
      <Player address={item.audio} title={item.title} />
    </Suspense>
  );
}
