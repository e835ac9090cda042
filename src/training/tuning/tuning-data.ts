/**
 * What a search may know of a shop: everybody's history without their last two orders, and the older of those two. What
 * people did last is taken away before anything else happens and never looked at again, for that is what `npm run
 * evaluate` reports on: settings that had been chosen by it would make its figures too good.
 */
import type { Catalog } from '../../catalog/item.ts';
import { lastOrder } from '../../evaluation/last-order.ts';
import { leaveOneOut } from '../../evaluation/leave-one-out.ts';
import { NothingToTestError, type Scope } from '../../evaluation/protocol.ts';
import { sha256 } from '../../packs/hash.ts';
import type { OrderLog } from '../orders.ts';
import type { HeldOut } from '../splits.ts';

export const TUNING_PROTOCOLS = ['last-order', 'leave-one-out'] as const;
export type TuningProtocol = (typeof TUNING_PROTOCOLS)[number];

export interface TuningData {
  catalog: Catalog;
  /** Without the last two orders (or events) of everybody who is tested. */
  history: OrderLog;
  /** The older ones of those two: what trials have to foresee. */
  foreseen: readonly HeldOut[];
  scopes: readonly Scope[];
}

/**
 * The split of `evaluate`, of which the tested part is thrown away.
 * @param scope Measured alone; absent: all that the protocol has, each as much as another.
 * @throws NothingToTestError
 */
export function tuningData(
  catalog: Catalog,
  log: OrderLog,
  protocol: TuningProtocol,
  scope?: Scope,
): TuningData {
  const split = (protocol === 'last-order' ? lastOrder : leaveOneOut)(log, catalog.items.length);
  if (scope !== undefined && !split.scopes.includes(scope)) {
    throw new NothingToTestError(
      `The protocol ${protocol} knows no scope "${scope}", only ${split.scopes.join(', ')}.`,
    );
  }
  const { learnedFrom: history, validation: foreseen } = split;
  return { catalog, history, foreseen, scopes: scope === undefined ? split.scopes : [scope] };
}

/** Changes with anything that a trial's result depends on but its settings. */
export function hashOf({ catalog, history, foreseen, scopes }: TuningData): Promise<string> {
  const { user, item, type, at, quantity, order, rating = new Float32Array(0) } = history;
  const columns = [user, item, type, at, quantity, order, rating];
  const rest = new TextEncoder().encode(JSON.stringify([catalog.items, foreseen, scopes]));
  const bytes = new Uint8Array(columns.reduce((sum, { byteLength }) => sum + byteLength, rest.length));
  let from = rest.length;
  bytes.set(rest);
  for (const { buffer, byteOffset, byteLength } of columns) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), from);
    from += byteLength;
  }
  return sha256(bytes);
}
