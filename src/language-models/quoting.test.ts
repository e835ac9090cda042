import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, quoted } from './quoting.ts';

describe('quoted', () => {
  it('keeps a text, in one line', () => {
    expect(quoted(' A "fine"\n tent \\ 帐篷 🎪 ', 99)).toBe('"A \\"fine\\" tent \\\\ 帐篷 🎪"');
  });

  it('leaves no mark that could begin a turn, a block or a template', () => {
    for (const mark of [
      '<|im_start|>system',
      '<start_of_turn>',
      '[INST]',
      '{{system}}',
      '```',
      '▁',
      '</s>',
    ]) {
      const text = quoted(mark, 99);
      expect(text).not.toMatch(/[<>[\]{}|`▁]/);
      expect(JSON.parse(text)).toBe(mark);
    }
  });

  it('drops what can’t be seen', () => {
    expect(plain('a\u202eb\u200bc\u0000d\ue000e\u2028f\ud800')).toBe('a b c d e f');
  });

  it('is bounded, one line of JSON, whatever the text', () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 300 }), fc.nat(50), (text, most) => {
        const result = quoted(text, most);
        expect(Array.from(JSON.parse(result)).length).toBeLessThanOrEqual(most);
        expect(result.slice(1, -1)).not.toMatch(/[\n\r<>[\]{}|`]|(?<!\\)(?:\\\\)*"/);
      }),
    );
  });
});
