/**
 * The context that the gate reads: how much is known about a visitor, and the moment. Plain numbers near
 * -1 to 1; nothing here looks at an item.
 */
import type { Profile } from '../profile/profile.ts';
import type { SignalScores } from '../signals/index.ts';

/** What the caller asks for, besides the profile. */
export interface Ask {
  /** True where items of the visitor's own history are left out: repeats then carry no weight. */
  onlyNew: boolean;
}

const DAY_OF_YEAR = (2 * Math.PI) / 365.25;

type Feature = (profile: Profile, ask: Ask, speaks: (signal: string) => boolean) => number;

const localTime = ({ moment }: Profile) => moment.now + moment.utcOffset * 60_000;
const hourAngle = (profile: Profile) => ((localTime(profile) / 3_600_000) % 24) * (Math.PI / 12);
const seasonAngle = (profile: Profile) => (localTime(profile) / 86_400_000) * DAY_OF_YEAR;
const yes = (condition: boolean) => (condition ? 1 : 0);
/** log(1 + x), scaled so that `full` gives 1. */
const log = (x: number, full: number) => Math.log1p(x) / Math.log1p(full);

const FEATURES: Record<string, Feature> = {
  events: ({ events }) => log(events, 200),
  orders: ({ orders }) => log(orders, 20),
  touched: ({ touched }) => log(touched.length, 100),
  session: ({ sessionEvents }) => log(sessionEvents, 20),
  gap: ({ gapDays }) => log(gapDays, 90),
  'since-last': ({ moment, touched }) =>
    touched.length === 0 ? 0 : log(Math.max(0, moment.now - touched[0].last) / 86_400_000, 90),
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
  'season-sin': (profile) => Math.sin(seasonAngle(profile)),
  'season-cos': (profile) => Math.cos(seasonAngle(profile)),
};

export const CONTEXT: readonly string[] = Object.keys(FEATURES);

/** @returns One number a name in `CONTEXT`, in its order. */
export function contextOf(profile: Profile, ask: Ask, scores: SignalScores): Float64Array {
  const speaks = (signal: string) => scores.active[scores.names.indexOf(signal)] ?? false;
  return Float64Array.from(CONTEXT, (name) => FEATURES[name](profile, ask, speaks));
}
