/**
 * Interests as chips: each department, kind, maker and attribute with its share lately and usually, what the
 * visitor asked for about it, and the ways to ask for something else.
 */
import { Menu, MenuButton, MenuItem, MenuProvider, MenuSeparator } from '@ariakit/react';
import { useRef, useState } from 'react';
import type { FacetFeedback, KnownInterest } from '../../../engine/recommender.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import menu from '../../components/Menu.module.css';
import { notes, useFocusNear, useForgetEvents, useSay, type Verdict } from './feedback.ts';
import styles from './Interests.module.css';

const GROUPS = [
  { of: 'department', title: 'Departments' },
  { of: 'kind', title: 'Kinds of things' },
  { of: 'brand', title: 'Makers' },
  { of: 'attribute', title: 'Details' },
] as const;

const SHOWN_AT_FIRST = 5;

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

const VERDICTS: { verdict: Verdict; icon: IconName; ask: string; state: string }[] = [
  { verdict: 'more', icon: 'plus', ask: 'More of this', state: 'More of this' },
  { verdict: 'less', icon: 'minus', ask: 'Less of this', state: 'Less of this' },
  { verdict: 'never', icon: 'hide', ask: 'Never show', state: 'Never shown' },
];

export function Interests({ interests }: { interests: KnownInterest[] }) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const going = useFocusNear(list);
  const groups = GROUPS.map(({ of, title }) => ({
    title,
    chips: interests.filter((interest) => interest.of === of),
  })).filter(({ chips }) => chips.length > 0);

  if (groups.length === 0) {
    return (
      <p className="soft">
        No interests yet. They are worked out from what you look at, save and buy, and change as you do.
      </p>
    );
  }
  const more = groups.some(({ chips }) => shortened(chips).length < chips.length);
  let place = 0;
  return (
    <>
      <p className="soft small">
        Shares of your attention: lately, newer things counting more, and usually. Press one to see more of
        it, less, or none.
      </p>
      <div className={styles.groups} ref={list} tabIndex={-1}>
        {groups.map(({ title, chips }) => (
          <div key={title}>
            <h3 className={styles.group}>{title}</h3>
            <ul role="list" className={styles.list}>
              {(all ? chips : shortened(chips)).map((interest) => {
                const at = place++;
                return <InterestChip key={interest.name} interest={interest} place={at} onGoing={going} />;
              })}
            </ul>
          </div>
        ))}
      </div>
      {more && (
        <div>
          <Button size="small" look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : 'Show all'}
          </Button>
        </div>
      )}
    </>
  );
}

/** The first few, and whatever has feedback in force. */
function shortened(chips: KnownInterest[]): KnownInterest[] {
  return chips.filter(({ feedback }, place) => place < SHOWN_AT_FIRST || feedback !== null);
}

/** "colour: green" is "Colour: green" on a chip; other facets are as the catalog has them. */
function nameOf({ of, name }: KnownInterest): string {
  return of === 'attribute' ? name.charAt(0).toLocaleUpperCase() + name.slice(1) : name;
}

function InterestChip({
  interest,
  place,
  onGoing,
}: {
  interest: KnownInterest;
  place: number;
  onGoing: (place: number | null) => void;
}) {
  const { share, usually, eventIds, feedback } = interest;
  const say = useSay();
  const forgetEvents = useForgetEvents();
  const [busy, setBusy] = useState(false);
  const name = nameOf(interest);
  const state = VERDICTS.find(({ verdict }) => verdict === feedback?.verdict);
  const behind = notes(eventIds.length);

  async function during(work: () => Promise<unknown>) {
    if (busy) return;
    setBusy(true);
    await work();
    setBusy(false);
  }
  const forgetThem = (ids: string[], message: string) =>
    during(async () => {
      onGoing(place);
      if (!(await forgetEvents(ids, message))) onGoing(null);
    });
  const forget = () => forgetThem(eventIds, `${name} is forgotten, with ${behind} behind it.`);
  const takeBack = (before: FacetFeedback) => forgetThem(before.eventIds, `${name}: as it comes again.`);

  return (
    <li className={styles.chip} data-place={place} data-going={busy} data-verdict={feedback?.verdict}>
      <MenuProvider placement="bottom-start">
        <MenuButton className={styles.face}>
          <span className={styles.name}>{name}</span>
          {eventIds.length > 0 ? (
            <>
              <span className={styles.shares}>
                {percent.format(share)} lately, {percent.format(usually)} usually
              </span>
              <span className={styles.bars} aria-hidden="true">
                <span style={{ width: `${100 * share}%` }} />
                <span style={{ width: `${100 * usually}%` }} />
              </span>
            </>
          ) : (
            <span className={styles.shares}>as you asked</span>
          )}
          <span className={styles.arrow}>
            <Icon name="down" size={16} />
          </span>
        </MenuButton>
        <Menu gutter={6} className={menu.menu} aria-label={name} unmountOnHide>
          {VERDICTS.filter(({ verdict }) => verdict !== feedback?.verdict).map(({ verdict, icon, ask }) => (
            <MenuItem
              key={verdict}
              className={menu.choice}
              onClick={() => during(() => say(interest, verdict))}
            >
              <Icon name={icon} size={18} />
              {ask}
            </MenuItem>
          ))}
          {feedback && (
            <MenuItem className={menu.choice} onClick={() => takeBack(feedback)}>
              <Icon name="check" size={18} />
              As it comes
            </MenuItem>
          )}
          {eventIds.length > 0 && (
            <>
              <MenuSeparator className={menu.line} />
              <MenuItem className={menu.choice} onClick={forget}>
                <Icon name="trash" size={18} />
                Forget it, with {behind}
              </MenuItem>
            </>
          )}
        </Menu>
      </MenuProvider>
      {feedback && state && (
        <button
          type="button"
          className={styles.state}
          aria-label={`Take back “${state.state}”: ${name}`}
          aria-disabled={busy}
          onClick={() => takeBack(feedback)}
        >
          <Icon name={state.icon} size={14} />
          {state.state}
          <Icon name="close" size={14} />
        </button>
      )}
      {eventIds.length > 0 && (
        <IconButton
          icon="close"
          label={`Forget ${name}, ${behind}`}
          aria-disabled={busy}
          className={styles.remove}
          onClick={forget}
        />
      )}
    </li>
  );
}
