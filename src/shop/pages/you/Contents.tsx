/** The parts of the page as links; the one in view is marked. Beside the page on a desk, one line above it on a phone. */
import { useEffect, useState } from 'react';
import styles from './Contents.module.css';

/** A part is read while it crosses this line, a third of the way down the window. */
const READING_LINE = '-33% 0px -66% 0px';

export function Contents({ parts }: { parts: readonly { id: string; name: string }[] }) {
  const [here, setHere] = useState('');

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) setHere(target.id);
      },
      { rootMargin: READING_LINE },
    );
    for (const { id } of parts) {
      const part = document.getElementById(id);
      if (part) observer.observe(part);
    }
    return () => observer.disconnect();
  }, [parts]);

  return (
    <nav aria-label="On this page" className={styles.contents}>
      <ul role="list" className={styles.list}>
        {parts.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`} className={styles.link} aria-current={here === id ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
