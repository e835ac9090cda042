/** One line and its answer: what was said as a heading, the answer in words, then what it is about. */
import { memo, type Ref } from 'react';
import { buttonText, optionText, type Voice } from '../../../engine/ask-phrasing.ts';
import type { Act, AskAnswer, Card, Button as Next } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { ItemCard } from '../../components/ItemCard.tsx';
import { useText } from '../../language.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import { inWords, type Wording } from './spoken.ts';
import styles from './TurnView.module.css';

/**
 * @param line what was said, or what the button said
 * @param last whether its buttons still hold
 * @param onUndo takes back what was recorded; absent where nothing was, or it is taken back
 */
export const TurnView = memo(function TurnView({
  line,
  answer,
  cards,
  wording,
  voice,
  last,
  onAct,
  onUndo,
  ref,
}: {
  line: string;
  answer: AskAnswer;
  /** Of the table, in its order. */
  cards: Card[];
  /** A language model's, if there is one. */
  wording: Wording | null;
  voice: Voice;
  last: boolean;
  onAct: (act: Act, label: string) => void;
  onUndo?: () => void;
  ref?: Ref<HTMLElement>;
}) {
  const text = useText('ask');
  const { turn, entries } = answer;
  const options = turn.question?.options ?? [];
  const button = (next: Next, answers = false) => {
    const label = answers ? optionText(next, voice) : buttonText(next, voice);
    return (
      <li key={label}>
        <Button size="small" onClick={() => onAct(next.act, label)}>
          {label}
        </Button>
      </li>
    );
  };
  return (
    <article className={styles.turn} ref={ref} tabIndex={-1}>
      <h2 className={styles.line}>
        <span className="visually-hidden">{text('ask.you')}: </span>
        {line}
      </h2>
      <p className={styles.answer}>
        <span className="visually-hidden">{text('ask.shop')}: </span>
        {inWords(turn, voice, wording)}
      </p>
      {/* The answer is read out; the rest waits until one comes to it. */}
      <div className={styles.rest} aria-live="off">
        {onUndo && (
          <Button size="small" onClick={onUndo} className={styles.undo}>
            {text('ask.undo')}
          </Button>
        )}
        {last && options.length > 0 && (
          <ul className={styles.buttons} role="list">
            {options.map((option) => button(option, true))}
            {turn.buttons.map((next) => button(next))}
          </ul>
        )}
        {turn.table && <AnswerTable table={turn.table} cards={cards} voice={voice} />}
        {entries.length > 0 && (
          <ol className={styles.items} role="list" aria-label={text('ask.items')}>
            {entries.map((entry, at) => (
              <li key={entry.card.id} className={styles.item}>
                {entries.length > 1 && (
                  <span className={styles.place} aria-hidden="true">
                    {at + 1}
                  </span>
                )}
                <ItemCard entry={entry} shelf="Ask" eager={last} />
              </li>
            ))}
          </ol>
        )}
        {last && options.length === 0 && turn.buttons.length > 0 && (
          <ul className={styles.buttons} role="list">
            {turn.buttons.map((next) => button(next))}
          </ul>
        )}
      </div>
    </article>
  );
});
