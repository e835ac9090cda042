/** Searches to begin with, in the demo shop's own words. */
import { Link } from 'wouter';
import { useText } from '../../language.tsx';
import { searchPath } from '../../paths.ts';
import styles from '../search.module.css';

const SUGGESTIONS = ['1', '2', '3', '4', '5', '6'] as const;

export function Suggestions() {
  const text = useText('search');
  return (
    <ul className={styles.suggestions} role="list">
      {SUGGESTIONS.map((number) => {
        const words = text(`search.suggestion.${number}`);
        return (
          <li key={number}>
            <Link href={searchPath(words)} replace>
              {words}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
