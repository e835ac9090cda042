/** "/you": everything known and worked out about the visitor, each part of it removable, and where it lives. */
import { useEffect, useMemo } from 'react';
import type { Known } from '../../engine/recommender.ts';
import type { Formats } from '../../messages/formats.ts';
import type { Text } from '../../messages/texts.ts';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { LanguageModelChoice } from '../components/LanguageModelChoice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { WithContents } from '../components/WithContents.tsx';
import { useAsk, useStatus } from '../engine.tsx';
import { useFormats, useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import { Choosing } from './you/Choosing.tsx';
import { Diary } from './you/Diary.tsx';
import { Erase } from './you/Erase.tsx';
import { HistoryFile } from './you/HistoryFile.tsx';
import { Interests } from './you/Interests.tsx';
import { LanguageChoice } from './you/LanguageChoice.tsx';
import { Moment } from './you/Moment.tsx';
import { Part } from './you/Part.tsx';
import { People } from './you/People.tsx';
import { Portrait } from './you/Portrait.tsx';
import { Private } from './you/Private.tsx';
import { Recording } from './you/Recording.tsx';
import { Retention } from './you/Retention.tsx';
import { Senses } from './you/Senses.tsx';
import { Shown } from './you/Shown.tsx';
import { SpeakSwitch } from './you/SpeakSwitch.tsx';
import { WhereItLives } from './you/WhereItLives.tsx';
import styles from './you.module.css';

/** Parts of the page, in their order; the diary is last, for it may be very long. */
const PARTS = ['portrait', 'interests', 'choosing', 'moment', 'shown', 'people', 'choices', 'diary'] as const;

export default function You() {
  const text = useText('you');
  const parts = useMemo(() => PARTS.map((id) => ({ id, name: text(`you.${id}`) })), [text]);
  usePageTitle(text('what-we-know'));
  const { data: known, error, retry } = useAsk('known', (engine) => engine.known());
  const onPrivateVisit = useStatus()?.private ?? false;
  useNamedPart(known !== undefined);

  if (!known && error) {
    return (
      <div className="page">
        <h1>{text('you.title')}</h1>
        <EmptyState title={text('you.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
          <p>{error.message}</p>
        </EmptyState>
      </div>
    );
  }

  const events = known?.events ?? [];
  return (
    <div className="page" aria-busy={!known}>
      <Opening known={known} />
      <WithContents parts={parts}>
        <Part id="portrait" label={text('you.portrait.label')} title={text('you.portrait')}>
          {known ? <Portrait portrait={known.portrait} /> : <Skeleton height="18rem" />}
          {known && <Senses senses={known.senses} />}
          <div>
            <ButtonLink href="/you/map" size="small">
              {text('you.see-map')}
            </ButtonLink>
          </div>
        </Part>
        <Part id="interests" label={text('you.interests.label')} title={text('you.interests')}>
          {known ? <Interests interests={known.interests} /> : <Skeleton height="14rem" />}
        </Part>
        <Part id="choosing" title={text('you.choosing')}>
          <p className="soft small">{text('you.choosing.note')}</p>
          {known ? <Choosing groups={known.groups} /> : <Skeleton height="20rem" />}
          <SpeakSwitch />
        </Part>
        <div id="moment" className={styles.part}>
          <Moment />
        </div>
        <div id="shown" className={styles.part}>
          <Shown />
        </div>
        <Part id="people" title={text('people.looking')}>
          <People />
        </Part>
        <Part id="choices" title={text('you.choices')}>
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
              <LanguageChoice />
              <LanguageModelChoice />
              {!onPrivateVisit && <Erase events={events} />}
            </div>
          ) : (
            <Skeleton height="36rem" />
          )}
        </Part>
        <Part id="diary" label={text('you.diary.label')} title={text('you.diary')}>
          {known && events.length > 0 && <Diary events={events} />}
          {known && events.length === 0 && (
            <EmptyState
              title={text('you.diary.empty')}
              action={<ButtonLink href="/">{text('look-around')}</ButtonLink>}
            >
              <p>{text('you.diary.empty-text')}</p>
            </EmptyState>
          )}
          {!known && <Skeleton height="24rem" />}
        </Part>
      </WithContents>
    </div>
  );
}

function Opening({ known }: { known: Known | undefined }) {
  const text = useText('you');
  const formats = useFormats();
  const status = useStatus();
  const first = status?.person.id === '';
  return (
    <header className={styles.opening}>
      <h1>
        {status && !first && !status.private
          ? text('you.title-of', { name: status.person.name })
          : text('you.title')}
      </h1>
      <div className={styles.summary}>
        {known ? (
          <>
            <p className={styles.sentence}>{known.summary || plainSummary(text, known.events.length)}</p>
            <p className="soft">{where(text, formats, known, status?.private ?? false)}</p>
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

/** How much there is, and where. */
function where(text: Text<'you'>, formats: Formats, { events }: Known, onPrivateVisit: boolean): string {
  if (onPrivateVisit) return text('you.where-private');
  const oldest = events.at(-1);
  if (oldest === undefined) return text('you.where-empty');
  const date = formats.date(oldest.event.at, { day: 'numeric', month: 'long', year: 'numeric' });
  return text('you.where', { count: events.length, date });
}

/** What to say while there is no taste to speak of. */
function plainSummary(text: Text<'you'>, events: number): string {
  return text(events === 0 ? 'you.nothing' : 'you.little');
}
