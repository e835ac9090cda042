/**
 * "Why isn't it here?": finds any thing of the shop by its words and shows what keeps it off the first shelf: rules,
 * each with the lever that lifts it, or its place and what the shelf's last thing has over it.
 */

import { Combobox, ComboboxItem, ComboboxLabel, ComboboxList, ComboboxProvider } from '@ariakit/react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Card, WhyNot } from '../../engine/recommender.ts';
import { useSay } from '../actions.ts';
import { useAsk } from '../engine.tsx';
import { ordinal } from '../ordinal.ts';
import { itemPath } from '../paths.ts';
import { Bars } from './Bars.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Picture } from './Picture.tsx';
import { Skeleton } from './Skeleton.tsx';
import { SumChart } from './SumChart.tsx';
import { ToastProvider } from './Toasts.tsx';
import styles from './WhyDialog.module.css';

/** Enough to find a thing by a word or two, few enough to read. */
const FOUND = 6;

type Asked = Pick<Card, 'id' | 'title'>;

export default function WhyNotDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Something missing?" width="wide">
      <ToastProvider inside>
        <Question />
      </ToastProvider>
    </Dialog>
  );
}

function Question() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Card | null>(null);
  const query = text.trim();
  const searching = query !== '' && query !== asked?.title;
  const { data, fresh } = useAsk(
    searching ? `whynot-search:${query}` : null,
    (engine) => engine.search(query, { meaning: false, limit: FOUND, hidden: true }),
    { keep: true },
  );
  const found = searching ? (data?.entries ?? []) : [];
  return (
    <>
      <p className="soft">Name a thing, and see what keeps it off your first shelf.</p>
      <ComboboxProvider
        value={text}
        setValue={setText}
        includesBaseElement={false}
        // The list lies open under the field: nothing has to be opened first.
        open
        resetValueOnHide={false}
      >
        <ComboboxLabel className={styles.ask}>Why isn’t … here?</ComboboxLabel>
        <Combobox
          autoSelect
          autoFocus
          className={styles.field}
          placeholder="Kettle, tent, tea…"
          showOnChange={false}
        />
        <ComboboxList
          className={styles.found}
          aria-label="Things found"
          alwaysVisible
          hidden={found.length === 0}
        >
          {found.map(({ card }) => (
            <ComboboxItem
              key={card.id}
              value={card.title}
              className={styles.choice}
              setValueOnClick={false}
              hideOnClick={false}
              onClick={() => {
                setAsked(card);
                setText(card.title);
              }}
            >
              <span className={styles.thumb}>
                <Picture item={card} />
              </span>
              <span>
                {card.title}
                <span className={styles.when}> {card.brand}</span>
              </span>
            </ComboboxItem>
          ))}
        </ComboboxList>
      </ComboboxProvider>
      {searching && fresh && found.length === 0 && (
        <p className={styles.note}>Nothing here goes by that name.</p>
      )}
      {asked && !searching && query !== '' && <Answer key={asked.id} asked={asked} />}
    </>
  );
}

function Answer({ asked }: { asked: Asked }) {
  const { data, error, fresh, retry } = useAsk(`whynot:${asked.id}`, (engine) => engine.whyNot(asked.id));
  const [opened, setOpened] = useState<WhyNot | null>(null);
  if (data && fresh && opened === null) setOpened(data);
  if (data) return <Held found={data} before={opened ?? data} />;
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
  return <Skeleton height="9rem" />;
}

function Held({ found, before }: { found: WhyNot; before: WhyNot }) {
  const { itemId, title, bars, sentences, gaps, against, score, place, of } = found;
  const say = useSay();
  return (
    <section className={styles.part} aria-label={`What holds ${title} back`}>
      <h3>
        <Link href={itemPath(itemId)}>{title}</Link>
      </h3>
      {bars.length > 0 ? (
        <Bars bars={bars} title={title} />
      ) : (
        <div className={styles.sentences}>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <p className={styles.standing} role="status">
        {place !== before.place && place !== null && (
          <>
            Now <strong>{ordinal(place)}</strong> of {of.toLocaleString()}
            {before.place === null ? '.' : `; it was ${ordinal(before.place)} before.`}
          </>
        )}
      </p>
      {bars.length === 0 && (
        <div className={styles.levers}>
          <Button size="small" icon="plus" onClick={() => say('more', { id: itemId, title })}>
            More like this
          </Button>
        </div>
      )}
      {bars.length === 0 && against && (
        <SumChart
          label={`Beside ${against.title}, the last by score on the shelf`}
          contributions={gaps}
          total={score - against.score}
          totalName="Difference"
          note="Bars to the left are what it lacks; bars to the right are what it has over the other."
        />
      )}
    </section>
  );
}
