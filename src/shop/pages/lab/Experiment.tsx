/** A section of the Lab: a heading, a sentence, and what can be tried or read. */
import { type ReactNode, useId } from 'react';
import styles from './Experiment.module.css';

export function Experiment({
  title,
  about,
  children,
}: {
  title: string;
  about?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.experiment} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {about && <p className={styles.about}>{about}</p>}
      {children}
    </section>
  );
}

/** A table of figures: names on the left, numbers on the right. Class names of its cells. */
export const table = {
  table: styles.table,
  number: styles.number,
  note: styles.note,
};
