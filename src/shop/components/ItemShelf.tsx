/** A slate with a title: cards in one row that snaps sideways, as many in view as fit. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Shelf } from '../../engine/recommender.ts';
import type { Text } from '../../messages/texts.ts';
import { useImpressions } from '../impressions.ts';
import { useText } from '../language.tsx';
import { IconButton } from './Button.tsx';
import { CardSkeleton, ItemCard } from './ItemCard.tsx';
import styles from './ItemShelf.module.css';
import { useReorder } from './reorder.ts';
import { Skeleton } from './Skeleton.tsx';

/**
 * @param aside beside the title: a link such as "What we know about you"
 * @param rows 2 lays the shelf out in rows of five on a desk; on a phone it is always one that swipes
 * @param eager the shelf stands in the first view, so its pictures load at once
 */
export function ItemShelf({
  shelf,
  aside,
  rows = 1,
  eager,
}: {
  shelf: Shelf;
  aside?: ReactNode;
  rows?: 1 | 2;
  eager?: boolean;
}) {
  const text = useText();
  const list = useRef<HTMLUListElement>(null);
  const titleId = useId();
  const order = shelf.entries.map(({ card }) => card.id).join('\n');
  useReorder(list, order);
  useImpressions(list, shelf);
  const { before, after, step } = useSteps(list, order);

  if (shelf.entries.length === 0) return null;
  const title = titleOf(shelf, text);
  // What is true of every card is what the title says already.
  const shared = shelf.entries.every(({ reason }) => reason?.text === shelf.entries[0].reason?.text);
  return (
    <section className={styles.shelf} aria-label={shelf.label ?? title}>
      <header className={styles.header}>
        <div className={styles.name}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {shelf.inMind && <p className={styles.inMind}>{shelf.inMind}</p>}
        </div>
        <div className={styles.aside}>
          {aside}
          {(before || after) && (
            <div className={styles.steps}>
              <IconButton
                icon="left"
                label={text('shelf.earlier')}
                aria-describedby={titleId}
                disabled={!before}
                onClick={() => step(-1)}
              />
              <IconButton
                icon="right"
                label={text('shelf.later')}
                aria-describedby={titleId}
                disabled={!after}
                onClick={() => step(1)}
              />
            </div>
          )}
        </div>
      </header>
      <ul className={styles.row} data-rows={rows} role="list" ref={list}>
        {shelf.entries.map((entry, index) => (
          <li key={entry.card.id} data-key={entry.card.id} className={styles.place}>
            <ItemCard
              entry={entry}
              plain={shared}
              shelf={shelf.noted ?? shelf.title}
              eager={eager && index < 5}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In the chosen language; shelves of interests come in it from the engine. */
export function titleOf({ id, title, viewed }: Shelf, text: Text<'shell'>): string {
  if (id === 'interest' || id === 'another-interest') return title;
  return id === 'because' ? text('shelf.because', { viewed: viewed ?? '' }) : text(`shelf.${id}`);
}

/** Whether a row can scroll to either side, and a way to do it by a view. */
function useSteps(list: React.RefObject<HTMLElement | null>, order: string) {
  const [edges, setEdges] = useState({ before: false, after: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other cards may need more or less room
  useEffect(() => {
    const row = list.current;
    if (!row) return;
    const look = () => {
      const before = row.scrollLeft > 4;
      const after = row.scrollLeft + row.clientWidth < row.scrollWidth - 4;
      setEdges((edges) => (edges.before === before && edges.after === after ? edges : { before, after }));
    };
    look();
    row.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(row);
    return () => {
      row.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [list, order]);
  const step = (direction: -1 | 1) => {
    const row = list.current;
    // How it moves is the style sheet's to say: smooth, unless less motion is wanted.
    row?.scrollBy({ left: direction * row.clientWidth });
  };
  return { ...edges, step };
}

/** @param title where it is already known what will stand here */
export function ShelfSkeleton({ title, rows = 1 }: { title?: string; rows?: 1 | 2 }) {
  const text = useText();
  return (
    <section className={styles.shelf} aria-label={title ?? text('loading')} aria-busy="true">
      <header className={styles.header}>
        <h2 className={styles.name}>{title ?? <Skeleton width="9rem" height="1.2em" />}</h2>
      </header>
      <div className={styles.row} data-rows={rows}>
        {Array.from({ length: 5 * rows }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
          <div key={place} className={styles.place}>
            <CardSkeleton />
          </div>
        ))}
      </div>
    </section>
  );
}
