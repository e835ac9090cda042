/** The main colours of an item's picture; each leads to what else has it. */
import { Link } from 'wouter';
import { hueOf, oklabOf, toneOf } from '../../../engine/colours.ts';
import { useText } from '../../language.tsx';
import { searchPath } from '../../paths.ts';
import styles from './Colours.module.css';

/** @param colours six hexadecimal digits each, most first */
export function Colours({ colours }: { colours: readonly string[] }) {
  const text = useText('media');
  return (
    <div>
      <dt>{text('shades.of-item')}</dt>
      <dd>
        <ul className={styles.colours} role="list">
          {colours.map((hex) => {
            const colour = oklabOf(hex);
            const name = text('hue.tinted', { tone: toneOf(colour) ?? 'other', hue: hueOf(colour) });
            return (
              <li key={hex}>
                <Link
                  href={searchPath('', { shade: hex })}
                  className={styles.colour}
                  style={{ backgroundColor: `#${hex}` }}
                  aria-label={text('shades.search', { colour: name })}
                  title={text('shades.search', { colour: name })}
                />
              </li>
            );
          })}
        </ul>
      </dd>
    </div>
  );
}
