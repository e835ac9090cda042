/**
 * Writes a pack as files: one for each artefact, and a manifest with their sizes and hashes. Where the files
 * go is the caller's business.
 */
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName, type Artefacts, shapeOf } from './artefacts.ts';
import { sha256 } from './hash.ts';
import type { Pack, PackManifest } from './pack.ts';

export const MANIFEST_FILE = 'manifest.json';

/**
 * File name to content. The pack's own `manifest.artefacts` are ignored and written anew.
 * @throws InsecureContextError
 */
export async function savePack(pack: Pack): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const artefacts: PackManifest['artefacts'] = {};
  for (const name of ARTEFACT_NAMES) {
    const bytes = encodeArtefact(pack, name);
    if (bytes === null) continue;
    const { file } = ARTEFACTS[name];
    artefacts[name] = { file, bytes: bytes.length, sha256: await sha256(bytes) };
    files.set(file, bytes);
  }
  const { artefacts: _, ...rest } = pack.manifest;
  const manifest: PackManifest = { ...rest, artefacts };
  files.set(MANIFEST_FILE, new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return files;
}

/** The bytes of one artefact's file; null where the pack goes without it. */
export function encodeArtefact<Name extends ArtefactName>(
  pack: Pack,
  name: Name,
): Uint8Array<ArrayBuffer> | null {
  const value = pack[name] as Artefacts[Name] | undefined;
  return value === undefined ? null : ARTEFACTS[name].codec.encode(value, shapeOf(pack.manifest, name));
}
