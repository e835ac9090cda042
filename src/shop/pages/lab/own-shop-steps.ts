/** The steps of bringing a shop, as a state machine: what is kept when one fails or is cancelled. Pure. */
import type { EngineStatus, ImportCheck, LongProgress } from '../../../engine/recommender.ts';

/** The files chosen so far; they are kept through every step, so that a failed one can be tried again. */
export interface Chosen {
  items: File | null;
  orders: File | null;
  /** Pictures and recordings of the items, also in zips. */
  media: File[];
}

export type Step = { chosen: Chosen } & (
  | { name: 'choose'; problem: string; cancelled: boolean }
  | { name: 'checking'; progress: LongProgress | null }
  | { name: 'checked'; result: ImportCheck }
  | { name: 'building'; progress: LongProgress | null }
  | { name: 'built'; shop: EngineStatus['shop'] }
);

export type Happening =
  | { type: 'chose'; chosen: Chosen }
  | { type: 'check' }
  | { type: 'progress'; progress: LongProgress }
  | { type: 'checked'; result: ImportCheck }
  | { type: 'build' }
  | { type: 'built'; shop: EngineStatus['shop'] }
  | { type: 'failed'; problem: string }
  | { type: 'cancelled' }
  | { type: 'back' }
  | { type: 'restart' };

export const atStart: Step = {
  name: 'choose',
  chosen: { items: null, orders: null, media: [] },
  problem: '',
  cancelled: false,
};

/** What happens out of turn (late progress of cancelled work) changes nothing. */
export function next(step: Step, happening: Happening): Step {
  const { chosen } = step;
  const choose = { name: 'choose', chosen, problem: '', cancelled: false } as const;
  switch (happening.type) {
    case 'chose':
      return step.name === 'choose' ? { ...choose, chosen: happening.chosen } : step;
    case 'check':
      return { name: 'checking', chosen, progress: null };
    case 'progress':
      return step.name === 'checking' || step.name === 'building'
        ? { ...step, progress: happening.progress }
        : step;
    case 'checked':
      return { name: 'checked', chosen, result: happening.result };
    case 'build':
      return { name: 'building', chosen, progress: null };
    case 'built':
      return { name: 'built', chosen, shop: happening.shop };
    case 'failed':
      return { ...choose, problem: happening.problem };
    case 'cancelled':
      return { ...choose, cancelled: true };
    case 'back':
      return choose;
    case 'restart':
      return atStart;
  }
}
