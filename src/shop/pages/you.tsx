/** "/you": everything known and worked out about the visitor, each part of it removable, and where it lives. */
import { useEffect } from 'react';
import type { Known } from '../../engine/recommender.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { WithContents } from '../components/WithContents.tsx';
import { useAsk, useStatus } from '../engine.tsx';
import { usePageTitle } from '../page-title.ts';
import { Choosing } from './you/Choosing.tsx';
import { Diary } from './you/Diary.tsx';
import { Erase } from './you/Erase.tsx';
import { HistoryFile } from './you/HistoryFile.tsx';
import { Interests } from './you/Interests.tsx';
import { Moment } from './you/Moment.tsx';
import { Part } from './you/Part.tsx';
import { People } from './you/People.tsx';
import { Portrait } from './you/Portrait.tsx';
import { Private } from './you/Private.tsx';
import { Recording } from './you/Recording.tsx';
import { Retention } from './you/Retention.tsx';
import { Shown } from './you/Shown.tsx';
import { WhereItLives } from './you/WhereItLives.tsx';
import styles from './you.module.css';

/** Parts of the page, in their order; the diary is last, for it may be very long. */
const PARTS = [
  { id: 'portrait', name: 'What it makes of you' },
  { id: 'interests', name: 'What you go for' },
  { id: 'choosing', name: 'How it chooses' },
  { id: 'moment', name: 'The moment' },
  { id: 'shown', name: 'What you were shown' },
  { id: 'people', name: 'Who is looking' },
  { id: 'choices', name: 'Your choices' },
  { id: 'diary', name: 'What you did here' },
];

export default function You() {
  usePageTitle('What we know about you');
  const { data: known, error, retry } = useAsk('known', (engine) => engine.known());
  const onPrivateVisit = useStatus()?.private ?? false;
  useNamedPart(known !== undefined);

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
  return (
    <div className="page" aria-busy={!known}>
      <Opening known={known} />
      <WithContents parts={PARTS}>
        <Part id="portrait" label="Portrait" title="What it makes of you">
          {known ? <Portrait portrait={known.portrait} /> : <Skeleton height="18rem" />}
          <div>
            <ButtonLink href="/you/map" size="small">
              See it on the taste map
            </ButtonLink>
          </div>
        </Part>
        <Part id="interests" label="Interests" title="What you go for">
          {known ? <Interests interests={known.interests} /> : <Skeleton height="14rem" />}
        </Part>
        <Part id="choosing" title="How it chooses">
          <p className="soft small">
            The shop weighs several reasons for each thing. Turn them to your liking, and see at once what
            would change.
          </p>
          <Choosing />
        </Part>
        <div id="moment" className={styles.part}>
          <Moment />
        </div>
        <div id="shown" className={styles.part}>
          <Shown />
        </div>
        <Part id="people" title="Who is looking?">
          <People />
        </Part>
        <Part id="choices" title="Your choices">
          {known ? (
            <div className={styles.choices}>
              <Private />
              {!onPrivateVisit && (
                <>
                  <Recording on={known.recording} />
                  <Retention days={known.retentionDays} events={events} />
                  <HistoryFile events={events} />
                </>
              )}
              <WhereItLives />
              {!onPrivateVisit && <Erase events={events} />}
            </div>
          ) : (
            <Skeleton height="36rem" />
          )}
        </Part>
        <Part id="diary" label="Diary" title="What you did here">
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
        </Part>
      </WithContents>
    </div>
  );
}

function Opening({ known }: { known: Known | undefined }) {
  const status = useStatus();
  const first = status?.person.id === '';
  return (
    <header className={styles.opening}>
      <h1>
        {status && !first && !status.private
          ? `What this shop knows about ${status.person.name}`
          : 'What this shop knows about you'}
      </h1>
      <div className={styles.summary}>
        {known ? (
          <>
            <p className={styles.sentence}>{known.summary || plainSummary(known.events.length)}</p>
            <p className="soft">{where(known, status?.private ?? false)}</p>
          </>
        ) : (
          <>
            <Skeleton width="80%" height="1.8rem" />
            <Skeleton width="100%" height="3rem" />
          </>
        )}
      </div>
    </header>
  );
}

/** A link to a part, from another page, finds it once it is there. */
function useNamedPart(there: boolean): void {
  useEffect(() => {
    if (!there || location.hash === '') return;
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: 'instant' });
  }, [there]);
}

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

function countOf(events: number): string {
  return events === 1 ? 'One note' : `${events.toLocaleString()} notes`;
}

/** How much there is, and where. */
function where({ events }: Known, onPrivateVisit: boolean): string {
  if (onPrivateVisit) {
    return 'This is a private visit: what you see here is of this visit alone, in this tab’s memory, and is gone when it ends.';
  }
  const oldest = events.at(-1);
  return oldest
    ? `${countOf(events.length)} since ${longDate.format(oldest.event.at)}, all in this browser, on this device. Anything below can be removed, and is then forgotten as if it had never happened.`
    : 'What you do here is noted in this browser, on this device. Any of it can be removed later, and is then forgotten as if it had never happened.';
}

/** What to say while there is no taste to speak of. */
function plainSummary(events: number): string {
  return events === 0
    ? 'Nothing yet. You are new here.'
    : 'A few looks around, and no taste to speak of yet.';
}
