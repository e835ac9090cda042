/**
 * How the shop chooses, in the visitor's hands: sliders over the reasons it has, with the shelf that they would
 * make beside them. Nothing is kept until "Keep this".
 */
import { useState } from 'react';
import { DEFAULT_PREFERENCES, SIGNAL_GROUPS } from '../../../profile/preferences.ts';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Slider } from '../../components/Slider.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import styles from './Choosing.module.css';
import {
  noveltyInWords,
  REASONS,
  type Steering,
  sameSteering,
  steeringOf,
  USUAL,
  VOLUME_STEP,
  volumeInWords,
} from './choosing.ts';
import { Preview } from './Preview.tsx';

export function Choosing() {
  const kept = useAsk('preferences', (engine) => engine.preferences()).data;
  return kept ? <Sliders kept={steeringOf(kept)} /> : <Skeleton height="20rem" />;
}

function Sliders({ kept }: { kept: Steering }) {
  const engine = useEngine();
  const toast = useToast();
  const [draft, setDraft] = useState<Steering | null>(null);
  const [busy, setBusy] = useState(false);

  const shown = draft ?? kept;
  const changed = draft !== null && !sameSteering(draft, kept);
  const turned = SIGNAL_GROUPS.filter((group) => shown.volumes[group] !== USUAL.volumes[group]).length;
  const [unfolded, setUnfolded] = useState(turned > 0);
  const change = (part: Partial<Steering>) => setDraft({ ...shown, ...part });

  async function keep(next: Steering, message: string) {
    setBusy(true);
    try {
      await engine.setPreferences(next);
      setDraft(null);
      toast({ message, action: { label: 'Undo', run: () => engine.setPreferences(kept) } });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : 'That did not work. Please try again.' });
    }
    setBusy(false);
  }

  return (
    <div className={styles.choosing}>
      <div className={styles.sliders}>
        <Slider
          name="How much new ground"
          note="The mark is where most are well served."
          min={0}
          max={1}
          step={0.1}
          usual={DEFAULT_PREFERENCES.novelty}
          value={shown.novelty}
          words={noveltyInWords(shown.novelty)}
          ends={['Sure things', 'New ground']}
          onChange={(novelty) => change({ novelty })}
        />
        <Switch
          on={shown.adapt}
          onChange={(adapt) => change({ adapt })}
          note="What you choose shifts, a little, which reasons count for you."
        >
          Learn from my choices
        </Switch>
        <details
          className={styles.reasons}
          open={unfolded}
          onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
        >
          <summary>
            The reasons it has
            <span className={styles.turned}>
              {turned === 0 ? 'all as learned' : `${turned} of ${SIGNAL_GROUPS.length} turned by you`}
            </span>
          </summary>
          <p className="soft small">
            Turn a reason down and it counts for less, up and it counts for more. The mark is what the shop
            learned works best for you.
          </p>
          <div className={styles.volumes}>
            {SIGNAL_GROUPS.map((group) => (
              <Slider
                key={group}
                name={REASONS[group].name}
                note={REASONS[group].note}
                min={0}
                max={2}
                step={VOLUME_STEP}
                usual={1}
                value={shown.volumes[group]}
                words={volumeInWords(shown.volumes[group])}
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
            onClick={() => keep(shown, 'The shop chooses by that from now on.')}
          >
            Keep this
          </Button>
          {changed && (
            <Button size="small" onClick={() => setDraft(null)}>
              Leave it as it was
            </Button>
          )}
          {!sameSteering(shown, USUAL) && (
            <Button
              look="quiet"
              size="small"
              disabled={busy}
              onClick={() =>
                sameSteering(kept, USUAL) ? setDraft(null) : keep(USUAL, 'The shop chooses as usual again.')
              }
            >
              Back to usual
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
