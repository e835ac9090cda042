/** Families of phrases other than prices (see price.test.ts), each as a table over a small shop. */
import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../../catalog/item.ts';
import { buildLexicon } from '../lexicon.ts';
import { understand } from '../understand.ts';

let made = 0;
function item(title: string, kind: string, more: Partial<Item> = {}): Item {
  made += 1;
  return {
    id: `thing-${String(made).padStart(3, '0')}`,
    title,
    line: '',
    description: '',
    price: 20,
    brand: '',
    department: 'Shop',
    kind,
    attributes: {},
    tags: [],
    image: null,
    tint: 'sage',
    available: true,
    ...more,
  };
}

const catalog: Catalog = {
  id: 'families',
  name: 'Test',
  currency: 'GBP',
  departments: [],
  reviews: [],
  items: [
    item('Wool coat', 'Coats', {
      attributes: { colour: 'red', material: 'wool', size: 'large' },
      tags: ['gardening', 'play'],
    }),
    item('Rain coat', 'Coats', {
      attributes: { colour: 'blue', material: 'wax' },
      tags: ['gardening', 'play'],
    }),
    item('Field coat', 'Coats', { attributes: { colour: 'black', material: 'leather' }, tags: ['scented'] }),
    item('Round sunglasses', 'Sunglasses', { attributes: { colour: 'red', material: 'tin' } }),
    item('Square sunglasses', 'Sunglasses', { attributes: { colour: 'white' }, tags: ['play', 'kids'] }),
    item('Oak picture frame', 'Mirrors and frames', { attributes: { material: 'oak', colour: 'brown' } }),
    item('Ash picture frame', 'Mirrors and frames', { attributes: { material: 'ash', weight: '3 kg' } }),
    item('Card game', 'Board games', {
      attributes: { age: '8+', weight: '1 kg' },
      tags: ['kids', 'scented'],
    }),
    item('Dice game', 'Board games', { attributes: { age: '3 to 6' }, tags: ['kids', 'teens'] }),
    item('Salmon treats', 'Treats and food', { attributes: { pet: 'dog', size: 'large' } }),
    item('Cheese treats', 'Treats and food', { attributes: { pet: 'dog' } }),
    item('Chicken treats', 'Treats and food', { attributes: { pet: 'dog' } }),
    item('Plain candle', 'Candles', { attributes: { scent: 'unscented' } }),
    item('Rose candle', 'Candles', { attributes: { scent: 'rose' } }),
    item('Dark chocolate', 'Chocolate and sweets', { attributes: { flavour: 'dark' } }),
    item('Milk chocolate', 'Chocolate and sweets', { attributes: { flavour: 'milk' } }),
  ],
};
const lexicon = buildLexicon(catalog);
const ids = (text: string) => understand(text, lexicon).parts.map(({ id }) => id);

type Table = readonly [text: string, ...ids: string[]][];

const FAMILIES: Readonly<Record<string, Table>> = {
  'stars, whatever limit they are said with': [
    ['rated four or more', 'rating>=4'],
    ['rated 3.5 or higher', 'rating>=3.5'],
    ['Four and a half stars minimum.', 'rating>=4.5'],
    ['four stars at minimum', 'rating>=4'],
    ['4.5+', 'rating>=4.5'],
    ['4+ stars', 'rating>=4'],
    ['nothing under four stars', 'rating>=4'],
    ["don't show me anything below 3 stars", 'rating>=3'],
    ['nothing rated below 4', 'rating>=4'],
    ['no less than 4 stars', 'rating>=4'],
    ['with a rating of at least 4', 'rating>=4'],
    ['4 out of 5 or better', 'rating>=4'],
    ['with lots of good reviews', 'rating>=4'],
    ['that people rave about', 'rating>=4'],
    ['highly recommended', 'rating>=4'],
    ['under three stars'],
    ['three stars at most'],
    ['something people who love cats would use'],
  ],
  'family by marriage, by generation and by choice': [
    ['for my mother-in-law', 'recipient=mother-in-law'],
    ['for my father in law', 'recipient=father-in-law'],
    ['for my step-dad', 'recipient=step-dad'],
    ['for my stepdaughter', 'recipient=stepdaughter'],
    ['for my great-aunt', 'recipient=great-aunt'],
    ['for my great grandmother', 'recipient=great grandmother'],
    ['for my ex-wife', 'recipient=ex-wife'],
    ['for my goddaughter', 'recipient=goddaughter'],
    ['rainy days with the grandchildren', 'recipient=grandchildren'],
    ['for my parents', 'recipient=parents'],
    ['for the twins', 'recipient=twins'],
    ['for uncle Bob', 'recipient=uncle'],
    ["for my son's teacher", 'recipient=teacher'],
    ['teeny things'],
  ],
  'people by what they do': [
    ['for our postman', 'recipient=postman'],
    ['for a midwife', 'recipient=midwife'],
    ['for a gardener', 'recipient=gardener', 'tag=gardening'],
    ['a present for a keen gardener', 'recipient=gardener', 'tag=gardening'],
    ['for a wool lover', 'recipient=wool lover'],
    ['for a record collector', 'recipient=record collector'],
    ['for my other half', 'recipient=other half'],
    ['for the little ones', 'recipient=little ones'],
    ['for a woman at work', 'recipient=woman'],
    ['for someone at work'],
    ['gift for a beekeeper', 'recipient=beekeeper'],
    ["a chef's knife"],
    ["looking for a doctor's bag"],
  ],
  'ages of somebody': [
    ['for my daughter (7)', 'recipient=daughter'],
    ['for my niece, 8, who draws', 'recipient=niece'],
    ['for my son aged seven', 'recipient=son'],
    ['for a girl of seven', 'recipient=girl'],
    ['for my 6-year-old grandson', 'recipient=grandson'],
    ['for my nephew who is nearly 6', 'recipient=nephew'],
    ['for a 7yo', 'recipient=7yo'],
    ['for my sister, 15-20 pounds', 'recipient=sister', 'price=15..20'],
  ],
  occasions: [
    ['an engagement present', 'occasion=engagement'],
    ['christening gift', 'occasion=christening'],
    ['for a leaving do', 'occasion=leaving do'],
    ['hen do', 'occasion=hen do'],
    ['for mother’s day', "occasion=mother's day"],
    ["Valentine's", "occasion=valentine's"],
    ['secret santa', 'occasion=secret santa'],
    ['get well soon', 'occasion=get well soon'],
    ['a thank-you present', 'occasion=thank you'],
    ['moving house', 'occasion=housewarming'],
    ["it's my dad's 70th", 'recipient=dad', 'occasion=birthday'],
    ['my 2nd coat', 'kind=Coats'],
  ],
  'a “not” that refuses': [
    ['no leather', 'not material=leather'],
    ['I hate leather', 'not material=leather'],
    ["can't stand leather", 'not material=leather'],
    ['allergic to wool', 'not material=wool'],
    ['anything other than red', 'not colour=red'],
    ['wool rather than leather', 'material=wool', 'not material=leather'],
    ['wool instead of leather', 'material=wool', 'not material=leather'],
    ['any shade except red', 'not colour=red'],
    ['leather-free', 'not material=leather'],
    ['fragrance-free', 'not word=fragrance'],
    ['scentless', 'scent=unscented'],
    ['a calendar without chocolate', 'not word=chocolate'],
    ['no leather but wool', 'not material=leather', 'material=wool'],
    ['no leather, and a red coat', 'not material=leather', 'colour=red', 'kind=Coats'],
  ],
  'a “not” that refuses nothing': [
    ["my dad won't have outgrown it", 'recipient=dad'],
    ["thrillers my husband won't have read", 'recipient=husband'],
    ["can't wait"],
    ["it doesn't matter"],
    ['why not a kite'],
    ['if not that'],
    ['no rush'],
    ['must not tick'],
    ['cruelty-free'],
    ['hate candles with a smell'],
    ['nothing but wool', 'material=wool'],
    ['not a penny over £5', 'price<=5'],
  ],
  'the thing that is wanted': [
    ['winter coat, wool', 'kind=Coats', 'material=wool'],
    ['sunglasses, red frames', 'kind=Sunglasses', 'colour=red'],
    ['picture frames', 'kind=Mirrors and frames'],
    ['games for a party', 'occasion=party'],
    ['treats for people who write letters'],
    ['wax melts'],
    ['a tin of biscuits'],
    ['a tin opener'],
    ['spend 80 on a coat', 'price<=80', 'kind=Coats'],
    ['anything in red, not a candle', 'colour=red', 'not kind=Candles'],
    ['nothing with chocolate', 'not word=chocolate'],
    ['leather polish'],
    ['candle-lit evenings'],
    ['someone who already plays'],
    ['£50 tops for a coat', 'price<=50', 'kind=Coats'],
    ['a coat for my dog', 'pet=dog'],
  ],
  'colours between two': [
    ['blue-black ink'],
    ['off-white'],
    ['rose gold'],
    ['in burgundy', 'colour=burgundy'],
    ['red or blue coat', 'colour=red', 'colour=blue', 'kind=Coats'],
  ],
  'slips in the words every request is made of': [
    ['bugdet 35', 'price<=35'],
    ['budgit of 35', 'price<=35'],
    ['arond £30', 'price=24..36'],
    ['abuot £30', 'price=24..36'],
    ['for my neice', 'recipient=niece'],
    ["my grandaughter's birthday", 'recipient=granddaughter', 'occasion=birthday'],
    ['chirstmas', 'occasion=christmas'],
    ['for a bother'],
    ['a sitter'],
    ['we can manage'],
  ],
  'what is typed in haste': [
    ['w/o leather', 'not material=leather'],
    ["I don't want leather", 'not material=leather'],
    ['dont want leather', 'not material=leather'],
    ['she cant have leather', 'not material=leather'],
    ['xmas pressie', 'occasion=christmas'],
    ['less than 100 bucks', 'price<=100'],
  ],
  'other words for what the catalog says': [
    ['a big parka', 'size=large', 'kind=Coats'],
    ['a huge rug'],
    ['sunnies', 'kind=Sunglasses'],
    ['treats for my labrador', 'pet=dog'],
    ['treats for a cocker spaniel', 'pet=dog'],
    ['biscuits for our puppy', 'pet=dog'],
    ['a woolly coat', 'material=wool', 'kind=Coats'],
  ],
  'a colour that is none': [
    ['earl grey'],
    ['a green fingered friend', 'recipient=friend'],
    ['I need a cream for dry hands'],
    ['goldfish bowl'],
    ['lavender'],
    ['a cherry red coat', 'colour=red', 'kind=Coats'],
    ['red coat please', 'colour=red', 'kind=Coats'],
    ['the red one', 'colour=red'],
  ],
  'what is refused before a thing that is wanted': [
    ['no leather coats', 'not material=leather', 'kind=Coats'],
    ['no leather coats for my dad', 'not material=leather', 'kind=Coats', 'recipient=dad'],
    ['a non-leather coat', 'not material=leather', 'kind=Coats'],
    ['non leather coat', 'not material=leather', 'kind=Coats'],
    ['sunglasses, not a leather coat', 'kind=Sunglasses', 'not material=leather'],
    ['I have nothing to wear'],
    ['a candle that does not smell of rose', 'kind=Candles', 'not scent=rose'],
    ['any colour bar red', 'not colour=red'],
  ],
  'how many': [
    ['two red coats', 'count=2', 'colour=red', 'kind=Coats'],
    ['three housewarming ideas', 'count=3', 'occasion=housewarming'],
    ['a couple of coats', 'count=2', 'kind=Coats'],
    ['my two coats', 'kind=Coats'],
    ['18th birthday present', 'occasion=birthday'],
    ['twelve candles', 'kind=Candles'],
  ],
  'where words stand': [
    ['working from home'],
    ['a coat cheapest first', 'kind=Coats'],
    ['coat size 12', 'kind=Coats'],
    ['slippers made of wool', 'material=wool'],
    ['the dog needs a coat', 'pet=dog'],
    ['he loves garden sunglasses', 'kind=Sunglasses'],
    ['someone who loves gardening but has no garden', 'tag=gardening'],
  ],
  'sizes with a limit': [
    ['no more than 2 kg', 'weight=up to 2 kg'],
    ['at least 2 kg', 'weight=2 kg or more'],
    ['2 kg at least', 'weight=2 kg or more'],
  ],
};

describe.each(Object.entries(FAMILIES))('%s', (_, table) => {
  it.each(table)('“%s”', (text, ...expected) => {
    expect(ids(text)).toEqual(expected);
  });
});

/** A shop of few words that are its own: values that are said of everything, and lists of them. */
const music: Catalog = {
  ...catalog,
  items: [
    ...(
      [
        ['Slack water', 'Jazz records', 'calm', 'piano and flute'],
        ['Heavy weather', 'Jazz records', 'calm', 'harp, flute and drums'],
        ['Moss clock', 'Folk records', 'bright', 'fiddle'],
        ['A gate left open', 'Folk records', 'bright', 'nylon guitar and fiddle'],
        ['Salt road', 'Folk records', 'calm', 'harp and piano'],
      ] as const
    ).map(([title, kind, mood, instruments]) =>
      item(title, kind, { department: 'Music', attributes: { mood, instruments, format: 'LP' } }),
    ),
    item('Staves book', 'Paper', { department: 'Desk', attributes: { ruling: 'music' } }),
    item('Wide staves book', 'Paper', { department: 'Desk', attributes: { ruling: 'music' } }),
    item('First pieces', 'Sheet music', { department: 'Music', attributes: { instrument: 'piano' } }),
    item('Lamp', 'Lamps', { department: 'Home' }),
  ],
};
const musical = buildLexicon(music);

describe('values that are common words', () => {
  it.each([
    ['a calm evening'],
    ['a bright lamp', 'kind=Lamps'],
    ['calm music', 'mood=calm'],
    ['a calm record', 'mood=calm'],
    ['something with a calm mood', 'mood=calm'],
    ['music for my dad', 'recipient=dad'],
    ['paper for music', 'ruling=music'],
    ['piano', 'instrument=piano'],
    ['piano album', 'instruments=piano'],
    ['a record with a flute', 'instruments=flute'],
    ['nylon guitar', 'instruments=nylon guitar'],
    ['vinyl', 'format=LP'],
  ] satisfies Table)('“%s”', (text, ...expected) => {
    expect(understand(text, musical).parts.map(({ id }) => id)).toEqual(expected);
  });
});
