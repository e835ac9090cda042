/** What was understood of a request: a chip for each part, which can be taken back. */
import type { SearchPage } from '../../../engine/recommender.ts';
import { ChipRemovable } from '../../components/Chip.tsx';
import { useText } from '../../language.tsx';
import styles from '../search.module.css';
import { usePartWords } from './part-chips.ts';

export function Understood({
  page,
  dropped,
  onDropped,
}: {
  page: SearchPage;
  /** Ids of parts that were taken back. */
  dropped: readonly string[];
  onDropped: (ids: string[]) => void;
}) {
  const text = useText('search');
  const say = usePartWords(page.parts);
  const atOdds = new Set(page.conflict?.parts);
  if (page.parts.length === 0) return null;
  return (
    <ul className={styles.parts} role="list" aria-label={text('search.understood')}>
      {page.parts.map((part) => {
        const words = say.part(part);
        return (
          <li key={part.id}>
            <ChipRemovable
              label={text('search.take-back', { part: words })}
              look={atOdds.has(part.id) ? 'warning' : part.must ? 'firm' : 'wish'}
              note={part.must ? undefined : text('search.wish')}
              onRemove={() => onDropped([...dropped, part.id])}
            >
              {words}
            </ChipRemovable>
          </li>
        );
      })}
    </ul>
  );
}
