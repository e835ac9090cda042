/**
 * "Why isn't it here?": finds any thing of the shop by its words and shows what keeps it off the first shelf: rules,
 * each with the lever that lifts it, or its place and what the shelf's last thing has over it.
 */

import { Combobox, ComboboxItem, ComboboxLabel, ComboboxList, ComboboxProvider } from '@ariakit/react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Card, WhyNot } from '../../engine/recommender.ts';
import { useSay } from '../actions.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { useAsk } from '../engine.tsx';
import { Text, useFormats, useText } from '../language.tsx';
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
  const text = useText();
  return (
    <Dialog open={open} onClose={onClose} title={text('missing')} width="wide">
      <ToastProvider inside>
        <Question />
      </ToastProvider>
    </Dialog>
  );
}

function Question() {
  const words = useText('why');
  const lang = useCatalogLanguage();
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
      <p className="soft">{words('why-not.intro')}</p>
      <ComboboxProvider
        value={text}
        setValue={setText}
        includesBaseElement={false}
        // The list lies open under the field: nothing has to be opened first.
        open
        resetValueOnHide={false}
      >
        <ComboboxLabel className={styles.ask}>{words('why-not.ask')}</ComboboxLabel>
        <Combobox
          autoSelect
          autoFocus
          className={styles.field}
          placeholder={words('why-not.hint')}
          showOnChange={false}
        />
        <ComboboxList
          className={styles.found}
          aria-label={words('why-not.found')}
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
              <span lang={lang}>
                {card.title}
                <span className={styles.when}> {card.brand}</span>
              </span>
            </ComboboxItem>
          ))}
        </ComboboxList>
      </ComboboxProvider>
      {searching && fresh && found.length === 0 && <p className={styles.note}>{words('why-not.nothing')}</p>}
      {asked && !searching && query !== '' && <Answer key={asked.id} asked={asked} />}
    </>
  );
}

function Answer({ asked }: { asked: Asked }) {
  const text = useText('why');
  const { data, error, fresh, retry } = useAsk(`whynot:${asked.id}`, (engine) => engine.whyNot(asked.id));
  const [opened, setOpened] = useState<WhyNot | null>(null);
  if (data && fresh && opened === null) setOpened(data);
  if (data) return <Held found={data} before={opened ?? data} />;
  if (error) {
    return (
      <div className={styles.part}>
        <p>{text('why.failed', { problem: error.message })}</p>
        <Button size="small" onClick={retry}>
          {text('again')}
        </Button>
      </div>
    );
  }
  return <Skeleton height="9rem" />;
}

function Held({ found, before }: { found: WhyNot; before: WhyNot }) {
  const { itemId, title, bars, sentences, gaps, against, score, place, of } = found;
  const text = useText('why');
  const { number } = useFormats();
  const lang = useCatalogLanguage();
  const say = useSay();
  return (
    <section className={styles.part} aria-label={text('why-not.holds', { title })}>
      <h3>
        <Link href={itemPath(itemId)} lang={lang}>
          {title}
        </Link>
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
          <Text
            text={text}
            id={before.place === null ? 'why-not.now' : 'why-not.moved'}
            values={{ place, before: before.place ?? 0, of: number(of) }}
            components={{ strong: (words) => <strong>{words}</strong> }}
          />
        )}
      </p>
      {bars.length === 0 && (
        <div className={styles.levers}>
          <Button size="small" icon="plus" onClick={() => say('more', { id: itemId, title })}>
            {text('say.more')}
          </Button>
        </div>
      )}
      {bars.length === 0 && against && (
        <SumChart
          label={text('why-not.beside', { title: against.title })}
          contributions={gaps}
          total={score - against.score}
          totalName={text('why-not.difference')}
          note={text('why-not.note')}
        />
      )}
    </section>
  );
}
