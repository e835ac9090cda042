/** "/you": everything known and worked out about the visitor, each part of it removable, and where it lives. */
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useAsk } from '../engine.tsx';
import { usePageTitle } from '../page-title.ts';
import { Diary } from './you/Diary.tsx';
import { Erase } from './you/Erase.tsx';
import { HistoryFile } from './you/HistoryFile.tsx';
import { Interests } from './you/Interests.tsx';
import { Recording } from './you/Recording.tsx';
import { Retention } from './you/Retention.tsx';
import { WhereItLives } from './you/WhereItLives.tsx';
import styles from './you.module.css';

export default function You() {
  usePageTitle('What we know about you');
  const { data: known, error, retry } = useAsk('known', (engine) => engine.known());

  if (!known && error) {
    return (
      <div className="page">
        <h1>What this shop knows about you</h1>
        <EmptyState
          title="Your history could not be read"
          action={<Button onClick={retry}>Try again</Button>}
        >
          <p>{error.message}</p>
        </EmptyState>
      </div>
    );
  }

  const events = known?.events ?? [];
  const oldest = events.at(-1);
  return (
    <div className="page" aria-busy={!known}>
      <header className={styles.opening}>
        <h1>What this shop knows about you</h1>
        <div className={styles.summary}>
          {known ? (
            <>
              <p className={styles.sentence}>{known.summary || plainSummary(events.length)}</p>
              <p className="soft">
                {oldest
                  ? `${countOf(events.length)} since ${longDate.format(oldest.event.at)}, all in this browser, on this device. Anything below can be removed, and is then forgotten as if it had never happened.`
                  : 'What you do here is noted in this browser, on this device. Any of it can be removed later, and is then forgotten as if it had never happened.'}
              </p>
            </>
          ) : (
            <>
              <Skeleton width="80%" height="1.8rem" />
              <Skeleton width="100%" height="3rem" />
            </>
          )}
        </div>
      </header>

      <div className={styles.columns}>
        <section className={styles.interests} aria-label="Interests">
          <h2>What it makes of you</h2>
          {known ? <Interests interests={known.interests} /> : <Skeleton height="14rem" />}
        </section>

        <aside className={styles.controls} aria-label="Your choices">
          {known ? (
            <>
              <Recording on={known.recording} />
              <Retention days={known.retentionDays} events={events} />
              <HistoryFile events={events} />
              <WhereItLives />
              <Erase events={events} />
            </>
          ) : (
            <Skeleton height="36rem" />
          )}
        </aside>

        <section className={styles.diary} aria-label="Diary">
          <h2>What you did here</h2>
          {known && events.length > 0 && <Diary events={events} />}
          {known && events.length === 0 && (
            <EmptyState
              title="An empty diary"
              action={<ButtonLink href="/">Look around the shop</ButtonLink>}
            >
              <p>Look at a thing or two and they appear here. Nobody else can read it.</p>
            </EmptyState>
          )}
          {!known && <Skeleton height="24rem" />}
        </section>
      </div>
    </div>
  );
}

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

function countOf(events: number): string {
  return events === 1 ? 'One note' : `${events.toLocaleString()} notes`;
}

/** What to say while there is no taste to speak of. */
function plainSummary(events: number): string {
  return events === 0
    ? 'Nothing yet. You are new here.'
    : 'A few looks around, and no taste to speak of yet.';
}
