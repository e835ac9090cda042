/** Three dots that open what can be said about a thing. */
import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { Verdict } from '../actions.ts';
import { useText, withTexts } from '../language.tsx';
import { Icon } from './icons.tsx';
import styles from './SayButton.module.css';
import type { Sayable } from './SayMenu.tsx';

const load = withTexts(['why'], () => import('./SayMenu.tsx'));
const SayMenu = lazy(load);

const NOTHING: readonly Verdict[] = [];

const ALL = 3;

/**
 * @param describedBy id of the item's title, so that twenty of them can be told apart
 * @param beside what stands beside it as a button of its own
 */
export function SayButton({
  item,
  describedBy,
  beside = NOTHING,
  className = '',
}: {
  item: Sayable;
  describedBy?: string;
  beside?: readonly Verdict[];
  className?: string;
}) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useFocusOnNext(button);
  if (beside.length === ALL && item.brand === '' && item.kind === '') return null;
  return (
    <>
      <button
        type="button"
        ref={button}
        className={`${styles.button} ${className}`}
        aria-label={text('card.say')}
        aria-describedby={describedBy}
        aria-haspopup="menu"
        aria-expanded={open}
        data-say
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          setWanted(true);
          setOpen(!open);
        }}
      >
        <Icon name="dots" size={20} />
      </button>
      {wanted && (
        <Suspense>
          <SayMenu item={item} beside={beside} open={open} onClose={() => setOpen(false)} anchor={button} />
        </Suspense>
      )}
    </>
  );
}

/** A card that was sent away takes keyboard focus with it: the next card's button gets it instead. */
function useFocusOnNext(button: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const leaving = button.current;
    return () => {
      if (leaving === null || document.activeElement !== leaving) return;
      const place = leaving.closest('li');
      const near = place?.nextElementSibling ?? place?.previousElementSibling;
      const next = near?.querySelector<HTMLElement>('[data-say]');
      setTimeout(() => next?.focus({ preventScroll: true }));
    };
  }, [button]);
}
