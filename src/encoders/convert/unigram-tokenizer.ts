/**
 * The published vocabulary (SentencePiece unigram, Kudo 2018) as the `tokenizer.json` that transformers.js and
 * Hugging Face's tokenizers read.
 */
import { MAX_TOKENS } from './sentence-encoder.ts';

/** `vocab.json`: a piece and its log probability. Seven punctuation pieces have lost theirs. */
export type Vocabulary = [piece: string, score: number | null][];

/** Pieces 0 to 5 are unknown, start, end and spare: no text may spell them. */
const RESERVED = 6;

/**
 * Pieces never hold a plain space (it is written U+2581), so a name with one can't be found in any text, even
 * in one that says `<s>`.
 */
const reserved = (id: number) => `reserved ${id}`;

const UNKNOWN = 0;

/**
 * The embedding table has two rows more than the vocabulary; the first serves as padding. It can't be piece 0,
 * which is a real token.
 */
const PADDING = 'padding ';

/** The contents of `tokenizer.json` and `tokenizer_config.json`. */
export function unigramTokenizer(vocabulary: Vocabulary): { tokenizer: object; config: object } {
  const pieces = vocabulary.map(([piece, score], id): [string, number] => [
    id < RESERVED ? reserved(id) : piece,
    // The published tokenizer adds null to a number, which makes it 0.
    score ?? 0,
  ]);
  return {
    tokenizer: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [],
      normalizer: {
        type: 'Sequence',
        normalizers: [
          { type: 'NFKC' },
          { type: 'Prepend', prepend: '\u2581' },
          { type: 'Replace', pattern: { String: ' ' }, content: '\u2581' },
        ],
      },
      pre_tokenizer: null,
      post_processor: null,
      decoder: { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: false },
      model: { type: 'Unigram', unk_id: UNKNOWN, vocab: [...pieces, [PADDING, 0]], byte_fallback: false },
    },
    config: {
      tokenizer_class: 'PreTrainedTokenizer',
      model_max_length: MAX_TOKENS,
      unk_token: reserved(UNKNOWN),
      pad_token: PADDING,
      padding_side: 'right',
      clean_up_tokenization_spaces: false,
    },
  };
}
