/** Signals x things as a table that is a heat map: each cell has its number, and a colour that says the same. */

import { scaleLinear } from 'd3-scale';
import { useMemo } from 'react';
import { Link } from 'wouter';
import type { GateWeight, InspectedItem, InspectedSignal, Inspection } from '../../../engine/recommender.ts';
import type { Formats } from '../../../messages/formats.ts';
import type { Text as TextOf } from '../../../messages/texts.ts';
import { SIGNAL_GROUPS } from '../../../profile/preferences.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Picture } from '../../components/Picture.tsx';
import { Text, useFormats, useText } from '../../language.tsx';
import { itemPath } from '../../paths.ts';
import styles from './SignalTable.module.css';
import { signed } from './words.ts';

export type Shown = 'values' | 'contributions';

export function SignalTable({
  inspection,
  shown,
  silent,
  onSilence,
}: {
  inspection: Inspection;
  shown: Shown;
  silent: readonly string[];
  onSilence: (silent: readonly string[]) => void;
}) {
  const text = useText('lab');
  const reasons = useText('you');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const { signals, extras, items, level } = inspection;
  const heat = useHeat(items, shown);
  const reach = Math.max(
    0.05,
    ...signals.flatMap(({ weights }) => [reachOf(weights.new), reachOf(weights.known)]),
  );
  const columns = items.length + 2;
  const place = (at: number | null) => (at === null ? '—' : formats.number(at));

  const toggle = (names: readonly string[], speak: boolean) =>
    onSilence(speak ? silent.filter((name) => !names.includes(name)) : [...new Set([...silent, ...names])]);

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it with the keyboard */}
      <section className={styles.scroll} aria-label={text('signals')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {text('signals.signal')}
              </th>
              <th scope="col" className={styles.weightHead}>
                {text('signals.weight')}
              </th>
              {items.map(({ card }) => (
                <th scope="col" key={card.id} className={styles.thing}>
                  <Link href={itemPath(card.id)} className={styles.link}>
                    <span className={styles.picture}>
                      <Picture item={card} />
                    </span>
                    <span className={styles.name} lang={lang}>
                      {card.title}
                    </span>
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          {SIGNAL_GROUPS.map((group) => {
            const members = signals.filter((signal) => signal.group === group);
            const names = members.map(({ name }) => name);
            const silenced = names.filter((name) => silent.includes(name)).length;
            if (members.length === 0) return null;
            return (
              <tbody key={group}>
                <tr className={styles.group}>
                  <th scope="rowgroup" className={styles.head}>
                    <label className={styles.switch}>
                      <input
                        type="checkbox"
                        checked={silenced === 0}
                        ref={(box) => {
                          if (box) box.indeterminate = silenced > 0 && silenced < names.length;
                        }}
                        onChange={({ target }) => toggle(names, target.checked)}
                      />
                      {reasons(`choosing.${group}`)}
                    </label>
                  </th>
                  <td colSpan={columns - 1}>{volumeInWords(text, formats, members[0].volume)}</td>
                </tr>
                {members.map((signal) => (
                  <SignalRow
                    key={signal.name}
                    signal={signal}
                    at={signals.indexOf(signal)}
                    items={items}
                    shown={shown}
                    heat={heat}
                    reach={reach}
                    on={!silent.includes(signal.name)}
                    onToggle={(speak) => toggle([signal.name], speak)}
                  />
                ))}
              </tbody>
            );
          })}
          <tbody>
            {extras.map(({ name, meaning }, e) => (
              <tr key={name}>
                <th scope="row" className={styles.head}>
                  {meaning}
                </th>
                <td className={styles.weight}>
                  <span className="soft">{text('signals.as-asked')}</span>
                </td>
                {items.map(({ card, contributions }) => {
                  const amount = contributions[signals.length + e];
                  return (
                    <td key={card.id} className={styles.cell} style={heat(amount)}>
                      {shown === 'values' ? '—' : signed(formats, amount)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <Foot
              title={text('signals.score')}
              items={items}
              of={({ score }) => signed(formats, score)}
              strong
            />
            <Foot title={text('signals.place-by-score')} items={items} of={({ before }) => place(before)} />
            <Foot
              title={text('signals.place-on-shelf')}
              items={items}
              of={({ after }) => place(after)}
              strong
            />
          </tfoot>
        </table>
      </section>
      <p className={styles.legend}>
        <Text
          text={text}
          id="signals.legend"
          values={{ shown, level }}
          components={{
            minus: () => <span className={styles.swatch} data-sign="minus" aria-hidden="true" />,
            plus: () => <span className={styles.swatch} data-sign="plus" aria-hidden="true" />,
          }}
        />
      </p>
    </>
  );
}

function SignalRow({
  signal,
  at,
  items,
  shown,
  heat,
  reach,
  on,
  onToggle,
}: {
  signal: InspectedSignal;
  at: number;
  items: readonly InspectedItem[];
  shown: Shown;
  heat: (value: number) => React.CSSProperties | undefined;
  reach: number;
  /** Ticked: the answer may still be on its way. */
  on: boolean;
  onToggle: (speak: boolean) => void;
}) {
  const text = useText('lab');
  const formats = useFormats();
  const { meaning, name, speaks, silenced, weights } = signal;
  return (
    <tr data-silent={!speaks}>
      <th scope="row" className={styles.head}>
        <label className={styles.switch}>
          <input type="checkbox" checked={on} onChange={({ target }) => onToggle(target.checked)} />
          <span>
            {capitalised(meaning)}
            <code className={styles.code}>{name}</code>
          </span>
        </label>
      </th>
      <td className={styles.weight}>
        {speaks ? (
          <>
            <WeightBar weight={weights.new} reach={reach} of="new" />
            <WeightBar weight={weights.known} reach={reach} of="known" />
          </>
        ) : (
          <span className="soft">{text(silenced ? 'signals.silenced' : 'signals.nothing-to-say')}</span>
        )}
      </td>
      {items.map(({ card, values, contributions }) => {
        const value = shown === 'values' ? values[at] : contributions[at];
        return (
          <td key={card.id} className={styles.cell} style={speaks ? heat(value) : undefined}>
            {speaks ? signed(formats, value) : '·'}
          </td>
        );
      })}
    </tr>
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** All signals of a group are turned together. */
function volumeInWords(text: TextOf<'lab'>, formats: Formats, volume: number): string {
  if (Math.abs(volume - 1) < 0.005) return '';
  return text('signals.volume', { volume: formats.fixed(volume, 2) });
}

const BAR = { width: 92, height: 10 };

/** A bar from the middle: what the signal adds at a strength of 1, its straight part solid, its curved part pale. */
function WeightBar({
  weight,
  reach,
  of,
}: {
  weight: GateWeight;
  reach: number;
  /** The things that it weighs for. */
  of: 'new' | 'known';
}) {
  const text = useText('lab');
  const formats = useFormats();
  const { linear, curved } = weight;
  const x = scaleLinear([-reach, reach], [0, BAR.width]);
  const bar = (from: number, to: number) => ({
    x: Math.min(x(from), x(to)),
    width: Math.abs(x(to) - x(from)),
  });
  return (
    <span className={styles.bar}>
      <svg width={BAR.width} height={BAR.height} aria-hidden="true" data-known={of === 'known'}>
        <line x1={x(0)} x2={x(0)} y1="0" y2={BAR.height} className={styles.zero} />
        <rect {...bar(0, linear)} y="1.5" height="7" rx="1.5" className={styles.linear} />
        <rect {...bar(linear, linear + curved)} y="1.5" height="7" rx="1.5" className={styles.curved} />
      </svg>
      <span className="visually-hidden">
        {text('signals.bar', { of, straight: signed(formats, linear), curved: signed(formats, curved) })}
      </span>
      <span aria-hidden="true" className={styles.figure}>
        {signed(formats, linear + curved)}
      </span>
    </span>
  );
}

function reachOf({ linear, curved }: GateWeight): number {
  return Math.max(Math.abs(linear), Math.abs(linear + curved));
}

function Foot({
  title,
  items,
  of,
  strong = false,
}: {
  title: string;
  items: readonly InspectedItem[];
  of: (item: InspectedItem) => string;
  strong?: boolean;
}) {
  return (
    <tr data-strong={strong}>
      <th scope="row" className={styles.head}>
        {title}
      </th>
      <td />
      {items.map((item) => (
        <td key={item.card.id} className={styles.cell}>
          {of(item)}
        </td>
      ))}
    </tr>
  );
}

/** Share of a colour in a cell; the loudest in view has this much, so that figures stay legible on it. */
const MOST_COLOUR = 62;

function useHeat(
  items: readonly InspectedItem[],
  shown: Shown,
): (value: number) => React.CSSProperties | undefined {
  return useMemo(() => {
    const all = items.flatMap((item) => item[shown].map(Math.abs));
    const share = scaleLinear([0, Math.max(1e-9, ...all)], [0, MOST_COLOUR]).clamp(true);
    return (value) => {
      const part = share(Math.abs(value));
      if (part < 1) return undefined;
      const colour = value > 0 ? 'var(--heat-for)' : 'var(--heat-against)';
      return { background: `color-mix(in oklab, ${colour} ${part.toFixed(1)}%, var(--paper-raised))` };
    };
  }, [items, shown]);
}
