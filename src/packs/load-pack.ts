/**
 * Reads a pack and refuses what doesn't match: another format, another catalog, a file with another size or
 * hash, numbers that cannot be. A pack loads whole or not at all.
 */
import type { Catalog } from '../catalog/item.ts';
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName, type Artefacts, shapeOf } from './artefacts.ts';
import { MalformedBytes } from './bytes.ts';
import { catalogHash, sha256 } from './hash.ts';
import { PackCatalogError, PackDamagedError, PackFormatError, parseManifest } from './manifest.ts';
import type { Pack, PackManifest } from './pack.ts';
import { MANIFEST_FILE } from './save-pack.ts';

/**
 * @param read Content of a file of the pack, by name; rejects where there is none.
 * @param catalog The catalog that the pack must have been trained for.
 * @throws PackFormatError, PackCatalogError, PackDamagedError, InsecureContextError
 */
export async function loadPack(
  read: (file: string) => Promise<ArrayBuffer>,
  catalog: Catalog,
): Promise<Pack> {
  let content: ArrayBuffer;
  try {
    content = await read(MANIFEST_FILE);
  } catch (error) {
    throw new PackFormatError('manifest.json could not be read: is this the address of a pack?', {
      cause: error,
    });
  }
  const manifest = parseManifest(content);
  if (manifest.items !== catalog.items.length) {
    throw new PackCatalogError(
      `The pack is for ${manifest.items} items, the catalog has ${catalog.items.length}: train it anew.`,
    );
  }
  if (manifest.catalog !== (await catalogHash(catalog))) {
    throw new PackCatalogError('The pack was trained for other items or other texts: train it anew.');
  }
  const present = ARTEFACT_NAMES.filter((name) => !ARTEFACTS[name].optional || name in manifest.artefacts);
  const loaded = await Promise.all(
    present.map(async (name) => [name, await loadArtefact(name, manifest, read)] as const),
  );
  return { manifest, ...(Object.fromEntries(loaded) as unknown as Omit<Pack, 'manifest'>) };
}

async function loadArtefact<Name extends ArtefactName>(
  name: Name,
  manifest: PackManifest,
  read: (file: string) => Promise<ArrayBuffer>,
): Promise<Artefacts[Name]> {
  const entry = manifest.artefacts[name];
  if (entry === undefined) throw new PackFormatError(`manifest.json lacks the artefact "${name}".`);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await read(entry.file));
  } catch (error) {
    throw new PackDamagedError(entry.file, 'it could not be read', { cause: error });
  }
  if (bytes.length !== entry.bytes) {
    throw new PackDamagedError(entry.file, `it has ${bytes.length} bytes, the manifest says ${entry.bytes}`);
  }
  if ((await sha256(bytes)) !== entry.sha256) {
    throw new PackDamagedError(entry.file, 'its SHA-256 is not the one in the manifest');
  }
  try {
    return ARTEFACTS[name].codec.decode(bytes, shapeOf(manifest, name));
  } catch (error) {
    if (error instanceof MalformedBytes)
      throw new PackDamagedError(entry.file, error.message, { cause: error });
    throw error;
  }
}
