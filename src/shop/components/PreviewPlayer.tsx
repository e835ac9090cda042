/** A record's preview on its own page: play and pause, its waveform to move along, and the time. */
import { useText } from '../language.tsx';
import { seekPreview, togglePreview, usePlayback } from '../preview-player.ts';
import { STROKES, useWaveform } from '../waveform.ts';
import { Icon } from './icons.tsx';
import styles from './PreviewPlayer.module.css';

/** Seconds that an arrow key moves. */
const STEP = 0.5;

export default function PreviewPlayer({ address, title }: { address: string; title: string }) {
  const text = useText('sound');
  const { status, time, length } = usePlayback(address);
  const waveform = useWaveform(address, status !== 'idle');
  const on = status === 'playing' || status === 'loading';
  const failed = status === 'failed';
  const whole = length || waveform?.length || 0;
  const drawing = strokes(waveform?.levels);
  return (
    <section aria-label={text('listen.name')} className={styles.player} data-status={status}>
      <button
        type="button"
        className={styles.button}
        aria-label={text(failed ? 'listen.again' : on ? 'listen.pause' : 'listen.play', { title })}
        onClick={() => togglePreview(address)}
      >
        <Icon name={on ? 'pause' : 'play'} size={22} filled={!on} />
      </button>
      <div
        className={styles.along}
        style={{ ['--played' as string]: whole > 0 ? Math.min(1, time / whole) : 0 }}
        data-known={waveform !== null}
      >
        <svg
          className={styles.wave}
          viewBox={`0 0 ${STROKES * 4} 40`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path d={drawing} />
        </svg>
        <svg
          className={`${styles.wave} ${styles.played}`}
          viewBox={`0 0 ${STROKES * 4} 40`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path d={drawing} />
        </svg>
        <input
          type="range"
          className={styles.input}
          aria-label={text('listen.position')}
          aria-valuetext={text('listen.position-of', { time: Math.floor(time), length: Math.round(whole) })}
          min={0}
          max={whole || 1}
          step={STEP}
          value={time}
          disabled={whole === 0 || failed}
          onChange={({ target }) => seekPreview(address, target.valueAsNumber)}
        />
      </div>
      {failed ? (
        <p className={styles.failed} role="alert">
          {text('listen.failed')}
        </p>
      ) : (
        // Said by the slider's own value.
        <p className={styles.time} aria-hidden="true">
          <span>{clock(time, Math.floor)}</span> / {whole > 0 ? clock(whole, Math.round) : '–:––'}
        </p>
      )}
    </section>
  );
}

function clock(seconds: number, round: (value: number) => number): string {
  const whole = round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Upright strokes about a middle line; a dotted one while nothing is known. */
function strokes(levels: readonly number[] | undefined): string {
  return Array.from({ length: STROKES }, (_, i) => {
    // Ears hear levels closer together than they are.
    const half = 1 + 17 * (levels?.[i] ?? 0) ** 0.7;
    return `M${i * 4 + 2} ${(20 - half).toFixed(1)}V${(20 + half).toFixed(1)}`;
  }).join('');
}
