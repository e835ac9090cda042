/**
 * Runs an installed language model through transformers.js in a browser. Meant for a worker of its own; the runtime
 * keeps its settings globally.
 */
import {
  InterruptableStoppingCriteria,
  pipeline,
  type TextGenerationPipeline,
} from '@huggingface/transformers';
import type { Device, InstalledFile, LanguageModelSpec } from '../encoders/registry.ts';
import { openSiteFiles } from '../encoders/site-files.ts';

export interface GeneratorRequest {
  spec: LanguageModelSpec;
  /** ONNX Runtime's files for `device`, from the registry. */
  runtime: readonly InstalledFile[];
  /** The site's base path, such as `/`. */
  base: string;
  device: Device;
}

export interface Prompt {
  system: string;
  user: string;
  maxTokens: number;
}

export interface Generator {
  generate(prompt: Prompt): Promise<string>;
  /** Ends what is being generated after its next token. */
  interrupt(): void;
}

/**
 * @param onBytes of all files so far, and in all
 * @throws ModelFileError when a file is missing or differs from the registry.
 */
export async function loadGenerator(
  { spec: { id, files, dtype }, runtime, base, device }: GeneratorRequest,
  onBytes: (loaded: number, total: number) => void,
): Promise<Generator> {
  const site = await openSiteFiles({ id, files, runtime, base, device }, onBytes);
  const generator = await pipeline('text-generation', id, { device, dtype });
  site.forget();
  return pipelineGenerator(generator);
}

/** Wraps a transformers.js pipeline; shared with the installer, which tries a model in Node. */
export function pipelineGenerator(generator: TextGenerationPipeline): Generator {
  const stopping = new InterruptableStoppingCriteria();
  return {
    async generate({ system, user, maxTokens }) {
      stopping.reset();
      const messages = [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ];
      const [{ generated_text: chat }] = (await generator(messages, {
        max_new_tokens: maxTokens,
        // The likeliest word each time: the same question has the same answer, and fewer liberties are taken.
        do_sample: false,
        stopping_criteria: [stopping],
      } as object)) as { generated_text: { role: string; content: string }[] }[];
      return chat.at(-1)?.content.trim() ?? '';
    },
    interrupt: () => stopping.interrupt(),
  };
}
