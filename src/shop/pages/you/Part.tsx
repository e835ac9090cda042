/** A part of "/you" that its table of contents leads to. */
import type { ReactNode } from 'react';
import styles from './Part.module.css';

/** @param label accessible name, where it isn't the title */
export function Part({
  id,
  title,
  label = title,
  children,
}: {
  id: string;
  title: string;
  label?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className={styles.part} aria-label={label}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
