/** Is a shop's map drawn once, told to all who wait, cancellable, and there without vectors, too? */
import { describe, expect, it, vi } from 'vitest';
import type { Item } from '../catalog/item.ts';
import type { MapProgress } from './recommender.ts';
import type { Shop } from './shop.ts';
import { MapCancelled, type OnStep, type Projector, TasteMaps } from './taste-map.ts';

const item = (id: string, department: string, kind = ''): Item => ({
  id,
  title: `The ${id}`,
  line: '',
  description: '',
  price: 1,
  brand: '',
  department,
  kind,
  attributes: {},
  tags: [],
  image: null,
  tint: 'sage',
  available: true,
});

/** A shop of four things in two departments. */
function shopOf(items: Item[], dimensions = 2): Shop {
  const departments = [...new Set(items.map(({ department }) => department))].map((name) => ({ name }));
  return {
    catalog: { id: 'test', items, departments },
    pack: {
      vectors: new Float32Array(items.length * dimensions).fill(1),
      manifest: { encoder: { dimensions } },
    },
  } as unknown as Shop;
}

const four = [item('a', 'Desk', 'Pens'), item('b', 'Desk', 'Pens'), item('c', 'Pets'), item('d', 'Pets')];

/** A projector whose steps and end a test decides. */
function byHand() {
  let step: OnStep = () => {};
  let finish: (positions: Float32Array) => void = () => {};
  let fail: (reason: Error) => void = () => {};
  const projector = {
    project: vi.fn((_vectors: Float32Array, _d: number, onStep: OnStep) => {
      step = onStep;
      return new Promise<Float32Array>((resolve, reject) => {
        finish = resolve;
        fail = reject;
      });
    }),
    cancel: vi.fn(() => fail(new MapCancelled())),
  } satisfies Projector;
  return {
    projector,
    step: (...values: Parameters<OnStep>) => step(...values),
    finish: () => finish(Float32Array.from([0, 0, 0.1, 0, 1, 1, 0.9, 1])),
  };
}

describe('the taste map', () => {
  it('is drawn once, and everybody who waits hears of it', async () => {
    const { projector, step, finish } = byHand();
    const maps = new TasteMaps(projector, () => 0);
    const shop = shopOf(four);
    const heard: MapProgress[][] = [[], []];
    const both = heard.map((list) => maps.of(shop, (progress) => list.push(progress)));
    const positions = new Float32Array(8);
    step(0.5, positions);
    finish();
    const [first, second] = await Promise.all(both);
    expect(second).toBe(first);
    expect(await maps.of(shop, () => {})).toBe(first);
    expect(projector.project).toHaveBeenCalledTimes(1);
    for (const list of heard) expect(list).toMatchObject([{ done: 0.5, total: 1, positions }]);
    expect(first).toMatchObject({
      shop: 'test',
      ids: ['a', 'b', 'c', 'd'],
      departments: ['Desk', 'Pets'],
      by: 'meaning',
    });
    expect([...first.departmentOf]).toEqual([0, 0, 1, 1]);
    expect(first.regions.map(({ name }) => name)).toEqual(['Desk', 'Pets', 'Pens']);
  });

  it('estimates what remains from what is done', async () => {
    let now = 0;
    const { projector, step, finish } = byHand();
    const seconds: (number | null)[] = [];
    const map = new TasteMaps(projector, () => now).of(shopOf(four), ({ remaining }) =>
      seconds.push(remaining),
    );
    now = 1000;
    step(0.05, null);
    now = 4000;
    step(0.8, null);
    finish();
    await map;
    expect(seconds[0]).toBeNull();
    expect(seconds[1]).toBeCloseTo(1);
  });

  it('can be cancelled, and begun again', async () => {
    const { projector, finish } = byHand();
    const maps = new TasteMaps(projector, () => 0);
    const shop = shopOf(four);
    const cancelled = maps.of(shop, () => {});
    maps.cancel();
    await expect(cancelled).rejects.toThrow(MapCancelled);
    const again = maps.of(shop, () => {});
    finish();
    expect((await again).ids).toHaveLength(4);
    maps.cancel();
    expect(await maps.of(shop, () => {})).toBe(await again);
    expect(projector.project).toHaveBeenCalledTimes(2);
  });

  it('is not kept where it failed', async () => {
    const project = vi
      .fn<Projector['project']>()
      .mockRejectedValueOnce(new Error('out of memory'))
      .mockResolvedValueOnce(new Float32Array(8));
    const maps = new TasteMaps({ project, cancel: () => {} }, () => 0);
    const shop = shopOf(four);
    await expect(maps.of(shop, () => {})).rejects.toThrow('out of memory');
    expect((await maps.of(shop, () => {})).ids).toHaveLength(4);
  });

  it('of another shop takes the place of one that is being drawn', async () => {
    const { projector, finish } = byHand();
    const maps = new TasteMaps(projector, () => 0);
    const first = maps.of(shopOf(four), () => {});
    const second = maps.of(shopOf(four), () => {});
    await expect(first).rejects.toThrow(MapCancelled);
    finish();
    expect((await second).ids).toHaveLength(4);
  });

  it('without vectors, stands by department: finite, inside the square, departments apart', async () => {
    const { projector } = byHand();
    const items = Array.from({ length: 60 }, (_, i) =>
      item(`i${i}`, i % 3 === 0 ? 'Desk' : 'Pets', `k${i % 4}`),
    );
    const map = await new TasteMaps(projector, () => 0).of(shopOf(items, 0), () => {});
    expect(projector.project).not.toHaveBeenCalled();
    expect(map.by).toBe('department');
    expect(map.positions).toHaveLength(120);
    expect(map.positions.every((value) => value >= 0 && value <= 1)).toBe(true);
    const [pets, desk] = map.regions;
    expect(Math.hypot(pets.x - desk.x, pets.y - desk.y)).toBeGreaterThan(0.15);
  });
});
