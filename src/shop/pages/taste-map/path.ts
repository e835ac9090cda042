/** The visitor's way over the map: what they did, as steps from item to item. Pure. */
import type { KnownEvent, KnownInterest } from '../../../engine/recommender.ts';
import type { EventType } from '../../../history/event.ts';
import type { Text } from '../../../messages/texts.ts';

/** Going to a thing and what was done with it there; several events on end about one item are one step. */
export interface PathStep {
  /** Index into the map's items. */
  item: number;
  /** Epoch ms of its newest event. */
  at: number;
  /** "Viewed, saved". */
  what: string;
}

/** What was merely shown, taken away or hidden leads nowhere. */
const LEADS: ReadonlySet<EventType> = new Set<EventType>([
  'view_item',
  'select_item',
  'add_to_cart',
  'add_to_wishlist',
  'purchase',
  'rate',
  'review',
  'more_like_this',
]);

/**
 * @param events newest first, as the engine tells them
 * @param indexOf of an item's id; events of others are left out
 * @returns oldest first
 */
export function pathOf(
  text: Text<'map'>,
  events: readonly KnownEvent[],
  indexOf: ReadonlyMap<string, number>,
): PathStep[] {
  const steps: (PathStep & { doings: Set<string> })[] = [];
  for (const { event, what } of events.toReversed()) {
    const item = event.itemId === undefined ? undefined : indexOf.get(event.itemId);
    if (item === undefined || !LEADS.has(event.type)) continue;
    let step = steps.at(-1);
    if (step?.item !== item) {
      step = { item, at: event.at, what: '', doings: new Set() };
      steps.push(step);
    }
    step.at = Math.max(step.at, event.at);
    // A card that was opened is a page that was viewed.
    if (event.type !== 'select_item') step.doings.add(what);
  }
  return steps.map(({ doings, ...step }) => ({ ...step, what: sentenceOf(text, [...doings]) }));
}

function sentenceOf(
  text: Text<'map'>,
  [first = text('map.path.opened'), ...rest]: readonly string[],
): string {
  return rest.reduce(
    (before, doing) => text('map.path.and', { before, next: doing.charAt(0).toLowerCase() + doing.slice(1) }),
    first,
  );
}

/** Of each step, how strongly it is drawn, 0 to 1: the newest fully, each before it a seventh less, none quite gone. */
export function strengths(steps: number): Float32Array {
  return Float32Array.from({ length: steps }, (_, i) => Math.max(0.06, (6 / 7) ** (steps - 1 - i)));
}

/** How strongly an interest lies on each of its items, 0 to 1, largest of all interests that name it. */
export function warmth(interests: readonly KnownInterest[], items: number): Map<number, number> {
  const warm = new Map<number, number>();
  const strongest = Math.max(...interests.map(({ share }) => share), 1e-9);
  for (const { share, items: its } of interests) {
    for (const item of its) {
      if (item < items) warm.set(item, Math.max(warm.get(item) ?? 0, share / strongest));
    }
  }
  return warm;
}
