/**
 * The context that the gate reads: how much is known about a visitor, and the moment. Plain numbers near
 * -1 to 1; nothing here looks at an item. Kinds of context that the visitor switched off are 0, and the signals
 * that rest on them are silent.
 */
import { DAY, SESSION_PAUSE } from '../profile/build-profile.ts';
import { isWeekend, localTime } from '../profile/calendar.ts';
import { holidayNearness } from '../profile/holidays.ts';
import type { ContextKind } from '../profile/preferences.ts';
import type { Profile, Step } from '../profile/profile.ts';
import type { SignalScores } from '../signals/index.ts';

/** What the caller asks for, besides the profile. */
export interface Ask {
  /** True where items of the visitor's own history are left out: repeats then carry no weight. */
  onlyNew: boolean;
}

const DAY_OF_YEAR = (2 * Math.PI) / 365.25;
const MINUTE = 60_000;

type Feature = (profile: Profile, ask: Ask, speaks: (signal: string) => boolean) => number;

const hourAngle = ({ moment }: Profile) => ((localTime(moment) / 3_600_000) % 24) * (Math.PI / 12);
/** By whole days, so that the hour can't be read from it; half a turn on where summer is the shop's winter. */
const seasonAngle = ({ moment }: Profile) =>
  Math.floor(localTime(moment) / DAY) * DAY_OF_YEAR + (moment.seasonsApart ? Math.PI : 0);
const yes = (condition: boolean) => (condition ? 1 : 0);
/** log(1 + x), scaled so that `full` gives 1. */
const log = (x: number, full: number) => Math.log1p(x) / Math.log1p(full);

/** This session's steps, oldest first: back from now until a pause ends it. */
function sessionSteps({ moment, sequence }: Profile): Step[] {
  let from = sequence.length;
  let since = moment.now;
  while (from > 0 && since - sequence[from - 1].at < SESSION_PAUSE) since = sequence[--from].at;
  return sequence.slice(from);
}

/** Share of the steps that come back to something already met in this session: people compare before they buy. */
function returns(profile: Profile): number {
  const steps = sessionSteps(profile);
  return steps.length === 0 ? 0 : 1 - new Set(steps.map(({ item }) => item)).size / steps.length;
}

const FEATURES: Record<string, Feature> = {
  events: ({ events }) => log(events, 200),
  orders: ({ orders }) => log(orders, 20),
  touched: ({ touched }) => log(touched.length, 100),
  session: ({ sessionEvents }) => log(sessionEvents, 20),
  'session-minutes': (profile) => {
    const [first] = sessionSteps(profile);
    return first === undefined ? 0 : log(Math.max(0, profile.moment.now - first.at) / MINUTE, 60);
  },
  'session-returns': returns,
  gap: ({ gapDays }) => log(gapDays, 90),
  'since-last': ({ moment, touched }) =>
    touched.length === 0 ? 0 : log(Math.max(0, moment.now - touched[0].last) / DAY, 90),
  'repeat-share': ({ repeatShare }) => repeatShare,
  'bought-share': ({ bought, touched }) =>
    touched.length === 0 ? 0 : Math.min(1, bought.length / touched.length),
  focus: ({ interests }) => interests.find(({ of }) => of === 'department')?.share ?? 0,
  'only-new': (_, { onlyNew }) => yes(onlyNew),
  'new-visitor': ({ touched }) => yes(touched.length === 0),
  basket: ({ basket }) => yes(basket.length > 0),
  'item-item-speaks': (_, __, speaks) => yes(speaks('item-item')),
  'factors-speak': (_, __, speaks) => yes(speaks('factors')),
  'popularity-speaks': (_, __, speaks) => yes(speaks('popularity')),
  'hour-sin': (profile) => Math.sin(hourAngle(profile)),
  'hour-cos': (profile) => Math.cos(hourAngle(profile)),
  weekend: ({ moment }) => yes(isWeekend(moment)),
  'season-sin': (profile) => Math.sin(seasonAngle(profile)),
  'season-cos': (profile) => Math.cos(seasonAngle(profile)),
  holiday: ({ moment }) => holidayNearness(moment),
  // No log of orders knows it, so training leaves it without weight; a fusion made by hand may give it one.
  phone: ({ moment }) => yes(moment.device === 'phone'),
};

export const CONTEXT: readonly string[] = Object.keys(FEATURES);

/** What each kind of context is made of: features of the gate, and signals that mean nothing without it. */
const KINDS: Record<ContextKind, { features: readonly string[]; signals: readonly string[] }> = {
  hour: { features: ['hour-sin', 'hour-cos'], signals: ['popularity-hour'] },
  weekday: { features: ['weekend'], signals: [] },
  season: { features: ['season-sin', 'season-cos'], signals: ['popularity-season'] },
  holidays: { features: ['holiday'], signals: [] },
  device: { features: ['phone'], signals: [] },
  session: { features: ['session', 'session-minutes', 'session-returns', 'gap'], signals: [] },
};

/** Features of the gate that a kind of context is made of. */
export function featuresOf(kind: ContextKind): readonly string[] {
  return KINDS[kind].features;
}

/**
 * @param off Kinds of context that may not be used: their numbers are 0, as if nobody knew them.
 * @returns One number a name in `CONTEXT`, in its order.
 */
export function contextOf(
  profile: Profile,
  ask: Ask,
  scores: SignalScores,
  off: readonly ContextKind[] = [],
): Float64Array {
  const speaks = (signal: string) => scores.active[scores.names.indexOf(signal)] ?? false;
  const silent = new Set(off.flatMap(featuresOf));
  return Float64Array.from(CONTEXT, (name) => (silent.has(name) ? 0 : FEATURES[name](profile, ask, speaks)));
}

/**
 * Silences the signals that rest on kinds of context that may not be used, as if they had nothing to say.
 * @param signals Not changed.
 * @returns `signals` itself where there is nothing to silence.
 */
export function withoutContext(signals: SignalScores, off: readonly ContextKind[]): SignalScores {
  const silent = off
    .flatMap((kind) => KINDS[kind].signals)
    .map((name) => signals.names.indexOf(name))
    .filter((s) => s >= 0 && signals.active[s]);
  if (silent.length === 0) return signals;
  const matrix = signals.matrix.slice();
  const active = [...signals.active];
  for (const s of silent) {
    matrix.fill(0, s * signals.n, (s + 1) * signals.n);
    active[s] = false;
  }
  return { ...signals, matrix, active };
}
