/**
 * What the visitor goes by, where that may be said: by looks, by sound or by what things are, with how often each
 * told it, and a way to unsay it. Nothing at all where there is nothing to say.
 */
import { useRef, useState } from 'react';
import type { KnownSense } from '../../../engine/recommender.ts';
import { IconButton } from '../../components/Button.tsx';
import { useFormats, useText } from '../../language.tsx';
import { useFocusNear, useForgetEvents } from './feedback.ts';
import styles from './Senses.module.css';

export function Senses({ senses }: { senses: readonly KnownSense[] }) {
  const text = useText('senses');
  const list = useRef<HTMLElement>(null);
  const going = useFocusNear(list);
  if (senses.length === 0) return null;
  return (
    <section className={styles.senses} aria-label={text('senses.label')} ref={list} tabIndex={-1}>
      <h3>{text('senses.title')}</h3>
      <p className="soft small">{text('senses.note')}</p>
      <ul role="list" className={styles.list}>
        {senses.map((sense, place) => (
          <Sense
            key={sense.department ?? ''}
            sense={sense}
            others={senses.length > 1}
            place={place}
            onGoing={going}
          />
        ))}
      </ul>
    </section>
  );
}

function Sense({
  sense: { department, modality, choices, nearer, shares, eventIds },
  others,
  place,
  onGoing,
}: {
  sense: KnownSense;
  /** Whether more is said than this. */
  others: boolean;
  place: number;
  onGoing: (place: number | null) => void;
}) {
  const text = useText('senses');
  const forget = useForgetEvents();
  const [busy, setBusy] = useState(false);
  const notes = eventIds.length;
  const statement =
    department === null
      ? text('senses.everywhere', { sense: modality, others: others ? 'yes' : 'no' })
      : text('senses.department', { sense: modality, department });
  const where = department === null ? 'here' : 'there';
  return (
    <li className={styles.sense} data-place={place} data-going={busy}>
      <div className={styles.words}>
        <p>{statement}</p>
        <p className={styles.evidence}>
          {text('senses.evidence', { nearer, choices, where, sense: modality })}
        </p>
      </div>
      {shares.length > 0 && <Shares shares={shares} />}
      <IconButton
        icon="close"
        label={text('senses.forget', { notes, statement })}
        className={styles.forget}
        aria-disabled={busy}
        onClick={async () => {
          if (busy) return;
          onGoing(place);
          setBusy(true);
          const done = await forget(eventIds, text('senses.forgotten', { notes }));
          if (!done) onGoing(null);
          setBusy(false);
        }}
      />
    </li>
  );
}

/** How often each sense told it, as bars with their numbers. */
function Shares({ shares }: Pick<KnownSense, 'shares'>) {
  const text = useText('senses');
  const { percent } = useFormats();
  return (
    <dl className={styles.shares} aria-label={text('senses.shares')}>
      {shares.map(({ modality, share }) => (
        <div key={modality}>
          <dt>{text(`senses.${modality}`)}</dt>
          <dd>
            <span className={styles.bar} style={{ width: `${100 * share}%` }} aria-hidden="true" />
            <span className={styles.share}>{percent(share)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
