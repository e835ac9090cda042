/**
 * For tests: the smallest real models with two towers, in the files that transformers.js loads. They see and hear next to
 * nothing, but what they do is what large ones do: a patch convolution or a mel spectrogram, a projection, words in the
 * same space.
 */
import { ElementType, OnnxGraph } from './convert/onnx.ts';
import { type Dtype, modelFile, TOWER } from './registry.ts';

/** Width and height of the pictures that the models read, and of one patch. */
export const SIDE = 8;
const PATCH = 4;

/** Sample rate of the clips that they read, and samples of the longest. */
export const RATE = 16_000;
export const MOST_SAMPLES = 16_000;
const MELS = 16;

/** Where words lie: their colour's red, green and blue from -1 to 1. */
const COLOURS: Record<string, readonly number[]> = {
  red: [1, -1, -1],
  green: [-1, 1, -1],
  blue: [-1, -1, 1],
  yellow: [1, 1, -1],
  white: [1, 1, 1],
  black: [-1, -1, -1],
};

/** The same for sounds: low, high. */
const PITCHES: Record<string, readonly number[]> = { deep: [1, 0, 0], bright: [0, 1, 0] };

/** Beside what is told apart, a little that everything has: no vector is zero. */
const COMMON = 0.2;

/** Any turn will do, so long as both towers take it: vectors don't lie along the axes. */
const PROJECTION = Float32Array.from([
  0.5, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, -0.5, 0.5, -0.5, -0.5, 0.5,
]);
export const DIMENSIONS = 4;

type Files = Record<string, string | Uint8Array>;

/**
 * Tells colours apart and knows their names.
 * @param family CLIP's files, or SigLIP's, whose outputs have other names and whose texts have one length.
 */
export function tinyImageModel(family: 'clip' | 'siglip' = 'clip', dtype: Dtype = 'q8'): Files {
  const output = (of: string) => (family === 'clip' ? of : 'pooler_output');
  return {
    ...common(family, Object.keys(COLOURS)),
    'preprocessor_config.json': JSON.stringify({
      feature_extractor_type: 'CLIPFeatureExtractor',
      // As the oldest models say it: the shorter side.
      size: SIDE,
      crop_size: SIDE,
      do_resize: true,
      do_center_crop: true,
      do_normalize: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
      resample: 3,
    }),
    [modelFile(dtype, TOWER.text)]: textTower(COLOURS, output('text_embeds'), family === 'siglip'),
    [modelFile(dtype, TOWER.image)]: pictureTower(output('image_embeds')),
  };
}

/** Tells low sounds from high ones and knows words for both. */
export function tinyAudioModel(dtype: Dtype = 'q8'): Files {
  return {
    ...common('clap', Object.keys(PITCHES)),
    'preprocessor_config.json': JSON.stringify({
      feature_extractor_type: 'ClapFeatureExtractor',
      sampling_rate: RATE,
      nb_max_samples: MOST_SAMPLES,
      fft_window_size: 512,
      nb_frequency_bins: 257,
      hop_length: 160,
      feature_size: MELS,
      frequency_min: 50,
      frequency_max: 8000,
      truncation: 'rand_trunc',
      padding: 'repeatpad',
    }),
    [modelFile(dtype, TOWER.text)]: textTower(PITCHES, 'text_embeds', false),
    [modelFile(dtype, TOWER.audio)]: soundTower('audio_embeds'),
  };
}

const PADDING = '[PAD]';
const UNKNOWN = '[UNK]';

/** Texts are cut here, and SigLIP's filled up to it. */
export const MOST_TOKENS = 12;

function common(family: string, words: readonly string[]): Files {
  return {
    'config.json': JSON.stringify({
      model_type: family,
      text_config: { max_position_embeddings: MOST_TOKENS },
      vision_config: {},
      audio_config: {},
    }),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: 1e30,
      pad_token: PADDING,
      unk_token: UNKNOWN,
    }),
    'tokenizer.json': JSON.stringify({
      version: '1.0',
      added_tokens: [],
      normalizer: { type: 'Lowercase' },
      pre_tokenizer: { type: 'Whitespace' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordLevel',
        unk_token: UNKNOWN,
        vocab: Object.fromEntries([PADDING, UNKNOWN, ...words].map((word, id) => [word, id])),
      },
    }),
  };
}

/** The mean of what the words are worth. @param whole Its length is fixed, and padding is worth nothing. */
function textTower(words: Record<string, readonly number[]>, output: string, whole: boolean): Uint8Array {
  const graph = new OnnxGraph('tiny-texts', 17);
  const ids = graph.input('input_ids', ElementType.int64, ['batch', whole ? MOST_TOKENS : 'sequence']);
  const rows = [[0, 0, 0, 0], [0, 0, 0, COMMON], ...Object.values(words).map((place) => [...place, COMMON])];
  const table = graph.weight('table', [rows.length, DIMENSIONS], Float32Array.from(rows.flat()));
  const sum = graph.node('ReduceSum', [graph.node('Gather', [table, ids]), graph.constant('int64', [1])], {
    keepdims: 0,
  });
  projected(graph, sum, output);
  return graph.toBytes({});
}

/** The mean colour, by way of patches. */
function pictureTower(output: string): Uint8Array {
  const graph = new OnnxGraph('tiny-pictures', 17);
  const pixels = graph.input('pixel_values', ElementType.float, ['batch', 3, SIDE, SIDE]);
  const kernel = new Float32Array(DIMENSIONS * 3 * PATCH * PATCH);
  for (let channel = 0; channel < 3; channel++) {
    const start = (channel * 3 + channel) * PATCH * PATCH;
    kernel.fill(1 / (PATCH * PATCH), start, start + PATCH * PATCH);
  }
  const patches = graph.node(
    'Conv',
    [
      pixels,
      graph.weight('kernel', [DIMENSIONS, 3, PATCH, PATCH], kernel),
      graph.weight('bias', [DIMENSIONS], Float32Array.of(0, 0, 0, COMMON)),
    ],
    { kernel_shape: [PATCH, PATCH], strides: [PATCH, PATCH] },
  );
  projected(graph, graph.node('ReduceMean', [patches], { axes: [2, 3], keepdims: 0 }), output);
  return graph.toBytes({});
}

/** How much of the loudness lies in the lower and in the upper bands. */
function soundTower(output: string): Uint8Array {
  const graph = new OnnxGraph('tiny-sounds', 17);
  const features = graph.input('input_features', ElementType.float, ['batch', 1, 'frames', MELS]);
  const decibels = graph.node('ReduceMean', [features], { axes: [1, 2], keepdims: 0 });
  // 10 dB more are e times as much.
  const shares = graph.node('Softmax', [graph.node('Div', [decibels, graph.constant('float', 10)])], {
    axis: -1,
  });
  const bands = Array.from({ length: MELS }, (_, band) =>
    band < MELS / 2 ? [1, 0, 0, COMMON] : [0, 1, 0, COMMON],
  );
  const weights = graph.weight('bands', [MELS, DIMENSIONS], Float32Array.from(bands.flat()));
  projected(graph, graph.node('MatMul', [shares, weights]), output);
  return graph.toBytes({});
}

function projected(graph: OnnxGraph, pooled: string, output: string): void {
  const weights = graph.weight('projection', [DIMENSIONS, DIMENSIONS], PROJECTION);
  graph.node('MatMul', [pooled, weights], {}, output);
  graph.output(output, ElementType.float, ['batch', DIMENSIONS]);
}
