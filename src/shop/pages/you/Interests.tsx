/**
 * Interests as chips: each department, kind, maker and attribute with its share lately and usually, what the
 * visitor asked for about it, and the ways to ask for something else.
 */
import { Menu, MenuButton, MenuItem, MenuProvider, MenuSeparator } from '@ariakit/react';
import { useRef, useState } from 'react';
import type { FacetFeedback, KnownInterest } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import menu from '../../components/Menu.module.css';
import { useFormats, useText } from '../../language.tsx';
import { useFocusNear, useForgetEvents, useSay, type Verdict } from './feedback.ts';
import styles from './Interests.module.css';

const GROUPS = ['department', 'kind', 'brand', 'attribute'] as const;

const SHOWN_AT_FIRST = 5;

const VERDICTS: { verdict: Verdict; icon: IconName }[] = [
  { verdict: 'more', icon: 'plus' },
  { verdict: 'less', icon: 'minus' },
  { verdict: 'never', icon: 'hide' },
];

export function Interests({ interests }: { interests: KnownInterest[] }) {
  const text = useText('you');
  const [all, setAll] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const going = useFocusNear(list);
  const groups = GROUPS.map((of) => ({
    of,
    chips: interests.filter((interest) => interest.of === of),
  })).filter(({ chips }) => chips.length > 0);

  if (groups.length === 0) {
    return <p className="soft">{text('interests.none')}</p>;
  }
  const more = groups.some(({ chips }) => shortened(chips).length < chips.length);
  let place = 0;
  return (
    <>
      <p className="soft small">{text('interests.note')}</p>
      <div className={styles.groups} ref={list} tabIndex={-1}>
        {groups.map(({ of, chips }) => (
          <div key={of}>
            <h3 className={styles.group}>{text(`interests.${of}`)}</h3>
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
            {text(all ? 'interests.fewer' : 'interests.all')}
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
  const text = useText('you');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const say = useSay();
  const forgetEvents = useForgetEvents();
  const [busy, setBusy] = useState(false);
  const name = nameOf(interest);
  const state = VERDICTS.find(({ verdict }) => verdict === feedback?.verdict);
  const notes = eventIds.length;

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
  const forget = () => forgetThem(eventIds, text('portrait.forgotten', { name, notes }));
  const takeBack = (before: FacetFeedback) =>
    forgetThem(before.eventIds, text('interests.as-it-comes-again', { name }));

  return (
    <li className={styles.chip} data-place={place} data-going={busy} data-verdict={feedback?.verdict}>
      <MenuProvider placement="bottom-start">
        <MenuButton className={styles.face}>
          <span className={styles.name} lang={lang}>
            {name}
          </span>
          {eventIds.length > 0 ? (
            <>
              <span className={styles.shares}>
                {text('portrait.shares', {
                  lately: formats.percent(share),
                  usually: formats.percent(usually),
                })}
              </span>
              <span className={styles.bars} aria-hidden="true">
                <span style={{ width: `${100 * share}%` }} />
                <span style={{ width: `${100 * usually}%` }} />
              </span>
            </>
          ) : (
            <span className={styles.shares}>{text('interests.asked')}</span>
          )}
          <span className={styles.arrow}>
            <Icon name="down" size={16} />
          </span>
        </MenuButton>
        <Menu gutter={6} className={menu.menu} aria-label={name} unmountOnHide>
          {VERDICTS.filter(({ verdict }) => verdict !== feedback?.verdict).map(({ verdict, icon }) => (
            <MenuItem
              key={verdict}
              className={menu.choice}
              onClick={() => during(() => say(interest, verdict))}
            >
              <Icon name={icon} size={18} />
              {text(`interests.ask.${verdict}`)}
            </MenuItem>
          ))}
          {feedback && (
            <MenuItem className={menu.choice} onClick={() => takeBack(feedback)}>
              <Icon name="check" size={18} />
              {text('interests.as-it-comes')}
            </MenuItem>
          )}
          {eventIds.length > 0 && (
            <>
              <MenuSeparator className={menu.line} />
              <MenuItem className={menu.choice} onClick={forget}>
                <Icon name="trash" size={18} />
                {text('interests.forget', { notes })}
              </MenuItem>
            </>
          )}
        </Menu>
      </MenuProvider>
      {feedback && state && (
        <button
          type="button"
          className={styles.state}
          aria-label={text('interests.take-back', { state: text(`interests.state.${state.verdict}`), name })}
          aria-disabled={busy}
          onClick={() => takeBack(feedback)}
        >
          <Icon name={state.icon} size={14} />
          {text(`interests.state.${state.verdict}`)}
          <Icon name="close" size={14} />
        </button>
      )}
      {eventIds.length > 0 && (
        <IconButton
          icon="close"
          label={text('portrait.forget', { name, notes })}
          aria-disabled={busy}
          className={styles.remove}
          onClick={forget}
        />
      )}
    </li>
  );
}
