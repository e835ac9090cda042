import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from './html.ts';
import { page, table } from './page.ts';
import { barChart, lineChart } from './plots.ts';
import { scaleOf } from './scale.ts';

const HOSTILE = `</td><script>alert("x")</script><img src=x onerror='y'>&`;

describe('markup', () => {
  it('escapes whatever is put in, once, and leaves its own alone', () => {
    const inner = html`<b>${'a < b'}</b>`;
    expect(html`<p title="${'"quoted"'}">${inner}${[1, inner]}${null}${false}</p>`.markup).toBe(
      '<p title="&quot;quoted&quot;"><b>a &lt; b</b>1<b>a &lt; b</b></p>',
    );
  });

  it('lets no text become a tag or leave its attribute, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        const back = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" } as const;
        expect(
          escaped.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => back[entity as keyof typeof back]),
        ).toBe(text);
      }),
    );
    const whole = page({
      title: HOSTILE,
      lead: HOSTILE,
      sections: [
        {
          heading: HOSTILE,
          body: [
            table({ caption: HOSTILE, columns: [HOSTILE, 'b'], rows: [[HOSTILE, 1]] }),
            barChart([{ name: HOSTILE, note: HOSTILE, value: 1 }], { title: HOSTILE, about: HOSTILE }),
            lineChart([{ name: HOSTILE, points: [{ x: 1, y: 1 }] }], {
              title: HOSTILE,
              x: { label: HOSTILE },
              y: { label: HOSTILE },
            }),
          ],
        },
      ],
    });
    expect(whole).not.toMatch(/<script|<img/);
  });
});

describe('a page', () => {
  it('needs nothing from anywhere', () => {
    const whole = page({ title: 'A', sections: [{ heading: 'B', body: html`<p>c</p>` }] });
    expect(whole).not.toMatch(/https?:|<link|<script|src=|url\(|@import/);
    expect(whole).toContain('prefers-color-scheme: dark');
    expect(whole).toMatch(/^<!doctype html>\n<html lang="en">/);
  });
});

describe('bars', () => {
  const widths = (markup: string) =>
    [...markup.matchAll(/class="(bar|whisker)" style="left:([\d.]+)%;width:([\d.]+)%/g)].map(
      ([, kind, left, width]) => [kind, Number(left), Number(width)],
    );

  it('are as long as their values, and their intervals end where they end', () => {
    const { markup } = barChart(
      [
        { name: 'a', value: 0.5, low: 0.4, high: 0.8 },
        { name: 'b', value: 0.2 },
      ],
      { title: 'T' },
    );
    expect(widths(markup)).toEqual([
      ['bar', 0, 62.5],
      ['whisker', 50, 50],
      ['bar', 0, 25],
    ]);
    expect(markup).toContain('0.400 to 0.800');
  });

  it('below zero go the other way', () => {
    const bars = [
      { name: 'a', value: -1 },
      { name: 'b', value: 3 },
    ];
    expect(widths(barChart(bars, { title: 'T' }).markup)).toEqual([
      ['bar', 0, 25],
      ['bar', 25, 75],
    ]);
  });

  it('that are unknown are said to be', () => {
    const { markup } = barChart([{ name: 'a', value: Number.NaN }], { title: 'T' });
    expect(markup).not.toContain('NaN');
    expect(widths(markup)).toEqual([]);
  });
});

describe('lines', () => {
  const axes = { x: { label: 'x' }, y: { label: 'y' } } as const;
  const path = (markup: string, i = 0) =>
    new RegExp(`<path class="(?:line|dots) c${i}" d="([^"]*)"`).exec(markup)?.[1];

  it('go from corner to corner', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 5, y: 10 },
      { x: 10, y: 5 },
    ];
    expect(path(lineChart([{ name: 'a', points }], { title: 'T', ...axes }).markup)).toBe(
      'M0 100L50 0L100 50',
    );
  });

  it('leave out what a log axis has no place for', () => {
    const points = [1, 0, 100, Number.NaN, 10_000].map((y, i) => ({ x: i, y }));
    const chart = lineChart([{ name: 'a', points }], {
      title: 'T',
      x: axes.x,
      y: { label: 'y', scale: 'log' },
    });
    expect(path(chart.markup)).toBe('M0 100L50 50L100 0');
  });

  it('hold finite places only, for any numbers', () => {
    const scale = fc.constantFrom('linear', 'log', 'time' as const);
    const number = fc.oneof(fc.double(), fc.double({ min: -1e9, max: 1e12 }), fc.constant(0));
    fc.assert(
      fc.property(fc.array(fc.record({ x: number, y: number })), scale, scale, (points, across, up) => {
        // Times outside what a Date can hold are nobody's.
        const bounded = points.filter(({ x, y }) => Math.abs(x) < 8e15 && Math.abs(y) < 8e15);
        const chart = lineChart([{ name: 'a', points: bounded }], {
          title: 'T',
          x: { label: 'x', scale: across as 'linear' },
          y: { label: 'y', scale: up as 'linear' },
        });
        expect(chart.markup).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { examples: [[[{ x: 0, y: -5e-324 }], 'linear', 'linear']] },
    );
  });
});

describe('scales', () => {
  const labels = (values: number[], kind: 'linear' | 'log' | 'time', zero = false) =>
    scaleOf(values, kind, { zero }).ticks.map(({ label }) => label);

  it('tick at round numbers', () => {
    expect(labels([0, 0.3], 'linear')).toEqual(['0', '0.1', '0.2', '0.3']);
    expect(labels([7, 43], 'linear', true)).toEqual(['0', '10', '20', '30', '40', '50']);
    expect(labels([3, 4_000], 'log')).toEqual(['1', '10', '100', '1,000', '10 k']);
  });

  it('tick at the first of months, or at years', () => {
    expect(labels([Date.UTC(2026, 0, 15), Date.UTC(2026, 4, 20)], 'time')).toEqual([
      'Feb 2026',
      'Mar 2026',
      'Apr 2026',
      'May 2026',
    ]);
    expect(labels([Date.UTC(2010, 11, 1), Date.UTC(2011, 11, 9)], 'time')).toEqual([
      'Jan 2011',
      'Apr 2011',
      'Jul 2011',
      'Oct 2011',
    ]);
    expect(labels([Date.UTC(2020, 5, 1), Date.UTC(2024, 5, 1)], 'time')).toEqual([
      '2021',
      '2022',
      '2023',
      '2024',
    ]);
    expect(labels([Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 3)], 'time')).toEqual(['1 Jan', '2 Jan', '3 Jan']);
  });

  it('put values where they belong', () => {
    const { share } = scaleOf([0, 10], 'linear');
    expect([share(0), share(5), share(10), share(99)]).toEqual([0, 0.5, 1, 1]);
  });
});
