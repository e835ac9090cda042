/**
 * A request for recommendations, scored: history to profile to signals to the weights of the moment. The one
 * path that slates, explanations and evaluation take, so that they can't disagree.
 */
import { type Ask, contextOf } from '../fusion/context.ts';
import { type Fuser, fuserOf } from '../fusion/fusion.ts';
import type { FusionWeights } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import type { Moment, PastEvent, Profile } from '../profile/profile.ts';
import { type SignalScores, scoreSignals } from '../signals/index.ts';
import type { SignalInput } from '../signals/signal.ts';
import { type OwnItem, ownItems } from './own-items.ts';

/** Everything that a request's scores are made from. */
export interface ScoreRequest {
  events: readonly PastEvent[];
  moment: Moment;
  catalog: SignalInput['catalog'];
  pack: SignalInput['pack'] & { fusion: FusionWeights };
  ask: Ask;
}

/** What one request comes to: from it any item's score follows. */
export interface Scored {
  profile: Profile;
  signals: SignalScores;
  /** In the order of `pack.fusion.context`. */
  context: Float64Array;
  fuser: Fuser;
  own: ReadonlyMap<number, OwnItem>;
}

/** @throws FusionMismatchError if the pack's fusion was trained for other signals or context. */
export function scoreRequest({ events, moment, catalog, pack, ask }: ScoreRequest): Scored {
  const profile = buildProfile(events, catalog, moment);
  const signals = scoreSignals({ catalog, pack, profile });
  const context = contextOf(profile, ask, signals);
  const fuser = fuserOf(pack.fusion, context, signals);
  return { profile, signals, context, fuser, own: ownItems(events) };
}
