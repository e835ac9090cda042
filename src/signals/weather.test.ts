import { expect, test } from 'vitest';
import { WEATHERS } from '../profile/preferences.ts';
import { weatherText } from '../profile/weather.ts';
import { weatherFit } from './weather.ts';

test('each weather has words of its own', () => {
  expect(new Set(WEATHERS.map(weatherText)).size).toBe(WEATHERS.length);
});

test('scores by likeness, standardised over the catalog', () => {
  const vectors = Float32Array.of(1, 0, 0.6, 0.8, 0, 1, -1, 0);
  const out = new Float32Array(4);
  expect(weatherFit([1, 0], vectors, out)).toBe(true);
  const products = [1, 0.6, 0, -1];
  const deviation = Math.sqrt(products.reduce((sum, x) => sum + (x - 0.15) ** 2, 0) / 4);
  products.forEach((product, item) => {
    expect(out[item]).toBeCloseTo(Math.asinh((product - 0.15) / deviation), 5);
  });
});

test('has nothing to say without vectors, of another encoder, or where all texts are alike', () => {
  const out = Float32Array.of(5, 5);
  expect(weatherFit([1, 0], new Float32Array(0), out)).toBe(false);
  expect([...out]).toEqual([0, 0]);
  expect(weatherFit([1, 0, 0], Float32Array.of(1, 0, 0, 1), out)).toBe(false);
  expect(weatherFit([1, 0], Float32Array.of(0.6, 0.8, 0.6, 0.8), out)).toBe(false);
  expect([...out]).toEqual([0, 0]);
});
