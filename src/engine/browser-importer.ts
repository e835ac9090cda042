/** The importer in a browser: a worker that lives from the first check to the end of the import. */
import { Lifeline } from '../encoders/lifeline.ts';
import type { Importer } from './host.ts';
import type { ImportSession } from './import-session.ts';
import type { DrawSvg } from './media-import.ts';
import type { ImportCheck, ImportRequest, LongProgress } from './recommender.ts';
import { Comlink } from './wire.ts';

/** The visitor ended the import. Nothing was changed. */
export class ImportCancelled extends Error {
  override name = 'ImportCancelled';
  constructor() {
    super('The import was cancelled. Nothing was changed.');
  }
}

/** The import's worker died, most likely for want of memory. */
export class ImportDied extends Error {
  override name = 'ImportDied';
}

interface Running {
  session: Comlink.Remote<ImportSession>;
  line: Lifeline;
  end(reason: Error): void;
}

export class BrowserImporter implements Importer {
  #running: Running | null = null;

  check(files: File[], onProgress: (progress: LongProgress) => void, media?: File[]): Promise<ImportCheck> {
    // A new choice of files replaces whatever was checked before.
    this.#running?.end(new ImportCancelled());
    this.#running = start();
    const { session, line } = this.#running;
    return line.hold(session.check(files, onProgress, media));
  }

  async run(
    request: ImportRequest,
    onProgress: (progress: LongProgress) => void,
    drawSvg?: DrawSvg,
  ): Promise<string> {
    this.#running ??= start();
    const running = this.#running;
    const id = await running.line.hold(running.session.run(request, onProgress, drawSvg));
    running.end(new ImportCancelled());
    this.#running = null;
    return id;
  }

  async cancel(): Promise<void> {
    this.#running?.end(new ImportCancelled());
    this.#running = null;
  }
}

function start(): Running {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
    type: 'module',
    name: 'import',
  });
  const line = new Lifeline();
  const end = (reason: Error) => {
    worker.terminate();
    line.end(reason);
  };
  worker.addEventListener('error', ({ message }) => {
    end(
      new ImportDied(`The import stopped (${message || 'its worker could not start'}). Nothing was changed.`),
    );
  });
  return { session: Comlink.wrap<ImportSession>(worker), line, end };
}
