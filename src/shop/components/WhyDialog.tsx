/**
 * "Why this?": what made an item's score, in sentences, as bars that add up to it, and by the visitor's own
 * things, with the levers to change it.
 */
import { Link } from 'wouter';
import type { Contribution, Explanation } from '../../engine/recommender.ts';
import { useHide } from '../actions.ts';
import { useAsk } from '../engine.tsx';
import { roundedToSum } from '../rounding.ts';
import { Button, ButtonLink } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { itemPath } from './ItemCard.tsx';
import { Skeleton } from './Skeleton.tsx';
import styles from './WhyDialog.module.css';

/** Below this share of the largest bar nothing would be seen; such signals are told as one sum. */
const SMALLEST_SHOWN = 0.02;

const signed = new Intl.NumberFormat(undefined, {
  signDisplay: 'exceptZero',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

export default function WhyDialog({
  itemId,
  title,
  open,
  onClose,
}: {
  itemId: string;
  title: string;
  open: boolean;
  onClose: () => void;
}) {
  const { data, error, retry } = useAsk(open ? `why:${itemId}` : null, (engine) => engine.explain(itemId));
  const hide = useHide();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Why ${title}?`}
      width="wide"
      footer={
        <>
          <Button
            size="small"
            icon="hide"
            onClick={() => {
              onClose();
              hide({ id: itemId, title });
            }}
          >
            Not interested
          </Button>
          <ButtonLink href="/you" size="small">
            See what we know
          </ButtonLink>
        </>
      }
    >
      {data ? (
        <Account explanation={data} />
      ) : error ? (
        <div className={styles.part}>
          <p>This could not be worked out just now: {error.message}</p>
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        </div>
      ) : (
        <div className={styles.part} aria-busy="true">
          <Skeleton width="90%" />
          <Skeleton width="70%" />
          <Skeleton height="9rem" />
        </div>
      )}
    </Dialog>
  );
}

function Account({ explanation }: { explanation: Explanation }) {
  const { sentences, because, contributions, score } = explanation;
  return (
    <>
      <div className={styles.sentences}>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {because.length > 0 && (
        <section className={styles.part}>
          <h3>Your part in it</h3>
          <ul className={styles.because} role="list">
            {because.map(({ itemId, title, what, at, amount }) => (
              <li key={itemId}>
                <span>
                  <Link href={itemPath(itemId)}>{title}</Link>
                  <span className={styles.when}>
                    , {what.toLowerCase()} {ago(at)}
                  </span>
                </span>
                <span className="tabular">{signed.format(amount)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Bars contributions={contributions} score={score} />
      <p className={styles.note}>Worked out on this device just now. Nothing was sent anywhere.</p>
    </>
  );
}

/** The signals as bars from a common zero, small ones summed, and the total they add up to. */
function Bars({ contributions, score }: { contributions: Contribution[]; score: number }) {
  const largest = Math.max(...contributions.map(({ amount }) => Math.abs(amount)), Number.MIN_VALUE);
  const shown = contributions.filter(({ amount }) => Math.abs(amount) >= SMALLEST_SHOWN * largest);
  const rest = contributions.filter((contribution) => !shown.includes(contribution));
  const restAmount = rest.reduce((sum, { amount }) => sum + amount, 0);
  const rows = shown.map(({ signal, meaning, amount }) => ({ key: signal, meaning, amount }));
  if (rest.length > 0) {
    const meaning = rest.length === 1 ? 'One smaller thing' : `${rest.length} smaller things`;
    rows.push({ key: '', meaning, amount: restAmount });
  }
  const written = roundedToSum(
    rows.map(({ amount }) => amount),
    score,
  );
  const below = Math.max(0, ...rows.map(({ amount }) => -amount));
  const above = Math.max(0, ...rows.map(({ amount }) => amount));
  const span = below + above || 1;
  return (
    <section className={styles.part}>
      <h3>How it adds up</h3>
      <table className={styles.bars}>
        <tbody>
          {rows.map(({ key, meaning, amount }, index) => (
            <tr key={key}>
              <th scope="row">{meaning}</th>
              <td className={styles.track} aria-hidden="true">
                <span
                  className={amount < 0 ? `${styles.bar} ${styles.against}` : styles.bar}
                  style={{
                    left: `${(100 * (amount < 0 ? below + amount : below)) / span}%`,
                    width: `${(100 * Math.abs(amount)) / span}%`,
                  }}
                />
                <span className={styles.zero} style={{ left: `${(100 * below) / span}%` }} />
              </td>
              <td className={styles.amount}>{signed.format(written[index])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Score</th>
            <td />
            <td className={styles.amount}>{signed.format(score)}</td>
          </tr>
        </tfoot>
      </table>
      {below > 0 && (
        <p className={styles.note}>Bars to the left count against it: other things do better there.</p>
      )}
    </section>
  );
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** "just now", "12 minutes ago", "yesterday". */
function ago(at: number): string {
  const minutes = Math.round((Date.now() - at) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return relative.format(-minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (hours < 24) return relative.format(-hours, 'hour');
  return relative.format(-Math.round(hours / 24), 'day');
}
