/** The shop of senses: pictures show what they should, recordings sound so, texts tell neither, and buyers differ. */
import { describe, expect, it } from 'vitest';
import { itemText } from '../../catalog/item.ts';
import { seeded } from '../random.ts';
import { type BUYERS, sensesOrders, sensesShop } from './senses.ts';
import { drawPicture } from './senses-pictures.ts';
import { playClip } from './senses-sounds.ts';

const shop = sensesShop({ items: 400, seed: 3 });
const until = Date.UTC(2026, 5, 1);

describe('the shop of senses', () => {
  it('is the same for the same seed, and another for another', () => {
    const again = sensesShop({ items: 400, seed: 3 });
    expect(again.catalog).toEqual(shop.catalog);
    expect(again.things).toEqual(shop.things);
    const pictured = shop.things.findIndex(({ hasPicture }) => hasPicture);
    expect(again.picture(pictured)).toEqual(shop.picture(pictured));
    expect(sensesShop({ items: 400, seed: 4 }).things).not.toEqual(shop.things);
  });

  it('has music in a quarter, and lacks some pictures and recordings', () => {
    const music = shop.catalog.items.filter(({ department }) => department === 'Music');
    expect(music).toHaveLength(100);
    const lacking = (what: 'hasPicture' | 'hasRecording', of: readonly (typeof shop.things)[number][]) =>
      of.filter((thing) => !thing[what]).length / of.length;
    expect(lacking('hasPicture', shop.things)).toBeGreaterThan(0.04);
    expect(lacking('hasPicture', shop.things)).toBeLessThan(0.2);
    const albums = shop.things.filter(({ sound }) => sound !== null);
    expect(lacking('hasRecording', albums)).toBeLessThan(0.25);
    shop.things.forEach(({ hasPicture, hasRecording, sound }, item) => {
      if (item < 40) expect(shop.picture(item) !== null).toBe(hasPicture);
      if (item < 40) expect(shop.clip(item) !== null).toBe(hasRecording);
      if (hasRecording) expect(sound).not.toBeNull();
    });
  });

  it('tells neither look nor sound in words', () => {
    for (const item of shop.catalog.items) {
      expect(itemText(item)).not.toMatch(
        /\b(red|green|blue|yellow|striped?|dots?|plain|fast|slow|bright|minor|major)\b/i,
      );
    }
  });

  it('draws the hue and the pattern', () => {
    const look = { shape: 2, hue: 0, pattern: 'plain', lightness: 0.5 } as const;
    const { data, width, height } = drawPicture(look, seeded(1));
    const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4;
    // Red, on paper.
    expect(data[middle]).toBeGreaterThan(data[middle + 1] + 80);
    expect(Math.abs(data[0] - data[2])).toBeLessThan(60);
    const edges = (pattern: 'plain' | 'stripes') => {
      const { data } = drawPicture({ ...look, pattern }, seeded(1));
      let count = 0;
      for (let at = 4; at < data.length; at += 4) count += Number(Math.abs(data[at + 1] - data[at - 3]) > 60);
      return count;
    };
    expect(edges('stripes')).toBeGreaterThan(2 * edges('plain'));
  });

  it('plays the beat, and overtones where it is bright', () => {
    const crossings = (bright: boolean) => {
      const { samples } = playClip({ tempo: 104, bright, major: true }, seeded(2));
      let count = 0;
      let power = 0;
      for (let i = 1; i < samples.length; i++) {
        count += (samples[i] - samples[i - 1]) ** 2;
        power += samples[i] ** 2;
      }
      return count / power;
    };
    expect(crossings(true)).toBeGreaterThan(2 * crossings(false));
    const { samples, sampleRate } = playClip({ tempo: 120, bright: false, major: true }, seeded(2));
    const loud = (second: number) => {
      const from = Math.round(second * sampleRate);
      return samples.subarray(from, from + 160).reduce((sum, value) => sum + Math.abs(value), 0);
    };
    for (const beat of [0, 0.5, 1, 1.5]) expect(loud(beat)).toBeGreaterThan(loud(beat + 0.4));
    expect(samples.every((value) => Math.abs(value) <= 1)).toBe(true);
  });

  it('sells to people who go by different senses, and nobody anything twice', () => {
    const { log, kinds } = sensesOrders(shop, { buyers: 300, seed: 5, until });
    expect(sensesOrders(shop, { buyers: 300, seed: 5, until }).log).toEqual(log);
    const taken = new Map<number, number[]>();
    for (let e = 0; e < log.item.length; e++) {
      taken.set(log.user[e], [...(taken.get(log.user[e]) ?? []), log.item[e]]);
      expect(log.at[e]).toBeLessThanOrEqual(until);
    }
    for (const items of taken.values()) expect(new Set(items).size).toBe(items.length);
    /** How alike what one person took is, against what two strangers took. */
    const alike = (kind: (typeof BUYERS)[number], same: (a: number, b: number) => boolean | null) => {
      const pairs = { own: [0, 0], others: [0, 0] };
      const people = [...taken].filter(([user]) => kinds[user] === kind).map(([, items]) => items);
      people.forEach((items, person) => {
        const stranger = people[(person + 1) % people.length];
        for (const a of items) {
          for (const [which, b] of [
            ...items.filter((other) => other > a).map((other) => ['own', other] as const),
            ...stranger.map((other) => ['others', other] as const),
          ]) {
            const is = same(a, b);
            if (is === null) continue;
            pairs[which][0] += Number(is);
            pairs[which][1]++;
          }
        }
      });
      return pairs.own[0] / pairs.own[1] / (pairs.others[0] / pairs.others[1]);
    };
    const { things } = shop;
    const subject = (a: number, b: number) => things[a].subject === things[b].subject;
    const hue = (a: number, b: number) =>
      Math.cos(((things[a].look.hue - things[b].look.hue) * Math.PI) / 180) > 0.87;
    const sound = (a: number, b: number) => {
      const [one, other] = [things[a].sound, things[b].sound];
      return one === null || other === null ? null : Math.abs(one.tempo / other.tempo - 1) < 0.15;
    };
    expect(alike('by topic', subject)).toBeGreaterThan(1.8);
    expect(alike('by looks', hue)).toBeGreaterThan(1.5);
    expect(alike('music by sound', sound)).toBeGreaterThan(1.3);
    expect(alike('by topic', hue)).toBeLessThan(1.3);
    expect(alike('by looks', subject)).toBeLessThan(1.3);
    expect(alike('by topic', sound)).toBeLessThan(1.2);
  });
});
