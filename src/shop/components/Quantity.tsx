/** How many of an item are in the basket, with buttons for one more and one fewer. */
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { Card } from '../../engine/recommender.ts';
import { useTakeFromBasket } from '../actions.ts';
import { useEngine } from '../engine.tsx';
import { useText } from '../language.tsx';
import { IconButton } from './Button.tsx';
import styles from './Quantity.module.css';
import { useToast } from './Toasts.tsx';

/**
 * @param quantity in the basket, as the engine says; what was pressed since shows at once
 * @param autoFocus takes keyboard focus, where this stands in place of a button that was just pressed
 */
export function Quantity({
  card,
  quantity,
  autoFocus = false,
}: {
  card: Pick<Card, 'id' | 'title' | 'price'>;
  quantity: number;
  autoFocus?: boolean;
}) {
  const text = useText();
  const engine = useEngine();
  const toast = useToast();
  const take = useTakeFromBasket();
  const [claimed, setClaimed] = useState<number | null>(null);
  useEffect(() => {
    if (claimed === quantity) setClaimed(null);
  }, [claimed, quantity]);
  const shown = claimed ?? quantity;

  const pressed = useRef(false);

  async function change(by: 1 | -1, { detail }: MouseEvent) {
    // The second half of a double click on the button that stood here a moment ago.
    if (detail > 1 && !pressed.current) return;
    pressed.current = true;
    setClaimed(shown + by);
    try {
      if (by === 1) {
        const price = card.price ?? undefined;
        await engine.record({ type: 'add_to_cart', itemId: card.id, quantity: 1, price });
      } else {
        await take(card, 1, shown === 1);
      }
    } catch {
      setClaimed(null);
      toast({ message: text('quantity.failed') });
    }
  }

  return (
    <fieldset className={styles.quantity}>
      <legend className="visually-hidden">{text('quantity', { title: card.title })}</legend>
      <IconButton
        icon={shown > 1 ? 'minus' : 'trash'}
        label={text(shown > 1 ? 'quantity.fewer' : 'remove')}
        disabled={shown < 1}
        onClick={(event) => change(-1, event)}
      />
      <output className={styles.number}>{shown}</output>
      <IconButton
        icon="plus"
        label={text('quantity.more')}
        autoFocus={autoFocus}
        onClick={(event) => change(1, event)}
      />
    </fieldset>
  );
}
