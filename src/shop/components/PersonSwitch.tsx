/** Whose shelves these are, and a menu to hand the shop to somebody else here. Only where several share it. */
import { Menu, MenuButton, MenuItem, MenuItemRadio, MenuProvider, MenuSeparator } from '@ariakit/react';
import { Link } from 'wouter';
import { useStatus } from '../engine.tsx';
import { useText } from '../language.tsx';
import { initialOf, nameOf, useSwitchPerson } from '../people.ts';
import { Icon } from './icons.tsx';
import menu from './Menu.module.css';
import styles from './PersonSwitch.module.css';

export default function PersonSwitch() {
  const status = useStatus();
  const switchTo = useSwitchPerson();
  const text = useText();
  if (!status) return null;
  const { person, people } = status;
  const name = nameOf(text, person);
  return (
    <MenuProvider placement="bottom-end" values={{ person: person.id }}>
      <MenuButton className={styles.button} aria-label={text('people.looking-now', { name })}>
        <span className={styles.initial}>{initialOf(name)}</span>
        <span className={styles.name}>{name}</span>
      </MenuButton>
      <Menu gutter={8} className={menu.menu} aria-label={text('people.looking')} unmountOnHide>
        {people.map((one) => (
          <MenuItemRadio
            key={one.id}
            name="person"
            value={one.id}
            className={menu.choice}
            hideOnClick
            onClick={() => one.id !== person.id && switchTo(one)}
          >
            <span className={styles.initial}>{initialOf(nameOf(text, one))}</span>
            <span className={styles.choiceName}>{nameOf(text, one)}</span>
            {one.id === person.id && <Icon name="check" size={16} />}
          </MenuItemRadio>
        ))}
        <MenuSeparator className={menu.line} />
        <MenuItem className={menu.choice} render={<Link href="/you#people" />}>
          {text('people.change')}
        </MenuItem>
      </Menu>
    </MenuProvider>
  );
}
