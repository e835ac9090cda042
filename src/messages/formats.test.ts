import { expect, test } from 'vitest';
import { formatsOf } from './formats.ts';

const en = formatsOf('en-GB');
const zh = formatsOf('zh-CN');

test('writes money as each language does, whole amounts without pence', () => {
  expect([en.price(148, 'GBP'), en.price(4.5, 'GBP'), en.price(1148, 'CNY')]).toEqual([
    '£148',
    '£4.50',
    '¥1,148',
  ]);
  expect([zh.price(148, 'GBP'), zh.price(4.5, 'GBP'), zh.price(1148, 'CNY')]).toEqual([
    '£148',
    '£4.50',
    '¥1,148',
  ]);
  expect(formatsOf('de').price(4.5, 'EUR')).toBe('4,50\u00a0€');
});

test('a currency that is none is a plain number', () => {
  expect([en.price(3, 'coins'), en.price(3.5, '')]).toEqual(['3', '3.50']);
});

test('writes numbers, shares and signs', () => {
  expect([en.number(1012), en.number(4.25), en.fixed(4, 1)]).toEqual(['1,012', '4.3', '4.0']);
  expect([en.signed(0.254), en.signed(-1.2), en.signed(0)]).toEqual(['+0.25', '-1.20', '0.00']);
  expect([en.percent(0.254), en.megabytes(12_540_000)]).toEqual(['25%', '12.5 MB']);
});

test('says how long ago', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const ago = (minutes: number) => [en.ago(now - minutes * 60_000, now), zh.ago(now - minutes * 60_000, now)];
  expect(ago(0)).toEqual([null, null]);
  expect(ago(12)).toEqual(['12 minutes ago', '12分钟前']);
  expect(ago(120)).toEqual(['2 hours ago', '2小时前']);
  expect(ago(60 * 24)).toEqual(['yesterday', '昨天']);
});

test('lists things', () => {
  expect(en.list(['tea', 'cake', 'jam'])).toBe('tea, cake and jam');
  expect(zh.list(['茶', '蛋糕', '果酱'])).toBe('茶、蛋糕和果酱');
  expect(zh.list(['茶', '蛋糕'], 'disjunction')).toBe('茶或蛋糕');
});

test('writes a span of dates', () => {
  const span = [Date.UTC(2025, 0, 15), Date.UTC(2026, 2, 15)] as const;
  expect(en.dates(...span, { month: 'short', year: 'numeric' })).toMatch(/^Jan 2025\s–\sMar 2026$/);
  expect(zh.dates(...span, { month: 'short', year: 'numeric' })).toMatch(/^2025\/1\s–\s2026\/3$/);
});
