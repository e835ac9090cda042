/** "/lab": the glass engine. How the shop works on this very device, open to look into, and a way to bring one's own. */
import type { ReactNode } from 'react';
import { ButtonLink } from '../components/Button.tsx';
import { WithContents } from '../components/WithContents.tsx';
import { usePageTitle } from '../page-title.ts';
import { Compare } from './lab/Compare.tsx';
import { Experiment } from './lab/Experiment.tsx';
import { Fusions } from './lab/Fusions.tsx';
import { Inspector } from './lab/Inspector.tsx';
import { Meaning } from './lab/Meaning.tsx';
import { Measure } from './lab/Measure.tsx';
import { Memory } from './lab/Memory.tsx';
import { OwnShop } from './lab/OwnShop.tsx';
import { Replay } from './lab/Replay.tsx';
import { State } from './lab/State.tsx';
import { Timings } from './lab/Timings.tsx';
import styles from './lab.module.css';

/** What can be tried first, then how it runs, then one's own. */
const PARTS = [
  { id: 'inside', name: 'Inside the shelf' },
  { id: 'fusions', name: 'One score' },
  { id: 'replay', name: 'Would it have known?' },
  { id: 'compare', name: 'Two rankers' },
  { id: 'visitors', name: 'Ready-made visitors' },
  { id: 'meaning', name: 'Search by meaning' },
  { id: 'device', name: 'This device' },
  { id: 'own-shop', name: 'Your own shop' },
];

export default function Lab() {
  usePageTitle('The Lab');
  return (
    <div className="page">
      <header className={styles.opening}>
        <h1>The Lab</h1>
        <p>
          No server takes part in what you see here. This page shows what runs on this device, with every
          number open to look at, and lets you put your own shop in place of the demo.
        </p>
      </header>
      <WithContents parts={PARTS}>
        <Part id="inside">
          <Inspector />
        </Part>
        <Part id="fusions">
          <Fusions />
        </Part>
        <Part id="replay">
          <Replay />
        </Part>
        <Part id="compare">
          <Compare />
        </Part>
        <Part id="visitors">
          <Experiment
            title="Ready-made visitors"
            about="A camper, a baker, a new pet owner, someone after presents and a first-timer meet the same shop. See their shelves side by side, and become any of them."
          >
            <div>
              <ButtonLink href="/lab/visitors">Meet the five</ButtonLink>
            </div>
          </Experiment>
        </Part>
        <Part id="meaning">
          <Meaning />
        </Part>
        <Part id="device">
          <div className={styles.pair}>
            <State />
            <div className={styles.stack}>
              <Measure />
              <Memory />
            </div>
          </div>
          <Timings />
        </Part>
        <Part id="own-shop">
          <OwnShop />
        </Part>
      </WithContents>
    </div>
  );
}

function Part({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className={styles.part}>
      {children}
    </div>
  );
}
