/** The facets of a catalog's items and how common each is; both worked out once for a catalog. */
import type { Catalog } from '../catalog/item.ts';
import type { Facet } from '../history/event.ts';
import { attributeName, facetKey } from './facets.ts';

/** A facet with its key. */
export interface KeyedFacet {
  key: string;
  facet: Facet;
}

const known = new WeakMap<Catalog, KeyedFacet[][]>();

/** Every facet of an item, each once; worked out once for a catalog. */
export function facetsOf(catalog: Catalog, index: number): readonly KeyedFacet[] {
  let ofCatalog = known.get(catalog);
  if (ofCatalog === undefined) {
    ofCatalog = [];
    known.set(catalog, ofCatalog);
  }
  let facets = ofCatalog[index];
  if (facets === undefined) {
    const { department, kind, brand, attributes } = catalog.items[index];
    const all: Facet[] = [
      { of: 'department', name: department },
      { of: 'kind', name: kind },
      { of: 'brand', name: brand },
    ];
    for (const [name, value] of Object.entries(attributes)) {
      all.push({ of: 'attribute', name: value === '' ? '' : attributeName(name, value) });
    }
    facets = all.filter(({ name }) => name !== '').map((facet) => ({ key: facetKey(facet), facet }));
    ofCatalog[index] = facets;
  }
  return facets;
}

const shared = new WeakMap<Catalog, Map<string, number>>();

/** Of a catalog's items, the share that has each facet, by `facetKey`. */
export function facetShares(catalog: Catalog): Map<string, number> {
  let shares = shared.get(catalog);
  if (shares === undefined) {
    shares = new Map();
    for (let i = 0; i < catalog.items.length; i++) {
      for (const { key } of facetsOf(catalog, i)) {
        shares.set(key, (shares.get(key) ?? 0) + 1 / catalog.items.length);
      }
    }
    shared.set(catalog, shares);
  }
  return shares;
}
