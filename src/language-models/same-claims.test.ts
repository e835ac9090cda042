import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordinaryWordsOf } from './ordinary-words.ts';
import { type PlainAnswer, sameClaims } from './same-claims.ts';

const TENT: PlainAnswer = {
  text: 'I found the Tarn Tent at £148. It is waterproof and sleeps 2. The Moss Tarp costs £40.50 and is not warm.',
  values: ['Tarn Tent', '£148', 'Moss Tarp', '£40.50'],
  language: 'en',
};

const same = (wording: string, answer: PlainAnswer = TENT) => sameClaims(wording, answer).same;
const why = (wording: string, answer: PlainAnswer = TENT) => {
  const verdict = sameClaims(wording, answer);
  return verdict.same ? '' : verdict.why;
};

describe('sameClaims', () => {
  it.each([
    TENT.text,
    'Here is the Tarn Tent, at £148: it’s waterproof and sleeps 2. And the Moss Tarp, for £40.50, which is not warm.',
    'You might consider the Tarn Tent. It is £148, waterproof, and sleeps 2. The Moss Tarp costs £40.50 and is not warm.',
    'Hello! I hope you find something: the Tarn Tent at £148 is waterproof and sleeps 2, and the Moss Tarp at £40.50 is not warm.',
  ])('lets small words change: %s', (wording) => {
    expect(why(wording)).toBe('');
  });

  it.each([
    ['a wrong price', TENT.text.replace('£148', '£14'), /numbers/],
    [
      'prices that changed places',
      TENT.text.replace('£148', '£x').replace('£40.50', '£148').replace('£x', '£40.50'),
      /numbers/,
    ],
    ['another currency', TENT.text.replace('£148', '$148'), /numbers/],
    ['a sign before a price', TENT.text.replace('£148', '-£148'), /numbers/],
    ['a point before a number', TENT.text.replace('sleeps 2', 'sleeps .2'), /numbers/],
    ['an invented number', `${TENT.text} There are 3 left.`, /numbers/],
    ['a number in words', `${TENT.text} Choose two.`, /two/],
    ['an invented attribute', TENT.text.replace('is waterproof', 'is waterproof, fireproof'), /fireproof/],
    [
      'another thing’s attribute',
      TENT.text.replace('is not warm', 'is waterproof and not warm'),
      /waterproof/,
    ],
    ['a thing of another shop', `${TENT.text} Consider the Alpine Dome.`, /alpine/],
    [
      'a brand that nobody named',
      TENT.text.replace('Moss Tarp costs', 'Moss Tarp by Hawbeck costs'),
      /hawbeck/,
    ],
    ['a gift', TENT.text.replace('It is', 'It is free,'), /free/],
    ['free delivery', `${TENT.text} Delivery is free.`, /delivery/],
    ['a lost "not"', TENT.text.replace('not ', ''), /warm/],
    [
      'a "not" that moved',
      TENT.text.replace('is waterproof', 'is not waterproof').replace('is not warm', 'is warm'),
      /not/,
    ],
    ['a promise', TENT.text.replace('It is', 'It will be'), /will/],
    ['a sale', TENT.text.replace('It is', 'It was'), /was/],
    ['a title that was bent', TENT.text.replace('Tarn Tent', 'tarn tent'), /tarn/],
    ['a title that was cut', TENT.text.replace('Moss Tarp', 'Tarp'), /tarp/],
    ['something left out', 'I found the Tarn Tent at £148.', /numbers/],
    [
      'things in another order',
      'The Moss Tarp costs £40.50 and is not warm. The Tarn Tent is £148, waterproof and sleeps 2.',
      /numbers/,
    ],
    ['a link', `${TENT.text} www.example.com`, /www/],
    ['a link with its scheme', `${TENT.text} https://example.com`, /https/],
    ['markup', `${TENT.text} <b>Hello</b>`, /strange character/],
    ['Markdown', TENT.text.replace('Tarn Tent', '**Tarn Tent**'), /strange character/],
    ['an emoji', `${TENT.text} 🎉`, /strange character/],
    ['text that runs the other way', `\u202e${TENT.text}`, /strange character/],
    ['marks of no width', TENT.text.replace('£148', '£1\u200b48'), /strange character/],
    ['another language', '您好，这是帐篷。', /numbers/],
    ['another language without numbers', '您好', /numbers/],
    ['nothing', ' \n', /nothing/],
    ['far too much', `${TENT.text} ${'Here it is, and '.repeat(40)}`, /longer/],
    ['more lines', `${TENT.text}\nHere it is.`, /lines/],
    ['a question', TENT.text.replace('£148.', '£148?'), /questions/],
    ['more sentences', `Hello. Hello. Hello. ${TENT.text}`, /sentences/],
    ['its orders', `Sure, here is the rewritten answer: ${TENT.text}`, /sure/],
  ])('refuses %s', (_, wording, reason) => {
    expect(why(wording)).toMatch(reason);
  });

  it('keeps a question a question', () => {
    const question: PlainAnswer = { text: 'Which colour would you like?', values: [], language: 'en' };
    expect(same('And which colour would you like, perhaps?', question)).toBe(true);
    expect(same('You would like which colour.', question)).toBe(false);
  });

  it('lets no two things be related that were not', () => {
    const list: PlainAnswer = {
      text: 'Tarn Tent and Moss Tarp.',
      values: ['Tarn Tent', 'Moss Tarp'],
      language: 'en',
    };
    expect(same('Here are the Tarn Tent and the Moss Tarp.', list)).toBe(true);
    for (const word of ['with', 'is', 'has', 'for', 'of', 'in', 'comes with']) {
      expect(why(`The Tarn Tent ${word} the Moss Tarp.`, list), word).toContain('no such thing');
    }
  });

  it('knows values from words that only hold them', () => {
    const answer: PlainAnswer = { text: 'The Tarn is wool.', values: ['Tarn', 'wool'], language: 'en' };
    expect(same('Here is the Tarn. It is wool.', answer)).toBe(true);
    for (const near of [
      'The Tarn is wool-like.',
      'The Tarn is woolly.',
      'The Tarnished is wool.',
      "The Tarn's is wool.",
    ]) {
      expect(same(near, answer), near).toBe(false);
    }
  });

  it('takes abbreviations for what they are', () => {
    const sizes: PlainAnswer = { text: 'Sizes are US sizes.', values: [], language: 'en' };
    expect(same('Sizes are sizes.', sizes)).toBe(false);
    expect(same('The sizes are US sizes.', sizes)).toBe(true);
    expect(same('The sizes are us sizes.', sizes)).toBe(false);
  });

  it('takes values with signs of patterns, of marks and of other languages literally', () => {
    const values = ['C++ (2nd ed.)', '帐篷*', '£5', '$&', '1'];
    const answer: PlainAnswer = { text: `I found ${values.join(', ')}.`, values, language: 'en' };
    expect(same(`Here is ${values.join(', and ')}.`, answer)).toBe(true);
    expect(same(answer.text.replace('C++', 'C'), answer)).toBe(false);
  });

  it('reads Chinese by the word', () => {
    const answer: PlainAnswer = {
      text: '为您找到“苔藓帐篷”，售价¥148，防水。',
      values: ['苔藓帐篷', '¥148'],
      language: 'zh-CN',
    };
    expect(same('您好，我们为您找到“苔藓帐篷”，价格为¥148，防水。', answer)).toBe(true);
    for (const [to, wording] of [
      ['不防水', answer.text.replace('防水', '不防水')],
      ['免费', `${answer.text}免费。`],
      ['¥14', answer.text.replace('148', '14')],
      ['English', 'Here is “苔藓帐篷”, ¥148.'],
    ]) {
      expect(same(wording, answer), to).toBe(false);
    }
    const machine: PlainAnswer = { text: '这是机器。', values: [], language: 'zh-CN' };
    expect(same('这是有机机器。', machine)).toBe(false);
  });

  it('judges no language that it has no words of', () => {
    expect(why('Voilà.', { text: 'Voilà.', values: [], language: 'fr' })).toContain('fr');
  });

  it('lets every answer stand as it is, whatever is in it', () => {
    const tidy = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .map((text) => text.normalize('NFC'));
    fc.assert(
      fc.property(tidy, fc.array(tidy, { maxLength: 3 }), (text, values) => {
        fc.pre(text.trim() !== '');
        expect(same(text, { text, values, language: 'en' })).toBe(true);
      }),
    );
  });

  it('lets no word pass that is neither ordinary nor the answer’s, wherever it is put', () => {
    const { free, relating } = ordinaryWordsOf('en') as NonNullable<ReturnType<typeof ordinaryWordsOf>>;
    const words = TENT.text.split(' ');
    const word = fc.stringMatching(/^[a-z]{2,12}$/).filter((one) => !free.has(one) && !relating.has(one));
    fc.assert(
      fc.property(word, fc.nat({ max: words.length }), (added, at) => {
        expect(same(words.toSpliced(at, 0, added).join(' '))).toBe(false);
      }),
    );
  });

  it('lets no part of an answer be dropped or doubled that claims something', () => {
    const words = TENT.text.split(' ');
    const { free, relating } = ordinaryWordsOf('en') as NonNullable<ReturnType<typeof ordinaryWordsOf>>;
    for (const [at, word] of words.entries()) {
      const plain = word.toLowerCase().replace(/[.,]/g, '');
      if (free.has(plain) || relating.has(plain)) continue;
      expect(same(words.toSpliced(at, 1).join(' ')), word).toBe(false);
      expect(same(words.toSpliced(at, 0, word).join(' ')), word).toBe(false);
    }
  });
});

describe('ordinary words', () => {
  it.each(['en', 'zh-CN'])(
    'of %s hold nothing that counts, refuses, compares, promises or gives away',
    (language) => {
      const { free, relating, beforePrice } = ordinaryWordsOf(language) as NonNullable<
        ReturnType<typeof ordinaryWordsOf>
      >;
      const claims =
        `no not never none without free all every only best better more most less least cheap cheaper one two
      will was were must sale now today always under over than but or if like match matches suit fit
      不 没 没有 无 免费 全 都 只 最 更 一 二 两 会 将 必 现在 或 但 比 特价`.split(/\s+/);
      expect(claims.filter((word) => free.has(word) || relating.has(word))).toEqual([]);
      expect([...free].filter((word) => relating.has(word))).toEqual([]);
      expect([...beforePrice].filter((word) => !relating.has(word))).toEqual([]);
      expect([...free, ...relating].filter((word) => /\d/.test(word))).toEqual([]);
    },
  );
});
