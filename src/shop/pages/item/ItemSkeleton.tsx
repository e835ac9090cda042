/** The item page's shape while the engine looks the item up. */
import { ShelfSkeleton } from '../../components/ItemShelf.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../language.tsx';
import styles from '../item.module.css';

export function ItemSkeleton() {
  const text = useText();
  return (
    <div className="page" aria-busy="true">
      <h1 className="visually-hidden">{text('loading')}</h1>
      <div className={styles.crumbs}>
        <Skeleton width="14rem" />
      </div>
      <div className={styles.item}>
        <div className={styles.picture}>
          <div className={styles.blank}>
            <Skeleton height="100%" />
          </div>
        </div>
        <div className={styles.words}>
          <div className={styles.opening}>
            <Skeleton width="6rem" />
            <Skeleton width="80%" height="2.75rem" />
            <Skeleton width="60%" height="1.5rem" />
          </div>
          <Skeleton height="6rem" />
          <Skeleton height="9rem" />
        </div>
      </div>
      <ShelfSkeleton title={text('shelf.similar')} />
    </div>
  );
}
