/** Small rounded labels: a fact, a link to a proof, or a filter that can be taken away. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './Chip.module.css';
import { Icon } from './icons.tsx';

/** A label; with `href`, a link. Long text is cut with an ellipsis. */
export function Chip({ href, children }: { href?: string; children: ReactNode }) {
  const text = <span className={styles.text}>{children}</span>;
  if (href === undefined) return <span className={styles.chip}>{text}</span>;
  return (
    <Link href={href} className={`${styles.chip} ${styles.active}`}>
      {text}
    </Link>
  );
}

/** A choice that is on or off, as in filters: a toggle button. */
export function ChipToggle({
  on,
  onChange,
  children,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={on} onClick={() => onChange(!on)}>
      <span className={styles.text}>{children}</span>
    </button>
  );
}

/**
 * A chip with a cross.
 * @param label names what goes: "Remove filter: moss"
 * @param look how much it counts: `wish` lifts and bars nothing, `warning` can't be met beside another
 * @param note says more where one points at it
 */
export function ChipRemovable({
  label,
  look = 'firm',
  note,
  onRemove,
  children,
}: {
  label: string;
  look?: 'firm' | 'wish' | 'warning';
  note?: string;
  onRemove: () => void;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.chip} ${styles.removable}`} data-look={look} title={note}>
      <span className={styles.text}>{children}</span>
      <button type="button" className={styles.remove} aria-label={label} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </span>
  );
}
