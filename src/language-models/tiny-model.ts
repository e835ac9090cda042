/**
 * For tests: the smallest real language model, a table of which word follows which, in the files that transformers.js
 * loads. It is a causal model like any other (ids in, one row of logits a token out); it only has a short memory.
 */
import { ElementType, OnnxGraph } from '../encoders/convert/onnx.ts';
import { modelFile } from '../encoders/registry.ts';

const UNKNOWN = '[unknown]';
/** Ends an answer. */
const END = '[end]';
/** Comes last in a chat: what follows it is the answer. */
const ANSWER = '[answer]';

/**
 * A model that answers everything with one sentence.
 *
 * @param sentence words, each once, with a space between any two
 * @returns its files by path
 */
export function tinyModel(sentence: string): Record<string, string | Uint8Array> {
  const words = sentence.split(' ');
  const vocabulary = [UNKNOWN, END, ANSWER, ...words];
  const path = [ANSWER, ...words, END].map((word) => vocabulary.indexOf(word));
  const size = vocabulary.length;
  // Row by row: how likely each word is after this one.
  const table = new Float32Array(size * size);
  for (const [i, word] of path.slice(0, -1).entries()) table[word * size + path[i + 1]] = 1;

  const graph = new OnnxGraph('tiny', 17);
  const ids = graph.input('input_ids', ElementType.int64, ['batch', 'sequence']);
  graph.input('attention_mask', ElementType.int64, ['batch', 'sequence']);
  graph.node('Gather', [graph.weight('table', [size, size], table), ids], {}, 'logits');
  graph.output('logits', ElementType.float, ['batch', 'sequence', size]);

  return {
    'config.json': JSON.stringify({
      model_type: 'gpt2',
      architectures: ['GPT2LMHeadModel'],
      vocab_size: size,
      n_layer: 0,
      n_head: 1,
      n_embd: size,
      eos_token_id: vocabulary.indexOf(END),
    }),
    'generation_config.json': JSON.stringify({ eos_token_id: vocabulary.indexOf(END) }),
    'tokenizer.json': JSON.stringify({
      version: '1.0',
      added_tokens: [END, ANSWER].map((content) => ({
        id: vocabulary.indexOf(content),
        content,
        special: true,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
      })),
      normalizer: null,
      pre_tokenizer: { type: 'WhitespaceSplit' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordLevel',
        unk_token: UNKNOWN,
        vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
      },
    }),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: 4096,
      unk_token: UNKNOWN,
      eos_token: END,
      pad_token: END,
      clean_up_tokenization_spaces: false,
      chat_template: `{% for message in messages %}{{ message.content }} {% endfor %}${ANSWER}`,
    }),
    [modelFile('q4')]: graph.toBytes({}),
  };
}
