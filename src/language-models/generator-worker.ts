/** The language model's worker: one model, loaded once, one answer at a time. `site-model.ts` is its other end. */
import '../compute/trusted-scripts.ts';
import * as Comlink from 'comlink';
import { type Generator, type GeneratorRequest, loadGenerator, type Prompt } from './generator.ts';

let generator: Generator | undefined;

const generatorWorker = {
  async load(request: GeneratorRequest, onBytes: (loaded: number, total: number) => void): Promise<void> {
    generator = await loadGenerator(request, onBytes);
  },

  async generate(prompt: Prompt): Promise<string> {
    if (generator === undefined) {
      throw new Error('The language model’s worker was asked before it had loaded.');
    }
    return generator.generate(prompt);
  },

  interrupt(): void {
    generator?.interrupt();
  },
};

export type GeneratorWorker = typeof generatorWorker;

Comlink.expose(generatorWorker);
