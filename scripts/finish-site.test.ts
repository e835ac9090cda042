import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offlineFiles } from './finish-site.ts';

describe('what the service worker may keep', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'inkling-finish-'));
    await mkdir(join(root, 'shop', 'sound'), { recursive: true });
    await writeFile(join(root, 'index.html'), '<!doctype html>');
    await writeFile(join(root, 'shop', 'catalog.json'), '[]');
    await writeFile(join(root, 'shop', 'sound', 'preview.mp3'), new Uint8Array(80_000));
    await writeFile(join(root, 'shop', 'sound', 'whole opera.wav'), new Uint8Array(4_000_001));
  });
  afterAll(() => rm(root, { recursive: true }));

  it('is previews once they were heard, and no long recording at all', async () => {
    const files = await offlineFiles(root);
    expect(files.map(({ path, group }) => `${group} ${path}`)).toEqual([
      'shell /index.html',
      'shell /shop/catalog.json',
      'used /shop/sound/preview.mp3',
    ]);
  });
});
