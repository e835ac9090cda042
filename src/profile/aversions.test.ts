/** What is turned down is named only where there is enough of it, and not against what is liked. */
import { describe, expect, it } from 'vitest';
import { done, understood } from './test-history.ts';

const kindsAgainst = (past: Parameters<typeof understood>[0]) =>
  understood(past)
    .aversions.filter(({ facet }) => facet.of === 'kind')
    .map(({ facet }) => facet.name);

describe('aversions', () => {
  it('come of hides, low stars, words, baskets emptied, pages left at once and things passed over', () => {
    const shown = [1, 2, 3, 4].map((hours) => done('view_item_list', -1, hours / 24, { seen: [30, 31] }));
    const { against } = understood([
      done('hide', 24),
      done('rate', 25, 0, { rating: 1 }),
      done('less_like_this', 26),
      done('add_to_cart', 27, 0.2),
      done('remove_from_cart', 27, 0.1),
      done('view_item', 28, 0.1),
      done('user_engagement', 28, 0.09, { engaged: 1_200 }),
      ...shown,
    ]);
    expect(against.map(({ item, signs }) => [item, signs])).toEqual([
      [24, ['hidden']],
      [25, ['disliked']],
      [26, ['less']],
      [27, ['removed']],
      [28, ['bounced']],
      [30, ['passed']],
      [31, ['passed']],
    ]);
  });

  it('are none where the thing was wanted after all', () => {
    const { against } = understood([
      done('add_to_cart', 27, 0.3),
      done('remove_from_cart', 27, 0.2),
      done('add_to_cart', 27, 0.1),
      done('add_to_wishlist', 28, 0.2),
      done('user_engagement', 28, 0.1, { engaged: 500 }),
      ...[1, 2, 3, 4].map((hours) => done('view_item_list', -1, hours / 24, { seen: [30] })),
      done('view_item', 30, 0),
    ]);
    expect(against).toEqual([]);
  });

  it('name what several things turned down share', () => {
    expect(kindsAgainst([24, 25, 26].map((item) => done('hide', item)))).toEqual(['Kitchen kind 0']);
    expect(kindsAgainst([24, 25].map((item) => done('hide', item)))).toEqual([]);
    const three = [24, 25, 26].map((item) => done('hide', item));
    const liked = [27, 28].map((item) => done('purchase', item, 0, { order: 'a' }));
    expect(kindsAgainst([...three, ...liked])).toEqual([]);
  });

  it('are not guessed where the visitor said what they want', () => {
    const three = [24, 25, 26].map((item) => done('hide', item));
    const facet = { of: 'kind', name: 'Kitchen kind 0' } as const;
    expect(kindsAgainst([...three, done('more_like_this', -1, 0, { facet })])).toEqual([]);
  });

  it('never name what could tell who somebody is', () => {
    const past = [0, 2, 4, 6, 8, 10, 12].map((item) => done('hide', item));
    const names = understood(past).aversions.map(({ facet }) => facet.name);
    expect(names.filter((name) => /cut|diet|vegan|women/.test(name))).toEqual([]);
    expect(names).toContain('Outdoors');
  });
});
