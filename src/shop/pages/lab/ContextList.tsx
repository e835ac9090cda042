/** What the gate reads of the moment: names, bars from -1 to 1, numbers. */
import { scaleLinear } from 'd3-scale';
import type { Inspection } from '../../../engine/recommender.ts';
import { useFormats, useText } from '../../language.tsx';
import styles from './ContextList.module.css';
import { contextInWords, signed } from './words.ts';

const BAR = { width: 72, height: 8 };
const x = scaleLinear([-1, 1], [0, BAR.width]).clamp(true);

export function ContextList({ context }: { context: Inspection['context'] }) {
  const text = useText('lab');
  const formats = useFormats();
  return (
    <dl className={styles.list}>
      {context.map(({ name, value, switchedOff }) => (
        <div key={name} data-off={switchedOff}>
          <dt>{contextInWords(text, name)}</dt>
          <dd>
            <svg width={BAR.width} height={BAR.height} aria-hidden="true">
              <line x1={x(0)} x2={x(0)} y1="0" y2={BAR.height} className={styles.zero} />
              <rect
                x={Math.min(x(0), x(value))}
                width={Math.abs(x(value) - x(0))}
                y="1"
                height={BAR.height - 2}
                rx="1.5"
                className={styles.bar}
              />
            </svg>
            <span>{switchedOff ? text('context.off') : signed(formats, value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
