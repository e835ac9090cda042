/** What the reviews say, aspect by aspect. Choosing one marks the sentences it was read from. */
import { useState } from 'react';
import type { Review } from '../../../catalog/item.ts';
import type { AspectCare, ReviewAspect } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button } from '../../components/Button.tsx';
import { Text, useText } from '../../language.tsx';
import styles from './Said.module.css';

const SHOWN_AT_FIRST = 6;

/** @param chosen name of the aspect whose sentences are marked; null for none */
export function Said({
  aspects,
  reviews,
  chosen,
  onChoose,
}: {
  aspects: ReviewAspect[];
  reviews: Review[];
  chosen: string | null;
  onChoose: (aspect: string | null) => void;
}) {
  const text = useText('reviews');
  const lang = useCatalogLanguage();
  const [all, setAll] = useState(false);
  const marked = aspects.find(({ aspect }) => aspect === chosen)?.sentences.length ?? 0;
  return (
    <div className={styles.said}>
      <h3 className={styles.title}>{text('said')}</h3>
      <ul role="list" className={styles.aspects}>
        {(all ? aspects : aspects.slice(0, SHOWN_AT_FIRST)).map((one) => (
          <li key={one.aspect}>
            <button
              type="button"
              className={styles.aspect}
              aria-pressed={one.aspect === chosen}
              onClick={() => onChoose(one.aspect === chosen ? null : one.aspect)}
            >
              <span>
                <Text
                  text={text}
                  id="said.aspect"
                  values={{ aspect: capital(one.aspect), says: <Says aspect={one} reviews={reviews} /> }}
                  components={{
                    name: (words) => (
                      <strong className={styles.name} lang={lang}>
                        {words}
                      </strong>
                    ),
                    says: (words) => <span>{words}</span>,
                  }}
                />
              </span>
              {one.matters !== null && (
                <span className={styles.matters}>
                  <Matters care={one.matters} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {aspects.length > SHOWN_AT_FIRST && (
        <Button size="small" look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text('said.fewer') : text('said.more', { count: aspects.length })}
        </Button>
      )}
      <p className="soft tiny">{text('said.note')}</p>
      <p className="visually-hidden" role="status">
        {chosen !== null && text('said.marked', { count: marked })}
      </p>
    </div>
  );
}

/** "14 say yes", "Kofi complains", "2 say yes, one complains". */
function Says({ aspect: { yes, no, sentences }, reviews }: { aspect: ReviewAspect; reviews: Review[] }) {
  const text = useText('reviews');
  if (yes > 0 && no > 0) return text('said.both', { yes, no });
  const says = yes > 0 ? 'yes' : 'no';
  const who = reviews[sentences.find((one) => one.says === says)?.reviewIndex ?? 0]?.by ?? '';
  return text(`said.${says}`, { count: yes + no, who });
}

function Matters({ care }: { care: AspectCare }) {
  const text = useText('reviews');
  switch (care.because) {
    case 'search':
      return text('said.search', { query: care.query });
    case 'review':
      return text('said.review', { title: care.title });
    case 'things':
      return text('said.things', { things: care.things });
  }
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
