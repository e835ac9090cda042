/** For tests: a model hub of our own, which can fail in the ways that hubs and networks fail. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What every model here was last committed as. */
export const COMMIT = 'c0ffee';

export interface TestHub {
  /** For `HF_ENDPOINT`. */
  url: string;
  /** By the end of a path: answer with this status, or cut the answer short. */
  faults: Map<string, number | 'cut'>;
  close(): Promise<void>;
}

/** @param models Their files by path, by their names; what is changed there is served changed. */
export async function startHub(
  models: Record<string, Record<string, string | Uint8Array>>,
): Promise<TestHub> {
  const faults: TestHub['faults'] = new Map();
  const fileAt = (path: string): string | Uint8Array | undefined => {
    for (const [id, files] of Object.entries(models)) {
      const siblings = Object.keys(files).map((rfilename) => ({ rfilename }));
      if (path === `/api/models/${id}/revision/main`) return JSON.stringify({ sha: COMMIT, siblings });
      const folder = `/${id}/resolve/${COMMIT}/`;
      if (path.startsWith(folder)) return files[path.slice(folder.length)];
    }
    return undefined;
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const fault = [...faults].find(([name]) => path.endsWith(name))?.[1];
    const file = fileAt(path);
    if (typeof fault === 'number' || file === undefined) {
      response.writeHead(typeof fault === 'number' ? fault : 404).end();
    } else if (fault === 'cut') {
      response.writeHead(200, { 'content-length': String(file.length + 100) });
      response.write(file, () => response.destroy());
    } else {
      response.end(file);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
