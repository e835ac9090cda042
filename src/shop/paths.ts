/** Addresses of pages that are about something. */

/** Where an item lives. */
export function itemPath(id: string): string {
  return `/item/${encodeURIComponent(id)}`;
}

/** Where a search can be gone back to, and shared. */
export function searchPath(query: string): string {
  return `/search?${new URLSearchParams({ q: query })}`;
}
