/**
 * A long page: its parts below each other, and links to them; the one in view is marked. Links stand beside the parts on
 * a desk, on one line above them on a phone.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../language.tsx';
import styles from './WithContents.module.css';

/** A part is read while it crosses this line, a third of the way down the window. */
const READING_LINE = '-33% 0px -66% 0px';

/** In the page's order; `id` is that of the part's element. */
type Parts = readonly { id: string; name: string }[];

export function WithContents({ parts, children }: { parts: Parts; children: ReactNode }) {
  return (
    <div className={styles.columns}>
      <Contents parts={parts} />
      <div className={styles.parts}>{children}</div>
    </div>
  );
}

function Contents({ parts }: { parts: Parts }) {
  const text = useText();
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
    <nav aria-label={text('contents')} className={styles.contents}>
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
