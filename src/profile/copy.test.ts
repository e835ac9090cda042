/** Titles for every tag and kind of the demo shop, and of shops made up to trip them: grammatical, or not said at all. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DepartmentSource, demoShop } from '../catalog/demo.ts';
import type { Catalog, Item } from '../catalog/item.ts';
import { openTexts, type Voice } from '../messages/texts.ts';
import { testCatalog } from '../signals/test-shop.ts';
import { blurbOf } from './blurb.ts';
import { goodFor, inMind, shelfTitle } from './copy.ts';
import { phraseOf } from './phrases.ts';
import type { SpokenInterest } from './say-aloud.ts';
import { isFitToSay } from './sensitive.ts';
import { bothOf, type Subject, subjectsOf } from './subjects.ts';

let english: Voice<'copy'>;
let chinese: Voice<'copy'>;
let demo: Catalog;

beforeAll(async () => {
  english = { language: 'en', text: await openTexts('en', ['copy']) };
  chinese = { language: 'zh-CN', text: await openTexts('zh-CN', ['copy']) };
  const folder = new URL('../catalog/demo/', import.meta.url);
  const sources = readdirSync(folder).map(
    (file): DepartmentSource => JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  );
  demo = demoShop(sources).catalog;
});

/** A shop of somebody else's, with a tag and a kind an item. */
function shopOf(tags: readonly string[], kinds: readonly string[], words: Partial<Item> = {}): Catalog {
  const catalog = testCatalog();
  const items = catalog.items.map((item, i) => ({
    ...item,
    description: 'It is made of wool and is warm in the rain, for the walk to the shop and back.',
    ...words,
    tags: tags.filter((_, at) => at % catalog.items.length === i),
    kind: kinds[i % kinds.length] ?? '',
  }));
  return { ...catalog, items };
}

const interest = (subject: Subject, yours: boolean): SpokenInterest => ({ subject, yours, otherwise: [] });

/** All that could be said of a catalog: singles and pairs, theirs and anybody's. */
function allSubjects(catalog: Catalog): Subject[] {
  const single = [...subjectsOf(catalog).byKey.values()];
  const pairs = single.flatMap((one) => single.flatMap((other) => bothOf(one, other) ?? []));
  return [...single, ...pairs];
}

function titlesOf(catalog: Catalog, voice: Voice<'copy'>): string[] {
  return allSubjects(catalog).flatMap((subject) => {
    const own = subject.phrase !== null && subject.phrase.yours !== '';
    return [false, ...(own ? [true] : [])].map((yours) => shelfTitle(interest(subject, yours), voice));
  });
}

/** What an editor would send back. */
function faultsIn(title: string): string[] {
  const faults: [string, RegExp][] = [
    ['two spaces', /\s\s|^\s|\s$/],
    ['a bare hyphen', /(^|\s)-|-(\s|$)/],
    ['an underscore', /_/],
    ['a hole', /\{|\}|undefined|null/],
    ['a doubled word', /\b(\w+) \1\b/i],
    ['two determiners', /\b(your|a|an|the) (your|a|an|the)\b/i],
    ['a day that is one', /\b(day|morning|evening|night|weekend|supper|lunch|dinner|trip)$/i],
    ['a wrong plural', /(sss|chs|shs|[^aeiou]ys)\b/],
    ['a small weekday', /\b(monday|sunday|christmas)/],
    ['a small beginning', /^\p{Ll}/u],
  ];
  return faults.flatMap(([fault, mark]) => (mark.test(title) ? [fault] : []));
}

describe('titles', () => {
  it('read well for every tag and kind of the demo shop', () => {
    const titles = titlesOf(demo, english);
    expect(titles.length).toBeGreaterThan(150);
    expect(titles.flatMap((title) => faultsIn(title).map((fault) => `${title}: ${fault}`))).toEqual([]);
    for (const title of ['More in Tents and shelters', 'More in Knitwear', 'More cosy things'])
      expect(titles).toContain(title);
    expect(titles.some((title) => /^(For|More for) your rainy-day walks$/.test(title))).toBe(true);
    expect(titles.some((title) => /^(For|More for|Good for) slow mornings$/.test(title))).toBe(true);
    expect(titles.some((title) => /Sunday lunches$/.test(title))).toBe(true);
    if (process.env.PRINT_TITLES) console.log([...new Set(titles)].sort().join('\n'));
  });

  it('name nobody, no faith, no trouble, no present', () => {
    for (const title of titlesOf(demo, english)) {
      expect(title).not.toMatch(
        /kid|bab(y|ies)|child|vegan|wedding|christmas|gift|birthday|teen|student|teacher|retire|romantic|solo|new home/i,
      );
    }
  });

  it('are the same every time, and not all alike', () => {
    const titles = titlesOf(demo, english);
    expect(titlesOf({ ...demo }, english)).toEqual(titles);
    const beginnings = new Set(titles.map((title) => title.split(' ').slice(0, 2).join(' ')));
    expect(beginnings.size).toBeGreaterThanOrEqual(5);
  });

  it('read well for other feeds’ ways of writing, or are not made', () => {
    const tags =
      `Rainy_Day,rainy day,RAINY-DAY,Sunday-Lunch,BBQ,quick-drying,best-selling,interesting,matching,evening,
      party,dog walking,wild--camping,-walking-,walking,Wanderung,Frühling,Hering,regentag,randonnée,50%,a/b,{things},
      <b>hiking</b>,camping,frost-proof,table,vegetable,3-pack,new_in,sale,market-day,wool-free,day,__,garden`
        .split(',')
        .map((tag) => tag.trim());
    const titles = titlesOf(shopOf(tags, ['T-shirts & tops', 'DIY tools', 'iPad cases']), english);
    expect(titles.flatMap((title) => faultsIn(title).map((fault) => `${title}: ${fault}`))).toEqual([]);
    expect(titles.join('\n')).not.toMatch(
      /Wanderung|ling\b|Hering|regentag|randonn|%|\/|<|best|interesting|matching|drying|sale|3-pack|vegetable/i,
    );
    expect(titles).toContain('More in DIY tools');
    const spellings = [...subjectsOf(shopOf(tags, [])).byKey.values()].filter(
      ({ phrase }) => phrase?.things === 'rainy days',
    );
    expect(spellings).toHaveLength(1);
  });

  it('keep silent on kinds of a shop whose language the lists can’t read', () => {
    const german = shopOf(['walking'], ['Umstandsmode', 'Zelte'], {
      title: 'Zelt für zwei',
      line: 'Steht auch bei Wind.',
      description: 'Ein leichtes Zelt, das man allein aufbaut und das auch bei starkem Wind steht.',
    });
    const titles = titlesOf(german, english);
    expect(titles.join()).not.toMatch(/Umstand|Zelte/);
    expect(titles.join()).toMatch(/walks/);
  });

  it('speak Chinese, of an English shop in its own words, and of a Chinese one', () => {
    const titles = titlesOf(demo, chinese);
    for (const title of titles) {
      expect(title).toMatch(/\p{Script=Han}/u);
      expect(title).not.toMatch(/-|\s\s|\{|“”/);
    }
    const shop = shopOf(['徒步', '雨天', '阳台', '孕妇', '礼物'], ['帐篷', '孕妇装'], {
      title: '双人帐篷',
      line: '风雨不动。',
      description: '一个人就能搭好的轻便帐篷，下雨天也不漏水，适合周末带着朋友去山里住一晚。',
    });
    const own = titlesOf(shop, chinese).join('\n');
    expect(own).toMatch(/“徒步”/);
    expect(own).toMatch(/“帐篷”/);
    expect(own).not.toMatch(/孕|礼物/);
  });
});

describe('lines', () => {
  const subjectFor = (things: string) =>
    allSubjects(demo).find(({ phrase }) => phrase?.things === things) as Subject;

  it('name up to two interests', () => {
    const two = [interest(subjectFor('rainy-day walks'), false), interest(subjectFor('baking'), true)];
    expect(inMind(two, english)).toBe('With rainy-day walks and baking in mind');
    expect(inMind(two.slice(1), english)).toBe('With baking in mind');
    expect(inMind(two, chinese)).toContain('“baking”');
    expect(inMind([], english)).toBe('');
  });

  it('claim that a thing is good for what it is tagged with, and nothing of kinds', () => {
    expect(goodFor(subjectFor('rainy days'), english)).toBe('Good for rainy days');
    expect(goodFor(subjectFor('cosy things'), english)).toBe('');
    const kind = allSubjects(demo).find(({ phrase }) => phrase === null) as Subject;
    expect(goodFor(kind, english)).toBe('');
  });
});

describe('subjects', () => {
  it('hold exactly the items that have the tag, or a sort of it', () => {
    for (const subject of subjectsOf(demo).byKey.values()) {
      for (const item of subject.items) {
        const { tags, kind } = demo.items[item];
        if (subject.phrase === null) expect(kind).toBe(subject.names[0]);
        else if (subject.phrase.things === 'rainy days') expect(tags.join()).toMatch(/\brain/);
        else if (subject.phrase.things === 'snowy days') expect(tags.join()).toMatch(/\bsnow/);
        else {
          const { phrase } = subject;
          const has = tags.some((tag) => {
            const own = phraseOf(tag);
            return (
              own?.things === phrase.things ||
              own?.things.endsWith(` ${phrase.things}`) ||
              own?.yours.endsWith(` ${phrase.yours}`)
            );
          });
          expect(has).toBe(true);
        }
      }
    }
  });
});

describe('blurbs', () => {
  it('are whole sentences of the item itself, short, and deny nothing', () => {
    let said = 0;
    for (const subject of subjectsOf(demo).byKey.values()) {
      for (const item of subject.items) {
        const one = demo.items[item];
        const blurb = blurbOf(one, subject, demo, 72);
        if (blurb === '') continue;
        said++;
        expect(one.description).toContain(blurb);
        expect(blurb.length).toBeLessThanOrEqual(72);
        expect(blurb).toMatch(/^[\p{Lu}\p{N}“"].*[.!?][”"'’)]*$/u);
        expect(isFitToSay(blurb)).toBe(true);
        expect(blurb).not.toMatch(/\bnot\b|\bnever\b|n['’]t\b/i);
      }
    }
    expect(said).toBeGreaterThan(100);
  });

  it('speak of seams and drizzle to somebody who goes for rain', () => {
    const rain = [...subjectsOf(demo).byKey.values()].find(
      ({ phrase }) => phrase?.things === 'rainy days',
    ) as Subject;
    const item: Item = {
      ...demo.items[rain.items[0]],
      line: 'A jacket in four colours.',
      description:
        'It folds into its own pocket. The seams are taped on the inside. It is not for storms. The zip is brass.',
    };
    expect(blurbOf(item, rain, demo, 72)).toBe('The seams are taped on the inside.');
    expect(blurbOf({ ...item, line: 'Taped seams keep the rain and the wet out.' }, rain, demo, 72)).toBe('');
    expect(blurbOf({ ...item, description: '' }, rain, demo, 72)).toBe('');
    expect(blurbOf({ ...item, description: 'The zip is brass.' }, rain, demo, 72)).toBe('');
  });
});
