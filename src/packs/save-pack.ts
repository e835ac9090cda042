/**
 * Writes a pack as files: one for each artefact, and a manifest with their sizes and hashes. Where the files
 * go is the caller's business.
 */
import { ARTEFACT_NAMES, type ArtefactName, CODECS } from './artefacts.ts';
import { sha256 } from './hash.ts';
import type { Pack, PackManifest } from './pack.ts';

/** File names of artefacts. */
export const ARTEFACT_FILES: Record<ArtefactName, string> = {
  vectors: 'vectors.bin',
  itemItem: 'item-item.bin',
  factors: 'factors.bin',
  popularity: 'popularity.bin',
  repeats: 'repeats.bin',
  together: 'together.bin',
  fusion: 'fusion.bin',
};

export const MANIFEST_FILE = 'manifest.json';

/**
 * File name to content. The pack's own `manifest.artefacts` are ignored and written anew.
 * @throws InsecureContextError
 */
export async function savePack(pack: Pack): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const artefacts: PackManifest['artefacts'] = {};
  for (const name of ARTEFACT_NAMES) {
    const file = ARTEFACT_FILES[name];
    const bytes = encode(pack, name);
    artefacts[name] = { file, bytes: bytes.length, sha256: await sha256(bytes) };
    files.set(file, bytes);
  }
  const manifest: PackManifest = { ...pack.manifest, artefacts };
  files.set(MANIFEST_FILE, new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return files;
}

function encode<Name extends ArtefactName>(pack: Pack, name: Name): Uint8Array<ArrayBuffer> {
  const { items, encoder } = pack.manifest;
  return CODECS[name].encode(pack[name], { items, dimensions: encoder.dimensions });
}
