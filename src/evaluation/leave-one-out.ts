/**
 * The leave-one-out protocol: each person's newest event is what a model has to foresee, and the one before
 * it teaches fusion. Items already in the person's history are neither candidates nor targets.
 */
import type { OrderLog } from '../training/orders.ts';
import { cutLog, type HeldOut } from '../training/splits.ts';
import {
  byHistory,
  casesOf,
  countedDaily,
  FEWEST,
  NothingToTestError,
  notesOf,
  type Split,
  targetsOf,
} from './protocol.ts';

/**
 * @param log Without the events of `test`. Of events at one moment, those further down in the file are newer.
 * @param test Events to foresee, users numbered as in `log`; absent: the last events of `log` itself.
 * @throws NothingToTestError
 */
export function leaveOneOut(log: OrderLog, items: number, test?: OrderLog): Split {
  const many = new Int32Array(Math.max(log.users, test?.users ?? 0));
  for (const user of log.user) many[user]++;
  for (const user of test?.user ?? []) many[user]++;
  const eligible = (user: number) => many[user] >= FEWEST;
  const { history: known, targets } =
    test === undefined
      ? holdOutLastEvents(log, eligible)
      : { history: log, targets: targetsOf(test, () => true) };
  const { tested, strangers } = byHistory(known, targets, eligible);
  if (tested.length === 0) {
    throw new NothingToTestError(
      `Nobody has ${FEWEST} events or more: one to foresee, one to learn on and one to know. ` +
        'Check that the column of users names people, not single visits.',
    );
  }
  const users = new Set(tested.map(({ user }) => user));
  const inner = holdOutLastEvents(known, (user) => users.has(user));
  return {
    protocol: 'leave-one-out',
    scopes: ['new'],
    learnedFrom: inner.history,
    testedFrom: inner.history,
    validation: inner.targets,
    known,
    cases: casesOf(known, tested, strangers),
    freshness: [countedDaily(known, inner.history, items)],
    notes: notesOf(many, 'events', strangers.length),
  };
}

/** Takes away the newest event of every user that `from` accepts. */
export function holdOutLastEvents(
  log: OrderLog,
  from: (user: number) => boolean,
): { history: OrderLog; targets: HeldOut[] } {
  const targets: HeldOut[] = [];
  const { user, item, at } = log;
  const isLast = (event: number) => user[event + 1] !== user[event] && from(user[event]);
  for (let event = 0; event < item.length; event++) {
    if (isLast(event)) targets.push({ user: user[event], items: [item[event]], at: at[event], viewed: [] });
  }
  return { history: cutLog(log, (event) => !isLast(event)), targets };
}
