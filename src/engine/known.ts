/**
 * What is known of the visitor, in words: events as lines of a diary, interests as a sentence. Pure.
 */
import type { EventType, HistoryEvent } from '../history/event.ts';
import type { Interest, Profile } from '../profile/profile.ts';
import type { KnownEvent, KnownInterest } from './recommender.ts';
import type { Shop } from './shop.ts';

const DID: Record<EventType, string> = {
  view_item: 'Viewed',
  select_item: 'Opened',
  search: 'Searched for',
  add_to_cart: 'Put in the basket',
  remove_from_cart: 'Took out of the basket',
  add_to_wishlist: 'Saved',
  purchase: 'Bought',
  rate: 'Rated',
  hide: 'Not interested in',
  more_like_this: 'Asked for more like',
  less_like_this: 'Asked for less like',
  view_item_list: 'Was shown',
  user_engagement: 'Looked closely at',
};

export function inWords(event: HistoryEvent, shop: Shop): KnownEvent {
  const index = event.itemId === undefined ? undefined : shop.indexOf.get(event.itemId);
  const title =
    event.type === 'search'
      ? `“${event.query}”`
      : index === undefined
        ? 'something no longer sold'
        : shop.item(index).title;
  const rated = event.rating === undefined ? '' : ` ${event.rating} of 5`;
  return { event, title, what: `${DID[event.type]}${event.type === 'rate' ? rated : ''}` };
}

/** Each interest with the events of its items, of every type: without them it would not be there. */
export function withEvents(
  interests: readonly Interest[],
  events: readonly HistoryEvent[],
  shop: Shop,
): KnownInterest[] {
  const ofItem = new Map<number, string[]>();
  for (const { id, itemId } of events) {
    const index = itemId === undefined ? undefined : shop.indexOf.get(itemId);
    if (index === undefined) continue;
    const ids = ofItem.get(index);
    if (ids) ids.push(id);
    else ofItem.set(index, [id]);
  }
  return interests.map((interest) => ({
    ...interest,
    eventIds: interest.items.flatMap((index) => ofItem.get(index) ?? []),
  }));
}

/** Interests below this share are left unsaid: one look at a thing is not a taste. */
const WORTH_SAYING = 0.15;

/** "So far mostly Outdoors and Kitchen, above all tents and boots. You have ordered twice." */
export function summary(profile: Profile): string {
  const names = (of: Interest['of'], most: number) =>
    profile.interests
      .filter((interest) => interest.of === of && interest.share >= WORTH_SAYING)
      .slice(0, most)
      .map((interest) => interest.name);
  const departments = names('department', 2);
  if (departments.length === 0) return '';
  const kinds = names('kind', 2).map((kind) => kind.charAt(0).toLowerCase() + kind.slice(1));
  const above = kinds.length > 0 ? `, above all ${join(kinds)}` : '';
  const ordered = ['', ' You have ordered once.', ' You have ordered twice.'][profile.orders];
  return `So far mostly ${join(departments)}${above}.${ordered ?? ` You have ordered ${profile.orders} times.`}`;
}

function join(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
