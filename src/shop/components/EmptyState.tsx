/** What stands where nothing is yet: says so kindly and offers a next step. Also for errors. */
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/**
 * @param title one short sentence, a heading of level 2
 * @param children a sentence or two
 * @param action buttons or links to go on with
 */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <svg className={styles.drop} viewBox="0 0 512 512" aria-hidden="true" focusable="false">
        <path d="M256 84c16 58 124 138 124 226a124 124 0 0 1-248 0c0-88 108-168 124-226z" />
        <path d="M256 372c-4-42 14-76 62-92 6 52-18 84-62 92z" />
      </svg>
      <h2>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
