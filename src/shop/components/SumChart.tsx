/**
 * Amounts that add up, as bars from a common zero: a row a group, as visitors think of reasons, that opens to what it
 * is made of. Written numbers are rounded so that they sum, groups to the total and parts to their group.
 */
import { useId, useState } from 'react';
import type { Contribution } from '../../engine/recommender.ts';
import type { Text } from '../../messages/texts.ts';
import { useFormats, useText } from '../language.tsx';
import { roundedToSum } from '../rounding.ts';
import { Icon } from './icons.tsx';
import styles from './SumChart.module.css';

/** The families of signals that have a name in a visitor's words; what isn't here says itself what it is. */
const GROUPS = [
  'content',
  'together',
  'tastes',
  'popularity',
  'own',
  'affinity',
  'looks',
  'sounds',
  'session-interest',
  'your-say',
  'written',
  'passed-over',
  'weather',
] as const;

/** Parts this small are as good as silent. */
const NOTHING = 0.005;

interface Group {
  key: string;
  name: string;
  amount: number;
  parts: Contribution[];
}

function groupsOf(contributions: readonly Contribution[], text: Text<'why'>): Group[] {
  const groups = new Map<string, Group>();
  for (const part of contributions) {
    const { group: key, amount, meaning } = part;
    const known = groups.get(key);
    if (known) {
      known.amount += amount;
      known.parts.push(part);
    } else {
      const family = GROUPS.find((one) => one === key);
      groups.set(key, { key, name: family ? text(`sum.${family}`) : meaning, amount, parts: [part] });
    }
  }
  return [...groups.values()].sort((a, b) => b.amount - a.amount);
}

/**
 * @param total what the contributions sum to
 * @param totalName of the last row
 * @param note what bars to the left mean
 */
export function SumChart({
  label,
  contributions,
  total,
  totalName,
  note,
}: {
  label: string;
  contributions: Contribution[];
  total: number;
  totalName: string;
  note: string;
}) {
  const words = useText('why');
  const { signed } = useFormats();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const id = useId();
  const groups = groupsOf(contributions, words);
  const written = roundedToSum(
    groups.map(({ amount }) => amount),
    total,
  );
  const shown = groups
    .map((group, index) => ({
      ...group,
      written: written[index],
      speaking: group.parts.filter(({ amount }) => Math.abs(amount) >= NOTHING).length,
    }))
    .filter((group) => group.written !== 0 || group.speaking > 0);
  // One scale for groups and parts, open or not: nothing jumps when a row is opened.
  const amounts = shown.flatMap(({ amount, parts }) => [amount, ...parts.map((part) => part.amount)]);
  const below = Math.max(0, ...amounts.map((amount) => -amount));
  const above = Math.max(0, ...amounts);
  const scale = { below, span: below + above || 1 };
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  return (
    <section className={styles.chart}>
      <h3>{label}</h3>
      <table className={styles.bars}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{words('sum.reason')}</th>
            <td />
            <th scope="col">{words('sum.amount')}</th>
          </tr>
        </thead>
        {shown.map((group) => (
          <tbody key={group.key} id={`${id}${group.key}`}>
            <tr>
              <th scope="row">
                {group.speaking > 1 ? (
                  <button
                    type="button"
                    className={styles.opener}
                    aria-expanded={open.has(group.key)}
                    aria-controls={`${id}${group.key}`}
                    onClick={() => toggle(group.key)}
                  >
                    {group.name}
                    <Icon name="down" size={14} />
                  </button>
                ) : (
                  <span className={styles.plain}>{group.name}</span>
                )}
              </th>
              <Bar amount={group.amount} scale={scale} />
              <td className={styles.amount}>{signed(group.written)}</td>
            </tr>
            {open.has(group.key) && <Parts group={group} written={group.written} scale={scale} />}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row">{totalName}</th>
            <td />
            <td className={styles.amount}>{signed(total)}</td>
          </tr>
        </tfoot>
      </table>
      {below > 0 && <p className={styles.note}>{note}</p>}
    </section>
  );
}

function Parts({ group, written, scale }: { group: Group; written: number; scale: Scale }) {
  const { signed } = useFormats();
  const amounts = roundedToSum(
    group.parts.map(({ amount }) => amount),
    written,
  );
  return group.parts.map(
    ({ signal, meaning, amount }, index) =>
      amounts[index] !== 0 && (
        <tr key={signal} className={styles.part}>
          <th scope="row">{meaning}</th>
          <Bar amount={amount} scale={scale} />
          <td className={styles.amount}>{signed(amounts[index])}</td>
        </tr>
      ),
  );
}

interface Scale {
  /** The farthest that a bar goes to the left of zero. */
  below: number;
  span: number;
}

function Bar({ amount, scale: { below, span } }: { amount: number; scale: Scale }) {
  return (
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
  );
}
