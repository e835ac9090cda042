/**
 * What the shop makes of the visitor: interests kept apart, plain facts, what this visit may be for, what they
 * turn down. Each with the notes it stands on, and a way to unsay it by forgetting those.
 */

import { useRef, useState } from 'react';
import { Link } from 'wouter';
import type {
  Card,
  Portrait as Known,
  PortraitInterest,
  PortraitStatement,
} from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { IconButton } from '../../components/Button.tsx';
import { Picture } from '../../components/Picture.tsx';
import { useFormats, useText } from '../../language.tsx';
import { itemPath } from '../../paths.ts';
import { useFocusNear, useForgetEvents } from './feedback.ts';
import styles from './Portrait.module.css';

export function Portrait({ portrait }: { portrait: Known }) {
  const text = useText('you');
  const { interests, others, facts, intent, aversions } = portrait;
  const list = useRef<HTMLDivElement>(null);
  const going = useFocusNear(list);
  if (interests.length === 0 && facts.length === 0 && intent === null && aversions.length === 0) {
    return <p className="soft">{text('portrait.little')}</p>;
  }
  let place = 0;
  return (
    <div className={styles.portrait} ref={list} tabIndex={-1}>
      {intent && <Statement statement={intent} place={place++} onGoing={going} now />}
      {interests.length > 0 && (
        <ul role="list" className={styles.interests}>
          {interests.map((interest) => (
            <InterestCard key={interest.name} interest={interest} place={place++} onGoing={going} />
          ))}
        </ul>
      )}
      {interests.length > 0 && others > 0 && (
        <p className="soft small">{text('portrait.others', { count: others })}</p>
      )}
      {[...facts, ...aversions].length > 0 && (
        <ul role="list" className={styles.facts}>
          {[...facts, ...aversions].map((statement) => (
            <li key={statement.text}>
              <Statement statement={statement} place={place++} onGoing={going} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function InterestCard({
  interest: { name, lately, usually, items, cards, eventIds },
  place,
  onGoing,
}: {
  interest: PortraitInterest;
  place: number;
  onGoing: (place: number | null) => void;
}) {
  const text = useText('you');
  const formats = useFormats();
  const forget = useForgetEvents();
  const [busy, setBusy] = useState(false);
  const title = name.charAt(0).toLocaleUpperCase() + name.slice(1);
  const notes = eventIds.length;
  return (
    <li className={styles.card} data-place={place} data-going={busy}>
      <Pictures cards={cards} />
      <div className={styles.words}>
        <h3 className={styles.name}>{title}</h3>
        <p className={styles.shares}>
          {text('portrait.shares', { lately: formats.percent(lately), usually: formats.percent(usually) })}
        </p>
        <p className={styles.evidence}>{text('portrait.evidence', { things: items, notes })}</p>
      </div>
      <IconButton
        icon="close"
        label={text('portrait.forget', { name, notes })}
        className={styles.forget}
        aria-disabled={busy}
        onClick={async () => {
          if (busy) return;
          onGoing(place);
          setBusy(true);
          const done = await forget(eventIds, text('portrait.forgotten', { name: title, notes }));
          if (!done) onGoing(null);
          setBusy(false);
        }}
      />
    </li>
  );
}

/** Small pictures, each a link to its thing. */
function Pictures({ cards }: { cards: Card[] }) {
  const lang = useCatalogLanguage();
  return (
    <div className={styles.pictures}>
      {cards.map((card) => (
        <Link
          key={card.id}
          href={itemPath(card.id)}
          className={styles.picture}
          aria-label={card.title}
          lang={lang}
        >
          <Picture item={card} />
        </Link>
      ))}
    </div>
  );
}

function Statement({
  statement: { about, text: words, cards, eventIds },
  place,
  onGoing,
  now = false,
}: {
  statement: PortraitStatement;
  place: number;
  onGoing: (place: number | null) => void;
  /** It is about this visit. */
  now?: boolean;
}) {
  const text = useText('you');
  const forget = useForgetEvents();
  const [busy, setBusy] = useState(false);
  const notes = eventIds.length;
  return (
    <div
      className={now ? `${styles.statement} ${styles.now}` : styles.statement}
      data-place={place}
      data-going={busy}
    >
      <div className={styles.words}>
        {now && <p className={styles.evidence}>{text('portrait.visit')}</p>}
        <p>{words}</p>
        {notes > 0 && <p className={styles.evidence}>{text('notes', { count: notes })}</p>}
        {about === 'intent' && notes === 0 && (
          <p className={styles.evidence}>
            <Link href="/basket">{text('portrait.basket')}</Link>
          </p>
        )}
      </div>
      {cards.length > 0 && <Pictures cards={cards} />}
      {notes > 0 && (
        <IconButton
          icon="close"
          label={text('portrait.unsay', { notes, statement: words })}
          className={styles.forget}
          aria-disabled={busy}
          onClick={async () => {
            if (busy) return;
            onGoing(place);
            setBusy(true);
            const done = await forget(eventIds, text('portrait.unsaid', { notes }));
            if (!done) onGoing(null);
            setBusy(false);
          }}
        />
      )}
    </div>
  );
}
