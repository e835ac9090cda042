/** One query searched twice, by its words and by its meaning, side by side. Wakes the encoder. */

import { type FormEvent, useId, useState } from 'react';
import { Link } from 'wouter';
import type { SearchPage } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { itemPath } from '../../paths.ts';
import { EncoderProgress } from './EncoderProgress.tsx';
import { Experiment } from './Experiment.tsx';
import styles from './Meaning.module.css';
import { milliseconds } from './milliseconds.ts';

const SHOWN = 5;
const FIRST_QUERY = 'to keep my ears warm';

interface Found {
  page: SearchPage;
  ms: number;
}

export function Meaning() {
  const engine = useEngine();
  const status = useStatus();
  const id = useId();
  const [query, setQuery] = useState(FIRST_QUERY);
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<Found | null>(null);
  const [meaning, setMeaning] = useState<Found | null>(null);
  const [problem, setProblem] = useState('');

  async function search(byMeaning: boolean): Promise<Found> {
    const start = performance.now();
    const page = await engine.search(query.trim(), { meaning: byMeaning, limit: SHOWN });
    return { page, ms: performance.now() - start };
  }

  async function run(event: FormEvent) {
    event.preventDefault();
    if (query.trim() === '' || busy) return;
    setBusy(true);
    setProblem('');
    setMeaning(null);
    try {
      setWords(await search(false));
      setMeaning(await search(true));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  }

  return (
    <Experiment
      title="Search by meaning"
      about="The encoder turns a sentence into a vector on this device. The first search loads it; after that it stays."
    >
      <form className={styles.form} onSubmit={run}>
        <label htmlFor={id} className="visually-hidden">
          What to search for
        </label>
        <input
          id={id}
          className={styles.input}
          value={query}
          maxLength={200}
          onChange={({ target }) => setQuery(target.value)}
        />
        <Button type="submit" look="primary" disabled={busy || query.trim() === ''}>
          {busy ? 'Searching…' : 'Search both ways'}
        </Button>
      </form>
      {busy && status?.encoder === 'loading' && <EncoderProgress status={status} />}
      <div className={styles.both} aria-live="polite" aria-busy={busy}>
        {words && <Results title="By words" found={words} />}
        {meaning &&
          (meaning.page.meaning ? (
            <Results title="By meaning too" found={meaning} />
          ) : (
            <p className="soft">
              Meaning took no part:{' '}
              {status?.encoder === 'failed'
                ? 'the encoder did not load on this device'
                : 'this shop has no vectors yet'}
              .
            </p>
          ))}
      </div>
      <div role="alert">{problem && <p className={styles.problem}>The search failed: {problem}</p>}</div>
    </Experiment>
  );
}

function Results({ title, found: { page, ms } }: { title: string; found: Found }) {
  return (
    <div className={styles.results}>
      <h3>
        {title} <span className={styles.ms}>{milliseconds(ms)}</span>
      </h3>
      {page.entries.length === 0 ? (
        <p className="soft small">Nothing found.</p>
      ) : (
        <ol>
          {page.entries.map(({ card }) => (
            <li key={card.id}>
              <Link href={itemPath(card.id)}>{card.title}</Link>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
