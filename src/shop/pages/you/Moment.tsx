/**
 * The moment: what the shop reads from clock, calendar and device, each part of it to be switched off, and what the
 * visitor tells it of place and weather.
 */
import { type FormEvent, useId, useState } from 'react';
import type { MomentView, Recommender } from '../../../engine/recommender.ts';
import type { Text } from '../../../messages/texts.ts';
import { Button } from '../../components/Button.tsx';
import { ChipToggle } from '../../components/Chip.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import styles from './Moment.module.css';

type Kind = MomentView['kinds'][number]['kind'];
type Change = Parameters<Recommender['setPreferences']>[0];

const WEATHERS = ['rain', 'snow', 'cold', 'mild', 'hot'] as const;

/** As the engine keeps it. */
const LONGEST_PLACE = 80;

export function Moment() {
  const text = useText('you');
  const { data: moment, error, retry } = useAsk('moment', (engine) => engine.moment());
  return (
    <section className={styles.moment} aria-label={text('you.moment')}>
      <h2>{text('you.moment')}</h2>
      {moment ? (
        <Settings moment={moment} />
      ) : error ? (
        <p className="soft">
          {text('you.moment.failed')}{' '}
          <Button size="small" look="quiet" onClick={retry}>
            {text('again')}
          </Button>
        </p>
      ) : (
        <Skeleton height="24rem" />
      )}
    </section>
  );
}

function Settings({ moment }: { moment: MomentView }) {
  const text = useText('you');
  const change = useChange();
  const off = moment.kinds.filter(({ on }) => !on).map(({ kind }) => kind);

  function toggle(kind: Kind, on: boolean) {
    const name = text(`you.moment.${kind}`);
    return change(
      { contextOff: on ? off.filter((other) => other !== kind) : [...off, kind] },
      { contextOff: off },
      text(on ? 'you.moment.counts' : 'you.moment.no-longer', { name }),
    );
  }

  return (
    <>
      <p className={styles.sentence} aria-live="polite">
        {moment.sentence === ''
          ? text('you.moment.nothing')
          : text('you.moment.sentence', { sentence: moment.sentence })}
      </p>
      <p className="soft small">{text('you.moment.note')}</p>
      <ul role="list" className={styles.kinds}>
        {moment.kinds.map(({ kind, now, on }) => (
          <KindRow key={kind} kind={kind} now={now} on={on} onChange={(next) => toggle(kind, next)} />
        ))}
      </ul>
      <div className={styles.told}>
        <PlaceField moment={moment} />
        <WeatherField weather={moment.weather} />
      </div>
    </>
  );
}

/** Sets preferences, says so, and offers the way back. */
function useChange(): (to: Change, back: Change, message: string) => Promise<void> {
  const text = useText();
  const engine = useEngine();
  const toast = useToast();
  return async (to, back, message) => {
    try {
      await engine.setPreferences(to);
      toast({
        message,
        action: {
          label: text('undo'),
          run: async () => {
            await engine.setPreferences(back);
          },
        },
      });
    } catch {
      toast({ message: text('failed.not-stored') });
    }
  };
}

function KindRow({
  kind,
  now,
  on,
  onChange,
}: {
  kind: Kind;
  now: string;
  on: boolean;
  onChange: (on: boolean) => Promise<void>;
}) {
  const text = useText('you');
  const [next, setNext] = useState<boolean | null>(null);
  const shown = next ?? on;

  async function choose(wanted: boolean) {
    setNext(wanted);
    await onChange(wanted);
    setNext(null);
  }

  return (
    <li className={styles.kind}>
      <Switch
        on={shown}
        onChange={choose}
        note={
          <>
            <span className={styles.now} data-on={shown}>
              {now}
            </span>
            <span className={styles.use}>{text(`you.moment.${kind}.use`)}</span>
          </>
        }
      >
        {text(`you.moment.${kind}`)}
      </Switch>
    </li>
  );
}

function PlaceField({ moment: { place, found } }: { moment: MomentView }) {
  const text = useText('you');
  const id = useId();
  const change = useChange();
  const [typed, setTyped] = useState(place);
  const [known, setKnown] = useState(place);
  // Set here, undone in a toast, or changed in another tab: the field says what holds.
  if (place !== known) {
    setKnown(place);
    setTyped(place);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const next = typed.trim();
    if (next === place) return;
    change(
      { place: next },
      { place },
      next === '' ? text('you.moment.place.forgotten') : text('you.moment.place.is', { place: next }),
    );
  }

  return (
    <form className={styles.field} onSubmit={submit}>
      <label htmlFor={id} className={styles.name}>
        {text('you.moment.place')}
      </label>
      <div className={styles.line}>
        <input
          id={id}
          className={styles.input}
          value={typed}
          maxLength={LONGEST_PLACE}
          autoComplete="off"
          placeholder={text('you.moment.place.hint')}
          aria-describedby={`${id}-found`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button size="small" type="submit">
          {text('you.moment.place.set')}
        </Button>
      </div>
      <p id={`${id}-found`} className={styles.use}>
        {wordsFor(text, place, found)}
      </p>
    </form>
  );
}

function wordsFor(text: Text<'you'>, place: string, found: MomentView['found']): string {
  if (place === '') return text('you.moment.place.why');
  return found === null ? text('you.moment.place.unknown', { place }) : text('you.moment.place.found', found);
}

function WeatherField({ weather }: { weather: MomentView['weather'] }) {
  const text = useText('you');
  const change = useChange();
  return (
    <fieldset className={styles.field}>
      <legend className={styles.name}>{text('you.moment.weather')}</legend>
      <div className={styles.chips}>
        {WEATHERS.map((one) => (
          <ChipToggle
            key={one}
            on={weather === one}
            onChange={(on) =>
              change(
                { weather: on ? one : '' },
                { weather },
                on
                  ? text('you.moment.weather.is', { weather: text(`you.moment.weather.${one}`) })
                  : text('you.moment.weather.off'),
              )
            }
          >
            {text(`you.moment.weather.${one}`)}
          </ChipToggle>
        ))}
      </div>
      <p className={styles.use}>{text('you.moment.weather.note')}</p>
    </fieldset>
  );
}
