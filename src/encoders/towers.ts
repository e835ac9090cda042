/**
 * Models with two towers, of texts and of pictures or sounds, that encode into one space: CLIP (Radford et al. 2021) and
 * what is built like it, SigLIP (Zhai et al. 2023), CLAP (Wu et al. 2023). One tower is opened at a time, by
 * transformers.js; what its model was trained to read is made of an input here.
 */
import {
  AutoConfig,
  AutoFeatureExtractor,
  AutoImageProcessor,
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  ClapAudioModelWithProjection,
  ClapTextModelWithProjection,
  cat,
  type ImageProcessor,
  type PreTrainedModel,
  RawImage,
  SiglipTextModel,
  SiglipVisionModel,
  type Tensor,
} from '@huggingface/transformers';
import { type BatchModel, withColumns } from './batches.ts';
import type { Clip, Modality, ModalityInput, Raster } from './encoder.ts';
import type { EncoderSpec } from './registry.ts';
import { resample } from './resample.ts';
import { cropCentre, onWhite, resize } from './resize.ts';

/** A model of texts with pictures or with sounds. */
interface Family {
  text: Tower;
  image?: Tower;
  audio?: Tower;
  /** Whether texts are filled up to the longest of their batch, or always to the most that it reads. */
  padding: true | 'max_length';
  /** Tokens that it reads at most, where its files don't say. */
  maxTokens: number;
}

interface Tower {
  open: typeof PreTrainedModel.from_pretrained;
  /** The output that lies in the space. */
  output: string;
}

const tower = (model: { from_pretrained: Tower['open'] }, output: string): Tower => ({
  open: (...call) => model.from_pretrained(...call),
  output,
});

/** By `model_type` of `config.json`. MobileCLIP says that it is a `clip`, SigLIP 2 that it is a `siglip`. */
const FAMILIES: Record<string, Family> = {
  clip: {
    text: tower(CLIPTextModelWithProjection, 'text_embeds'),
    image: tower(CLIPVisionModelWithProjection, 'image_embeds'),
    padding: true,
    maxTokens: 77,
  },
  siglip: {
    text: tower(SiglipTextModel, 'pooler_output'),
    image: tower(SiglipVisionModel, 'pooler_output'),
    padding: 'max_length',
    maxTokens: 64,
  },
  clap: {
    text: tower(ClapTextModelWithProjection, 'text_embeds'),
    audio: tower(ClapAudioModelWithProjection, 'audio_embeds'),
    padding: true,
    maxTokens: 512,
  },
};

/** A model that has no such tower, or that reads in a way unknown here. */
export class TowerError extends Error {
  override name = 'TowerError';
}

/** @returns What such models encode, and how many tokens they read; null for all others. */
export function towersOf(modelType: string): { modalities: Modality[]; maxTokens: number } | null {
  const family = FAMILIES[modelType];
  if (family === undefined) return null;
  const modalities = (['text', 'image', 'audio'] as const).filter((modality) => family[modality]);
  return { modalities, maxTokens: family.maxTokens };
}

/** What to open, and where. */
export type TowerRequest = Pick<EncoderSpec, 'id' | 'dtype' | 'modality' | 'maxTokens'> & {
  device: 'webgpu' | 'wasm' | 'cpu';
};

/** @throws TowerError, and whatever transformers.js throws of files that are missing */
export async function openTower<M extends Modality>(
  request: TowerRequest & { modality: M },
): Promise<{ model: BatchModel<ModalityInput[M]>; dispose: () => Promise<void> }> {
  const { id, modality, device, dtype } = request;
  const { model_type } = await AutoConfig.from_pretrained(id);
  const family = FAMILIES[model_type ?? ''];
  const found = family?.[modality];
  if (!found) {
    throw new TowerError(
      `${id} is a model of type "${model_type}", which has no tower of ${modality} known here.`,
    );
  }
  const [read, model] = await Promise.all([
    READERS[modality](request, family),
    found.open(id, { device, dtype }),
  ]);
  return {
    model: {
      async encodeBatch(inputs) {
        const outputs: Record<string, Tensor | undefined> = await model(await read(inputs));
        const output = outputs[found.output];
        if (output === undefined) {
          const given = Object.keys(outputs).join(', ');
          throw new TowerError(
            `${id} gives ${given} of ${modality}, and no ${found.output}: take another copy of it.`,
          );
        }
        const embeddings = output.normalize(2, -1);
        return (embeddings.data as Float32Array).slice(0, inputs.length * embeddings.dims[1]);
      },
    },
    dispose: async () => {
      await model.dispose();
    },
  };
}

type Reader<Input> = (inputs: readonly Input[]) => Promise<Record<string, Tensor>>;

/** Tensors of inputs, by modality. */
const READERS: { [M in Modality]: (of: TowerRequest, family: Family) => Promise<Reader<ModalityInput[M]>> } =
  {
    text: readTexts,
    image: readPictures,
    audio: readClips,
  };

async function readTexts({ id, maxTokens }: TowerRequest, { padding }: Family): Promise<Reader<string>> {
  const tokenizer = await AutoTokenizer.from_pretrained(id);
  return async (texts) => {
    return tokenizer(withColumns(texts), { padding, truncation: true, max_length: maxTokens });
  };
}

/** The parts of a processor's settings that say how large a picture is made. */
interface Geometry {
  size: number | { shortest_edge: number } | { width: number; height: number };
  crop_size: number | { width: number; height: number };
}

async function readPictures({ id }: TowerRequest): Promise<Reader<Raster>> {
  const processor = await AutoImageProcessor.from_pretrained(id);
  return async (pictures) => {
    const fitted = pictures.map((picture) => fit(picture, processor));
    const images = fitted.map(({ data, width, height }) => new RawImage(data, width, height, 4));
    const { pixel_values } = await processor(images);
    return { pixel_values };
  };
}

/**
 * As large as the processor would make it, so that it has no resizing left to do: its own is a canvas's in browsers and,
 * in Node, one that skips pixels.
 */
function fit(picture: Raster, processor: ImageProcessor): Raster {
  const { size, crop_size } = processor as unknown as Geometry;
  let fitted = onWhite(picture);
  if (processor.do_resize) {
    // Older settings say one number: the shorter side of what is then cropped, where the processor takes the longer.
    const wanted = typeof size === 'number' && processor.do_center_crop ? { shortest_edge: size } : size;
    const image = new RawImage(fitted.data, fitted.width, fitted.height, 4);
    const [width, height] = processor.get_resize_output_image_size(image, wanted);
    fitted = resize(fitted, width, height, processor.resample);
  }
  if (!processor.do_center_crop) return fitted;
  const { width, height } =
    typeof crop_size === 'number' ? { width: crop_size, height: crop_size } : crop_size;
  return cropCentre(fitted, width, height);
}

async function readClips({ id }: TowerRequest): Promise<Reader<Clip>> {
  const extractor = await AutoFeatureExtractor.from_pretrained(id);
  const { sampling_rate, nb_max_samples, truncation } = extractor.config;
  if (truncation === 'fusion') {
    throw new TowerError(
      `${id} fuses several cuts of a recording, which transformers.js doesn't do: take one that was trained without, ` +
        'such as an "unfused" CLAP.',
    );
  }
  return async (clips) => {
    const features: Tensor[] = [];
    for (const clip of clips) {
      const { input_features } = await extractor(middle(resample(clip, sampling_rate), nb_max_samples));
      features.push(input_features);
    }
    return { input_features: cat(features) };
  };
}

/**
 * The extractor would cut a longer recording at a place of chance, which gives it another vector each time; and it would
 * repeat an empty one for ever.
 */
function middle(samples: Float32Array, most: number): Float32Array {
  if (samples.length === 0) return new Float32Array(1);
  if (samples.length <= most) return samples;
  const from = (samples.length - most) >> 1;
  return samples.subarray(from, from + most);
}
