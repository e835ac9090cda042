/** Placeholders in the shape of what comes. They say nothing to assistive technology: the region's `aria-busy` does. */
import styles from './Skeleton.module.css';

/**
 * @param width any CSS width
 * @param height any CSS height; one line of text by default
 */
export function Skeleton({ width = '100%', height = '1em' }: { width?: string; height?: string }) {
  return <span className={styles.bone} style={{ width, height }} aria-hidden="true" />;
}
