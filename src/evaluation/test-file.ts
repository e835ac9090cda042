/**
 * A test file beside an orders file: the same people under the same numbers, as two logs or as one.
 */
import type { OrderLog } from '../training/orders.ts';

/** A log, and what its users are called in the file. */
export interface NamedLog {
  log: OrderLog;
  /** By the user's number. */
  users: readonly string[];
}

/** Files that have no user in common. */
export class NoCommonUserError extends Error {
  override name = 'NoCommonUserError';
  constructor(orders: readonly string[], test: readonly string[]) {
    super(
      `No user of the test file is in the orders file: the one names users like “${test[0] ?? ''}”, the other like ` +
        `“${orders[0] ?? ''}”. Use the same ids in both files.`,
    );
  }
}

/**
 * `test` with its users numbered as in `orders`; users that only it has come after those.
 * @throws NoCommonUserError
 */
export function sameUsers(orders: NamedLog, test: NamedLog): OrderLog {
  const numbers = new Map(orders.users.map((name, user) => [name, user]));
  const common = test.users.some((name) => numbers.has(name));
  if (!common) throw new NoCommonUserError(orders.users, test.users);
  for (const name of test.users) if (!numbers.has(name)) numbers.set(name, numbers.size);
  const renumbered = test.log.user.map((user) => numbers.get(test.users[user]) ?? 0);
  return sorted([{ ...test.log, users: numbers.size, user: renumbered }]);
}

/** Both logs as one; of events at one moment, those of `test` are newer. */
export function together(log: OrderLog, test: OrderLog): OrderLog {
  let orders = 0;
  for (const order of log.order) orders = Math.max(orders, order + 1);
  return sorted([log, { ...test, order: test.order.map((order) => (order < 0 ? -1 : order + orders)) }]);
}

/** Events of several logs, by user, then time, then as they come. */
function sorted(logs: readonly OrderLog[]): OrderLog {
  const joined = <Key extends 'user' | 'item' | 'type' | 'at' | 'quantity' | 'order'>(key: Key): number[] =>
    logs.flatMap((log) => Array.from(log[key]));
  const user = joined('user');
  const at = joined('at');
  const order = user.map((_, event) => event).sort((a, b) => user[a] - user[b] || at[a] - at[b] || a - b);
  const column = (key: 'item' | 'type' | 'quantity' | 'order') => {
    const values = joined(key);
    return order.map((event) => values[event]);
  };
  const rated = logs.some(({ rating }) => rating !== undefined);
  const ratings = logs.flatMap(({ rating, item }) =>
    rating === undefined ? new Array<number>(item.length).fill(Number.NaN) : Array.from(rating),
  );
  return {
    users: Math.max(...logs.map(({ users }) => users)),
    user: Int32Array.from(order, (event) => user[event]),
    item: Int32Array.from(column('item')),
    type: Uint8Array.from(column('type')),
    at: Float64Array.from(order, (event) => at[event]),
    quantity: Float32Array.from(column('quantity')),
    order: Int32Array.from(column('order')),
    ...(rated && { rating: Float32Array.from(order, (event) => ratings[event]) }),
  };
}
