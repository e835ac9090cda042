/** The first shelf in small pictures, as it would be with a draft of the visitor's settings; nothing is kept. */
import { useEffect, useRef, useState } from 'react';
import type { Card, Shelf } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Picture } from '../../components/Picture.tsx';
import { useReorder } from '../../components/reorder.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAsk, useEngine, useHistoryVersion } from '../../engine.tsx';
import { Text, useFormats, useText } from '../../language.tsx';
import { changeInWords, type Steering, shelfChange } from './choosing.ts';
import styles from './Preview.module.css';

/** A slider that is being moved asks once it rests. */
const REST_MS = 150;

const SHOWN = 10;

/** @param draft null: the shelf as it is */
export function Preview({ draft }: { draft: Steering | null }) {
  const text = useText('you');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const home = useAsk('home', (engine) => engine.home()).data;
  const { shelf: wouldBe, failed } = usePreview(draft);
  const list = useRef<HTMLUListElement>(null);

  const now = cardsOf(home?.shelves[0]);
  const cards = draft === null ? now : cardsOf(wouldBe ?? home?.shelves[0]);
  const change = shelfChange(now, cards);
  const came = new Set(change.came.map(({ id }) => id));
  useReorder(list, cards.map(({ id }) => id).join('\n'));

  return (
    <section className={styles.preview} aria-label={text('preview')}>
      <h3 className={styles.title}>{text(draft === null ? 'preview.now' : 'preview.then')}</h3>
      {home ? (
        <ul role="list" className={styles.shelf} ref={list}>
          {cards.map((card) => (
            <li key={card.id} data-key={card.id} className={styles.thing} data-new={came.has(card.id)}>
              <Picture item={card} />
              <span className={styles.name}>
                {came.has(card.id) ? (
                  <Text
                    text={text}
                    id="preview.new"
                    values={{ title: <span lang={lang}>{card.title}</span> }}
                    components={{ new: (words) => <span className="visually-hidden">{words}</span> }}
                  />
                ) : (
                  <span lang={lang}>{card.title}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton height="12rem" />
      )}
      <p className={styles.change} role="status">
        {failed
          ? text('preview.failed')
          : draft === null
            ? text('preview.invitation')
            : wouldBe && changeInWords(text, formats, change)}
      </p>
    </section>
  );
}

function cardsOf(shelf: Shelf | null | undefined): Card[] {
  return (shelf?.entries ?? []).slice(0, SHOWN).map(({ card }) => card);
}

/** The newest draft's shelf; the one before it stays meanwhile. */
function usePreview(draft: Steering | null): { shelf: Shelf | null; failed: boolean } {
  const engine = useEngine();
  const version = useHistoryVersion();
  const [answer, setAnswer] = useState<{ shelf: Shelf | null; failed: boolean }>({
    shelf: null,
    failed: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to ask again
  useEffect(() => {
    if (draft === null) {
      setAnswer({ shelf: null, failed: false });
      return;
    }
    let over = false;
    const timer = setTimeout(() => {
      engine.preview(draft).then(
        ({ shelves: [shelf = null] }) => !over && setAnswer({ shelf, failed: false }),
        () => !over && setAnswer({ shelf: null, failed: true }),
      );
    }, REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [engine, draft, version]);
  return answer;
}
