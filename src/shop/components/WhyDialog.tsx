/**
 * "Why this?": what made an item's score, in sentences, as bars that add up to it, and by the visitor's own things,
 * with the levers to change it. Nothing closes it but its cross: whoever pulls a lever sees the numbers move.
 */

import { useState } from 'react';
import { Link } from 'wouter';
import type { Explanation, OwnPart } from '../../engine/recommender.ts';
import { useForget, useSay } from '../actions.ts';
import { useAsk } from '../engine.tsx';
import { ordinal } from '../ordinal.ts';
import { itemPath } from '../paths.ts';
import { Bars } from './Bars.tsx';
import { Button, ButtonLink } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { SayButton } from './SayButton.tsx';
import { Skeleton } from './Skeleton.tsx';
import { SumChart } from './SumChart.tsx';
import { ToastProvider } from './Toasts.tsx';
import styles from './WhyDialog.module.css';

export default function WhyDialog({
  itemId,
  title,
  open,
  onClose,
  onMissing,
}: {
  itemId: string;
  title: string;
  open: boolean;
  onClose: () => void;
  /** To ask about something that isn't there. */
  onMissing: () => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Why ${title}?`}
      width="wide"
      footer={
        <>
          <Button size="small" look="quiet" onClick={onMissing}>
            Something missing?
          </Button>
          <ButtonLink href="/you" size="small">
            What we know
          </ButtonLink>
        </>
      }
    >
      <ToastProvider inside>
        <Answer key={itemId} itemId={itemId} title={title} />
      </ToastProvider>
    </Dialog>
  );
}

function Answer({ itemId, title }: { itemId: string; title: string }) {
  // What adds up is there at once; what the visitor's own things did takes as many scorings as there are things.
  const { data, error, fresh, retry } = useAsk(`why:${itemId}`, (engine) =>
    engine.explain(itemId, { whole: false }),
  );
  const whole = useAsk(data ? `why-whole:${itemId}` : null, (engine) => engine.explain(itemId));
  const [opened, setOpened] = useState<Explanation | null>(null);
  // An answer of an earlier visit may be shown while the present one is worked out; levers are pulled on that.
  if (data && fresh && opened === null) setOpened(data);
  if (data) return <Account explanation={data} whole={whole.data} before={opened ?? data} />;
  if (error) {
    return (
      <div className={styles.part}>
        <p>This could not be worked out just now: {error.message}</p>
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.part} aria-busy="true">
      <span className="visually-hidden">Working out why {title}</span>
      <Skeleton width="90%" />
      <Skeleton width="70%" />
      <Skeleton height="9rem" />
    </div>
  );
}

function Account({
  explanation,
  whole,
  before,
}: {
  explanation: Explanation;
  whole: Explanation | undefined;
  before: Explanation;
}) {
  const { itemId, title, sentences, contributions, score, place, of } = explanation;
  return (
    <>
      {place === null ? (
        <NotThere itemId={itemId} title={title} />
      ) : (
        <div className={styles.sentences}>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <Standing place={place} of={of} before={before.place} />
      <Levers itemId={itemId} title={title} />
      <SumChart
        label="How it adds up"
        contributions={contributions}
        total={score}
        totalName="Score"
        note="Bars to the left count against it: other things do better there."
      />
      {/* Below what is there at once, so that nothing moves when it comes. */}
      <YourPart whole={whole} />
      <p className={styles.note}>Worked out on this device just now. Nothing was sent anywhere.</p>
    </>
  );
}

/** The visitor's own things that mattered most, and what would be without the first. */
function YourPart({ whole }: { whole: Explanation | undefined }) {
  if (whole === undefined) {
    return (
      <section className={styles.part} aria-label="Your part in it" aria-busy="true">
        <h3>Your part in it</h3>
        <Skeleton height="5rem" />
      </section>
    );
  }
  const { because, facts, sentences, instead } = whole;
  if (because.length === 0) {
    const nothing = sentences[facts.findIndex(({ about }) => about === 'nothing')];
    return nothing === undefined ? null : <p className={styles.note}>{nothing}</p>;
  }
  const without = sentences[facts.findIndex(({ about }) => about === 'without')];
  return (
    <section className={styles.part} aria-label="Your part in it">
      <h3>Your part in it</h3>
      {without && <p>{without}</p>}
      {instead && (
        <p>
          In its place you would find <Link href={itemPath(instead.itemId)}>{instead.title}</Link>.
        </p>
      )}
      <ul className={styles.rows} role="list">
        {because.map((part) => (
          <Part key={part.itemId ?? part.title} part={part} />
        ))}
      </ul>
    </section>
  );
}

/** "Third of 1,012 for you", and where it stood before a lever was pulled. */
function Standing({ place, of, before }: { place: number | null; of: number; before: number | null }) {
  const was = before === null ? 'it was not among them before' : `it was ${ordinal(before)} before`;
  const moved = before !== place;
  return (
    <p className={styles.standing} role="status" data-moved={moved || undefined}>
      {place === null ? (
        moved && before !== null && `It is not among what may stand there now; ${was}.`
      ) : (
        <>
          <strong>{sentenceCase(ordinal(place))}</strong> of {of.toLocaleString()} for you
          {moved ? <span className={styles.was}>, {was}</span> : ''}
        </>
      )}
    </p>
  );
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** For what may not stand on the first shelf: why, and what would let it. */
function NotThere({ itemId, title }: { itemId: string; title: string }) {
  const { data } = useAsk(`whynot:${itemId}`, (engine) => engine.whyNot(itemId));
  return (
    <section className={styles.held} aria-label="What keeps it off the first shelf">
      <p>It does not stand on your first shelf at the moment:</p>
      {data ? <Bars bars={data.bars} title={title} /> : <Skeleton width="70%" />}
    </section>
  );
}

function Levers({ itemId, title }: { itemId: string; title: string }) {
  const say = useSay();
  const { data } = useAsk(`card:${itemId}`, (engine) => engine.cards([itemId]));
  const item = { id: itemId, title };
  const card = data?.[0];
  return (
    <fieldset className={styles.levers} aria-label={`Say about ${title}`}>
      <Button size="small" icon="plus" onClick={() => say('more', item)}>
        More like this
      </Button>
      <Button size="small" icon="minus" onClick={() => say('less', item)}>
        Less like this
      </Button>
      <SayButton item={card ?? { ...item, brand: '', kind: '' }} beside={BESIDE} />
    </fieldset>
  );
}

const BESIDE = ['more', 'less'] as const;

/** One own thing that mattered, with what can be done about it. */
function Part({ part }: { part: OwnPart }) {
  const { itemId, title, eventIds, what, at } = part;
  const forget = useForget();
  const say = useSay();
  return (
    <li>
      <span>
        {itemId === null ? title : <Link href={itemPath(itemId)}>{title}</Link>}
        <span className={styles.when}>
          , {what.toLowerCase()} {ago(at)}
        </span>
      </span>
      <span className={styles.amount}>{signed.format(part.amount)}</span>
      <span className={styles.partLevers}>
        <Button
          size="small"
          look="quiet"
          aria-label={`Forget this: ${title}`}
          onClick={() => forget(eventIds, `${sentenceCase(title)} is forgotten, with what you did there.`)}
        >
          Forget this
        </Button>
        {itemId !== null && (
          <Button
            size="small"
            look="quiet"
            aria-label={`Less because of this: ${title}`}
            onClick={() => say('less', { id: itemId, title })}
          >
            Less because of this
          </Button>
        )}
      </span>
    </li>
  );
}

const signed = new Intl.NumberFormat(undefined, {
  signDisplay: 'exceptZero',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "just now", "12 minutes ago", "yesterday". */
function ago(at: number): string {
  const minutes = Math.round((Date.now() - at) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return relative.format(-minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (hours < 24) return relative.format(-hours, 'hour');
  return relative.format(-Math.round(hours / 24), 'day');
}
