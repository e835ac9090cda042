/**
 * How large files may be on a machine that trains: it has more memory than a visitor's device, and wide exports
 * are read in pieces. Lines and items stay what they are there.
 */
import { ITEM_LIMITS, ORDER_LIMITS, type ReadLimits } from '../src/catalog/read-file.ts';

const GB = 1024 ** 3;

export const FILE_LIMITS: { items: ReadLimits; orders: ReadLimits } = {
  items: { ...ITEM_LIMITS, fileBytes: GB, unpackedBytes: GB },
  orders: { ...ORDER_LIMITS, fileBytes: 4 * GB, unpackedBytes: 8 * GB },
};
