/** One of the visitor's choices about their history: a heading, words, and what can be pressed. */
import { type ReactNode, useId } from 'react';
import styles from './Choice.module.css';

/** @param alert marks a state that differs from the usual */
export function Choice({
  title,
  alert = false,
  children,
}: {
  title: string;
  alert?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.choice} aria-labelledby={id}>
      <h3 id={id} className={styles.title} data-alert={alert}>
        {title}
      </h3>
      {children}
    </section>
  );
}
