/** Comparison tables: what differs in rows, what is shared in a line, what isn't said as such. */
import { expect, it } from 'vitest';
import type { Item } from '../../catalog/item.ts';
import { compareItems } from './compare.ts';
import type { Cell } from './turn.ts';
import type { AspectCount, World } from './world.ts';

const item = (id: string, of: Partial<Item>): Item => ({
  id,
  title: id,
  line: '',
  description: '',
  price: 10,
  brand: 'Madder House',
  department: 'Home',
  kind: 'Lamps',
  attributes: {},
  tags: [],
  image: null,
  tint: 'sage',
  available: true,
  ...of,
});

const items = [
  item('a', { price: 10, attributes: { colour: 'red', material: 'brass', room: 'study' } }),
  item('b', { price: null, attributes: { colour: 'blue', material: 'brass' } }),
  item('c', { price: 30, brand: 'Northfell', attributes: { material: 'brass', power: 'mains' } }),
];
const aspects: AspectCount[][] = [[{ aspect: 'switch', praise: 4, complaints: 0 }], [], []];
const world = {
  items,
  rating: (at: number) => [{ mean: 4.5, count: 2 }, null, { mean: 3, count: 1 }][at],
  aspects: (at: number) => aspects[at],
} as unknown as World;

const values = (cells: Cell[]) =>
  cells.map((cell) => (cell?.of === 'item' ? cell.value : (cell?.of ?? null)));
const table = (...at: number[]) => {
  const { rows, shared } = compareItems(at, world);
  return {
    rows: rows.map(({ name, cells }) => [name, ...values(cells)]),
    shared: shared.map(({ name }) => name),
  };
};

it('of two', () => {
  expect(table(0, 1)).toEqual({
    rows: [
      ['price', 10, null],
      ['stars', 4.5, null],
      ['colour', 'red', 'blue'],
      ['room', 'study', null],
      ['switch', 'aspect', null],
    ],
    shared: ['kind', 'brand', 'material'],
  });
});

it('of three', () => {
  expect(table(0, 1, 2)).toEqual({
    rows: [
      ['price', 10, null, 30],
      ['stars', 4.5, null, 3],
      ['brand', 'Madder House', 'Madder House', 'Northfell'],
      ['colour', 'red', 'blue', null],
      ['room', 'study', null, null],
      ['power', null, null, 'mains'],
      ['switch', 'aspect', null, null],
    ],
    shared: ['kind', 'material'],
  });
});

it('leaves out rows of which nothing is known', () => {
  const bare = [
    item('x', { price: null, brand: '', kind: '' }),
    item('y', { price: null, brand: '', kind: '' }),
  ];
  const plain = { items: bare, rating: () => null, aspects: () => [] } as unknown as World;
  expect(compareItems([0, 1], plain)).toEqual({ itemIds: ['x', 'y'], rows: [], shared: [] });
});
