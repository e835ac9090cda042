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
import { IconButton } from '../../components/Button.tsx';
import { Picture } from '../../components/Picture.tsx';
import { itemPath } from '../../paths.ts';
import { notes, useFocusNear, useForgetEvents } from './feedback.ts';
import styles from './Portrait.module.css';

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

export function Portrait({ portrait }: { portrait: Known }) {
  const { interests, others, facts, intent, aversions } = portrait;
  const list = useRef<HTMLDivElement>(null);
  const going = useFocusNear(list);
  if (interests.length === 0 && facts.length === 0 && intent === null && aversions.length === 0) {
    return (
      <p className="soft">
        Too little to go on. After a handful of looks this says what the shop thinks you like, and from what.
      </p>
    );
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
        <p className="soft small">
          {others === 1 ? 'One more thing stands by itself.' : `${others} more things stand by themselves.`}
        </p>
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
  const forget = useForgetEvents();
  const [busy, setBusy] = useState(false);
  const title = name.charAt(0).toLocaleUpperCase() + name.slice(1);
  const behind = notes(eventIds.length);
  return (
    <li className={styles.card} data-place={place} data-going={busy}>
      <Pictures cards={cards} />
      <div className={styles.words}>
        <h3 className={styles.name}>{title}</h3>
        <p className={styles.shares}>
          {percent.format(lately)} lately, {percent.format(usually)} usually
        </p>
        <p className={styles.evidence}>
          {items} things, {behind}
        </p>
      </div>
      <IconButton
        icon="close"
        label={`Forget ${name}, ${behind}`}
        className={styles.forget}
        aria-disabled={busy}
        onClick={async () => {
          if (busy) return;
          onGoing(place);
          setBusy(true);
          const done = await forget(eventIds, `${title} is forgotten, with ${behind} behind it.`);
          if (!done) onGoing(null);
          setBusy(false);
        }}
      />
    </li>
  );
}

/** Small pictures, each a link to its thing. */
function Pictures({ cards }: { cards: Card[] }) {
  return (
    <div className={styles.pictures}>
      {cards.map((card) => (
        <Link key={card.id} href={itemPath(card.id)} className={styles.picture} aria-label={card.title}>
          <Picture item={card} />
        </Link>
      ))}
    </div>
  );
}

function Statement({
  statement: { about, text, cards, eventIds },
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
  const forget = useForgetEvents();
  const [busy, setBusy] = useState(false);
  const behind = notes(eventIds.length);
  return (
    <div
      className={now ? `${styles.statement} ${styles.now}` : styles.statement}
      data-place={place}
      data-going={busy}
    >
      <div className={styles.words}>
        {now && <p className={styles.evidence}>This visit</p>}
        <p>{text}</p>
        {eventIds.length > 0 && <p className={styles.evidence}>{behind}</p>}
        {about === 'intent' && eventIds.length === 0 && (
          <p className={styles.evidence}>
            <Link href="/basket">See the basket</Link>
          </p>
        )}
      </div>
      {cards.length > 0 && <Pictures cards={cards} />}
      {eventIds.length > 0 && (
        <IconButton
          icon="close"
          label={`Forget ${behind} behind: ${text}`}
          className={styles.forget}
          aria-disabled={busy}
          onClick={async () => {
            if (busy) return;
            onGoing(place);
            setBusy(true);
            const are = eventIds.length === 1 ? 'is' : 'are';
            const done = await forget(eventIds, `Unsaid: ${behind} ${are} forgotten.`);
            if (!done) onGoing(null);
            setBusy(false);
          }}
        />
      )}
    </div>
  );
}
