/**
 * "Why this?": what made an item's score, in sentences, as bars that add up to it, and by the visitor's own things,
 * with the levers to change it. Nothing closes it but its cross: whoever pulls a lever sees the numbers move.
 */

import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Explanation, OwnPart } from '../../engine/recommender.ts';
import { useForget, useSay } from '../actions.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { useAsk } from '../engine.tsx';
import { Text, useFormats, useText } from '../language.tsx';
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
  const text = useText('why');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('why.title', { title })}
      width="wide"
      footer={
        <>
          <Button size="small" look="quiet" onClick={onMissing}>
            {text('missing')}
          </Button>
          <ButtonLink href="/you" size="small">
            {text('why.what-we-know')}
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
  const text = useText('why');
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
        <p>{text('why.failed', { problem: error.message })}</p>
        <Button size="small" onClick={retry}>
          {text('again')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.part} aria-busy="true">
      <span className="visually-hidden">{text('why.working', { title })}</span>
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
  const text = useText('why');
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
        label={text('why.adds-up')}
        contributions={contributions}
        total={score}
        totalName={text('why.score')}
        note={text('why.against')}
      />
      {/* Below what is there at once, so that nothing moves when it comes. */}
      <YourPart whole={whole} />
      <p className={styles.note}>{text('why.here')}</p>
    </>
  );
}

function sentenceCase(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** The visitor's own things that mattered most, and what would be without the first. */
function YourPart({ whole }: { whole: Explanation | undefined }) {
  const text = useText('why');
  const lang = useCatalogLanguage();
  if (whole === undefined) {
    return (
      <section className={styles.part} aria-label={text('why.your-part')} aria-busy="true">
        <h3>{text('why.your-part')}</h3>
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
    <section className={styles.part} aria-label={text('why.your-part')}>
      <h3>{text('why.your-part')}</h3>
      {without && <p>{without}</p>}
      {instead && (
        <p>
          <Text
            text={text}
            id="why.instead"
            values={{ title: instead.title }}
            components={{
              link: (words) => (
                <Link href={itemPath(instead.itemId)} lang={lang}>
                  {words}
                </Link>
              ),
            }}
          />
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
  const text = useText('why');
  const { number } = useFormats();
  const moved = before !== place;
  const components = {
    strong: (words: ReactNode) => <strong>{words}</strong>,
    was: (words: ReactNode) => <span className={styles.was}>{words}</span>,
  };
  return (
    <p className={styles.standing} role="status" data-moved={moved || undefined}>
      {place === null ? (
        before !== null && text('why.gone', { before })
      ) : !moved ? (
        <Text text={text} id="why.standing" values={{ place, of: number(of) }} components={components} />
      ) : before === null ? (
        <Text text={text} id="why.standing-new" values={{ place, of: number(of) }} components={components} />
      ) : (
        <Text
          text={text}
          id="why.standing-moved"
          values={{ place, before, of: number(of) }}
          components={components}
        />
      )}
    </p>
  );
}

/** For what may not stand on the first shelf: why, and what would let it. */
function NotThere({ itemId, title }: { itemId: string; title: string }) {
  const text = useText('why');
  const { data } = useAsk(`whynot:${itemId}`, (engine) => engine.whyNot(itemId));
  return (
    <section className={styles.held} aria-label={text('why.held')}>
      <p>{text('why.held-text')}</p>
      {data ? <Bars bars={data.bars} title={title} /> : <Skeleton width="70%" />}
    </section>
  );
}

function Levers({ itemId, title }: { itemId: string; title: string }) {
  const text = useText('why');
  const say = useSay();
  const { data } = useAsk(`card:${itemId}`, (engine) => engine.cards([itemId]));
  const item = { id: itemId, title };
  const card = data?.[0];
  return (
    <fieldset className={styles.levers} aria-label={text('why.say', { title })}>
      <Button size="small" icon="plus" onClick={() => say('more', item)}>
        {text('say.more')}
      </Button>
      <Button size="small" icon="minus" onClick={() => say('less', item)}>
        {text('say.less')}
      </Button>
      <SayButton item={card ?? { ...item, brand: '', kind: '' }} beside={BESIDE} />
    </fieldset>
  );
}

const BESIDE = ['more', 'less'] as const;

/** One own thing that mattered, with what can be done about it. */
function Part({ part }: { part: OwnPart }) {
  const text = useText('why');
  const { signed, ago } = useFormats();
  const lang = useCatalogLanguage();
  const { itemId, title, eventIds, what, at } = part;
  const forget = useForget();
  const say = useSay();
  return (
    <li>
      <span>
        {itemId === null ? (
          title
        ) : (
          <Link href={itemPath(itemId)} lang={lang}>
            {title}
          </Link>
        )}
        <span className={styles.when}>
          {text('why.when', {
            what: what.toLowerCase(),
            ago: ago(at, Date.now()) ?? text('why.just-now'),
          })}
        </span>
      </span>
      <span className={styles.amount}>{signed(part.amount)}</span>
      <span className={styles.partLevers}>
        <Button
          size="small"
          look="quiet"
          aria-label={text('why.forget-label', { title })}
          onClick={() => forget(eventIds, text('why.forgotten', { title: sentenceCase(title) }))}
        >
          {text('why.forget')}
        </Button>
        {itemId !== null && (
          <Button
            size="small"
            look="quiet"
            aria-label={text('why.less-label', { title })}
            onClick={() => say('less', { id: itemId, title })}
          >
            {text('why.less')}
          </Button>
        )}
      </span>
    </li>
  );
}
