/**
 * The visitor's choice to let a language model on this device phrase answers: what it does, how large it is, how far
 * it is, and a way out. Where no model is there to be had, nothing is shown.
 */
import { Suspense, useId } from 'react';
import type { ModelOffer, ModelState } from '../../engine/device-language-models.ts';
import { useFormats, useText } from '../language.tsx';
import { useLanguageModels } from '../language-model.ts';
import { Button } from './Button.tsx';
import styles from './LanguageModelChoice.module.css';
import { Progress } from './Progress.tsx';
import { Switch } from './Switch.tsx';

export function LanguageModelChoice() {
  const [state] = useLanguageModels();
  if (!state.offers || state.offers.length === 0) return null;
  // Its words are fetched only now, and the page around it need not wait for them.
  return (
    <Suspense fallback={null}>
      <Offers offers={state.offers} state={state} />
    </Suspense>
  );
}

function Offers({ offers, state }: { offers: readonly ModelOffer[]; state: ModelState }) {
  const text = useText('model');
  const title = useId();
  const said = state.phase === 'on' ? text('model.on') : state.phase === 'failed' ? text('model.failed') : '';
  return (
    <section className={styles.choice} aria-labelledby={title}>
      <h3 id={title} className={styles.title}>
        {text('model.title')}
      </h3>
      <p className={styles.does}>{text('model.does')}</p>
      {offers.map((offer) => (
        <Offer key={offer.name} offer={offer} state={state} />
      ))}
      <p className={styles.said} role="status">
        {said}
      </p>
    </section>
  );
}

function Offer({ offer, state }: { offer: ModelOffer; state: ModelState }) {
  const text = useText('model');
  const formats = useFormats();
  const [, models] = useLanguageModels();
  const mine = state.chosen === offer.name;
  const { name, by, bytes, here } = offer;
  const note =
    by === 'site'
      ? text('model.site', { name, size: formats.megabytes(bytes ?? 0) })
      : text(here ? 'model.browser-here' : 'model.browser-away');
  return (
    <>
      <Switch
        on={mine && state.phase !== 'failed'}
        onChange={(on) => (on ? void models.turnOn(name) : models.turnOff())}
        note={note}
      >
        {text('model.switch')}
      </Switch>
      {mine && state.phase === 'opening' && <Opening bytes={bytes} progress={state.progress} />}
    </>
  );
}

function Opening({ bytes, progress }: { bytes: number | null; progress: ModelState['progress'] }) {
  const text = useText('model');
  const formats = useFormats();
  const [, models] = useLanguageModels();
  const { loaded, total } = progress ?? { loaded: 0, total: null };
  const words =
    total === null || loaded >= total
      ? text('model.opening.wait')
      : bytes === null
        ? text('model.opening.share', { percent: formats.percent(loaded / total) })
        : text('model.opening.bytes', {
            loaded: formats.megabytes(loaded),
            total: formats.megabytes(total),
          });
  return (
    <div className={styles.opening}>
      <Progress
        label={text('model.opening')}
        value={loaded}
        max={total === null || loaded >= total ? 0 : total}
        words={words}
      />
      <Button size="small" onClick={() => models.turnOff()}>
        {text('model.cancel')}
      </Button>
    </div>
  );
}
