/** Addresses of pages that are about something. */

/** Where an item lives. */
export function itemPath(id: string): string {
  return `/item/${encodeURIComponent(id)}`;
}

/** What is searched for: all that `/search` has in its address but what narrows the list. */
export interface Search {
  query: string;
  /** Ids of parts of the request that were taken back. */
  dropped: string[];
  /** Id of the item that was in view when the search began. */
  beside: string | null;
  /** Name of the visitor's picture among `own-pictures.ts`. */
  picture: string | null;
  /** A colour, six hexadecimal digits. */
  shade: string | null;
}

const SHADE = /^[0-9a-f]{6}$/;

export function searchFrom(search: string): Search {
  const params = new URLSearchParams(search);
  return {
    query: (params.get('q') ?? '').trim(),
    dropped: [...new Set(params.getAll('not-asked').filter((id) => id !== ''))],
    beside: params.get('beside') || null,
    picture: params.get('picture') || null,
    shade: SHADE.exec(params.get('shade')?.toLowerCase() ?? '')?.[0] ?? null,
  };
}

/** Where a search can be gone back to, and shared; the inverse of `searchFrom`. */
export function searchPath(
  query: string,
  { dropped = [], beside = null, picture = null, shade = null }: Partial<Search> = {},
): string {
  const params = new URLSearchParams({ q: query });
  if (picture !== null) params.set('picture', picture);
  if (shade !== null) params.set('shade', shade);
  if (beside !== null) params.set('beside', beside);
  for (const id of dropped) params.append('not-asked', id);
  return `/search?${params}`;
}
