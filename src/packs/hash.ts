/**
 * SHA-256 of files and catalogs, by which a pack and its catalog know each other.
 */
import { type Catalog, itemText } from '../catalog/item.ts';

/** WebCrypto is missing: browsers offer it only on https and localhost. */
export class InsecureContextError extends Error {
  override name = 'InsecureContextError';
  constructor() {
    super('Checking files needs WebCrypto, which browsers offer only over https or on localhost.');
  }
}

/**
 * Hex digits of the SHA-256.
 * @throws InsecureContextError
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) throw new InsecureContextError();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Identifies what a pack was trained for: item ids in their order, and the texts that were encoded. Prices,
 * pictures and stock may change without making a pack wrong.
 */
export function catalogHash(catalog: Catalog): Promise<string> {
  const identity = catalog.items.map((item) => [item.id, itemText(item)]);
  return sha256(new TextEncoder().encode(JSON.stringify(identity)));
}
