/** One query searched twice, by its words and by its meaning, side by side. Wakes the encoder. */

import { type FormEvent, useId, useState } from 'react';
import { Link } from 'wouter';
import type { SearchPage } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button } from '../../components/Button.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';
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
  const text = useText('lab');
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
    // The two ways are compared on the words themselves, without a request read into them.
    const page = await engine.search(query.trim(), { meaning: byMeaning, limit: SHOWN, plain: true });
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
    <Experiment title={text('meaning')} about={text('meaning.about')}>
      <form className={styles.form} onSubmit={run}>
        <label htmlFor={id} className="visually-hidden">
          {text('meaning.label')}
        </label>
        <input
          id={id}
          className={styles.input}
          value={query}
          maxLength={200}
          onChange={({ target }) => setQuery(target.value)}
        />
        <Button type="submit" look="primary" disabled={busy || query.trim() === ''}>
          {busy ? text('meaning.running') : text('meaning.run')}
        </Button>
      </form>
      {busy && status?.encoder === 'loading' && <EncoderProgress status={status} />}
      <div className={styles.both} aria-live="polite" aria-busy={busy}>
        {words && <Results title={text('meaning.by-words')} found={words} />}
        {meaning &&
          (meaning.page.meaning ? (
            <Results title={text('meaning.by-meaning')} found={meaning} />
          ) : (
            <p className="soft">
              {status?.encoder === 'failed' ? text('meaning.no-encoder') : text('meaning.no-vectors')}
            </p>
          ))}
      </div>
      <div role="alert">
        {problem && <p className={styles.problem}>{text('meaning.failed', { problem })}</p>}
      </div>
    </Experiment>
  );
}

function Results({ title, found: { page, ms } }: { title: string; found: Found }) {
  const text = useText('lab');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  return (
    <div className={styles.results}>
      <h3>
        {title} <span className={styles.ms}>{milliseconds(formats, ms)}</span>
      </h3>
      {page.entries.length === 0 ? (
        <p className="soft small">{text('meaning.nothing')}</p>
      ) : (
        <ol>
          {page.entries.map(({ card }) => (
            <li key={card.id}>
              <Link href={itemPath(card.id)} lang={lang}>
                {card.title}
              </Link>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
