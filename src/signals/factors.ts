/**
 * Factors: the visitor's place in the space of implicit ALS, solved on the device from their own history,
 * against every item's factor.
 */
import { als } from '../models/als.ts';
import type { Signal } from './signal.ts';

export const factors: Signal = {
  name: 'factors',
  meaning: 'people with tastes like yours chose it',
  score: ({ pack, profile }, out) => als.scores(pack.factors, profile, out),
};
