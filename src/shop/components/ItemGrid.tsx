/** Cards in rows: for departments, search and saved things. */
import { useId, useRef } from 'react';
import type { Entry } from '../../engine/recommender.ts';
import { CardSkeleton, ItemCard } from './ItemCard.tsx';
import styles from './ItemGrid.module.css';
import { useReorder } from './reorder.ts';

/**
 * @param label heading of the list, for those who can't see that it is one
 * @param shelf noted with visits that begin here, e.g. "Search"
 */
export function ItemGrid({ entries, label, shelf }: { entries: Entry[]; label: string; shelf?: string }) {
  const list = useRef<HTMLUListElement>(null);
  const labelId = useId();
  useReorder(list, entries.map(({ card }) => card.id).join('\n'));
  return (
    <>
      <h2 id={labelId} className="visually-hidden">
        {label}
      </h2>
      <ul className={styles.grid} role="list" aria-labelledby={labelId} ref={list}>
        {entries.map((entry, index) => (
          <li key={entry.card.id} data-key={entry.card.id}>
            <ItemCard entry={entry} shelf={shelf} eager={index < 8} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** @param count cards to hold the place of */
export function GridSkeleton({ count = 12 }: { count?: number }) {
  return (
    <div className={styles.grid} aria-busy="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
        <CardSkeleton key={index} />
      ))}
    </div>
  );
}
