/**
 * The moment: what the shop reads from clock, calendar and device, each part of it to be switched off, and what the
 * visitor tells it of place and weather.
 */
import { type FormEvent, useId, useState } from 'react';
import type { MomentView, Recommender } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { ChipToggle } from '../../components/Chip.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useAsk, useEngine } from '../../engine.tsx';
import styles from './Moment.module.css';

type Kind = MomentView['kinds'][number]['kind'];
type Weather = Exclude<MomentView['weather'], ''>;
type Change = Parameters<Recommender['setPreferences']>[0];

const KINDS: Record<Kind, { name: string; use: string }> = {
  hour: { name: 'Time of day', use: 'Things people buy at this hour come forward.' },
  weekday: { name: 'Day of the week', use: 'Weekends are shopped differently.' },
  season: { name: 'Time of year', use: 'Sledges in winter, watering cans in spring.' },
  holidays: { name: 'Holidays', use: 'In the weeks before one, what people give counts more.' },
  device: { name: 'Device', use: 'Whether this is a phone; nothing else about it.' },
  session: { name: 'This visit', use: 'How long you have been looking, and whether you are comparing.' },
};

const WEATHERS: Record<Weather, string> = {
  rain: 'Rain',
  snow: 'Snow',
  cold: 'Cold',
  mild: 'Mild',
  hot: 'Hot',
};

/** As the engine keeps it. */
const LONGEST_PLACE = 80;

export function Moment() {
  const { data: moment, error, retry } = useAsk('moment', (engine) => engine.moment());
  return (
    <section className={styles.moment} aria-label="The moment">
      <h2>The moment</h2>
      {moment ? (
        <Settings moment={moment} />
      ) : error ? (
        <p className="soft">
          The moment could not be read.{' '}
          <Button size="small" look="quiet" onClick={retry}>
            Try again
          </Button>
        </p>
      ) : (
        <Skeleton height="24rem" />
      )}
    </section>
  );
}

function Settings({ moment }: { moment: MomentView }) {
  const change = useChange();
  const off = moment.kinds.filter(({ on }) => !on).map(({ kind }) => kind);

  function toggle(kind: Kind, on: boolean) {
    const { name } = KINDS[kind];
    return change(
      { contextOff: on ? off.filter((other) => other !== kind) : [...off, kind] },
      { contextOff: off },
      on ? `${name} counts again.` : `${name} no longer counts.`,
    );
  }

  return (
    <>
      <p className={styles.sentence} aria-live="polite">
        {moment.sentence === '' ? 'Nothing of it counts.' : `${moment.sentence}.`}
      </p>
      <p className="soft small">
        Read from this device’s own clock. Switch a part off, and every shelf is as it would be without it.
      </p>
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
  const engine = useEngine();
  const toast = useToast();
  return async (to, back, message) => {
    try {
      await engine.setPreferences(to);
      toast({
        message,
        action: {
          label: 'Undo',
          run: async () => {
            await engine.setPreferences(back);
          },
        },
      });
    } catch {
      toast({ message: 'That could not be stored on this device. Please try again.' });
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
  const { name, use } = KINDS[kind];
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
            <span className={styles.use}>{use}</span>
          </>
        }
      >
        {name}
      </Switch>
    </li>
  );
}

function PlaceField({ moment: { place, found } }: { moment: MomentView }) {
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
    change({ place: next }, { place }, next === '' ? 'Your place is forgotten.' : `Your place is ${next}.`);
  }

  return (
    <form className={styles.field} onSubmit={submit}>
      <label htmlFor={id} className={styles.name}>
        Roughly where
      </label>
      <div className={styles.line}>
        <input
          id={id}
          className={styles.input}
          value={typed}
          maxLength={LONGEST_PLACE}
          autoComplete="off"
          placeholder="A city or a country"
          aria-describedby={`${id}-found`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button size="small" type="submit">
          Set
        </Button>
      </div>
      <p id={`${id}-found`} className={styles.use}>
        {wordsFor(place, found)}
      </p>
    </form>
  );
}

function wordsFor(place: string, found: MomentView['found']): string {
  if (place === '') return 'Only for which holidays and which seasons you have. It stays on this device.';
  if (found === null) {
    return `“${place}” isn’t on the shop’s small list of places, so it changes nothing. A country will do.`;
  }
  return `${found.name}, on the ${found.hemisphere === 'north' ? 'northern' : 'southern'} half of the earth.`;
}

function WeatherField({ weather }: { weather: MomentView['weather'] }) {
  const change = useChange();
  return (
    <fieldset className={styles.field}>
      <legend className={styles.name}>Weather where you are</legend>
      <div className={styles.chips}>
        {(Object.keys(WEATHERS) as Weather[]).map((one) => (
          <ChipToggle
            key={one}
            on={weather === one}
            onChange={(on) =>
              change(
                { weather: on ? one : '' },
                { weather },
                on ? `${WEATHERS[one]} it is. The shelves follow.` : 'The weather no longer counts.',
              )
            }
          >
            {WEATHERS[one]}
          </ChipToggle>
        ))}
      </div>
      <p className={styles.use}>You say it; nobody looks it up.</p>
    </fieldset>
  );
}
