/**
 * How well requests are understood: precision and recall of their parts over the judged requests of the demo shop, and
 * whether what is demanded leaves a qualifying thing in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DepartmentSource, demoShop } from '../catalog/demo.ts';
import { type JudgedRequest, judgeParts, meanStars, qualifyingItems } from './judged/judged.ts';
import { buildLexicon } from './lexicon.ts';
import { qualify } from './qualify.ts';
import { understand } from './understand.ts';

const folder = new URL('../catalog/demo/', import.meta.url);
const { catalog } = demoShop(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): DepartmentSource => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
);
const requests: JudgedRequest[] = JSON.parse(
  readFileSync(new URL('./judged/requests.json', import.meta.url), 'utf8'),
);
const lexicon = buildLexicon(catalog);
const stars = meanStars(catalog);
const readings = requests.map((request) => ({
  request,
  understood: understand(request.ask, lexicon, { beside: request.beside ?? null }),
}));

/** Parts that are allowed and not demanded count for neither. */
const PRECISION = 0.97;
const RECALL = 0.93;
/** Chips that are right, of all that are seen, the allowed ones too. */
const FIT_TO_BE_SEEN = 0.97;
/** Requests after which at least one thing that qualifies is left. */
const LEFT = 0.97;

describe('the judged requests', () => {
  it('are understood', () => {
    let demanded = 0;
    let missing = 0;
    let read = 0;
    let seen = 0;
    let wrong = 0;
    for (const { request, understood } of readings) {
      const ids = understood.parts.map(({ id }) => id);
      const judged = judgeParts(request, ids);
      demanded += request.understand.length;
      missing += judged.missing.length;
      wrong += judged.wrong.length;
      seen += ids.length;
      read += request.understand.length - judged.missing.length + judged.wrong.length;
    }
    const precision = 1 - wrong / read;
    const recall = 1 - missing / demanded;
    const share = (n: number) => n.toFixed(3);
    console.info(
      `${requests.length} requests: precision ${share(precision)}, recall ${share(recall)}; of ${seen} parts ${wrong} wrong`,
    );
    expect(requests.length).toBeGreaterThanOrEqual(150);
    expect(precision).toBeGreaterThanOrEqual(PRECISION);
    expect(recall).toBeGreaterThanOrEqual(RECALL);
    expect(1 - wrong / seen).toBeGreaterThanOrEqual(FIT_TO_BE_SEEN);
  });

  it('are given the order they ask for', () => {
    for (const { request, understood } of readings)
      if (request.sort !== undefined) expect(understood.sort, request.ask).toBe(request.sort);
  });

  it('leave in what qualifies', () => {
    const ratings = (item: number) => {
      const mean = stars.get(catalog.items[item].id);
      return mean === undefined ? null : { mean, count: 1 };
    };
    const left = readings.filter(({ request, understood }) => {
      const { accept } = qualify(understood, catalog, ratings);
      const right = new Set(qualifyingItems(request, catalog));
      return right.size === 0 || catalog.items.some((item, i) => right.has(item) && accept(i));
    });
    expect(left.length / readings.length).toBeGreaterThanOrEqual(LEFT);
  });
});
