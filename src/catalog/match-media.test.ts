import { describe, expect, it } from 'vitest';
import { linkedName, matchMedia } from './match-media.ts';

const items = (...ids: string[]) => ids.map((id) => ({ id }));
const files = (...names: string[]) => names.map((name) => ({ name }));
const names = (list: readonly ({ name: string } | null)[]) => list.map((file) => file?.name ?? null);

describe('matchMedia', () => {
  it('goes by the name that the feed links to, then by the id', () => {
    const links = new Map([
      ['a', { image: 'Front.JPG' }],
      ['b', { image: 'gone.png' }],
    ]);
    const { pictures, recordings, unused } = matchMedia(
      items('a', 'b', 'c', 'd'),
      links,
      files('shots/front.jpg', 'b.webp', 'a.png', 'c.mp3', 'readme.txt'),
    );
    expect(names(pictures)).toEqual(['shots/front.jpg', 'b.webp', null, null]);
    expect(names(recordings)).toEqual([null, null, 'c.mp3', null]);
    expect(names(unused)).toEqual(['a.png', 'readme.txt']);
  });

  it('takes another ending of the same name, but the right one where there are both', () => {
    const links = new Map([['a', { image: 'mug.png' }]]);
    expect(names(matchMedia(items('a'), links, files('mug.webp')).pictures)).toEqual(['mug.webp']);
    expect(names(matchMedia(items('a'), links, files('mug.webp', 'mug.png')).pictures)).toEqual(['mug.png']);
  });

  it('finds ids with points, slashes and accents under the names that systems give them', () => {
    const { pictures } = matchMedia(
      items('v1.25', 'a/b', 'caf\u00e9'),
      new Map(),
      files('V1.25.jpg', 'a_b.jpg', 'cafe\u0301.jpg'),
    );
    expect(names(pictures)).toEqual(['V1.25.jpg', 'a_b.jpg', 'cafe\u0301.jpg']);
  });

  it('lets items share a picture', () => {
    const links = new Map([
      ['a', { image: 'x.png' }],
      ['b', { image: 'x.png' }],
    ]);
    expect(names(matchMedia(items('a', 'b'), links, files('x.png')).pictures)).toEqual(['x.png', 'x.png']);
  });
});

it.each([
  ['https://shop.example/p/mug%20red.jpg?v=2#x', 'mug red.jpg'],
  ['/art/mug.svg', 'mug.svg'],
  ['mug.png', 'mug.png'],
  ['https://shop.example/', ''],
  ['100%.png', '100%.png'],
])('linkedName of %s', (address, name) => {
  expect(linkedName(address)).toBe(name);
});
