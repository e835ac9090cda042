/**
 * A request for recommendations, scored: history to profile to signals to the weights of the moment. The one
 * path that slates, explanations and the replay of one's own choices take, so that they can't disagree; evaluation on
 * other people's orders measures the fusion in its middle.
 */
import { adaptedVolumes, type Choice } from '../fusion/adaptation.ts';
import { type Ask, contextOf, withoutContext } from '../fusion/context.ts';
import { type Fuser, fuserOf } from '../fusion/fusion.ts';
import { groupOf } from '../fusion/shapley.ts';
import { turn } from '../fusion/volumes.ts';
import type { FusionWeights } from '../packs/pack.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import { DEFAULT_PREFERENCES, type Preferences, SIGNAL_GROUPS } from '../profile/preferences.ts';
import type { Moment, PastEvent, Profile } from '../profile/profile.ts';
import { type SignalScores, scoreSignals } from '../signals/index.ts';
import type { SignalInput } from '../signals/signal.ts';
import { choiceOf, MOST_DAYS, type Occasion, occasionsOf } from './choices.ts';
import { extrasOf } from './extras.ts';
import { type OwnItem, ownItems } from './own-items.ts';
import { type Extra, withExtras } from './say.ts';

/** Everything that a request's scores are made from. */
export interface ScoreRequest {
  /** In history order. */
  events: readonly PastEvent[];
  moment: Moment;
  catalog: SignalInput['catalog'];
  pack: SignalInput['pack'] & { fusion: FusionWeights };
  ask: Ask;
  /** As usual where absent. */
  preferences?: Preferences;
  /** `weatherText` of the weather that the visitor chose, embedded; absent where none was, or isn't embedded yet. */
  weather?: ArrayLike<number>;
  /** Given where they are known already: what the visitor's choices made of the volumes, one a group. */
  adapted?: Float64Array;
}

/** What one request comes to: from it any item's score follows. */
export interface Scored {
  profile: Profile;
  signals: SignalScores;
  /** In the order of `pack.fusion.context`. */
  context: Float64Array;
  fuser: Fuser;
  /** What is in the score besides signals, in the order in which contributions end. */
  extras: readonly Extra[];
  own: ReadonlyMap<number, OwnItem>;
  /** What the visitor's own choices made of the volumes, one a group. */
  adapted: Float64Array;
}

/** @throws FusionMismatchError if the pack's fusion was trained for other signals or context. */
export function scoreRequest(request: ScoreRequest): Scored {
  const { events, moment, catalog, pack, ask, preferences = DEFAULT_PREFERENCES } = request;
  const adapted = request.adapted ?? adaptedVolumes(choicesIn(request));
  const profile = buildProfile(events, catalog, moment);
  const heard = withoutContext(scoreSignals({ catalog, pack, profile }), preferences.contextOff);
  const context = contextOf(profile, ask, heard, preferences.contextOff);
  const signals = turn(heard, volumesOf(heard.names, preferences, adapted));
  const learned = fuserOf(pack.fusion, context, signals);
  const extras = extrasOf(profile, catalog, pack.vectors, learned, preferences, request.weather);
  const fuser = withExtras(learned, extras);
  return { profile, signals, context, fuser, extras, own: ownItems(events), adapted };
}

/** Per signal: what the visitor set, times what their choices made of it. */
function volumesOf(
  names: readonly string[],
  { volumes, adapt }: Preferences,
  adapted: Float64Array,
): Float64Array {
  return Float64Array.from(names, (name) => {
    const group = groupOf(name);
    return volumes[group] * (adapt ? adapted[SIGNAL_GROUPS.indexOf(group)] : 1);
  });
}

/** Finds what signals said before a choice; a caller may remember it, for it depends on nothing that came later. */
export type ChoiceAt = (occasion: Occasion, make: () => Choice) => Choice;

/** The visitor's choices as learning material; none where they asked for no adaptation. */
export function choicesIn(
  { events, moment, catalog, pack, ask, preferences = DEFAULT_PREFERENCES }: ScoreRequest,
  at: ChoiceAt = (_, make) => make(),
): Choice[] {
  if (!preferences.adapt) return [];
  const recent = occasionsOf(events).filter((occasion) => moment.now - occasion.at < MOST_DAYS * DAY);
  return recent.map((occasion) =>
    at(occasion, () => {
      const before = events.slice(0, occasion.first);
      const profile = buildProfile(before, catalog, { ...moment, now: occasion.at });
      const off = preferences.contextOff;
      const signals = withoutContext(scoreSignals({ catalog, pack, profile }), off);
      const fuser = fuserOf(pack.fusion, contextOf(profile, ask, signals, off), signals);
      return choiceOf(occasion, fuser, signals);
    }),
  );
}
