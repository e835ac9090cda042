/** An item's picture on its tint; a typographic tile where the shop has none. Always square, so nothing jumps. */
import { useState } from 'react';
import type { Card } from '../../engine/recommender.ts';
import styles from './Picture.module.css';

const PATTERNS = 4;
const TINTS = new Set(['sage', 'sand', 'sky', 'blush', 'lilac', 'mint', 'straw', 'stone']);

/** The same item always gets the same pattern (FNV-1a). */
function patternOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PATTERNS;
}

/** First letters of the first two words that begin with a letter or a digit: "Tarn two-person tent" is "Tt". */
function initialsOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  const [first = '·', second = ''] = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return first.toLocaleUpperCase() + second.toLocaleLowerCase();
}

/**
 * Decoration: the item's title stands beside it, so it has no text of its own.
 *
 * @param eager for pictures in the first view; the others load as they come near
 */
export function Picture({
  item,
  eager = false,
}: {
  item: Pick<Card, 'id' | 'title' | 'image' | 'tint'>;
  eager?: boolean;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  const tint = TINTS.has(item.tint) ? item.tint : 'stone';
  const drawn = item.image === null || item.image === broken;
  return (
    <div className={styles.picture} data-tint={tint} data-pattern={drawn ? patternOf(item.id) : undefined}>
      {drawn ? (
        <span className={styles.initials} aria-hidden="true">
          {initialsOf(item.title)}
        </span>
      ) : (
        <img
          src={item.image ?? ''}
          alt=""
          width={480}
          height={480}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          className={styles.image}
          onError={() => setBroken(item.image)}
        />
      )}
    </div>
  );
}
