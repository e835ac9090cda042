/** "/lab": the glass engine. How the shop works on this very device, open to look into, and a way to bring one's own. */
import { type ReactNode, useMemo } from 'react';
import { ButtonLink } from '../components/Button.tsx';
import { WithContents } from '../components/WithContents.tsx';
import { useText } from '../language.tsx';
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
  'inside',
  'fusions',
  'replay',
  'compare',
  'visitors',
  'meaning',
  'device',
  'own-shop',
] as const;

export default function Lab() {
  const text = useText('lab');
  const parts = useMemo(() => PARTS.map((id) => ({ id, name: text(`lab.part.${id}`) })), [text]);
  usePageTitle(text('lab'));
  return (
    <div className="page">
      <header className={styles.opening}>
        <h1>{text('lab')}</h1>
        <p>{text('lab.about')}</p>
      </header>
      <WithContents parts={parts}>
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
          <Experiment title={text('visitors')} about={text('visitors.invitation')}>
            <div>
              <ButtonLink href="/lab/visitors">{text('visitors.meet')}</ButtonLink>
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
