/**
 * A shop's two files read and cleaned, ready for training: the same path for the command line and for the
 * import in a browser. Encodes nothing and stores nothing.
 */
import type { ReadLimits } from '../catalog/read-file.ts';
import { type ItemsRead, type ReadItemsOptions, readItems } from '../catalog/read-items.ts';
import { type CleanOptions, clean } from './clean.ts';
import { type OrdersRead, type ReadOrdersOptions, readOrders, summaryOf } from './read-orders.ts';

export interface ReadShopOptions
  extends CleanOptions,
    Pick<ReadOrdersOptions, 'now' | 'keepDoubled' | 'undoReturns'>,
    Pick<ReadItemsOptions, 'name' | 'origin'> {
  itemLimits?: ReadLimits;
  orderLimits?: ReadLimits;
  /** Bytes of both files read so far, and in all. */
  onProgress?: (phase: string, bytes: number, total: number) => void;
  signal?: AbortSignal;
}

export interface ShopRead {
  items: ItemsRead;
  /** Null where there was no file, or no catalog to read it against. */
  orders: OrdersRead | null;
}

/** @throws the signal's reason; what is wrong with the files is in the result */
export async function readShop(
  itemsFile: Blob,
  ordersFile: Blob | undefined,
  options: ReadShopOptions = {},
): Promise<ShopRead> {
  const { name, origin, signal, onProgress } = options;
  const total = itemsFile.size + (ordersFile?.size ?? 0);
  const reading = (phase: string, before: number) => (bytes: number) =>
    onProgress?.(phase, before + bytes, total);

  const items = await readItems(itemsFile, {
    name,
    origin,
    limits: options.itemLimits,
    signal,
    onProgress: reading('Reading items', 0),
  });
  if (items.catalog === null || ordersFile === undefined) return { items, orders: null };
  const { now, keepDoubled, undoReturns } = options;
  const orders = await readOrders(ordersFile, items.catalog, {
    otherIds: items.otherIds,
    now,
    keepDoubled,
    undoReturns,
    limits: options.orderLimits,
    signal,
    onProgress: reading('Reading orders', itemsFile.size),
  });
  return { items, orders: cleaned(orders, options) };
}

function cleaned(orders: OrdersRead, options: CleanOptions): OrdersRead {
  if (orders.log === null) return orders;
  const { log, cleaning } = clean(orders.log, options);
  return {
    ...orders,
    log,
    summary: summaryOf(log),
    notes: [...orders.notes, ...cleaning.map(({ what }) => what)],
    cleaning: [...orders.cleaning, ...cleaning],
  };
}
