/** Colours to search by: sixteen with names, and any other. Each is a link, so that a colour can be shared. */
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useText } from '../../language.tsx';
import styles from './Shades.module.css';

/** In the order of a rainbow, then what has no hue. Chosen by eye, far enough from each other to be told apart. */
const SHADES = {
  red: 'c8322d',
  coral: 'f0745e',
  orange: 'ee8a32',
  mustard: 'd3a02a',
  yellow: 'f2d24b',
  moss: '74803a',
  green: '3f8f4f',
  teal: '2b9a97',
  sky: '86c0e8',
  blue: '2f76cf',
  navy: '24365f',
  violet: '7d55b0',
  pink: 'ee93b0',
  brown: '85593a',
  cream: 'f0e3c8',
  charcoal: '3a3d3b',
} as const;

/**
 * @param chosen six hexadecimal digits, or null
 * @param pathTo where a colour leads
 * @param named says names under the patches, where there is room for them
 */
export function Shades({
  chosen,
  pathTo,
  onOther,
  named = false,
}: {
  chosen: string | null;
  pathTo: (shade: string) => string;
  onOther: (shade: string) => void;
  named?: boolean;
}) {
  const text = useText('media');
  const custom = chosen !== null && !(Object.values(SHADES) as string[]).includes(chosen);
  return (
    <ul className={styles.shades} role="list" data-named={named}>
      {Object.entries(SHADES).map(([shade, hex]) => {
        const name = text('shade', { shade });
        return (
          <li key={shade}>
            <Link
              href={pathTo(hex)}
              className={styles.shade}
              aria-current={hex === chosen || undefined}
              aria-label={named ? undefined : name}
              title={named ? undefined : name}
            >
              <span className={styles.patch} style={{ backgroundColor: `#${hex}` }} />
              {named && <span className={styles.name}>{name}</span>}
            </Link>
          </li>
        );
      })}
      <li>
        <AnyOther
          shown={custom ? chosen : null}
          name={text('shades.other')}
          onChoose={onOther}
          named={named}
        />
      </li>
    </ul>
  );
}

/** The system's own colour picker behind a wheel. */
function AnyOther({
  shown,
  name,
  onChoose,
  named,
}: {
  shown: string | null;
  name: string;
  onChoose: (shade: string) => void;
  named: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  // React's `onChange` hears every move of the picker; the element's own event only what was settled on.
  useEffect(() => {
    const field = input.current;
    if (field === null) return;
    const settle = () => onChoose(field.value.slice(1).toLowerCase());
    field.addEventListener('change', settle);
    return () => field.removeEventListener('change', settle);
  }, [onChoose]);
  return (
    <label className={styles.shade} title={named ? undefined : name} data-current={shown !== null}>
      <span
        className={`${styles.patch} ${styles.wheel}`}
        style={shown === null ? undefined : { background: `#${shown}` }}
      />
      <span className={named ? styles.name : 'visually-hidden'}>{name}</span>
      <input
        key={shown}
        ref={input}
        type="color"
        defaultValue={shown === null ? '#2f76cf' : `#${shown}`}
        className={styles.picker}
      />
    </label>
  );
}
