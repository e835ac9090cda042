/**
 * Property tests draw the same cases in every run, so that a red run is about the change and not about luck.
 * `PROPERTY_SEED=7` draws others; `PROPERTY_SEED=random` draws anew, as one should before a release.
 */
import fc from 'fast-check';

const { PROPERTY_SEED = '1' } = process.env;

if (PROPERTY_SEED !== 'random')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(PROPERTY_SEED) });
