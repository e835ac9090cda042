/** "/lab": how the shop works on this very device, measured while one watches, and a way to bring one's own. */
import { usePageTitle } from '../page-title.ts';
import { Fusions } from './lab/Fusions.tsx';
import { Meaning } from './lab/Meaning.tsx';
import { Measure } from './lab/Measure.tsx';
import { OwnShop } from './lab/OwnShop.tsx';
import { State } from './lab/State.tsx';
import { Timings } from './lab/Timings.tsx';
import styles from './lab.module.css';

export default function Lab() {
  usePageTitle('The Lab');
  return (
    <div className={`page ${styles.lab}`}>
      <header className={styles.opening}>
        <h1>The Lab</h1>
        <p>
          No server takes part in what you see here. This page shows what runs on this device, how fast, and
          lets you put your own shop in place of the demo.
        </p>
      </header>
      <div className={styles.pair}>
        <State />
        <Timings />
      </div>
      <div className={styles.pair}>
        <Measure />
        <Meaning />
      </div>
      <Fusions />
      <OwnShop />
    </div>
  );
}
