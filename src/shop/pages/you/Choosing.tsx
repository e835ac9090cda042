/**
 * How the shop chooses, in the visitor's hands: sliders over the reasons it has, with the shelf that they would
 * make beside them. Nothing is kept until "Keep this".
 */
import { useState } from 'react';
import { DEFAULT_PREFERENCES, type SignalGroup } from '../../../profile/preferences.ts';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Slider } from '../../components/Slider.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import styles from './Choosing.module.css';
import {
  noveltyInWords,
  type Steering,
  sameSteering,
  steeringOf,
  USUAL,
  VOLUME_STEP,
  volumeInWords,
} from './choosing.ts';
import { Preview } from './Preview.tsx';

/** @param groups The families of signals that this shop has. */
export function Choosing({ groups }: { groups: readonly SignalGroup[] }) {
  const kept = useAsk('preferences', (engine) => engine.preferences()).data;
  return kept ? <Sliders kept={steeringOf(kept)} groups={groups} /> : <Skeleton height="20rem" />;
}

function Sliders({ kept, groups }: { kept: Steering; groups: readonly SignalGroup[] }) {
  const text = useText('you');
  const engine = useEngine();
  const toast = useToast();
  const [draft, setDraft] = useState<Steering | null>(null);
  const [busy, setBusy] = useState(false);

  const shown = draft ?? kept;
  const changed = draft !== null && !sameSteering(draft, kept);
  const turned = groups.filter((group) => shown.volumes[group] !== USUAL.volumes[group]).length;
  const [unfolded, setUnfolded] = useState(turned > 0);
  const change = (part: Partial<Steering>) => setDraft({ ...shown, ...part });

  async function keep(next: Steering, message: string) {
    setBusy(true);
    try {
      await engine.setPreferences(next);
      setDraft(null);
      toast({ message, action: { label: text('undo'), run: () => engine.setPreferences(kept) } });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : text('failed') });
    }
    setBusy(false);
  }

  return (
    <div className={styles.choosing}>
      <div className={styles.sliders}>
        <Slider
          name={text('choosing.novelty')}
          note={text('choosing.novelty.note')}
          min={0}
          max={1}
          step={0.1}
          usual={DEFAULT_PREFERENCES.novelty}
          value={shown.novelty}
          words={noveltyInWords(text, shown.novelty)}
          ends={[text('choosing.novelty.low'), text('choosing.novelty.high')]}
          onChange={(novelty) => change({ novelty })}
        />
        <Switch on={shown.adapt} onChange={(adapt) => change({ adapt })} note={text('choosing.adapt.note')}>
          {text('choosing.adapt')}
        </Switch>
        <details
          className={styles.reasons}
          open={unfolded}
          onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
        >
          <summary>
            {text('choosing.reasons')}
            <span className={styles.turned}>{text('choosing.turned', { turned, all: groups.length })}</span>
          </summary>
          <p className="soft small">{text('choosing.reasons.note')}</p>
          <div className={styles.volumes}>
            {groups.map((group) => (
              <Slider
                key={group}
                name={text(`choosing.${group}`)}
                note={text(`choosing.${group}.note`)}
                min={0}
                max={2}
                step={VOLUME_STEP}
                usual={1}
                value={shown.volumes[group]}
                words={volumeInWords(text, shown.volumes[group])}
                onChange={(volume) => change({ volumes: { ...shown.volumes, [group]: volume } })}
              />
            ))}
          </div>
        </details>
      </div>
      <div className={styles.outcome}>
        <Preview draft={changed ? draft : null} />
        <div className={styles.buttons}>
          <Button
            look="primary"
            size="small"
            disabled={!changed || busy}
            onClick={() => keep(shown, text('choosing.kept'))}
          >
            {text('choosing.keep')}
          </Button>
          {changed && (
            <Button size="small" onClick={() => setDraft(null)}>
              {text('choosing.leave')}
            </Button>
          )}
          {!sameSteering(shown, USUAL) && (
            <Button
              look="quiet"
              size="small"
              disabled={busy}
              onClick={() =>
                sameSteering(kept, USUAL) ? setDraft(null) : keep(USUAL, text('choosing.usual-again'))
              }
            >
              {text('choosing.usual')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
