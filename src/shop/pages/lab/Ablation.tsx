/** What changes on the shelf while some signals are silent: which things come, and which go. */
import type { Card, Inspection } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { Picture } from '../../components/Picture.tsx';
import styles from './Ablation.module.css';
import { comeAndGone } from './words.ts';

export function Ablation({
  inspection: { shelf, withAll, signals },
  silent,
  onRestore,
}: {
  inspection: Inspection;
  silent: readonly string[];
  onRestore: () => void;
}) {
  const { came, went } = comeAndGone(withAll ?? shelf, shelf);
  const fresh = new Set(came.map(({ id }) => id));
  return (
    <section className={styles.ablation} aria-label="The shelf these numbers make">
      <ul role="list" className={styles.shelf}>
        {shelf.map((card) => (
          <li key={card.id} className={styles.thing} data-new={fresh.has(card.id)}>
            <Picture item={card} />
            <span className={styles.name}>
              {card.title}
              {fresh.has(card.id) && <span className="visually-hidden">, comes in</span>}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.words}>
        <p role="status">{silent.length === 0 ? HINT : effect(silent.length, signals.length, came, went)}</p>
        {silent.length > 0 && (
          <Button size="small" onClick={onRestore}>
            Let all speak again
          </Button>
        )}
      </div>
    </section>
  );
}

const HINT = 'Take the tick from a signal below, and this shelf is made without it. Nothing is kept.';

function effect(silent: number, all: number, came: readonly Card[], went: readonly Card[]): string {
  if (silent === all)
    return 'With every signal silent, order is all that is left: things stand by their ids.';
  const without = silent === 1 ? 'Without that signal' : `Without those ${silent} signals`;
  if (came.length === 0) return `${without} the same things stand here, if in another order.`;
  return `${without}, ${titles(came)} would come in, and ${titles(went)} would go.`;
}

const NAMED = 3;

function titles(cards: readonly Card[]): string {
  const named = cards.slice(0, NAMED).map(({ title }) => title);
  const more = cards.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more`;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
