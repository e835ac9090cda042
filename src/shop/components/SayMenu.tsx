/**
 * What can be said about a thing, as a menu: more or less like it, not it, never its maker or kind. Loaded when it is
 * first wanted, see `SayButton`.
 */
import { Menu, MenuItem, MenuSeparator, useMenuStore } from '@ariakit/react';
import { type RefObject, useEffect } from 'react';
import type { Card } from '../../engine/recommender.ts';
import { useSay, type Verdict } from '../actions.ts';
import { useText } from '../language.tsx';
import { Icon, type IconName } from './icons.tsx';
import styles from './Menu.module.css';

export type Sayable = Pick<Card, 'id' | 'title' | 'brand' | 'kind'>;

export interface SayMenuProps {
  item: Sayable;
  /** What stands beside the button already, and is left out here. */
  beside: readonly Verdict[];
  open: boolean;
  onClose: () => void;
  /** The button that opened it. */
  anchor: RefObject<HTMLElement | null>;
}

const CHOICES = [
  { verdict: 'more', icon: 'plus' },
  { verdict: 'less', icon: 'minus' },
  { verdict: 'never', icon: 'hide' },
] as const satisfies { verdict: Verdict; icon: IconName }[];

export default function SayMenu({ item, beside, open, onClose, anchor }: SayMenuProps) {
  const text = useText('why');
  const say = useSay();
  const menu = useMenuStore({ open, setOpen: (next) => !next && onClose(), placement: 'bottom-end' });
  useEffect(() => {
    // As a menu button does: the first thing that can be said is at hand.
    menu.setAutoFocusOnShow(true);
    menu.setInitialFocus('first');
    menu.setAnchorElement(anchor.current);
  }, [menu, anchor]);
  const { brand, kind } = item;
  const choices = CHOICES.filter(({ verdict }) => !beside.includes(verdict));
  return (
    <Menu
      store={menu}
      aria-label={text('why.say', { title: item.title })}
      className={styles.menu}
      gutter={4}
      portal
      unmountOnHide
      finalFocus={anchor}
      hideOnInteractOutside={(event) => !anchor.current?.contains(event.target as Node)}
    >
      {choices.map(({ verdict, icon }) => (
        <MenuItem key={verdict} className={styles.choice} onClick={() => say(verdict, item)}>
          <Icon name={icon} size={18} />
          {text(`say.${verdict}`)}
        </MenuItem>
      ))}
      {choices.length > 0 && (brand !== '' || kind !== '') && <MenuSeparator className={styles.line} />}
      {brand !== '' && (
        <MenuItem className={styles.choice} onClick={() => say('never', { of: 'brand', name: brand })}>
          <Icon name="close" size={18} />
          {text('say.never-brand', { brand })}
        </MenuItem>
      )}
      {kind !== '' && (
        <MenuItem className={styles.choice} onClick={() => say('never', { of: 'kind', name: kind })}>
          <Icon name="close" size={18} />
          {text('say.never-kind', { kind })}
        </MenuItem>
      )}
    </Menu>
  );
}
