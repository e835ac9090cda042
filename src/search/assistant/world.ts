/**
 * What the assistant knows of the shop, as a port: the engine lends the real one, tests a smaller one. Everything here
 * answers at once and the same way every time; the assistant has no other source of facts.
 */
import type { Item } from '../../catalog/item.ts';
import type { Part, Understood } from '../request.ts';

export interface Hit {
  /** Index into `World.items`. */
  item: number;
  /** Higher is likelier to be what was meant; only differences within one list mean anything. */
  score: number;
}

export interface Found {
  /** Best first, at most as many as were asked for. */
  hits: Hit[];
  /** How many qualify in all. */
  total: number;
  /** Words of the wish that nothing here has: it was looked for without them. */
  unknown: string[];
}

/** What reviews of an item say of one of its sides. */
export interface AspectCount {
  /** "zip", "warmth": in the reviewers' word. */
  aspect: string;
  praise: number;
  complaints: number;
}

export interface World {
  readonly items: readonly Item[];
  indexOf(id: string): number | undefined;
  /** @param options.beside id of the item that "this" and "it" stand for */
  understand(text: string, options: { dropped: readonly string[]; beside: string | null }): Understood;
  /** What meets every part that must be met, ranked for this visitor. What they hid is never among it. */
  find(request: Understood, limit: number): Found;
  meets(item: number, part: Part): boolean;
  /** Mean stars; null without reviews. */
  rating(item: number): { mean: number; count: number } | null;
  /** Most spoken of first; none where reviews say nothing of any side. */
  aspects(item: number): AspectCount[];
  /** Alike, most first; without the item itself. */
  similar(item: number, limit: number): Hit[];
  /** Bought with it, most often first. */
  together(item: number, limit: number): Hit[];
  /** Sentences on why the visitor's own history speaks for it; none where it doesn't. */
  reasons(item: number): string[];
}
