/**
 * The manifest's schema, and the ways in which a pack can be refused.
 */
import * as v from 'valibot';
import type { PackManifest } from './pack.ts';

/** The manifest is missing or isn't one that this version reads. */
export class PackFormatError extends Error {
  override name = 'PackFormatError';
}

/** The pack belongs to another catalog, or to another state of it. */
export class PackCatalogError extends Error {
  override name = 'PackCatalogError';
}

/** A file of the pack is missing, cut short, altered or makes no sense. */
export class PackDamagedError extends Error {
  override name = 'PackDamagedError';
  /** @param file As the manifest names it. */
  constructor(
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${problem}. Copy the pack's folder again, or train it anew.`, options);
  }
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'));

/** The one version that is read and written. */
const VERSION = 3;

const schema = v.object({
  format: v.literal('inkling-pack'),
  version: v.literal(VERSION),
  catalog: hash,
  items: count,
  encoder: v.object({
    id: v.string(),
    revision: v.string(),
    dtype: v.string(),
    pooling: v.picklist(['cls', 'mean', 'none']),
    dimensions: count,
  }),
  trainedTo: v.pipe(v.number(), v.finite()),
  seed: v.pipe(v.number(), v.finite()),
  counts: v.object({ users: count, events: count, purchases: count, orders: count }),
  validation: v.record(v.string(), v.record(v.string(), v.pipe(v.number(), v.finite()))),
  bits: v.optional(v.record(v.string(), v.picklist([8, 4]))),
  artefacts: v.record(
    v.string(),
    v.object({
      // A plain name: a manifest must not send the loader to other folders.
      file: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*\.bin$/, 'must be a plain file name')),
      bytes: count,
      sha256: hash,
    }),
  ),
});

/** @throws PackFormatError naming the field */
export function parseManifest(bytes: ArrayBuffer): PackManifest {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new PackFormatError('manifest.json is not JSON: is this the address of a pack?', { cause: error });
  }
  const { format, version } = (content ?? {}) as Record<string, unknown>;
  if (format === 'inkling-pack' && version !== VERSION) {
    throw new PackFormatError(
      `The pack has format version ${version}, this reads ${VERSION}: train it anew.`,
    );
  }
  const parsed = v.safeParse(schema, content);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue) ?? 'the whole';
    throw new PackFormatError(`manifest.json is not a pack's: ${where}: ${issue.message}`);
  }
  return parsed.output;
}
