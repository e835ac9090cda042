/**
 * Runs an installed encoder through transformers.js in a browser. Meant for a worker; the runtime keeps its settings
 * globally, so one model a worker. Node has its own door, `node-encoder.ts`.
 */
import type { EncoderProgress } from './encoder.ts';
import { checkGolden, type Golden, goldenInputs } from './golden.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { type Device, type EncoderSpec, GOLDEN_FILE, type InstalledFile } from './registry.ts';
import { openSiteFiles } from './site-files.ts';

export interface LoadRequest {
  spec: EncoderSpec;
  /** ONNX Runtime's files for `device`, from the registry. */
  runtime: readonly InstalledFile[];
  /** The site's base path, such as `/`. */
  base: string;
  device: Device;
}

/**
 * @throws ModelFileError when a file is missing or differs from the registry.
 * @throws GoldenMismatchError when the device computes wrong vectors.
 */
export async function loadModel(
  { spec, runtime, base, device }: LoadRequest,
  onProgress: (progress: EncoderProgress) => void,
): Promise<OpenModel['model']> {
  const { id, files, modality } = spec;
  const site = await openSiteFiles({ id, files, runtime, base, device }, (loaded, total) =>
    onProgress({ phase: loaded < total ? 'download' : 'compile', loaded, total }),
  );
  const golden: Golden = JSON.parse(new TextDecoder().decode(await site.read(GOLDEN_FILE[modality])));
  const { model } = await openModel({ ...spec, device });
  site.forget();
  onProgress({ phase: 'check', loaded: site.total, total: site.total });
  checkGolden(golden, await model.encodeBatch(goldenInputs(modality)), `${id} on ${device}`);
  onProgress({ phase: 'ready', loaded: site.total, total: site.total });
  return model;
}
